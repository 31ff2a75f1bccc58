// SPDX-License-Identifier: GPL-2.0-only
/** What is found out about a kernel, in sentences. An English one may have a line break where a terminal has one. */
import { patches, type Words } from '../index.ts';
import { both } from '../vmm/facts.ts';
import type { Finding, Verdict } from './affected.ts';
import { type Doubt, releaseHas, releaseOf } from './answer.ts';
import { BEFORE_FIX, type Branch, branchOf, FIX, releasesWithFix, VISIBLE } from './branch.ts';

export const verdictWords: Readonly<Record<Verdict, Words>> = {
  affected: both(
    "affected: a guest's refused write to MCi_CTL or MCi_STATUS fails KVM_RUN with EPERM",
    '受影响：客户机对 MCi_CTL 或 MCi_STATUS 的写入被拒绝时，KVM_RUN 以 EPERM 失败',
  ),
  fixed: both(
    "not affected: a guest's refused write to MCi_CTL or MCi_STATUS is a #GP",
    '不受影响：客户机对 MCi_CTL 或 MCi_STATUS 的写入被拒绝时，得到 #GP',
  ),
  latent: both(
    'not affected: a refused write returns −1, and is a #GP all the same; the bug is latent',
    '不受影响：被拒绝的写入返回 −1，但照样是 #GP；缺陷潜伏着',
  ),
};

/** Where the failure begins in a branch, and where the fix; then what of this could not be checked. */
export function branchWords({ name, visible, fixed, ended, unverified }: Branch): readonly Words[] {
  const doubt = unverified === undefined ? [] : [both(`unverified: ${unverified.en}`, `未核实：${unverified['zh-CN']}`)];
  if (visible === undefined)
    return [
      both(
        `no release of ${name} has ${VISIBLE}: the bug is latent in all of them`,
        `${name} 的各个版本都没有 ${VISIBLE}：缺陷在其中一直潜伏`,
      ),
      ...doubt,
    ];
  if (fixed === undefined)
    return [both(`no release of ${name} has the fix: ${ended?.en}`, `${name} 没有一个版本带修复：${ended?.['zh-CN']}`), ...doubt];
  if (visible === fixed) return [both(`${name} has the fix from its first release on`, `${name} 从第一个版本起就带修复`), ...doubt];
  return [
    both(`${name} is affected from ${visible} on and fixed from ${fixed} on`, `${name} 从 ${visible} 起受影响，从 ${fixed} 起已修复`),
    ...doubt,
  ];
}

const meanwhile = both(
  'meanwhile: a VMM that asks for KVM_CAP_X86_USER_SPACE_MSR with reason INVAL is given the write\nand can answer it with a #GP; the parameter ignore_msrs does not help',
  '在此之前：虚拟机监控器若以 INVAL 为由要求 KVM_CAP_X86_USER_SPACE_MSR，就会接手这次写入，并可以用 #GP 答复；参数 ignore_msrs 帮不上忙',
);

/** What to do about it. */
export function adviceWords({ kernel, verdict, branch, edited }: Finding): readonly Words[] {
  if (verdict === 'fixed') return [both('nothing', '什么也不用做')];
  if (verdict === 'latent')
    return [
      both(
        `nothing; but whoever takes ${VISIBLE} into it needs ${FIX} as well`,
        `什么也不用做；但谁把 ${VISIBLE} 移植进来，就得连 ${FIX} 一起移植`,
      ),
    ];
  const release = releaseOf(kernel.spelling);
  if (edited && releaseHas(release, FIX)) return [both(`put ${FIX} back: ${release} has it`, `把 ${FIX} 放回去：${release} 本来有它`)];
  if (edited && !releaseHas(release, VISIBLE))
    return [both(`take ${FIX} together with ${VISIBLE}: ${release} has neither`, `${FIX} 要与 ${VISIBLE} 一起移植：${release} 两个都没有`)];
  if (branch.fixed !== undefined) return [both(`update to ${branch.fixed} or later`, `升级到 ${branch.fixed} 或更新的版本`), meanwhile];
  const releases = releasesWithFix();
  return [
    both(
      `move to a release that has the fix: ${releases.join(', ')}, or a later one of these branches`,
      `换用带修复的版本：${releases.join('、')}，或这些分支里更新的版本`,
    ),
    both(
      `or take ${BEFORE_FIX} and after it ${FIX} (alone it did not apply to v5.15.y and v5.18.y)`,
      `或者先移植 ${BEFORE_FIX}，再移植 ${FIX}（单独移植到 v5.15.y 和 v5.18.y 时打不上）`,
    ),
    meanwhile,
  ];
}

export const inMainline: Words = both(
  `In mainline the failure came with ${patches[VISIBLE].mainline} (${VISIBLE}) and went with ${patches[FIX].mainline} (${FIX}).`,
  `在主线里，这个故障随 ${patches[VISIBLE].mainline}（${VISIBLE}）到来，随 ${patches[FIX].mainline}（${FIX}）消失。`,
);

/** Why the name of a kernel does not tell. A name that is not modelled has a reason of its own. */
export const doubtWords: Words = both(
  "It is a distribution's, or that of a kernel built by hand: it names what the kernel was made from,\nnot which fixes were taken into it or left out.",
  '这是发行版的内核，或者自行构建的内核：版本号说的是它由什么做成，没有说收进了哪些修复、漏掉了哪些。',
);

/** What is known of the branch that a distribution's number names. */
export function upstreamWords(doubt: Doubt): readonly Words[] {
  const branch = doubt.kind === 'not modelled' || doubt.upstream === undefined ? undefined : branchOf(doubt.upstream);
  return branch === undefined
    ? []
    : branchWords(branch).map((w, i) =>
        i === 0 ? both(`Upstream, ${w.en}.`, `上游的 ${w['zh-CN']}。`) : both(`(${w.en})`, `（${w['zh-CN']}）`),
      );
}

/** For `git log --grep`: a part of the subject without the prefix, which a distribution may change. */
export const subjectPart: string = patches[FIX].subject.replace(/^KVM: x86: /, '').replace(/\(.*$/, '');
