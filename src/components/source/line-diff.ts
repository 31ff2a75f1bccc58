// SPDX-License-Identifier: GPL-2.0-only
/** Two texts, line by line: what one lacks of the other. The kind of diff that engineers read. */

export type Mark = '' | '-' | '+';

export interface DiffLine {
  readonly mark: Mark;
  readonly text: string;
}

/** A run of lines around a difference, and how many equal lines were left out in front of it. */
export interface Hunk {
  readonly skipped: number;
  readonly lines: readonly DiffLine[];
}

/** Every line of both texts, by their longest common sequence; where lines are exchanged, what goes comes before what comes. */
export function lineDiff(a: readonly string[], b: readonly string[]): readonly DiffLine[] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = common[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const out: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [x, y] = [a[i], b[j]];
    if (x !== undefined && x === y) {
      out.push({ mark: '', text: x });
      i++;
      j++;
    } else if (x !== undefined && (y === undefined || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ mark: '-', text: x });
      i++;
    } else {
      out.push({ mark: '+', text: y ?? '' });
      j++;
    }
  }
  return out;
}

/** The differences with `around` equal lines before and after each. Empty for equal texts. */
export function hunks(lines: readonly DiffLine[], around = 2): readonly Hunk[] {
  const near = lines.map((_, i) => lines.slice(Math.max(0, i - around), i + around + 1).some((l) => l.mark !== ''));
  const out: { skipped: number; lines: DiffLine[] }[] = [];
  let skipped = 0;
  for (const [i, line] of lines.entries()) {
    if (near[i] !== true) {
      skipped++;
      continue;
    }
    if (skipped > 0 || out.length === 0) out.push({ skipped, lines: [] });
    out.at(-1)?.lines.push(line);
    skipped = 0;
  }
  return out;
}
