// SPDX-License-Identifier: GPL-2.0-only
/** The sequences of the domain: what one step leaves behind for the next. Each list is plain data, made once. */
import type { Step, u32, u64 } from '../index.ts';
import {
  ALL_ERRORS,
  CORRECTED,
  CTL,
  CTL2,
  CTL2_VALID,
  FEAT_CTL,
  HWCR,
  MC_STATUS_WR_EN,
  MCG_CAP,
  MCG_CTL,
  MCG_EXT_CTL,
  MCG_STATUS,
  SRAR,
  STATUS,
  TSC_FREQ_SEL,
  UC,
  UCNA,
  WITHOUT_BIT_0,
  WITHOUT_BIT_10,
} from './registers.ts';
import { caps } from './setups.ts';

export type Steps = readonly Step[];

export const wrmsr = (msr: u32, data: u64): Step => ({ op: 'guest.wrmsr', msr, data });
export const rdmsr = (msr: u32): Step => ({ op: 'guest.rdmsr', msr });
export const setMsr = (msr: u32, data: u64): Step => ({ op: 'host.set_msr', msr, data });
export const getMsr = (msr: u32): Step => ({ op: 'host.get_msr', msr });
/** The same by way of the instruction emulator. Steps that do not run in the guest stay as they are. */
export const emulated = (steps: Steps): Steps =>
  steps.map((step) => (step.op === 'guest.wrmsr' || step.op === 'guest.rdmsr' ? { ...step, via: 'emulator' } : step));
/** Writes by the MSR-load list of the guest's own VM entry; reads have no such way and are left out. */
export const listed = (steps: readonly Steps[]): readonly Steps[] =>
  steps.flatMap(([step]) => (step?.op === 'guest.wrmsr' ? [[{ ...step, via: 'vm_entry' }]] : []));
const run: Step = { op: 'guest.run' };
const setupMce = (mcg_cap: u64): Step => ({ op: 'host.setup_mce', mcg_cap });
const setMce = (status: u64, mcg_status: u64, bank = 0): Step => ({
  op: 'host.set_mce',
  bank,
  status,
  addr: 0x1000n,
  misc: 0x8cn,
  mcg_status,
});
const complete = (error: number): Step => ({ op: 'host.complete', error, data: 0n });
const mce = (on: boolean): Step => ({ op: 'guest.set_cr4_mce', on });
const writes = [wrmsr, setMsr] as const;

/** Arguments of KVM_X86_SETUP_MCE: those of the domain's machines, one bank, the most banks, one more, none. */
const setupArguments = [...caps.filter((cap) => cap !== null), 0x1n, 0x20n, 0x21n, 0x0n, 0x50an];
/** MCG_STATUS for KVM_X86_SET_MCE: none, and RIPV with MCIP. */
const mcgStatuses = [0x0n, 0x5n] as const;

/** One call by itself, or one guest instruction that touches no MSR. */
export const calls: readonly Steps[] = [
  [run],
  ...setupArguments.map((cap) => [setupMce(cap)]),
  ...[UC, SRAR, UCNA, CORRECTED, 0x1n].flatMap((status) =>
    mcgStatuses.flatMap((mcg) => [0, 9, 10, 31].map((bank) => [setMce(status, mcg, bank)])),
  ),
];

/** What a register keeps: written by one, read by the same or by the other; and what user space finds once the vCPU has run. */
export const keeps = (msr: u32, written: readonly u64[]): readonly Steps[] => [
  ...written.flatMap((value) => [
    [wrmsr(msr, value), rdmsr(msr)],
    [wrmsr(msr, value), getMsr(msr)],
    [setMsr(msr, value), rdmsr(msr)],
    [setMsr(msr, value), getMsr(msr)],
    [run, setMsr(msr, value)],
  ]),
  [run, getMsr(msr)],
];

/** McStatusWrEn: set, then STATUS written; set, cleared again, and then. */
export const hwcr: readonly Steps[] = [MC_STATUS_WR_EN, TSC_FREQ_SEL, MC_STATUS_WR_EN | TSC_FREQ_SEL].flatMap((bits) =>
  writes.flatMap((set) => [
    ...[0x1n, UC].flatMap((status) => [
      [set(HWCR, bits), wrmsr(STATUS(0), status)],
      [set(HWCR, bits), wrmsr(STATUS(0), status), rdmsr(STATUS(0))],
    ]),
    ...writes.flatMap((clear) => [
      [set(HWCR, bits), clear(HWCR, 0n), rdmsr(HWCR)],
      [set(HWCR, bits), clear(HWCR, 0n), wrmsr(STATUS(0), 0x1n)],
    ]),
  ]),
);

