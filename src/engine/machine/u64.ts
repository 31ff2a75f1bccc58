// SPDX-License-Identifier: GPL-2.0-only
/** C's integers. A bigint for 64 bits, so that the compiler keeps an MSR's number and an MSR's value apart. */

/** 64 bits, unsigned, as a bigint in 0 … 2^64 − 1. */
export type u64 = bigint;
/** 32 bits, unsigned, as a number in 0 … 2^32 − 1. */
export type u32 = number;
/** 8 bits, unsigned. */
export type u8 = number;
/** C's int: 0, positive, or negative. What it means depends on the function; each file's header says. */
export type int = number;

/** The largest u64, C's ~0ull. (`~0n` would be −1n.) */
export const U64_MAX: u64 = 0xffff_ffff_ffff_ffffn;

const memory = new DataView(new ArrayBuffer(8));
/** The low 32 bits, which C's assignment to a u32 keeps. Through memory, because Number() of a bigint is a call out of compiled code. */
export function low32(x: u64): u32 {
  memory.setBigUint64(0, x, true);
  return memory.getUint32(0, true);
}

/** Wraps to 64 bits. Used where a value is made (complement, shift left, sum), not where it is read. */
export const u64 = (x: bigint): u64 => BigInt.asUintN(64, x);
