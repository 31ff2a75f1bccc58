// SPDX-License-Identifier: GPL-2.0-only
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import type { Film, Side } from './film.ts';
import { word } from './words.ts';

/** What trace-cmd would have printed so far. The lines to come keep their place, so that nothing moves. */
export function Traces({
  film,
  side,
  at,
  lang,
}: {
  readonly film: Film;
  readonly side: Side;
  readonly at: number;
  readonly lang: Lang;
}): JSX.Element {
  const { steps, ending } = film.walks[side];
  const lines = steps.flatMap((s, i) => s.traces.map((text) => ({ text, i })));
  const silent = ending.alarm && !lines.some((l) => l.text.startsWith('kvm_msr'));
  return (
    <div class="traces">
      <p class="hd">{word('traced', lang)}</p>
      <div>
        {lines.map((l) => (
          <code key={l.i} class={l.i <= at ? undefined : 'later'} aria-hidden={l.i > at}>
            {l.text}
          </code>
        ))}
        {silent ? <p class={at === steps.length - 1 ? undefined : 'later'}>{word('untraced', lang)}</p> : null}
      </div>
    </div>
  );
}