/** FEAT_CTL opens MCG_EXT_CTL, and locks itself. */
export const lmce: readonly Steps[] = [0x0n, 0x1n, 0x5n, 0x10_0000n, 0x10_0001n, 0x2_0001n].flatMap((value) =>
  writes.flatMap((write) => [
    [write(FEAT_CTL, value), rdmsr(MCG_EXT_CTL)],
    [write(FEAT_CTL, value), wrmsr(MCG_EXT_CTL, 0x1n)],
    [write(FEAT_CTL, value), wrmsr(MCG_EXT_CTL, 0x2n)],
    [write(FEAT_CTL, value), wrmsr(FEAT_CTL, 0x5n)],
    [write(FEAT_CTL, value), setMsr(FEAT_CTL, 0x5n)],
  ]),
);

/** KVM_X86_SETUP_MCE once more, and what it changes. */
export const setupAgain: readonly Steps[] = setupArguments.flatMap((cap) => [
  ...[MCG_CAP, MCG_CTL, CTL(0), CTL(9), CTL2(0)].map((msr) => [setupMce(cap), rdmsr(msr)]),
  ...[wrmsr(CTL2(0), CTL2_VALID), wrmsr(CTL(31), 0x1n), wrmsr(MCG_CTL, 0x0n), setMsr(FEAT_CTL, 0x10_0001n)].map((s) => [setupMce(cap), s]),
  [wrmsr(CTL(0), 0x0n), setupMce(cap), rdmsr(CTL(0))],
  [wrmsr(CTL2(0), CTL2_VALID), setupMce(cap), rdmsr(CTL2(0))],
]);

/** KVM_X86_SET_MCE, with CR4.MCE on and off, after what can keep the error from being reported, and what is seen of it. */
export const injection: readonly Steps[] = [true, false].flatMap((on) =>
  [UC, SRAR, UCNA, CORRECTED].flatMap((status) =>
    mcgStatuses.flatMap((mcg) => {
      const before: readonly Steps[] = [
        [],
        ...[0x0n, WITHOUT_BIT_10, WITHOUT_BIT_0].map((value) => [wrmsr(CTL(0), value)]),
        [wrmsr(MCG_CTL, 0x0n)],
        [wrmsr(MCG_STATUS, 0x4n)],
        [setMsr(STATUS(0), UC)],
        [setMce(UC, 0x5n)],
        [setMce(CORRECTED, 0x0n)],
        [setMce(UC, 0x5n), run],
      ];
      const seen: readonly Steps[] = [[run], ...[STATUS(0), CTL(0) + 2, CTL(0) + 3, MCG_STATUS].map((msr) => [getMsr(msr)])];
      return before.flatMap((b) => seen.map((s) => [...(on ? [mce(on)] : []), ...b, setMce(status, mcg), ...s]));
    }),
  ),
);

const refusable = [CTL(0), STATUS(0), CTL(10), CTL2(0), MCG_CTL, MCG_EXT_CTL, FEAT_CTL, HWCR, 0x2a0, 0x12345] as const;
const attempts: readonly Step[] = refusable.flatMap((msr) => [
  rdmsr(msr),
  ...[0x1n, 0x0n, WITHOUT_BIT_0].map((value) => wrmsr(msr, value)),
]);

/** An MSR exit: answered, left unanswered, or answered after a machine check came in between. Without an exit it is no scenario. */
export const completions: readonly Steps[] = attempts.flatMap((attempt) =>
  [0, 1].flatMap((error) => [
    [attempt, complete(error)],
    [attempt, complete(error), run],
    [mce(true), attempt, setMce(UC, 0x5n), complete(error)],
    [mce(true), attempt, setMce(UC, 0x5n), complete(error), run],
  ]),
);

/** A refused access, however it ended, and then the guest goes on. */
export const afterwards: readonly Steps[] = attempts.flatMap((attempt) => [
  [attempt, run],
  [attempt, attempt],
  [attempt, wrmsr(CTL(0), ALL_ERRORS), rdmsr(CTL(0))],
  [mce(true), attempt, setMce(UC, 0x5n), run],
]);
