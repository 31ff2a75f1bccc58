// SPDX-License-Identifier: GPL-2.0-only
/** Where the cursor stands: the calls under way, and above each of two columns its kernel and its step. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import type { Film, Side } from './film.ts';
import { Glyph } from './Inline.tsx';
import { stepAt } from './moves.ts';
import { pathAt } from './source.ts';
import { word } from './words.ts';

export function Crumb({
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
  const names = pathAt(film, side, at);
  const actor = film.walks[side].steps[at]?.actor ?? 'kernel';
  if (names.length === 0)
    return (
      <div class="crumb">
        <b class={actor === 'guest' ? 'g' : 'u'}>
          <Glyph actor={actor} /> {word(actor, lang)}
        </b>
      </div>
    );
  return (
    <ol class="crumb" aria-label={word('path', lang)}>
      {names.map((name, i) => (
        <li key={i} class={i > 0 && i < names.length - 6 ? 'mid' : i > 0 && i < names.length - 2 ? 'mid-n' : undefined}>
          {i === names.length - 1 ? <b>{name}</b> : name}
        </li>
      ))}
    </ol>
  );
}

export function ColumnHead({ film, side, row }: { readonly film: Film; readonly side: Side; readonly row: number }): JSX.Element {
  const walk = film.walks[side];
  const there = film.rows[row]?.at[side];
  const step = walk.steps[stepAt(film, side, row)];
  return (
    <div class={`head-of${there === null ? ' waits' : ''}`}>
      <code>{walk.kernel}</code>
      <p>{step?.say}</p>
    </div>
  );
}
