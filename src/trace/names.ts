// SPDX-License-Identifier: GPL-2.0-only
/** How numbers are written for people: registers by name, addresses and masks in hex, an int with a true minus sign. */
import type { Value } from './types.ts';

const fixed: Readonly<Record<number, string>> = {
  0: 'P5_MC_ADDR',
  1: 'P5_MC_TYPE',
  58: 'FEAT_CTL',
  377: 'MCG_CAP',
  378: 'MCG_STATUS',
  379: 'MCG_CTL',
  1232: 'MCG_EXT_CTL',
  3221291029: 'HWCR',
};
const words = ['CTL', 'STATUS', 'ADDR', 'MISC'];

/** The short name of a machine-check register, `MC3_STATUS`, or undefined for a number that has none. */
export function msrName(msr: number): string | undefined {
  if (msr >= 0x400 && msr <= 0x47f) return `MC${(msr - 0x400) >> 2}_${words[msr & 3]}`;
  if (msr >= 0x280 && msr <= 0x29f) return `MC${msr - 0x280}_CTL2`;
  return fixed[msr];
}

export const hex = (x: number | bigint): string => `0x${x.toString(16)}`;
/** `0x400 (MC0_CTL)`, or the bare number. */
export const msrText = (msr: number, open = ' (', close = ')'): string => {
  const name = msrName(msr);
  return name === undefined ? hex(msr) : `${hex(msr)}${open}${name}${close}`;
};

/** An int as one reads it: U+2212 for the sign, which this site is about. */
export const displayInt = (n: number): string => (n < 0 ? `\u2212${-n}` : String(n));

/** Names, and last parts of paths, whose numbers are masks, addresses or register numbers. */
const masks = /(?:^|[._])(?:ecx|index|msr|intr_info|VM_ENTRY_INTR_INFO_FIELD|rflags|user_space_msr_mask|requests|flags)$/;

/** A value of the trace as text. bigints are 64-bit registers: hex. A number is decimal, unless its name says it is a mask or a register's number. */
export function formatValue(name: string, value: Value): string {
  if (typeof value === 'bigint') return hex(value);
  if (typeof value === 'number') return masks.test(name) && value >= 0 ? hex(value) : displayInt(value);
  return value === null ? 'NULL' : String(value);
}
