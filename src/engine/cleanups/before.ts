// SPDX-License-Identifier: GPL-2.0-only
/** set_msr_mce and get_msr_mce before the clean-ups: as 2368048bf5c2 left them. The banks are what no case names. */
import type { msr_data } from '../arch/x86/include/asm/kvm_host.ts';
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
import { type int, U64_MAX } from '../machine/u64.ts';
import { can_set_mci_status, EXEMPT, type MceVcpu } from './shared.ts';

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
      if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(bank_num)) {
        const offset = msr - MSR_IA32_MC0_CTL;
        if ((offset & 3) === 0 && data !== 0n && (data | EXEMPT) !== U64_MAX) return 1;
        if (!msr_info.host_initiated && (offset & 3) === 1 && data !== 0n) {
          if (!can_set_mci_status(vcpu)) return 1;
        }
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
      if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(bank_num)) {
        const offset = msr - MSR_IA32_MC0_CTL;
        msr_info.data = vcpu.arch.mce_banks[offset] ?? 0n;
        break;
      }
      return 1;
  }
  return 0;
}
