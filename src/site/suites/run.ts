// SPDX-License-Identifier: GPL-2.0-only
/** Runs the cases of other suites in the engine. When the site is built, and as tests. */
import { formatStepResult, parseScenario, tryScenario } from '../../engine/index.ts';
import { kvmUnitTests } from './kvm-unit-tests.ts';
import { selftests } from './selftests.ts';
import type { Case, Run, Step, Suite } from './types.ts';

export const suites: readonly Suite[] = [kvmUnitTests, selftests];
/** The kernels that cases are run on, oldest first: before the fix, with it, and the two newest that were recorded besides. */
export const suiteKernels = ['v5.18', 'v6.0', 'v6.12', 'v7.3'] as const;

/** The first step that ends otherwise than the suite expects. */
export interface Deviation {
  readonly step: Step;
  readonly expected: string;
  /** As the engine writes it: a result, or why there is none. */
  readonly answered: string;
}

/** The scenario that a run comes to on a kernel, as one line of the format. */
export const lineOf = (c: Case, run: Run, kernel: string): string =>
  JSON.stringify({ name: `${c.file}: ${c.name}`, kernel, ...run.machine, steps: run.steps.map(([step]) => step) });

function deviation(c: Case, run: Run, kernel: string): Deviation | undefined {
  const scenario = parseScenario(lineOf(c, run, kernel));
  const ran = scenario.ok ? tryScenario(scenario.value) : scenario;
  if (!ran.ok) return { step: {}, expected: '', answered: `${ran.at}: ${ran.problem}` };
  for (const [i, [step, wanted]] of run.steps.entries()) {
    const result = ran.value.results[i];
    const answered = result === undefined ? '' : formatStepResult(result);
    if (answered !== JSON.stringify(wanted)) return { step, expected: JSON.stringify(wanted), answered };
  }
  return undefined;
}

/** Where the engine first departs from what the case expects on this kernel; undefined where it never does. */
export const departs = (c: Case, kernel: string): Deviation | undefined =>
  c.runs.map((run) => deviation(c, run, kernel)).find((d) => d !== undefined);
