// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/processor-flags.h, and the header of that name under uapi. */

export const X86_EFLAGS_FIXED = 1n << 1n;
export const X86_EFLAGS_TF = 1n << 8n;
export const X86_EFLAGS_RF = 1n << 16n;
/** EFER: arch/x86/include/asm/msr-index.h. */
export const EFER_SCE = 1n << 0n;
export const EFER_LME = 1n << 8n;
export const EFER_LMA = 1n << 10n;
export const EFER_NX = 1n << 11n;
export const EFER_SVME = 1n << 12n;
export const EFER_LMSLE = 1n << 13n;
export const EFER_FFXSR = 1n << 14n;
export const EFER_AUTOIBRS = 1n << 21n;

export const X86_CR0_PE = 1n << 0n;
export const X86_CR0_PG = 1n << 31n;
export const X86_CR4_MCE = 1n << 6n;
