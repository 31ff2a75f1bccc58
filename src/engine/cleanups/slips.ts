// SPDX-License-Identifier: GPL-2.0-only
/** The text after the clean-ups, with one slip each: what a comparison is worth shows in what it finds. */
import { KVM_MAX_MCE_BANKS, type msr_data } from '../arch/x86/include/asm/kvm_host.ts';
import { mcg_banks } from '../arch/x86/include/asm/mce.ts';
import { MSR_IA32_MC0_CTL, MSR_IA32_MCx_CTL } from '../arch/x86/include/asm/msr-index.ts';
import { type int, U64_MAX } from '../machine/u64.ts';
import { get_msr_mce, is_mci_control_msr, is_mci_status_msr, set_msr_mce } from './after.ts';
import { can_set_mci_status, EXEMPT, type MceText, type MceVcpu } from './shared.ts';

export const slips = ['end', 'kind', 'host'] as const;
/** `end`: last_msr without its − 1. `kind`: is_mci_status_msr asks for 2. `host`: the host is held to the rule for MCi_STATUS. */
export type Slip = (typeof slips)[number];

/** The banks' part of set_msr_mce with a slip in it; everything else as it is. */
export function slipped(slip: Slip): MceText {
  const set = (vcpu: MceVcpu, msr_info: msr_data): int => {
    const { index: msr, data, host_initiated } = msr_info;
    if (msr < MSR_IA32_MC0_CTL || msr > MSR_IA32_MCx_CTL(KVM_MAX_MCE_BANKS) - 1) return set_msr_mce(vcpu, msr_info);
    const last_msr = MSR_IA32_MCx_CTL(mcg_banks(vcpu.arch.mcg_cap)) - (slip === 'end' ? 0 : 1);
    if (msr > last_msr) return 1;
    if (is_mci_control_msr(msr) && data !== 0n && (data | EXEMPT) !== U64_MAX) return 1;
    const status = slip === 'kind' ? (msr & 3) === 2 : is_mci_status_msr(msr);
    if ((slip === 'host' || !host_initiated) && status && data !== 0n && !can_set_mci_status(vcpu)) return 1;
    vcpu.arch.mce_banks[msr - MSR_IA32_MC0_CTL] = data;
    return 0;
  };
  return { set_msr_mce: set, get_msr_mce };
}
