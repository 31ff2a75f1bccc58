// SPDX-License-Identifier: GPL-2.0-only
/** Where a figure opens: at the step that its author named, or where the two walks part. */
import type { Film } from './film.ts';
import { leading, rowOf, settle, type View } from './moves.ts';

/** @param open id of a step, or `fork`: the first row that differs, or, of two equal walks, the last */
export function opening(film: Film, view: View, open: string): number {
  const side = leading(film, view);
  const named = open === 'fork' ? -1 : film.walks[side].steps.findIndex((s) => s.id === open);
  return settle(film, view, named >= 0 ? rowOf(film, side, named) : (film.fork ?? film.rows.length - 1));
}
