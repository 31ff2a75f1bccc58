// SPDX-License-Identifier: GPL-2.0-only
import { expect } from 'vitest';
import { formatStepResult, type Parsed, parseScenario, type Result, type Scenario, tryScenario } from '../../src/engine/index.ts';

/** A scenario as one writes it: everything but the name and the steps has a default; the kernel is required. */
export interface Written {
  readonly kernel: string;
  readonly steps: readonly Record<string, unknown>[];
  readonly [field: string]: unknown;
}

export const wrmsr = (msr: string, data: string) => ({ op: 'guest.wrmsr', msr, data });
export const rdmsr = (msr: string) => ({ op: 'guest.rdmsr', msr });
export const setMsr = (msr: string, data: string) => ({ op: 'host.set_msr', msr, data });
export const getMsr = (msr: string) => ({ op: 'host.get_msr', msr });
export const setupMce = (mcg_cap: string) => ({ op: 'host.setup_mce', mcg_cap });
export const setMce = (bank: number, status: string, mcg_status = '0x5', addr = '0x12345000', misc = '0x8c') => ({
  op: 'host.set_mce',
  bank,
  status,
  addr,
  misc,
  mcg_status,
});
export const complete = (error: number, data?: string) => ({ op: 'host.complete', error, ...(data === undefined ? {} : { data }) });
export const mce = (on: boolean) => ({ op: 'guest.set_cr4_mce', on });
export const run = { op: 'guest.run' };

export const ok = { outcome: 'ok' };
export const read = (data: string) => ({ outcome: 'ok', data });
export const gp = { outcome: 'exception', vector: 13, error_code: 0 };
export const mc = { outcome: 'exception', vector: 18 };
export const eperm = { outcome: 'errno', errno: 'EPERM' };
export const einval = { outcome: 'errno', errno: 'EINVAL' };
export const shutdown = { outcome: 'exit', reason: 'KVM_EXIT_SHUTDOWN' };
export const skipped = { outcome: 'skipped' };
export const wrmsrExit = (msr_reason: string, msr: string, data: string) => ({
  outcome: 'exit',
  reason: 'KVM_EXIT_X86_WRMSR',
  msr_reason,
  msr,
  data,
});

export function scenario(written: Written): Scenario {
  const parsed = parseScenario(JSON.stringify({ name: 'test', ...written }));
  if (!parsed.ok) throw new Error(`${parsed.at}: ${parsed.problem}`);
  return parsed.value;
}

export const answer = (written: Written): Parsed<Result> => tryScenario(scenario(written));

/** The scenario's results are these, one for each step. */
export function check(written: Written, results: readonly unknown[]): void {
  const ran = answer(written);
  expect(ran.ok ? ran.value.results.map((r) => JSON.parse(formatStepResult(r)) as unknown) : ran).toEqual(results);
}
