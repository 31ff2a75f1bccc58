// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/msr-index.h: numbers of model-specific registers, under the kernel's names. */

export const MSR_IA32_P5_MC_ADDR = 0x0;
export const MSR_IA32_P5_MC_TYPE = 0x1;
export const MSR_IA32_FEAT_CTL = 0x3a;
export const MSR_IA32_MCG_CAP = 0x179;
export const MSR_IA32_MCG_STATUS = 0x17a;
export const MSR_IA32_MCG_CTL = 0x17b;
export const MSR_IA32_MCG_EXT_CTL = 0x4d0;
export const MSR_K7_HWCR = 0xc001_0015;

/** First register of bank 0. Each bank has four: CTL, STATUS, ADDR, MISC. */
export const MSR_IA32_MC0_CTL = 0x400;
/** First of the MCi_CTL2 registers, one a bank. */
export const MSR_IA32_MC0_CTL2 = 0x280;
export const MSR_IA32_MCx_CTL = (x: number): number => MSR_IA32_MC0_CTL + 4 * x;
export const MSR_IA32_MCx_CTL2 = (x: number): number => MSR_IA32_MC0_CTL2 + x;

/** HWCR bit 18, McStatusWrEn: a non-zero MCi_STATUS may be written. */
export const HWCR_MC_STATUS_WR_EN = 1n << 18n;

/** HWCR bit 24, TscFreqSel. */
export const HWCR_TSC_FREQ_SEL = 1n << 24n;

/** IA32_FEAT_CTL: SDM volume 3, "IA32_FEATURE_CONTROL". */
export const FEAT_CTL_LOCKED = 1n << 0n;
export const FEAT_CTL_VMX_ENABLED_INSIDE_SMX = 1n << 1n;
export const FEAT_CTL_VMX_ENABLED_OUTSIDE_SMX = 1n << 2n;
export const FEAT_CTL_LMCE_ENABLED = 1n << 20n;
