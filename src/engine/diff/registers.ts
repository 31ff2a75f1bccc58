// SPDX-License-Identifier: GPL-2.0-only
/** The registers and values of the domain: one of each kind that some release of KVM tells apart from its neighbours. */
import type { u32, u64 } from '../index.ts';

export const MCG_CAP = 0x179;
export const MCG_STATUS = 0x17a;
export const MCG_CTL = 0x17b;
export const FEAT_CTL = 0x3a;
export const MCG_EXT_CTL = 0x4d0;
export const HWCR = 0xc001_0015;
/** Of bank i. */
export const CTL = (i: number): u32 => 0x400 + 4 * i;
export const STATUS = (i: number): u32 => CTL(i) + 1;
export const CTL2 = (i: number): u32 => 0x280 + i;

/** The first bank, the last of ten, the first beyond ten, and the last that there can be: with mcg_cap null all 32 are there. */
const banks = [0, 9, 10, 31] as const;

/** The machine-check registers, and the numbers among them that are none: each meets every setting of the VM. */
export const onThePath: readonly u32[] = [
  ...banks.flatMap((i) => [CTL(i), STATUS(i), CTL(i) + 2, CTL(i) + 3]),
  ...banks.map(CTL2),
  MCG_CAP,
  MCG_STATUS,
  MCG_CTL,
  0x0,
  0x1,
  0x180,
  MCG_EXT_CTL,
  FEAT_CTL,
  HWCR,
  0x480,
  0x492,
  0x4cf,
  0x12345,
];

/** What else the engine models. These do not look at mcg_cap. */
export const besideThePath: readonly u32[] = [
  // Numbers that the MTRR code has owned, and are no MTRR; the registers after the machine-check ones on AMD (SMCA).
  0x210, 0x270, 0x27f, 0x2a0, 0x2fe, 0xc000_2000, 0xc000_2004, 0xce, 0x11e, 0x174, 0x175, 0x176, 0x1a0, 0x1db, 0x1de, 0x277, 0x6e0, 0x808,
  0xc000_0080, 0xc000_0081, 0xc000_0082, 0xc000_0083, 0xc000_0084, 0xc000_0100, 0xc000_0101, 0xc000_0102, 0xc001_0010, 0xc001_0020,
  0xc001_0058, 0xc001_0115, 0xc001_0117, 0xc001_0140, 0xc001_0141, 0xc001_1022,
];

const ONES = 0xffff_ffff_ffff_ffffn;
export const MC_STATUS_WR_EN = 1n << 18n;
export const TSC_FREQ_SEL = 1n << 24n;
export const CTL2_VALID = 0x4000_0001n;
/** IA32_MCi_STATUS of errors: with PCC; with S and AR; uncorrected, no action required; corrected. */
export const UC = 0xb200_0000_0000_0000n;
export const SRAR = 0xbd80_0000_0000_0000n;
export const UCNA = 0xb000_0000_0000_0000n;
export const CORRECTED = 0x9000_0000_0000_0000n;
/** What the machine-check MSRs take as "all banks, all errors", and its variants without the bits that two guests leave clear. */
export const ALL_ERRORS = ONES;
export const WITHOUT_BIT_10 = ONES ^ 0x400n;
export const WITHOUT_BIT_0 = ONES ^ 1n;

/** For the machine-check registers. The plainest first: of equally small scenarios the first is shown. */
export const values: readonly u64[] = [
  0x1n,
  0x0n,
  ALL_ERRORS,
  WITHOUT_BIT_10,
  WITHOUT_BIT_0,
  ONES ^ 0x401n,
  // HWCR: its two bits, and one of those that are dropped.
  MC_STATUS_WR_EN,
  TSC_FREQ_SEL,
  MC_STATUS_WR_EN | TSC_FREQ_SEL,
  0x8n,
  // MCi_CTL2: CMCI_EN with a threshold, and the first reserved bit.
  CTL2_VALID,
  0x8000n,
  // FEAT_CTL: locked with VMX, with LMCE, and with what only SGX gives a meaning.
  0x5n,
  0x10_0001n,
  0x2_0001n,
  UC,
  UCNA,
  CORRECTED,
];

/** For the others besides: MISC_ENABLE, EFER and PAT as they start, and an address that is not canonical. */
export const valuesBeside: readonly u64[] = [...values, 0x1800n, 0x500n, 0x7_0406_0007_0406n, 1n << 47n];
