// SPDX-License-Identifier: GPL-2.0-only
/** What `exitpath kernel` found out, for a person to read. */
import type { Finding, Verdict } from '../engine/affected/affected.ts';
import { BEFORE_FIX, type Branch, branchOf, FIX, releasesWithFix, VISIBLE } from '../engine/affected/branch.ts';
import { type PatchId, patches, patchIds } from '../engine/index.ts';
import { type Answer, type Doubt, isFinding, releaseHas, releaseOf } from './kernel-answer.ts';
import type { Machine } from './this-machine.ts';
import { resultText, stepText } from './words.ts';

const commit = (id: PatchId): string => `${id}  ${patches[id].subject}`;

const verdicts: Readonly<Record<Verdict, string>> = {
  affected: "affected: a guest's refused write to MCi_CTL or MCi_STATUS fails KVM_RUN with EPERM",
  fixed: "not affected: a guest's refused write to MCi_CTL or MCi_STATUS is a #GP",
  latent: 'not affected: a refused write returns −1, and is a #GP all the same; the bug is latent',
};

/** A label, and beside it lines under each other. */
const entry = (label: string, ...lines: readonly string[]): string =>
  lines.map((line, i) => `${(i === 0 ? label : '').padEnd(10)}${line}`).join('\n');

function ofBranch({ name, visible, fixed, ended, unverified }: Branch): readonly string[] {
  const doubt = unverified === undefined ? [] : [`unverified: ${unverified}`];
  if (visible === undefined) return [`no release of ${name} has ${VISIBLE}: the bug is latent in all of them`, ...doubt];
  if (fixed === undefined) return [`no release of ${name} has the fix: ${ended}`, ...doubt];
  if (visible === fixed) return [`${name} has the fix from its first release on`, ...doubt];
  return [`${name} is affected from ${visible} on and fixed from ${fixed} on`, ...doubt];
}

function advice({ kernel, verdict, branch, edited }: Finding): readonly string[] {
  if (verdict === 'fixed') return ['nothing'];
  if (verdict === 'latent') return [`nothing; but whoever takes ${VISIBLE} into it needs ${FIX} as well`];
  const release = releaseOf(kernel.spelling);
  if (edited && releaseHas(release, FIX)) return [`put ${FIX} back: ${release} has it`];
  if (edited && !releaseHas(release, VISIBLE)) return [`take ${FIX} together with ${VISIBLE}: ${release} has neither`];
  return [
    ...(branch.fixed === undefined
      ? [
          `move to a release that has the fix: ${releasesWithFix().join(', ')}, or a later one of these branches`,
          `or take ${BEFORE_FIX} and after it ${FIX} (alone it did not apply to v5.15.y and v5.18.y)`,
        ]
      : [`update to ${branch.fixed} or later`]),
    'meanwhile: a VMM that asks for KVM_CAP_X86_USER_SPACE_MSR with reason INVAL is given the write',
    'and can answer it with a #GP; the parameter ignore_msrs does not help',
  ];
}

const listed = (ids: readonly PatchId[]): readonly string[] =>
  ids.flatMap((id) => {
    const patch = patches[id];
    return [`  ${commit(id)}`, ...('unverified' in patch ? [`                unverified: ${patch.unverified}`] : [])];
  });

function findingText(asked: string, finding: Finding): string {
  const { verdict, evidence, branch, commits } = finding;
  const ran = evidence.flatMap(({ scenario, result }) =>
    scenario.steps.flatMap((step, i) => {
      const ended = result.results[i];
      return ended === undefined ? [] : [`${stepText(step)}: ${resultText(ended, step)}`];
    }),
  );
  return [
    `${asked}: ${verdicts[verdict]}`,
    '',
    entry('run', ...ran),
    entry('since', `${patches[VISIBLE].mainline}  ${commit(VISIBLE)}`, 'before it the same −1 was a #GP'),
    entry('fixed by', `${patches[FIX].mainline}   ${commit(FIX)}`, `and in stable releases: ${releasesWithFix().slice(0, -1).join(', ')}`),
    entry('branch', ...ofBranch(branch)),
    entry('to do', ...advice(finding)),
    '',
    `Of the commits that exitpath knows, ${asked} has${commits.length === 0 ? ' none' : ''}`,
    ...listed(commits),
    'and lacks',
    ...listed(patchIds.filter((id) => !commits.includes(id))),
  ].join('\n');
}

/** For `git log --grep`: a part of the subject without the prefix, which a distribution may change. */
const words = patches[FIX].subject.replace(/^KVM: x86: /, '').replace(/\(.*$/, '');

const checks = `What to check instead:
  the package's changelog, for the commit or its subject:
    ${commit(FIX)}
  the source that it was built from:
    git log --oneline --grep=${FIX} --grep='${words}'
  the behaviour itself, in a guest that may be lost: WRMSR of 0x1 to 0x400 (MC0_CTL).
    A #GP in the guest: not affected. KVM_RUN failing with EPERM, which QEMU reports as
    "error: kvm run failed Operation not permitted": affected.`;

const inMainline = `In mainline the failure came with ${patches[VISIBLE].mainline} (${VISIBLE}) and went with ${patches[FIX].mainline} (${FIX}).`;

function doubtText(asked: string, doubt: Doubt): string {
  if (doubt.kind === 'not modelled') return `${asked}: cannot tell: ${doubt.problem}\n\n${inMainline}\n\n${checks}`;
  const branch = doubt.upstream === undefined ? undefined : branchOf(doubt.upstream);
  return [
    `${asked}: cannot tell: the number does not say it`,
    '',
    "It is a distribution's, or that of a kernel built by hand: it names what the kernel was made from,",
    'not which fixes were taken into it or left out.',
    ...(branch === undefined ? [] : ofBranch(branch).map((line, i) => (i === 0 ? `Upstream, ${line}.` : `(${line})`))),
    inMainline,
    '',
    checks,
  ].join('\n');
}

function machineText({ system, release, modules, ignore_msrs }: Machine, taken: boolean): string {
  const kvm = modules.length === 0 ? 'No kvm module is there (/sys/module/kvm*).' : `KVM is there: ${modules.join(', ')}.`;
  return [
    `This machine runs ${system} ${release}. ${kvm}`,
    ...(ignore_msrs === true ? ['ignore_msrs is on: it answers for registers that KVM does not know, and hides no refused write.'] : []),
    ...(taken ? ['It is taken for the release of that number, unchanged.'] : []),
  ].join('\n');
}

/** The answer as text. */
export function answerText({ asked, found, machine }: Answer): string {
  const text = isFinding(found) ? findingText(asked, found) : doubtText(asked, found);
  return machine === undefined ? text : `${machineText(machine, isFinding(found))}\n\n${text}`;
}
