// SPDX-License-Identifier: GPL-2.0-only
/** What stands behind a statement of the book. A claim is known by its id, `PAGE.NAME`; where it is made, the page says `<C id="PAGE.NAME" />`. */
import type { Host, MsrReason, Program, VmmId, VmState } from '../engine/index.ts';

export type Hex = `0x${string}`;
/** As a scenario spells it: `v5.18`, `v5.18.18`, `v5.18+2368048bf5c2`. */
export type Release = `v${number}.${string}`;
/** A step and a result as the scenario format spells them (say.ts has words for all of them). */
export interface StepJson {
  readonly op: string;
  readonly [field: string]: unknown;
}
export type ResultJson = Readonly<Record<string, unknown>>;

/** What a scenario says besides its steps. */
export interface Setup {
  readonly module?: { readonly ignore_msrs?: boolean; readonly report_ignored_msrs?: boolean };
  readonly vm?: { readonly user_space_msr?: readonly ('inval' | 'unknown' | 'filter')[]; readonly msr_filter?: object };
  readonly vcpu?: {
    readonly vendor?: 'intel' | 'amd';
    readonly mcg_cap?: Hex | null;
    readonly idt?: readonly number[];
    readonly single_step?: boolean;
  };
}

/** The engine answers so, on every kernel of `on` with every host; and on every kernel of `not` it answers otherwise. */
export interface Run extends Setup {
  readonly kind: 'run';
  readonly hosts: readonly Host[];
  readonly on: readonly Release[];
  readonly not: readonly Release[];
  /** Lines that the kernel's trace events and log must hold (`kvm_msr: msr_write 400 = 0x1 (#GP)`, `log err: …`), and must not. */
  readonly says: readonly string[];
  readonly silent: readonly string[];
  readonly steps: readonly (readonly [step: StepJson, result: ResultJson])[];
}

/** A real kernel answered so: a line of test/vectors, by its name, with its first results. The engine gives the same, or the claim fails. */
export interface VectorLine {
  readonly kind: 'vector';
  /** Without `.jsonl`. */
  readonly file: string;
  readonly name: string;
  readonly results: readonly ResultJson[];
}

export type Project = 'linux' | 'qemu' | 'kvmtool' | 'kvm-unit-tests';

/** It can be read there, in that release. */
export interface Source {
  readonly kind: 'source';
  readonly project: Project;
  /** A release, or the commit that was read. */
  readonly release: string;
  readonly file: string;
  readonly name?: string;
  readonly line?: number;
  /** Whether the engine has a function of that name, in the file of that name. */
  readonly modelled: boolean;
}

/** That commit brought it; `first` is the first release that was seen to have it. */
export interface Commit {
  readonly kind: 'commit';
  readonly id: string;
  readonly first?: Release;
}

export type Manual = 'SDM' | 'APM' | 'KVM API';

/** A processor's manual or KVM's documentation, by the section's heading: numbers move between editions. */
export interface ManualSection {
  readonly kind: 'manual';
  readonly manual: Manual;
  readonly section: string;
}

/** A mail to a public list, or a report elsewhere. */
export interface Mail {
  readonly kind: 'mail';
  /** Who wrote, and when if nobody knows who. */
  readonly from: string;
  readonly url: string;
}

/** The engine's catalogue of VMMs has it so, with the places in the VMM's source that it rests on. */
export interface VmmFact {
  readonly kind: 'vmm';
  readonly id: VmmId;
  readonly fact:
    | { readonly ending: 'EPERM' | 'KVM_EXIT_SHUTDOWN' | 'KVM_EXIT_INTERNAL_ERROR'; readonly vm: VmState; readonly program?: Program }
    | { readonly asks: readonly MsrReason[] };
}

export type Evidence = Run | VectorLine | Source | Commit | ManualSection | Mail | VmmFact;
export type Kind = 'run' | 'vector' | 'source' | 'manual' | 'mail';

/** At least one piece of evidence, or it does not compile. */
export type Claim = readonly [Evidence, ...Evidence[]];
export type Claims = Readonly<Record<string, Claim>>;
