// SPDX-License-Identifier: GPL-2.0-only
/** One number, read at each level, on both kernels: the confusion of those readings is the bug. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { type Film, type Level, type Side, sides } from './film.ts';
import { Glyph, Inline, Int } from './Inline.tsx';
import { word } from './words.ts';

const look = ({ hue, value }: Level): string => {
  const kind = /^(?:true|false)$/.test(value) ? 'c' : /^[\u2212\d–]+$/.test(value) || hue === 'alarm' || hue === 'guest' ? '' : 'w';
  return `n ${kind} ${hue === 'alarm' ? 'x' : hue === 'guest' ? 'g' : ''}`.trim();
};

/** @param sel the walk that is looked at, if one is */
export function Numbers({
  film,
  sel,
  lang,
}: {
  readonly film: Film;
  readonly sel?: Side | undefined;
  readonly lang: Lang;
}): JSX.Element | null {
  const [a, b] = film.walks;
  if (a.levels.length === 0) return null;
  const heads = a.levels.map((l, i) => (l.head === b.levels[i]?.head ? l.head : `${l.head} / ${b.levels[i]?.head ?? ''}`));
  return (
    <div class="ba">
      <table>
        <caption class="vh">{word('numbers', lang)}</caption>
        <thead>
          <tr>
            <td />
            {heads.map((h, i) => (
              <th scope="col" key={i}>
                <Inline text={h} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sides.map((s) => (
            <tr key={s} class={sel === s ? 'sel' : undefined}>
              <th scope="row">
                <code>{film.walks[s].kernel}</code>
              </th>
              {film.walks[s].levels.map((l, i) => (
                <td key={i}>
                  <span class="h" aria-hidden="true">
                    <Inline text={heads[i] ?? ''} />
                  </span>
                  <span>
                    <span class={look(l)}>
                      {l.hue === 'user' || l.hue === 'guest' ? (
                        <span class={l.hue === 'user' ? 'u' : ''}>
                          <Glyph actor={l.hue} />{' '}
                        </span>
                      ) : null}
                      <Int text={l.value} />
                    </span>
                    {l.note}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
