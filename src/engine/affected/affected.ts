// SPDX-License-Identifier: GPL-2.0-only
/** Whether a kernel has the bug that the project is about: decided by running the bad writes, explained from the catalogue. */
import {
  commitsOf,
  type KernelRelease,
  ModelError,
  type PatchId,
  parseScenario,
  type Result,
  runScenario,
  type Scenario,
} from '../index.ts';
import { type Branch, branchOf } from './branch.ts';

/** `latent`: the −1 is there, and ends as a #GP all the same. */
export type Verdict = 'affected' | 'fixed' | 'latent';

/** What was run, and what came of it. */
export interface Evidence {
  readonly scenario: Scenario;
  readonly result: Result;
}

/** What is known about one kernel. */
export interface Finding {
  readonly kernel: KernelRelease;
  readonly verdict: Verdict;
  readonly evidence: readonly Evidence[];
  /** That of the release the spelling begins with. */
  readonly branch: Branch;
  /** Commits that the spelling adds to the release or takes out of it. */
  readonly edited: boolean;
  /** The catalogue's commits in this kernel. */
  readonly commits: readonly PatchId[];
}

/** The writes that the fix is about: a value that MCi_CTL refuses, and one that MCi_STATUS refuses. */
const badWrites = ['0x400', '0x401'] as const;

function write(msr: string, kernel: KernelRelease): Evidence {
  const steps = [{ op: 'guest.wrmsr', msr, data: '0x1' }];
  const scenario = parseScenario(JSON.stringify({ name: 'bad-write', kernel: kernel.spelling, steps }));
  if (!scenario.ok) throw new ModelError(`${scenario.at}: ${scenario.problem}`);
  // The kernel as given, which may be one that has no spelling.
  const asked = { ...scenario.value, kernel };
  return { scenario: asked, result: runScenario(asked) };
}

const leavesKvmRun = ({ result }: Evidence): boolean => result.results.some((r) => 'errno' in r);
const fails = (kernel: KernelRelease): boolean => badWrites.map((msr) => write(msr, kernel)).some(leavesKvmRun);

/** Examines a kernel of the model. */
export function examine(kernel: KernelRelease): Finding {
  const branch = branchOf(kernel.spelling);
  if (branch === undefined) throw new ModelError(`${kernel.spelling} has no release`);
  const evidence = badWrites.map((msr) => write(msr, kernel));
  const verdict: Verdict = evidence.some(leavesKvmRun)
    ? 'affected'
    : fails({ ...kernel, negativeWrmsrResultLeavesKvmRun: true })
      ? 'latent'
      : 'fixed';
  return { kernel, verdict, evidence, branch, edited: /[+-]/.test(kernel.spelling), commits: commitsOf(kernel) };
}
