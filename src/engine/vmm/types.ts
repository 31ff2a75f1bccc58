// SPDX-License-Identifier: GPL-2.0-only
/** What is recorded about a VMM: how it sets KVM up, and what follows when KVM_RUN ends. Every statement is a `Fact`: with its sources, or unknown. */
import type { MsrReason } from '../machine/outcome.ts';
import type { u32, u64 } from '../machine/u64.ts';
import type { MsrFilter } from '../scenario/types.ts';

/** A sentence in both languages. Printed lines, commands and the names of files and registers are not translated. */
export interface Words {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** One commit of one repository, as it was read. */
export interface Snapshot {
  /** GitHub's owner/name. */
  readonly repository: string;
  /** Twelve hex digits. */
  readonly commit: string;
  /** The release that the commit is, or lies after. */
  readonly version: string;
}

/** Where a fact comes from: lines of a file, a search that found no use of a word, or a mail. */
export type Source =
  | (Snapshot & { readonly file: string; readonly lines: string })
  | (Snapshot & { readonly unusedIn: string; readonly words: readonly string[] })
  | { readonly mail: string };

/**
 * A statement with its sources. `derived`: it follows from what the sources say, but they do not say it themselves and it was not run.
 * `note`: when it is otherwise. An unknown says what was not looked up.
 */
export type Fact<T> =
  | { readonly is: T; readonly from: readonly Source[]; readonly derived?: true; readonly note?: Words }
  | { readonly unknown: Words };

/** What the operator can read. In `line`, `…` stands for what varies; a dump is described. */
export type Printed = {
  readonly to: 'standard error' | 'standard output' | 'log';
} & ({ readonly line: string } | { readonly dump: Words });

/** What becomes of the VMM's own process: it lives, or ends with an exit status or by a signal. */
export type Program = 'lives' | { readonly ends: number | 'SIGABRT' | 'status unknown' };

/** What becomes of the VM. */
export type VmState =
  | 'paused'
  | 'reset'
  | 'rebooted in place'
  | 'torn down'
  | 'halted and kept'
  | 'goes on'
  | 'entered again'
  | 'one vCPU short';

/** The answer to an MSR exit: `kvm_run.msr.error`, and for RDMSR the data where the VMM's code names it. As in a `host.complete` step. */
export interface Answer {
  readonly error: 0 | 1;
  readonly data?: u64;
}

/** What one VMM does about one way in which KVM_RUN ended. */
export interface Reaction {
  /** In the order in which it appears; empty: nothing. */
  readonly prints: Fact<readonly Printed[]>;
  /** The VMM's process. */
  readonly program: Fact<Program>;
  readonly vm: Fact<VmState>;
  /** What the guest can still do. */
  readonly guest: Fact<Words>;
  /** What gets it going again. */
  readonly again: Fact<Words>;
  /** For an MSR exit that the VMM answers. */
  readonly answer?: Fact<Answer>;
}

/** MSR accesses that a VMM treats apart from all others: `msrs` are ranges, first and last. */
export interface MsrCase {
  readonly msrs: readonly (readonly [first: u32, last: u32])[];
  /** Which registers of a machine-check bank: 0 CTL, 1 STATUS, 2 ADDR, 3 MISC. All of `msrs` where absent. */
  readonly ofBank?: readonly (0 | 1 | 2 | 3)[];
  /** Which values, for a WRMSR. Any where absent. */
  readonly value?: 'zero' | 'not zero';
  readonly reaction: Reaction;
}

/** An MSR exit: the first case that fits, else `otherwise`. */
export interface MsrEnding {
  readonly cases: readonly MsrCase[];
  readonly otherwise: Reaction;
}

/** How KVM_RUN can end so that user space has to react. */
export interface Endings {
  /** KVM_RUN returned −1 and errno is EPERM. */
  readonly EPERM: Reaction;
  /** The guest has shut down: a triple fault. */
  readonly KVM_EXIT_SHUTDOWN: Reaction;
  readonly KVM_EXIT_INTERNAL_ERROR: Reaction;
  readonly KVM_EXIT_X86_RDMSR: Readonly<Record<MsrReason, MsrEnding>>;
  readonly KVM_EXIT_X86_WRMSR: Readonly<Record<MsrReason, MsrEnding>>;
}

/** Machine-check set-up: the argument of KVM_X86_SETUP_MCE, null where it is not called, and the banks that the guest's MCG_CAP tells of. */
export interface MceSetup {
  readonly mcg_cap: u64 | null;
  readonly banks: number;
}

/** One entry of the catalogue. */
export interface Vmm {
  /** As its project writes it, with the versions that the entry stands for. */
  readonly name: string;
  readonly versions: Words;
  /** The mask given to KVM_CAP_X86_USER_SPACE_MSR; empty: the capability is not enabled. */
  readonly userSpaceMsr: Fact<readonly MsrReason[]>;
  /** KVM_X86_SET_MSR_FILTER; null: the call is not made. */
  readonly msrFilter: Fact<MsrFilter | null>;
  /** On a kernel that has no KVM_CAP_X86_USER_SPACE_MSR (before v5.10). Absent: it asks for none. */
  readonly withoutUserSpaceMsr?: Fact<'runs without' | 'does not start'>;
  readonly mce: Fact<MceSetup>;
  /** KVM_SET_MSRS handled fewer entries than asked for. */
  readonly shortSetMsrs: Fact<Words>;
  readonly endings: Endings;
  /** Endings that the set-up above keeps away from the machine-check registers, and why. */
  readonly spared?: { readonly EPERM: Fact<Words> };
  /** What else about this entry was not looked up. */
  readonly unchecked: readonly Words[];
}
