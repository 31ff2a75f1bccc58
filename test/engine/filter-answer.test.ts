// SPDX-License-Identifier: GPL-2.0-only
/** What KVM_X86_SET_MSR_FILTER answers: 6.1.192 x86.c 6481-6560, 6.12.117 x86.c 6358-6434. */
import { describe, expect, test } from 'vitest';
import { answerToFilter, parseKernelRelease } from '../../src/engine/index.ts';

const kernel = (spelling: string) => {
  const read = parseKernelRelease(spelling);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
};
const range = (change: { flags?: number; nmsrs?: number } = {}) => ({
  flags: 2,
  base: 0x400,
  nmsrs: 8,
  bitmap: new Uint8Array(1),
  ...change,
});
const answer = (default_allow: boolean, ...ranges: ReturnType<typeof range>[]) =>
  answerToFilter(kernel('v5.18'), { default_allow, ranges });
const taken = { ret: 0 };
const EINVAL = { outcome: 'errno', errno: 'EINVAL' };

describe('KVM_X86_SET_MSR_FILTER', () => {
  test('takes reads, writes and both, and no other access', () => {
    for (const flags of [1, 2, 3]) expect(answer(true, range({ flags }))).toEqual(taken);
    for (const flags of [0, 4, 7]) expect(answer(true, range({ flags }))).toEqual(EINVAL);
  });
  test('takes a bitmap of 0x600 bytes, 12288 registers, and none that is longer', () => {
    expect(answer(true, range({ nmsrs: 12288 }))).toEqual(taken);
    expect(answer(true, range({ nmsrs: 12289 }))).toEqual(EINVAL);
    expect(answer(true, range({ nmsrs: 0xffff_ffff }))).toEqual(EINVAL);
  });
  test('does not look at a range of no registers, whatever its flags', () => {
    expect(answer(true, range({ nmsrs: 0, flags: 0 }))).toEqual(taken);
    expect(answer(false, range({ nmsrs: 0, flags: 0 }), range())).toEqual(taken);
  });
  test('refuses to deny everything: the default is deny and no range has a register', () => {
    expect(answer(false)).toEqual(EINVAL);
    expect(answer(false, range({ nmsrs: 0 }))).toEqual(EINVAL);
    expect(answer(true)).toEqual(taken);
  });
  test('is not there before v5.10', () => {
    expect(answerToFilter(kernel('v5.9'), { default_allow: true, ranges: [] })).toBeUndefined();
    expect(answerToFilter(kernel('v5.10'), { default_allow: true, ranges: [] })).toEqual(taken);
  });
});
