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
export const MSR_SMI_COUNT = 0x34;
export const MSR_IA32_SPEC_CTRL = 0x48;
export const MSR_IA32_PRED_CMD = 0x49;
export const MSR_IA32_UCODE_REV = 0x8b;
export const MSR_PLATFORM_INFO = 0xce;
export const MSR_MTRRcap = 0xfe;
export const MSR_IA32_ARCH_CAPABILITIES = 0x10a;
export const MSR_IA32_FLUSH_CMD = 0x10b;
export const MSR_IA32_BBL_CR_CTL3 = 0x11e;
export const MSR_IA32_TSX_CTRL = 0x122;
export const MSR_IA32_SYSENTER_CS = 0x174;
export const MSR_IA32_SYSENTER_ESP = 0x175;
export const MSR_IA32_SYSENTER_EIP = 0x176;
export const MSR_IA32_MISC_ENABLE = 0x1a0;
export const MSR_IA32_LASTBRANCHFROMIP = 0x1db;
export const MSR_IA32_LASTINTTOIP = 0x1de;
export const MSR_IA32_POWER_CTL = 0x1fc;
export const MSR_IA32_CR_PAT = 0x277;
export const MSR_MTRRdefType = 0x2ff;
export const MSR_IA32_TSC_DEADLINE = 0x6e0;
export const MSR_IA32_XSS = 0xda0;
export const MSR_EFER = 0xc000_0080;
export const MSR_STAR = 0xc000_0081;
export const MSR_LSTAR = 0xc000_0082;
export const MSR_CSTAR = 0xc000_0083;
export const MSR_SYSCALL_MASK = 0xc000_0084;
export const MSR_FS_BASE = 0xc000_0100;
export const MSR_GS_BASE = 0xc000_0101;
export const MSR_KERNEL_GS_BASE = 0xc000_0102;
export const MSR_TSC_AUX = 0xc000_0103;
export const MSR_AMD64_SYSCFG = 0xc001_0010;
export const MSR_K7_CLK_CTL = 0xc001_001b;
export const MSR_AMD64_NB_CFG = 0xc001_001f;
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

/** What nested VMX can do: SDM volume 3, appendix A. */
export const MSR_IA32_VMX_BASIC = 0x480;
export const MSR_IA32_VMX_PINBASED_CTLS = 0x481;
export const MSR_IA32_VMX_PROCBASED_CTLS = 0x482;
export const MSR_IA32_VMX_EXIT_CTLS = 0x483;
export const MSR_IA32_VMX_ENTRY_CTLS = 0x484;
export const MSR_IA32_VMX_MISC = 0x485;
export const MSR_IA32_VMX_CR0_FIXED0 = 0x486;
export const MSR_IA32_VMX_CR4_FIXED0 = 0x488;
export const MSR_IA32_VMX_VMCS_ENUM = 0x48a;
export const MSR_IA32_VMX_PROCBASED_CTLS2 = 0x48b;
export const MSR_IA32_VMX_EPT_VPID_CAP = 0x48c;
export const MSR_IA32_VMX_TRUE_PINBASED_CTLS = 0x48d;
export const MSR_IA32_VMX_TRUE_PROCBASED_CTLS = 0x48e;
export const MSR_IA32_VMX_TRUE_EXIT_CTLS = 0x48f;
export const MSR_IA32_VMX_TRUE_ENTRY_CTLS = 0x490;
export const MSR_IA32_VMX_VMFUNC = 0x491;

/** SPEC_CTRL: restrict indirect branches, isolate those of the other thread, no speculative store bypass. */
export const SPEC_CTRL_IBRS = 1n << 0n;
export const SPEC_CTRL_STIBP = 1n << 1n;
export const SPEC_CTRL_SSBD = 1n << 2n;
/** PRED_CMD: the barrier, and the selective one. */
export const PRED_CMD_IBPB = 1n << 0n;
export const PRED_CMD_SBPB = 1n << 7n;
export const L1D_FLUSH = 1n << 0n;
/** ARCH_CAPABILITIES: TSX_CTRL exists. */
export const ARCH_CAP_TSX_CTRL_MSR = 1n << 7n;
/** TSX_CTRL: RTM_DISABLE, TSX_CPUID_CLEAR. */
export const TSX_CTRL_BITS = 0x3n;

/** HWCR bit 18, McStatusWrEn: a non-zero MCi_STATUS may be written. */
export const HWCR_MC_STATUS_WR_EN = 1n << 18n;

/** HWCR bit 24, TscFreqSel. */
export const HWCR_TSC_FREQ_SEL = 1n << 24n;

/** HWCR bit 35, CpuidUserDis: CPUID outside the kernel faults. */
export const HWCR_CPUID_USER_DIS = 1n << 35n;

/** IA32_FEAT_CTL: SDM volume 3, "IA32_FEATURE_CONTROL". */
export const FEAT_CTL_LOCKED = 1n << 0n;
export const FEAT_CTL_VMX_ENABLED_INSIDE_SMX = 1n << 1n;
export const FEAT_CTL_VMX_ENABLED_OUTSIDE_SMX = 1n << 2n;
export const FEAT_CTL_SGX_LC_ENABLED = 1n << 17n;
export const FEAT_CTL_SGX_ENABLED = 1n << 18n;
export const FEAT_CTL_LMCE_ENABLED = 1n << 20n;
