// SPDX-License-Identifier: GPL-2.0-only
/** Fields of a 64-bit value: where they stand, and the arithmetic of taking a value apart. */

export interface Place {
  readonly name: string;
  readonly high: number;
  readonly low: number;
}

/** What a value has in a field. */
export const get = (value: bigint, { high, low }: Place): bigint => (value >> BigInt(low)) & ((1n << BigInt(high - low + 1)) - 1n);
/** The value with a field changed; what does not fit is cut off. */
export function set(value: bigint, { high, low }: Place, to: bigint): bigint {
  const mask = ((1n << BigInt(high - low + 1)) - 1n) << BigInt(low);
  return (value & ~mask) | ((to << BigInt(low)) & mask);
}
/** The bits of a value that none of these fields names. */
export const unnamed = (fields: readonly Place[], value: bigint): bigint => fields.reduce((v, f) => set(v, f, 0n), value);
