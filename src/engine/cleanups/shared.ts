// SPDX-License-Identifier: GPL-2.0-only
/** What the texts before and after the clean-ups have in common: the state they touch, and the one question they ask about the guest. */
import type { kvm_vcpu, msr_data } from '../arch/x86/include/asm/kvm_host.ts';
import { HWCR_MC_STATUS_WR_EN } from '../arch/x86/include/asm/msr-index.ts';
import type { int } from '../machine/u64.ts';

/** The part of a vCPU that set_msr_mce and get_msr_mce read and write. */
export interface MceVcpu {
  readonly arch: Pick<kvm_vcpu['arch'], 'mcg_cap' | 'mcg_status' | 'mcg_ctl' | 'mce_banks' | 'msr_hwcr'> & {
    readonly cpuid: Pick<kvm_vcpu['arch']['cpuid'], 'vendor'>;
  };
}

/** One version of the two functions. */
export interface MceText {
  readonly set_msr_mce: (vcpu: MceVcpu, msr_info: msr_data) => int;
  readonly get_msr_mce: (vcpu: MceVcpu, msr_info: msr_data) => int;
}

/** Linux on K8 leaves bit 10 clear, UnixWare bit 0. */
export const EXEMPT = 0x401n;

export const can_set_mci_status = ({ arch: { cpuid, msr_hwcr } }: MceVcpu): boolean =>
  cpuid.vendor !== 'intel' && (msr_hwcr & HWCR_MC_STATUS_WR_EN) !== 0n;
