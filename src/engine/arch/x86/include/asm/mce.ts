// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/mce.h: fields of the machine-check registers. Bit numbers as in the SDM, volume 3, "Machine-Check Architecture". */
import { low32, type u64 } from '../../../../machine/u64.ts';

/** MCG_CAP & MCG_BANKCNT_MASK: bits 7:0, how many banks. */
export const mcg_banks = (mcg_cap: u64): number => low32(mcg_cap) & 0xff;
/** MCG_CAP: MCG_CTL exists. */
export const MCG_CTL_P = 1n << 8n;
/** MCG_CAP: corrected-error interrupts, and so MCi_CTL2, exist. */
export const MCG_CMCI_P = 1n << 10n;
/** MCG_CAP: software error recovery. */
export const MCG_SER_P = 1n << 24n;
/** MCG_CAP: local machine checks, and so MCG_EXT_CTL, exist. */
export const MCG_LMCE_P = 1n << 27n;

/** MCG_STATUS: a machine check is being handled. */
export const MCG_STATUS_MCIP = 1n << 2n;

/** MCG_EXT_CTL: local machine checks are on. */
export const MCG_EXT_CTL_LMCE_EN = 1n << 0n;

export const MCI_STATUS_VAL = 1n << 63n;
export const MCI_STATUS_OVER = 1n << 62n;
export const MCI_STATUS_UC = 1n << 61n;
export const MCI_STATUS_PCC = 1n << 57n;
export const MCI_STATUS_S = 1n << 56n;
export const MCI_STATUS_AR = 1n << 55n;

/** MCi_CTL2: deliver corrected errors as interrupts. */
export const MCI_CTL2_CMCI_EN = 1n << 30n;
/** MCi_CTL2: bits 14:0, after how many. */
export const MCI_CTL2_CMCI_THRESHOLD_MASK = 0x7fffn;
