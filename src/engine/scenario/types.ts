// SPDX-License-Identifier: GPL-2.0-only
/** A parsed scenario: everything checked, every default filled in, numbers as numbers. Only `parseScenario` makes one. */
import type { cpu_feature } from '../arch/x86/include/asm/cpufeatures.ts';
import type { KernelRelease } from '../kernel/release.ts';
import type { MsrReason, StepResult } from '../machine/outcome.ts';
import type { u8, u32, u64 } from '../machine/u64.ts';

/** The vendor module that handles the exit. `pvm` is a software back end: only KVM's vendor-independent code runs. */
export type Host = 'intel' | 'amd' | 'pvm';
/** What the guest's CPUID leaf 0 says. */
export type Vendor = 'intel' | 'amd';

/** One range of KVM_X86_SET_MSR_FILTER. An MSR inside it is allowed unless `deny` lists it. */
export interface FilterRange {
  readonly flags: readonly ('read' | 'write')[];
  readonly base: u32;
  /** MSRs covered, from `base`: 1 … 12288. */
  readonly count: number;
  readonly deny: readonly u32[];
}

/** The argument of KVM_X86_SET_MSR_FILTER: ranges, and what holds outside them. */
export interface MsrFilter {
  readonly default: 'allow' | 'deny';
  /** At most 16. */
  readonly ranges: readonly FilterRange[];
}

/**
 * How a guest's RDMSR or WRMSR reaches KVM, where not by its own VM exit: through the instruction emulator, behind the forced-emulation
 * prefix (module parameter force_emulation_prefix). Version 2 of the format.
 */
export type Via = 'emulator';
/** And of a WRMSR alone: by the VM-entry MSR-load list of a VMLAUNCH that the guest, itself a hypervisor, executes. */
export type WriteVia = Via | 'vm_entry';

/** A feature, by the kernel's name without X86_FEATURE_, that the guest's CPUID offers (`+SPEC_CTRL`) or does not offer (`-NX`). */
export interface CpuidEdit {
  readonly feature: cpu_feature;
  readonly offered: boolean;
}

/** One thing that the guest or user space does. */
export type Step =
  | { readonly op: 'guest.wrmsr'; readonly msr: u32; readonly data: u64; readonly via?: WriteVia | undefined }
  | { readonly op: 'guest.rdmsr'; readonly msr: u32; readonly via?: Via | undefined }
  | { readonly op: 'guest.run' }
  | { readonly op: 'guest.set_cr4_mce'; readonly on: boolean }
  | { readonly op: 'host.set_msr'; readonly msr: u32; readonly data: u64 }
  | { readonly op: 'host.get_msr'; readonly msr: u32 }
  | { readonly op: 'host.setup_mce'; readonly mcg_cap: u64 }
  | {
      readonly op: 'host.set_mce';
      readonly bank: u8;
      readonly status: u64;
      readonly addr: u64;
      readonly misc: u64;
      readonly mcg_status: u64;
    }
  | { readonly op: 'host.complete'; readonly error: u8; readonly data: u64 };

/** A machine and what happens to it. */
export interface Scenario {
  readonly name: string;
  readonly kernel: KernelRelease;
  readonly host: Host;
  /**
   * What KVM can offer on the host's processor, by register: what KVM_GET_MSRS on /dev/kvm itself answers. ARCH_CAPABILITIES (0x10a) and the
   * nested-VMX capabilities (0x480 … 0x491). Version 2 of the format.
   */
  readonly feature_msrs: Readonly<Record<u32, u64>>;
  readonly module: { readonly ignore_msrs: boolean; readonly report_ignored_msrs: boolean };
  readonly vm: { readonly user_space_msr: readonly MsrReason[]; readonly msr_filter: MsrFilter | null };
  readonly vcpu: {
    readonly vendor: Vendor;
    /** null: KVM_X86_SETUP_MCE is not called. */
    readonly mcg_cap: u64 | null;
    /** Vectors that the guest's IDT has a gate for; null for all of them. Version 2 of the format. */
    readonly idt: readonly number[] | null;
    /** The guest single-steps itself: RFLAGS.TF is set when a step starts. Version 2 of the format. */
    readonly single_step: boolean;
    /** CR0.PE and EFER are clear, and exceptions go through the interrupt vector table. Excludes `idt`. Version 2 of the format. */
    readonly real_mode: boolean;
    /** What the guest's CPUID offers more or less than the recordings' guest. Each feature once. Version 2 of the format. */
    readonly cpuid: readonly CpuidEdit[];
    /** The guest's physical address width, 36 … 52 bits; null for the recordings' 40 (48 under pvm). Version 2 of the format. */
    readonly maxphyaddr: number | null;
  };
  readonly steps: readonly Step[];
}

/** A scenario's answer: one result for each step. */
export interface Result {
  readonly name: string;
  /** As the scenario spelled it. */
  readonly kernel: string;
  readonly results: readonly StepResult[];
}

/** What was wrong with an input, and where: `at` is a path such as `steps[2].msr`, empty for the whole line. */
export interface Problem {
  readonly at: string;
  readonly problem: string;
  /** `not modelled`: a scenario that the format allows and a kernel would answer, but this engine cannot yet. */
  readonly kind: 'malformed' | 'not modelled';
}

/** What was read, or why it could not be. */
export type Parsed<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Problem);
