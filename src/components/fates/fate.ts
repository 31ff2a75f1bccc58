// SPDX-License-Identifier: GPL-2.0-only
/** The start page's question, one write on two kernels, and the fates that its drawing can draw. */
import type { StepResult } from '../../engine/index.ts';

/** The two kernels one chooses from, the one that opens the page first. */
export const kernels = ['v5.18', 'v6.0'] as const;
export type Kernel = (typeof kernels)[number];

/** The guest's instruction: a write to MC0_CTL that no kernel takes as it is. */
export const write = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' } as const;
/** The same as the drawing says it. */
export const written = `${write.msr} ← ${write.data}`;

/** The question as a line of the scenario format. */
export const scenarioText = (kernel: Kernel): string => JSON.stringify({ name: 'one write', kernel, host: 'intel', steps: [write] });

/** `gp`: an exception in the guest. `eperm`: KVM_RUN fails. */
export type Fate = 'gp' | 'eperm';
export const fates = ['eperm', 'gp'] as const satisfies readonly Fate[];

/** The fate that a step came to, or undefined for one that the drawing has no line for. */
export function fateOf(result: StepResult): Fate | undefined {
  if (!('outcome' in result)) return undefined;
  if (result.outcome === 'errno' && result.errno === 'EPERM') return 'eperm';
  if (result.outcome === 'exception' && result.vector === 13 && result.error_code === 0) return 'gp';
  return undefined;
}
