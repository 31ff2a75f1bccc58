// SPDX-License-Identifier: GPL-2.0-only
/** Two walks side by side: what they share is drawn once, then they fork. */
import type { DisplayStep } from './steps.ts';

/** One position of the shared scrubber: an index into each walk, null where that walk has no counterpart. */
export interface Row {
  readonly a: number | null;
  readonly b: number | null;
  /** The two do the same thing with the same values here. */
  readonly same: boolean;
}

export interface Alignment {
  readonly rows: readonly Row[];
  /** Index of the first row that is not the same, or null for two equal walks. */
  readonly fork: number | null;
}

const plain = (_: string, v: unknown): unknown => (typeof v === 'bigint' ? `0x${v.toString(16)}` : v);

/** What a step does and with which values, leaving out where the words came from. */
function fingerprint(s: DisplayStep): string {
  const did =
    s.actor === 'kernel'
      ? [s.cond?.value, s.cond?.atoms, s.sets, s.returned.map((r) => [r.fn.name, r.value])]
      : s.actor === 'guest'
        ? s.event
        : s.what;
  return JSON.stringify([s.id, did, s.changes], plain);
}

/** Aligns by the steps' names: the longest common run of names, so that a step inserted or left out shifts nothing after it. */
export function align(a: readonly DisplayStep[], b: readonly DisplayStep[]): Alignment {
  const length = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => length[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i];
      if (row !== undefined) row[j] = a[i]?.id === b[j]?.id ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const rows: Row[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const x = a[i];
    const y = b[j];
    if (x !== undefined && y !== undefined && x.id === y.id) {
      rows.push({ a: i++, b: j++, same: fingerprint(x) === fingerprint(y) });
    } else if (y === undefined || (x !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      rows.push({ a: i++, b: null, same: false });
    } else {
      rows.push({ a: null, b: j++, same: false });
    }
  }
  const fork = rows.findIndex((r) => !r.same);
  return { rows, fork: fork < 0 ? null : fork };
}
