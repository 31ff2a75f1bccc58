// SPDX-License-Identifier: GPL-2.0-only
/** The settings of the domain's machines: MCG_CAP, the guest's vendor, mode, IDT and TF, ignore_msrs, MSR exits to user space, MSR filters. */
import { ModelError, type MsrFilter, type MsrReason, parseScenario, type Scenario, type u32, type u64, type Vendor } from '../index.ts';

/** Everything of a scenario but the kernel. */
export type Probe = Omit<Scenario, 'kernel'>;
export type Setup = Pick<Scenario, 'module' | 'vm' | 'vcpu'>;

export const DEFAULT_CAP = 0x100_010an;
export const CMCI_CAP = 0x100_050an;
/** KVM_X86_SETUP_MCE as the format has it by default; without MCG_CTL_P; with CMCI_P; with LMCE_P; not called. */
export const caps: readonly (u64 | null)[] = [DEFAULT_CAP, 0x100_000an, CMCI_CAP, 0x900_010an, null];

/** Arguments of KVM_CAP_X86_USER_SPACE_MSR: none, each reason alone, all. An access is refused for one reason, and that bit is looked at. */
export const masks: readonly (readonly MsrReason[])[] = [[], ['inval'], ['unknown'], ['filter'], ['inval', 'unknown', 'filter']];

/** A number that no scenario of the domain touches. */
const ELSEWHERE = 0x17;
const both = ['read', 'write'] as const;

/** The ways in which a filter can decide about a register: deny or allow it by a range, or deny it because no range has it. */
export const filters = (msr: u32): readonly MsrFilter[] => [
  { default: 'allow', ranges: [{ flags: both, base: msr, count: 1, deny: [msr] }] },
  { default: 'deny', ranges: [{ flags: both, base: msr, count: 1, deny: [] }] },
  { default: 'deny', ranges: [{ flags: both, base: ELSEWHERE, count: 1, deny: [] }] },
];

/** An IDT without the gate of what comes: a double fault is caught, a triple fault ends it, or #NP is caught. */
export const idts: readonly (readonly number[])[] = [[8], [], [11]];

/** A scenario that says nothing, as the parser fills it in. */
export function plainProbe(): Probe {
  const plain = parseScenario('{"name":"","kernel":"v6.0","steps":[]}');
  if (!plain.ok) throw new ModelError(plain.problem);
  const { kernel: _, ...probe } = plain.value;
  return probe;
}

/** What the setups of a family vary; a list left out stays at the format's default. */
interface Varied {
  readonly vendors: readonly Vendor[];
  readonly caps?: readonly (u64 | null)[];
  readonly ignore?: readonly boolean[];
  readonly masks?: readonly (readonly MsrReason[])[];
  readonly filters?: readonly MsrFilter[];
  readonly idts?: readonly (readonly number[])[];
  readonly singleStep?: readonly boolean[];
  readonly realMode?: readonly boolean[];
}

/** The product of what varies, the plainest setup first. */
export function setups(varied: Varied): readonly Setup[] {
  let product: readonly Setup[] = [plainProbe()];
  const vary = <T>(values: readonly T[] | undefined, apply: (setup: Setup, value: T) => Setup): void => {
    if (values !== undefined) product = values.flatMap((value) => product.map((setup) => apply(setup, value)));
  };
  vary(varied.vendors, (s, vendor) => ({ ...s, vcpu: { ...s.vcpu, vendor } }));
  vary(varied.ignore, (s, ignore_msrs) => ({ ...s, module: { ...s.module, ignore_msrs } }));
  vary(varied.masks, (s, user_space_msr) => ({ ...s, vm: { ...s.vm, user_space_msr } }));
  vary(varied.filters, (s, msr_filter) => ({ ...s, vm: { ...s.vm, msr_filter } }));
  vary(varied.caps, (s, mcg_cap) => ({ ...s, vcpu: { ...s.vcpu, mcg_cap } }));
  vary(varied.idts, (s, idt) => ({ ...s, vcpu: { ...s.vcpu, idt } }));
  vary(varied.singleStep, (s, single_step) => ({ ...s, vcpu: { ...s.vcpu, single_step } }));
  vary(varied.realMode, (s, real_mode) => ({ ...s, vcpu: { ...s.vcpu, real_mode } }));
  return product;
}
