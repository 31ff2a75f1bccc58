// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/cpufeatures.h: the CPUID bits that an answer here depends on. In C a number, here the name without X86_FEATURE_. */
import type { u32 } from '../../../../machine/u64.ts';

export const X86_FEATURE_VMX = 'VMX';
export const X86_FEATURE_SGX = 'SGX';
export const X86_FEATURE_SGX_LC = 'SGX_LC';
export const X86_FEATURE_RDPID = 'RDPID';
export const X86_FEATURE_SPEC_CTRL = 'SPEC_CTRL';
export const X86_FEATURE_INTEL_STIBP = 'INTEL_STIBP';
export const X86_FEATURE_FLUSH_L1D = 'FLUSH_L1D';
export const X86_FEATURE_SPEC_CTRL_SSBD = 'SPEC_CTRL_SSBD';
export const X86_FEATURE_XSAVES = 'XSAVES';
export const X86_FEATURE_SVM = 'SVM';
export const X86_FEATURE_OSVW = 'OSVW';
export const X86_FEATURE_NX = 'NX';
export const X86_FEATURE_FXSR_OPT = 'FXSR_OPT';
export const X86_FEATURE_RDTSCP = 'RDTSCP';
export const X86_FEATURE_LM = 'LM';
export const X86_FEATURE_AMD_IBPB = 'AMD_IBPB';
export const X86_FEATURE_AMD_IBRS = 'AMD_IBRS';
export const X86_FEATURE_AMD_STIBP = 'AMD_STIBP';
export const X86_FEATURE_AMD_SSBD = 'AMD_SSBD';
export const X86_FEATURE_AUTOIBRS = 'AUTOIBRS';
export const X86_FEATURE_GP_ON_USER_CPUID = 'GP_ON_USER_CPUID';
export const X86_FEATURE_SBPB = 'SBPB';

/** Where CPUID says it: function (index 0, for XSAVES 1), register, bit. */
export const cpu_features = {
  VMX: [0x1, 'ecx', 5],
  SGX: [0x7, 'ebx', 2],
  SGX_LC: [0x7, 'ecx', 30],
  RDPID: [0x7, 'ecx', 22],
  SPEC_CTRL: [0x7, 'edx', 26],
  INTEL_STIBP: [0x7, 'edx', 27],
  FLUSH_L1D: [0x7, 'edx', 28],
  SPEC_CTRL_SSBD: [0x7, 'edx', 31],
  XSAVES: [0xd, 'eax', 3],
  SVM: [0x8000_0001, 'ecx', 2],
  OSVW: [0x8000_0001, 'ecx', 9],
  NX: [0x8000_0001, 'edx', 20],
  FXSR_OPT: [0x8000_0001, 'edx', 25],
  RDTSCP: [0x8000_0001, 'edx', 27],
  LM: [0x8000_0001, 'edx', 29],
  AMD_IBPB: [0x8000_0008, 'ebx', 12],
  AMD_IBRS: [0x8000_0008, 'ebx', 14],
  AMD_STIBP: [0x8000_0008, 'ebx', 15],
  AMD_SSBD: [0x8000_0008, 'ebx', 24],
  AUTOIBRS: [0x8000_0021, 'eax', 8],
  GP_ON_USER_CPUID: [0x8000_0021, 'eax', 17],
  SBPB: [0x8000_0021, 'eax', 27],
} as const satisfies Readonly<Record<string, readonly [func: u32, register: 'eax' | 'ebx' | 'ecx' | 'edx', bit: number]>>;

/** The name of a CPUID feature, without X86_FEATURE_. */
export type cpu_feature = keyof typeof cpu_features;
