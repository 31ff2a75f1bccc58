// SPDX-License-Identifier: GPL-2.0-only
/** The map's cells: a table; once scripts run, a grid that the arrow keys move in, whose cells are links. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Name } from '../stepper/Inline.tsx';
import { type Cells, columns, rows } from './map.ts';
import { outcomes, word } from './words.ts';

interface GridProps {
  readonly lang: Lang;
  readonly cells: Cells;
  /** What is compared with. */
  readonly base: Cells;
  readonly live: boolean;
  readonly stale: boolean;
  readonly href: (row: number, column: number) => string | undefined;
}

export function Grid({ lang, cells, base, live, stale, href }: GridProps): JSX.Element {
  // The one cell that Tab comes to.
  const [at, setAt] = useState<readonly [number, number]>([0, 1]);
  const table = useRef<HTMLTableElement>(null);

  const go = (r: number, c: number): void => {
    setAt([r, c]);
    table.current?.querySelector<HTMLElement>(`[data-at="${r},${c}"]`)?.focus();
  };
  const onKeyDown = (e: KeyboardEvent): void => {
    const [r, c] = at;
    const [lastRow, lastColumn] = [rows.length - 1, columns.length - 1];
    const to = {
      ArrowLeft: [r, Math.max(0, c - 1)],
      ArrowRight: [r, Math.min(lastColumn, c + 1)],
      ArrowUp: [Math.max(0, r - 1), c],
      ArrowDown: [Math.min(lastRow, r + 1), c],
      Home: [e.ctrlKey ? 0 : r, 0],
      End: [e.ctrlKey ? lastRow : r, lastColumn],
    }[e.key];
    if (to === undefined || e.altKey || e.metaKey || e.isComposing) return;
    e.preventDefault();
    go(to[0] ?? 0, to[1] ?? 0);
  };

  return (
    <table ref={table} class={`omap${stale ? ' stale' : ''}`} role={live ? 'grid' : undefined} onKeyDown={live ? onKeyDown : undefined}>
      <caption class="vh">{word('figure', lang)}</caption>
      <thead>
        <tr>
          <th scope="col">{word('register', lang)}</th>
          {columns.map((column) => (
            <th scope="col" key={column.data}>
              {column.name[lang]}
              <code>{column.data}</code>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, r) => (
          <tr key={r}>
            <th scope="row">
              <code>
                <Name text={row.name} />
              </code>
              <span class="num">{row.msr}</span>
              {row.note === undefined ? null : <span class="note">{row.note[lang]}</span>}
            </th>
            {columns.map((column, c) => {
              const outcome = cells[r]?.[c] ?? 'other';
              const was = base[r]?.[c] ?? outcome;
              const { shape, look, name } = outcomes[outcome];
              const said = (
                <>
                  {shape === '' ? null : (
                    <span class="sh" aria-hidden="true">
                      {shape}
                    </span>
                  )}
                  <span class="oc">{name[lang]}</span>
                  {was === outcome ? null : (
                    <small>
                      {word('was', lang)} <span class={outcomes[was].look}>{outcomes[was].name[lang]}</span>
                    </small>
                  )}
                </>
              );
              const link = live ? href(r, c) : undefined;
              return (
                <td key={column.data} class={`${look}${was === outcome ? '' : ' changed'}`} role={live ? 'gridcell' : undefined}>
                  {link === undefined ? (
                    <span class="cell">{said}</span>
                  ) : (
                    <a
                      class="cell"
                      href={link}
                      data-at={`${r},${c}`}
                      tabIndex={at[0] === r && at[1] === c ? 0 : -1}
                      onFocus={() => setAt([r, c])}
                    >
                      {said}
                    </a>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
