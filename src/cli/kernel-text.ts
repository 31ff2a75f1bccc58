// SPDX-License-Identifier: GPL-2.0-only
/** What `exitpath kernel` found out, for a person to read. */
import type { Finding } from '../engine/affected/affected.ts';
import { type Doubt, isFinding } from '../engine/affected/answer.ts';
import { FIX, releasesWithFix, VISIBLE } from '../engine/affected/branch.ts';
import { adviceWords, branchWords, doubtWords, inMainline, subjectPart, upstreamWords, verdictWords } from '../engine/affected/words.ts';
import { type PatchId, patches, patchIds, type Words } from '../engine/index.ts';
import type { Answer } from './kernel-answer.ts';
import type { Machine } from './this-machine.ts';
import { resultText, stepText } from './words.ts';

const commit = (id: PatchId): string => `${id}  ${patches[id].subject}`;

/** A label, and beside it lines under each other. */
const entry = (label: string, ...lines: readonly string[]): string =>
  lines.map((line, i) => `${(i === 0 ? label : '').padEnd(10)}${line}`).join('\n');

/** Sentences as the lines of a terminal. */
const lines = (words: readonly Words[]): readonly string[] => words.flatMap(({ en }) => en.split('\n'));

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
    `${asked}: ${verdictWords[verdict].en}`,
    '',
    entry('run', ...ran),
    entry('since', `${patches[VISIBLE].mainline}  ${commit(VISIBLE)}`, 'before it the same −1 was a #GP'),
    entry('fixed by', `${patches[FIX].mainline}   ${commit(FIX)}`, `and in stable releases: ${releasesWithFix().slice(0, -1).join(', ')}`),
    entry('branch', ...lines(branchWords(branch))),
    entry('to do', ...lines(adviceWords(finding))),
    '',
    `Of the commits that exitpath knows, ${asked} has${commits.length === 0 ? ' none' : ''}`,
    ...listed(commits),
    'and lacks',
    ...listed(patchIds.filter((id) => !commits.includes(id))),
  ].join('\n');
}

const checks = `What to check instead:
  the package's changelog, for the commit or its subject:
    ${commit(FIX)}
  the source that it was built from:
    git log --oneline --grep=${FIX} --grep='${subjectPart}'
  the behaviour itself, in a guest that may be lost: WRMSR of 0x1 to 0x400 (MC0_CTL).
    A #GP in the guest: not affected. KVM_RUN failing with EPERM, which QEMU reports as
    "error: kvm run failed Operation not permitted": affected.`;

function doubtText(asked: string, doubt: Doubt): string {
  if (doubt.kind === 'not modelled') return `${asked}: cannot tell: ${doubt.problem}\n\n${inMainline.en}\n\n${checks}`;
  return [
    `${asked}: cannot tell: the number does not say it`,
    '',
    ...lines([doubtWords, ...upstreamWords(doubt), inMainline]),
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
