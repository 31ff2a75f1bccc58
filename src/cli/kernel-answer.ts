// SPDX-License-Identifier: GPL-2.0-only
/** What `exitpath kernel` found out, and the same for a program to read. */
import type { Finding } from '../engine/affected/affected.ts';
import { type Doubt, isFinding, releaseOf } from '../engine/affected/answer.ts';
import { type Branch, branchOf, FIX, firstRelease, releasesWithFix, VISIBLE } from '../engine/affected/branch.ts';
import { formatResult, formatScenario, patches, patchIds } from '../engine/index.ts';
import type { Machine } from './this-machine.ts';

export interface Answer {
  /** As it was asked, or as `uname -r` prints it. */
  readonly asked: string;
  readonly found: Finding | Doubt;
  /** Only when it was this machine that was asked about. */
  readonly machine?: Machine;
}

const branchJson = ({ name, visible, fixed, ended, unverified }: Branch): object => ({
  name,
  // A branch that is as old as the fix has both from its first release on.
  affected_from: visible === fixed ? null : (visible ?? null),
  fixed_in: fixed ?? null,
  ended: ended?.en,
  unverified: unverified?.en,
});

function findingJson({ kernel, verdict, evidence, branch, commits }: Finding): object {
  return {
    verdict,
    evidence: evidence.map(({ scenario, result }) => ({
      ...JSON.parse(formatScenario(scenario)),
      results: JSON.parse(formatResult(result)).results,
    })),
    release: releaseOf(kernel.spelling),
    branch: branchJson(branch),
    visible_since: { release: patches[VISIBLE].mainline, commit: VISIBLE },
    fixed_since: { releases: releasesWithFix(), commit: FIX },
    commits: patchIds.map((id) => {
      const { subject, ...rest } = patches[id];
      return {
        commit: id,
        subject,
        contained: commits.includes(id),
        first_in_branch: firstRelease(branch.name, id) ?? null,
        ...('unverified' in rest ? { unverified: rest.unverified } : {}),
      };
    }),
  };
}

function doubtJson(doubt: Doubt): object {
  if (doubt.kind === 'not modelled') return { verdict: 'cannot tell', reason: doubt.kind, problem: doubt.problem };
  const branch = doubt.upstream === undefined ? undefined : branchOf(doubt.upstream);
  return {
    verdict: 'cannot tell',
    reason: doubt.kind,
    branch: branch === undefined ? null : branchJson(branch),
    look_for: { commit: FIX, subject: patches[FIX].subject },
  };
}

/** The answer as one line of JSON. */
export const formatAnswer = ({ asked, found, machine }: Answer): string =>
  JSON.stringify({ kernel: asked, ...(isFinding(found) ? findingJson(found) : doubtJson(found)), machine });
