// SPDX-License-Identifier: GPL-2.0-only
/** Cases of other people's test suites, told again as scenarios: what they do, and what they expect. */
import type { Text } from '../lang.ts';

export type Step = Readonly<Record<string, unknown>>;
export type Expected = Readonly<Record<string, unknown>>;
/** A step, and the result that the suite expects of it. */
export type Expectation = readonly [step: Step, expected: Expected];

/** One run of a case: a machine, and what happens on it. */
export interface Run {
  /** Everything of a scenario but name, kernel and steps. */
  readonly machine: Readonly<Record<string, unknown>>;
  readonly steps: readonly Expectation[];
}

export interface Case {
  /** Path in the suite's repository. */
  readonly file: string;
  /** The function, or the test's name, in it. */
  readonly name: string;
  readonly what: Text;
  /** The kernels that the case makes sense on, of those that the page runs it on. */
  readonly kernels: readonly string[];
  /** Empty where the whole case stays out. */
  readonly runs: readonly Run[];
  /** What of the case stays out of reach, and why. */
  readonly out?: Text;
}

export interface Suite {
  readonly name: string;
  /** Where it is read: repository, and the version that was. */
  readonly source: string;
  readonly url: string;
  readonly cases: readonly Case[];
}

const hex = (n: number | bigint): string => `0x${n.toString(16)}`;
type Num = number | bigint;

export const wrmsr = (msr: Num, data: Num, via?: 'emulator'): Step => ({
  op: 'guest.wrmsr',
  msr: hex(msr),
  data: hex(data),
  ...(via === undefined ? {} : { via }),
});
export const rdmsr = (msr: Num, via?: 'emulator'): Step => ({ op: 'guest.rdmsr', msr: hex(msr), ...(via === undefined ? {} : { via }) });
export const setMsr = (msr: Num, data: Num): Step => ({ op: 'host.set_msr', msr: hex(msr), data: hex(data) });
export const getMsr = (msr: Num): Step => ({ op: 'host.get_msr', msr: hex(msr) });
export const complete = (error: number, data?: Num): Step => ({
  op: 'host.complete',
  error,
  ...(data === undefined ? {} : { data: hex(data) }),
});

export const ok: Expected = { outcome: 'ok' };
export const gp: Expected = { outcome: 'exception', vector: 13, error_code: 0 };
export const read = (data: Num): Expected => ({ outcome: 'ok', data: hex(data) });
export const stored: Expected = { ret: 1 };
export const failed: Expected = { ret: 0 };
export const got = (data: Num): Expected => ({ ret: 1, data: hex(data) });
export const rdmsrExit = (msr: Num, msr_reason: string): Expected => ({
  outcome: 'exit',
  reason: 'KVM_EXIT_X86_RDMSR',
  msr_reason,
  msr: hex(msr),
});
export const wrmsrExit = (msr: Num, data: Num, msr_reason: string): Expected => ({
  outcome: 'exit',
  reason: 'KVM_EXIT_X86_WRMSR',
  msr_reason,
  msr: hex(msr),
  data: hex(data),
});

/** Written, and read back. */
export const keeps = (msr: Num, data: Num): readonly Expectation[] => [
  [wrmsr(msr, data), ok],
  [rdmsr(msr), read(data)],
];
export const counting = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);
/** Not canonical with 48 bits of address, nor with 57. */
export const NONCANONICAL = 0xaaaa_aaaa_aaaa_aaaan;
export const ONES = 0xffff_ffff_ffff_ffffn;
