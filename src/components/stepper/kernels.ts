// SPDX-License-Identifier: GPL-2.0-only
/** The two spellings of a kernel that a figure compares: without a commit and with it. */
import { type PatchId, parseKernelRelease, patches, patchIds } from '../../engine/index.ts';
import type { Side } from './film.ts';

export interface Compared {
  readonly spellings: readonly [without: string, having: string];
  /** Which of the two was given. */
  readonly named: Side;
}

export const isPatch = (id: string): id is PatchId => (patchIds as readonly string[]).includes(id);

/** @returns undefined where the spelling is no kernel, or the commit is none of the catalogue's */
export function compared(spelling: string, fix: string): Compared | undefined {
  if (!isPatch(fix)) return undefined;
  const has = (s: string): boolean | undefined => {
    const kernel = parseKernelRelease(s);
    return kernel.ok ? kernel.value[patches[fix].behaviour] : undefined;
  };
  const given = has(spelling);
  if (given === undefined) return undefined;
  // An edit that names the commit, by however many digits, is taken back; where there is none, one is added.
  const named = (edit: string): boolean => /^[+-]/.test(edit) && (fix.startsWith(edit.slice(1)) || edit.slice(1).startsWith(fix));
  const plain = spelling
    .split(/(?=[+-])/)
    .filter((part) => !named(part))
    .join('');
  const other = [plain, `${plain}${given ? '-' : '+'}${fix}`, `${spelling}${given ? '-' : '+'}${fix}`].find((s) => has(s) === !given);
  if (other === undefined) return undefined;
  return given ? { spellings: [other, spelling], named: 1 } : { spellings: [spelling, other], named: 0 };
}
