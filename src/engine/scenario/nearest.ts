// SPDX-License-Identifier: GPL-2.0-only
/** The word that was probably meant. */

/** Capitals, `_`, `-` and `.` are what people most often get wrong about a name. */
const bare = (word: string): string => word.toLowerCase().replace(/[_.\s-]/g, '');

/** How many letters must be added, taken out, replaced or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let older: number[] = [];
  let old = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const [up = 0, left = 0, corner = 0] = [old[j], row[j - 1], old[j - 1]];
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (older[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min(up + 1, left + 1, corner + (a[i - 1] === b[j - 1] ? 0 : 1), swapped));
    }
    [older, old] = [old, row];
  }
  return old[b.length] ?? 0;
}

/** The candidate that `word` looks like a slip of, or undefined when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const wanted = bare(word.slice(0, 40));
  if (word.length > 40 || wanted === '') return undefined;
  const ranked = candidates.map((name) => ({ name, far: distance(wanted, bare(name)) })).sort((a, b) => a.far - b.far);
  const best = ranked.find(({ name, far }) => far <= Math.min(2, Math.floor(bare(name).length / 3)));
  if (best !== undefined || wanted.length < 3) return best?.name;
  // `wrmsr` for `guest.wrmsr`, `invalid` for `inval`: one is a part of the other, and of no other.
  const parts = candidates.filter((name) => bare(name).endsWith(wanted) || (bare(name).length > 3 && wanted.startsWith(bare(name))));
  return parts.length === 1 ? parts[0] : undefined;
}
