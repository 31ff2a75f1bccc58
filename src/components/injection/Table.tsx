// SPDX-License-Identifier: GPL-2.0-only
/** The table: one stop for the Tab key, arrows move from cell to cell. Without scripts its cells are words. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Glyph } from '../stepper/Inline.tsx';
import type { Happening, Injected, Kind, StateName } from './injection.ts';
import { word } from './words.ts';

export interface TableProps {
  readonly table: Injected['table'];
  readonly kinds: readonly Kind[];
  readonly states: readonly StateName[];
  /** The cell that the sentence above it says, where there is one. */
  readonly chosen: readonly [kind: Kind, state: StateName] | undefined;
  readonly choose: (kind: Kind, state: StateName) => void;
  readonly lang: Lang;
}

export const looks = {
  refused: ['user', ''],
  raised: ['guest', 'tg'],
  shutdown: ['user', 'tx'],
  dropped: ['kernel', ''],
  noted: ['kernel', 'tk'],
  over: ['kernel', 'tk'],
} as const satisfies Readonly<Record<Happening, readonly [actor: 'guest' | 'kernel' | 'user', hue: string]>>;

export function Table({ table, kinds, states, chosen, choose, lang }: TableProps): JSX.Element {
  const [at, setAt] = useState<readonly [row: number, column: number]>([0, 0]);
  const root = useRef<HTMLTableElement>(null);
  const onKeyDown = (e: KeyboardEvent): void => {
    const [dy, dx] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[e.key] ?? [0, 0];
    const to = [at[0] + (dy ?? 0), at[1] + (dx ?? 0)] as const;
    if ((dy === 0 && dx === 0) || states[to[0]] === undefined || kinds[to[1]] === undefined) return;
    e.preventDefault();
    setAt(to);
    root.current?.querySelector<HTMLElement>(`[data-at="${to.join()}"]`)?.focus();
  };
  return (
    <table ref={root} class="cells" onKeyDown={onKeyDown}>
      <caption>{word('table', lang)}</caption>
      <thead>
        <tr>
          <th scope="col">{word('state', lang)}</th>
          {kinds.map((kind) => (
            <th key={kind} scope="col">
              {word(kind, lang)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {states.map((state, y) => (
          <tr key={state}>
            <th scope="row">{word(state, lang)}</th>
            {kinds.map((kind, x) => {
              const how = table[kind][state];
              const [actor, hue] = looks[how];
              const text = (
                <>
                  <Glyph actor={actor} /> {word(how, lang)}
                </>
              );
              return (
                <td key={kind} class={hue}>
                  <span data-nojs>{text}</span>
                  <button
                    type="button"
                    data-js
                    data-at={`${y},${x}`}
                    aria-pressed={chosen?.[0] === kind && chosen[1] === state}
                    tabIndex={at[0] === y && at[1] === x ? 0 : -1}
                    onFocus={() => setAt([y, x])}
                    onClick={() => choose(kind, state)}
                  >
                    {text}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
