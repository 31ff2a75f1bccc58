// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/processor-flags.h, and the header of that name under uapi. */

export const X86_EFLAGS_FIXED = 1n << 1n;
export const X86_EFLAGS_RF = 1n << 16n;
export const X86_CR0_PE = 1n << 0n;
export const X86_CR4_MCE = 1n << 6n;
