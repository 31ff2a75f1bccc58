// SPDX-License-Identifier: GPL-2.0-only
/** Where the cursor can go. It stands on a row of the film; what a move means depends on which walk, or both, is looked at. */
import type { Film, FilmStep, Side } from './film.ts';

/** What the figure shows: one walk with the other as a dotted line, or both side by side. */
export type View = Side | 'both';

export type Move = 'first' | 'last' | 'back' | 'forward' | 'over' | 'overBack' | 'into' | 'out' | 'change' | 'changeBack' | 'difference';

/** The walk that leads: whose steps a move counts. */
export const leading = (film: Film, view: View): Side => (view === 'both' ? film.named : view);

/** The rows on which the cursor can stand, in order. */
export function stops(film: Film, view: View): readonly number[] {
  const rows = film.rows.map((_, i) => i);
  return view === 'both' ? rows : rows.filter((i) => film.rows[i]?.at[view] !== null);
}

/** The step of a walk at a row; where the walk has none there, the last one before. */
export function stepAt(film: Film, side: Side, row: number): number {
  for (let i = Math.min(row, film.rows.length - 1); i >= 0; i--) {
    const at = film.rows[i]?.at[side];
    if (at !== null && at !== undefined) return at;
  }
  return 0;
}

/** The row of a walk's step. */
export const rowOf = (film: Film, side: Side, step: number): number =>
  Math.max(
    0,
    film.rows.findIndex((r) => r.at[side] === step),
  );

/** The nearest row, at or before `row`, on which the cursor can stand; the first, where a walk begins later. */
export function settle(film: Film, view: View, row: number): number {
  const at = stops(film, view);
  return at.findLast((r) => r <= row) ?? at[0] ?? 0;
}

/** A cell of the machine gets another value, or a value that a call was made for arrives. */
const realChange = (s: FilmStep): boolean =>
  s.changes.some(([, old, value]) => old !== value) || (/=(?:~\d+)?$/.test(s.id) && s.sets.length > 0);

/** Rows where a run of differences begins: the fork, and each place where one walk goes a way that the other does not. */
export function differences(film: Film): readonly number[] {
  const kind = (i: number): string => {
    const r = film.rows[i];
    return r === undefined || r.same ? '' : r.at[0] === null ? 'b' : r.at[1] === null ? 'a' : 'both';
  };
  return film.rows.map((_, i) => i).filter((i) => kind(i) !== '' && (i === 0 || kind(i) !== kind(i - 1)));
}

/** Where a move leads from `row`, or undefined where it leads nowhere. */
export function move(film: Film, view: View, row: number, how: Move): number | undefined {
  const at = stops(film, view);
  const here = at.indexOf(row);
  const after = at.slice(here + 1);
  const before = at.slice(0, Math.max(here, 0)).reverse();
  const side = leading(film, view);
  const step = (r: number): FilmStep | undefined => film.walks[side].steps[stepAt(film, side, r)];
  const depth = step(row)?.depth ?? 0;
  const ahead = (accept: (s: FilmStep) => boolean, rows: readonly number[]): number | undefined =>
    rows.find((r) => film.rows[r]?.at[side] !== null && accept(step(r) as FilmStep));
  switch (how) {
    case 'first':
      return at[0] === row ? undefined : at[0];
    case 'last':
      return at.at(-1) === row ? undefined : at.at(-1);
    case 'back':
      return before[0];
    case 'forward':
      return after[0];
    case 'over':
      return ahead((s) => s.depth <= depth, after) ?? at.at(-1);
    case 'overBack':
      return ahead((s) => s.depth <= depth, before) ?? at[0];
    case 'into': {
      // Into the next call of this function, not past its end.
      const next = ahead((s) => s.depth !== depth || s.actor !== 'kernel' || s.enters, after);
      return next !== undefined && (step(next)?.depth ?? 0) > depth ? next : undefined;
    }
    case 'out':
      return depth === 0 ? undefined : (ahead((s) => s.depth < depth, after) ?? at.at(-1));
    case 'change':
      return ahead(realChange, after);
    case 'changeBack':
      return ahead(realChange, before);
    case 'difference': {
      const all = differences(film).map((d) => settle(film, view, d));
      return all.find((d) => d > row) ?? (all[0] === row ? undefined : all[0]);
    }
  }
}
