// SPDX-License-Identifier: GPL-2.0-only
/** 32- and 64-bit numbers outside the engine: lower-case hexadecimal strings, so that no reader rounds them. */
import { bad, good, type Reader, shaped, show } from './fields.ts';
import { isNumber, type Json } from './json.ts';

export const hex = (value: number | bigint): string => `0x${value.toString(16)}`;

/** What to do about a value that is not such a string. Exactness matters more than brevity: a wrong hint is a wrong experiment. */
function explain(json: Json, bits: 32 | 64): string {
  const found = show(json);
  const max = (1n << BigInt(bits)) - 1n;
  const accepted = `accepted: a lower-case hex string from "0x0" to "${hex(max)}"`;
  const write = (value: bigint): string => (value <= max ? `: write "${hex(value)}"` : `; ${accepted}`);
  const text = isNumber(json) ? json.number : typeof json === 'string' ? json.trim().replace(/[_,'\s]/g, '') : '';
  // Longer digits cannot be meant, and turning them into a bigint takes its time.
  if (text === '' || text.length > 60) return `${found} is not a hex string; ${accepted}`;

  const negative = /^-(0x[0-9a-f]+|\d+)$/i.exec(text)?.[1];
  if (negative !== undefined) {
    const value = BigInt(negative);
    return `${found} is negative${bits === 64 && value <= 1n << 63n ? `: write its two's complement, "${hex(BigInt.asUintN(64, -value))}"` : `; ${accepted}`}`;
  }
  if (isNumber(json)) {
    if (!/^\d+$/.test(text)) return `${found} is not a hex string; ${accepted}`;
    const value = BigInt(text);
    return value > max
      ? `${found} is more than ${bits} bits; ${accepted}`
      : `${found} is a number, which readers of JSON may round: write "${hex(value)}"`;
  }
  if (/^0x[0-9a-f]+$/i.test(text)) {
    const value = BigInt(text);
    if (value > max) return `${found} is more than ${bits} bits; ${accepted}`;
    const wrong = /[A-Z]/.test(text) ? 'has upper-case letters' : text === json ? 'has more than 16 digits' : 'has separators in it';
    return `${found} ${wrong}${write(value)}`;
  }
  if (/^0x$/i.test(text)) return `${found} has no digits; ${accepted}`;
  if (/^\d+$/.test(text)) {
    const [asHex, asDecimal] = [BigInt(`0x${text}`), BigInt(text)];
    if (asDecimal > max) return `${found} is more than ${bits} bits; ${accepted}`;
    if (asHex > max) return `${found} is decimal${write(asDecimal)}`;
    return `${found} does not begin with 0x${asHex === asDecimal ? write(asHex) : `${write(asHex)} if it is hexadecimal, "${hex(asDecimal)}" if it is decimal`}`;
  }
  if (/^[0-9a-f]+$/i.test(text)) return `${found} does not begin with 0x${write(BigInt(`0x${text}`))}`;
  return `${found} is not a hex string; ${accepted}`;
}

/** BigInt('') is 0n and BigInt(' 0x10 ') is 16n: the pattern comes first. */
const read = (bits: 32 | 64): Reader<bigint> =>
  shaped({ kind: 'hex', bits }, (json, at) => {
    const value = typeof json === 'string' && /^0x[0-9a-f]{1,16}$/.test(json) ? BigInt(json) : -1n;
    return value >= 0n && value >> BigInt(bits) === 0n ? good(value) : bad(at, explain(json, bits));
  });

export const u64 = read(64);
const read32 = read(32);
export const u32: Reader<number> = shaped(read32.shape, (json, at) => {
  const value = read32(json, at);
  return value.ok ? good(Number(value.value)) : value;
});
