// SPDX-License-Identifier: GPL-2.0-only
/** How it ends: shape, words, one sentence, and what speaks for it. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { type Recorded, recordedFor } from './evidence.ts';
import type { Walk } from './film.ts';
import { Glyph, Inline } from './Inline.tsx';
import { word } from './words.ts';

const hue = { guest: 'g', kernel: 'k', user: 'u' } as const;

export function Evidence({
  walk,
  step,
  recorded,
  lang,
}: {
  readonly walk: Walk;
  readonly step: number;
  /** What was recorded of accesses like this; undefined where nobody has looked. */
  readonly recorded: readonly Recorded[] | undefined;
  readonly lang: Lang;
}): JSX.Element {
  const { agree, differ } = recordedFor(walk, step, recorded ?? []);
  const stop = lang === 'en' ? '.' : '。';
  return (
    <>
      {recorded === undefined ? null : (
        <p>
          <b>{word('recorded', lang)}</b>{' '}
          {agree === '' ? word('recordedNot', lang) : `${agree.replaceAll('software', word('software', lang))}${stop}`}
        </p>
      )}
      {differ === '' ? null : (
        <p class="x">
          <b>{word('recordedOther', lang)}</b> {differ}
          {stop}
        </p>
      )}
      <p>
        <b>{word('engine', lang)}</b> {walk.kernel}
      </p>
      {walk.ending.source === '' ? null : (
        <p>
          {word('readIn', lang)} {walk.ending.source}
        </p>
      )}
    </>
  );
}

export function Ending({ walk, kernel = false }: { readonly walk: Walk; readonly kernel?: boolean }): JSX.Element {
  const { actor, alarm, title, text } = walk.ending;
  return (
    <div class="o">
      {kernel ? <code class="on">{walk.kernel}</code> : null}
      <strong class={alarm ? 'x' : hue[actor]}>
        <Glyph actor={actor} /> {title}
      </strong>
      <p>
        <Inline text={text} />
      </p>
    </div>
  );
}

export function Outcome({
  walk,
  step,
  recorded,
  lang,
}: {
  readonly walk: Walk;
  readonly step: number;
  /** What was recorded of accesses like this; undefined where nobody has looked. */
  readonly recorded: readonly Recorded[] | undefined;
  readonly lang: Lang;
}): JSX.Element {
  return (
    <div class="out">
      <Ending walk={walk} />
      <div class="e">
        <Evidence walk={walk} step={step} recorded={recorded} lang={lang} />
      </div>
    </div>
  );
}
