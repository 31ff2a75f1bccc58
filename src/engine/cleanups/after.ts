// SPDX-License-Identifier: GPL-2.0-only
/**
 * set_msr_mce and get_msr_mce after the clean-ups: the banks are a case of their own, from the first number to the last that any vCPU can
 * have (f5223a332f36), and two helpers say what kind of register a number is (54ad60ba9d26). C writes a range in the case; here a condition in `default` stands for it.
 */
import { KVM_MAX_MCE_BANKS, type msr_data } from '../arch/x86/include/asm/kvm_host.ts';
import { MCG_CTL_P, mcg_banks } from '../arch/x86/include/asm/mce.ts';
import {
  MSR_IA32_MC0_CTL,
  MSR_IA32_MCG_CAP,
  MSR_IA32_MCG_CTL,
  MSR_IA32_MCG_STATUS,
  MSR_IA32_MCx_CTL,
  MSR_IA32_P5_MC_ADDR,
  MSR_IA32_P5_MC_TYPE,
} from '../arch/x86/include/asm/msr-index.ts';
import { type int, U64_MAX, type u32 } from '../machine/u64.ts';
import { can_set_mci_status, EXEMPT, type MceVcpu } from './shared.ts';

/* Of a number that is known to be a bank's. */
export const is_mci_control_msr = (msr: u32): boolean => (msr & 3) === 0;
export const is_mci_status_msr = (msr: u32): boolean => (msr & 3) === 1;

export function set_msr_mce(vcpu: MceVcpu, msr_info: msr_data): int {
  const mcg_cap = vcpu.arch.mcg_cap;
  const bank_num = mcg_banks(mcg_cap);
  const msr = msr_info.index;
  const data = msr_info.data;

  switch (msr) {
    case MSR_IA32_MCG_STATUS:
      vcpu.arch.mcg_status = data;
      break;
    case MSR_IA32_MCG_CTL:
      if ((mcg_cap & MCG_CTL_P) === 0n && (data !== 0n || !msr_info.host_initiated)) return 1;
      if (data !== 0n && data !== U64_MAX) return 1;
      vcpu.arch.mcg_ctl = data;
      break;
    default:
      if (msr >= MSR_IA32_MC0_CTL && msr <= MSR_IA32_MCx_CTL(KVM_MAX_MCE_BANKS) - 1) {
        const last_msr = MSR_IA32_MCx_CTL(bank_num) - 1;
        if (msr > last_msr) return 1;
        if (is_mci_control_msr(msr) && data !== 0n && (data | EXEMPT) !== U64_MAX) return 1;
        if (!msr_info.host_initiated && is_mci_status_msr(msr) && data !== 0n && !can_set_mci_status(vcpu)) return 1;
        const offset = msr - MSR_IA32_MC0_CTL;
        vcpu.arch.mce_banks[offset] = data;
        break;
      }
      return 1;
  }
  return 0;
}

export function get_msr_mce(vcpu: MceVcpu, msr_info: msr_data): int {
  const mcg_cap = vcpu.arch.mcg_cap;
  const bank_num = mcg_banks(mcg_cap);
  const msr = msr_info.index;

  switch (msr) {
    case MSR_IA32_P5_MC_ADDR:
    case MSR_IA32_P5_MC_TYPE:
      msr_info.data = 0n;
      break;
    case MSR_IA32_MCG_CAP:
      msr_info.data = vcpu.arch.mcg_cap;
      break;
    case MSR_IA32_MCG_CTL:
      if ((mcg_cap & MCG_CTL_P) === 0n && !msr_info.host_initiated) return 1;
      msr_info.data = vcpu.arch.mcg_ctl;
      break;
    case MSR_IA32_MCG_STATUS:
      msr_info.data = vcpu.arch.mcg_status;
      break;
    default:
      if (msr >= MSR_IA32_MC0_CTL && msr <= MSR_IA32_MCx_CTL(KVM_MAX_MCE_BANKS) - 1) {
        const last_msr = MSR_IA32_MCx_CTL(bank_num) - 1;
        if (msr > last_msr) return 1;
        const offset = msr - MSR_IA32_MC0_CTL;
        msr_info.data = vcpu.arch.mce_banks[offset] ?? 0n;
        break;
      }
      return 1;
  }
  return 0;
}
