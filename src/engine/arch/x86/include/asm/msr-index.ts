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

/** Beside the machine-check path. */
export const MSR_PLATFORM_INFO = 0xce;
export const MSR_IA32_BBL_CR_CTL3 = 0x11e;
export const MSR_IA32_SYSENTER_CS = 0x174;
export const MSR_IA32_SYSENTER_ESP = 0x175;
export const MSR_IA32_SYSENTER_EIP = 0x176;
export const MSR_IA32_MISC_ENABLE = 0x1a0;
export const MSR_IA32_LASTBRANCHFROMIP = 0x1db;
export const MSR_IA32_LASTINTTOIP = 0x1de;
export const MSR_IA32_CR_PAT = 0x277;
export const MSR_IA32_TSC_DEADLINE = 0x6e0;
export const MSR_EFER = 0xc000_0080;
export const MSR_STAR = 0xc000_0081;
export const MSR_LSTAR = 0xc000_0082;
export const MSR_CSTAR = 0xc000_0083;
export const MSR_SYSCALL_MASK = 0xc000_0084;
export const MSR_FS_BASE = 0xc000_0100;
export const MSR_GS_BASE = 0xc000_0101;
export const MSR_KERNEL_GS_BASE = 0xc000_0102;
export const MSR_AMD64_SYSCFG = 0xc001_0010;
export const MSR_AMD64_PATCH_LOADER = 0xc001_0020;
export const MSR_FAM10H_MMIO_CONF_BASE = 0xc001_0058;
export const MSR_VM_IGNNE = 0xc001_0115;
export const MSR_VM_HSAVE_PA = 0xc001_0117;
export const MSR_AMD64_OSVW_ID_LENGTH = 0xc001_0140;
export const MSR_AMD64_OSVW_STATUS = 0xc001_0141;
export const MSR_AMD64_DC_CFG = 0xc001_1022;
export const APIC_BASE_MSR = 0x800;

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
