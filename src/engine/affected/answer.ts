// SPDX-License-Identifier: GPL-2.0-only
/** The question "is this kernel affected?", from what somebody calls a kernel to a finding, a doubt, or a message. */
import { parseKernelRelease, patches, type patchIds } from '../index.ts';
import { examine, type Finding } from './affected.ts';
import { type Understood, understand } from './spelling.ts';

/** Why there is no verdict. */
export type Doubt = Exclude<Understood, { readonly kind: 'release' | 'nonsense' }>;

/** What is said of a kernel, or what is wrong with its name. */
export type Asked = { readonly ok: true; readonly found: Finding | Doubt } | { readonly ok: false; readonly problem: string };

/** Answers for a release, a release with commits added or taken out, or a line of `uname -r`. */
export function ask(text: string): Asked {
  const understood = understand(text);
  if (understood.kind === 'nonsense') return { ok: false, problem: understood.problem };
  return { ok: true, found: understood.kind === 'release' ? examine(understood.kernel) : understood };
}

/** Whether there is a verdict. */
export const isFinding = (found: Finding | Doubt): found is Finding => 'verdict' in found;

/** The release that a spelling begins with, without commits added or taken out. */
export const releaseOf = (spelling: string): string => spelling.replace(/[+-].*$/, '');

/** Whether a release has a commit, its spelling's edits left aside. */
export function releaseHas(spelling: string, id: (typeof patchIds)[number]): boolean {
  const release = parseKernelRelease(releaseOf(spelling));
  return release.ok && release.value[patches[id].behaviour];
}
