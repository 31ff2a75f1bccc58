// SPDX-License-Identifier: GPL-2.0-only
/** What the catalogue says of a whole branch (v5.18 and its stable releases): where the failure begins in it, and where the fix. */
import { type PatchId, patches, type Words } from '../index.ts';
import { both } from '../vmm/facts.ts';

/** Without it the same −1 was a #GP. */
export const VISIBLE: PatchId = '7dffecaf4eab';
export const FIX: PatchId = '2368048bf5c2';
/** Changed the same lines just before: the fix alone did not apply to v5.15.y and v5.18.y. */
export const BEFORE_FIX: PatchId = '0471a7bd1bca';

/** One mainline release and the stable releases made of it. */
export interface Branch {
  readonly name: string;
  /** The first release of the branch in which −1 leaves KVM_RUN; undefined: in none. */
  readonly visible: string | undefined;
  /** The first release of the branch that has the fix; undefined: none has. */
  readonly fixed: string | undefined;
  /** Why a branch without the fix never got it. */
  readonly ended: Words | undefined;
  /** What of this could not be checked. */
  readonly unverified: Words | undefined;
}

const follows = both('follows from the commits; no tree from v5.11 to v5.14 was read', '由提交推出；v5.11 到 v5.14 的源码树没有读过');
const older = both('follows from the commits; of the kernels before v5.10 only 5.4.y was read', '由提交推出；v5.10 之前的内核只读过 5.4.y');
const unverified: Readonly<Record<string, Words>> = {
  'v5.5': older,
  'v5.6': older,
  'v5.7': older,
  'v5.8': older,
  'v5.9': older,
  'v5.11': follows,
  'v5.12': follows,
  'v5.13': follows,
  'v5.14': follows,
  'v5.16': both('of this branch only 5.16.10 was read', '这个分支只读过 5.16.10'),
  'v5.17': both('of this branch v5.17 was read, its last release was not', '这个分支读过 v5.17，没有读过最后一个版本'),
  'v5.18': both(
    'v5.18 itself was not read; that 5.18.17 has the bug is known from the backport in 5.18.18, which takes it out',
    '没有读过 v5.18 本身；5.18.17 有这个缺陷，是从 5.18.18 里去掉它的那个移植得知的',
  ),
};

const early = both('the branch ended before the fix reached mainline in August 2022', '修复在 2022 年 8 月进入主线之前，这个分支已经结束');
const none = both('the branch is older than the fix, and none of its releases is known to have it', '分支比修复早，也没有已知带修复的版本');
const ended: Readonly<Record<string, Words>> = { 'v5.16': early, 'v5.17': early };

const order = (branch: string): number => {
  const [major = 0, minor = 0] = branch.slice(1).split('.').map(Number);
  return major * 1000 + minor;
};

/** The first release of a branch that has a commit, or undefined when none has. */
export function firstRelease(branch: string, id: PatchId): string | undefined {
  const { mainline, stable } = patches[id];
  if (order(branch) >= order(mainline)) return branch;
  const backport = (stable as Readonly<Record<string, number>>)[branch];
  return backport === undefined ? undefined : `${branch}.${backport}`;
}

/** The branch that a release's spelling belongs to. */
export function branchOf(spelling: string): Branch | undefined {
  const name = /^v\d+\.\d+/.exec(spelling)?.[0];
  if (name === undefined) return undefined;
  const [visible, fixed] = [firstRelease(name, VISIBLE), firstRelease(name, FIX)];
  return {
    name,
    visible,
    fixed,
    ended: fixed === undefined && visible !== undefined ? (ended[name] ?? none) : undefined,
    unverified: unverified[name],
  };
}

/** Every release in which the fix first appeared: in stable branches, then in mainline. */
export function releasesWithFix(): readonly string[] {
  const { mainline, stable } = patches[FIX];
  return [...Object.entries(stable).map(([branch, point]) => `${branch}.${point}`), mainline];
}
