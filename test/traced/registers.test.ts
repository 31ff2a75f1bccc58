// SPDX-License-Identifier: GPL-2.0-only
/** The page of registers: what its cells say comes out of the engine. */
import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/components/msrs/answers.ts';
import { onThePath, registers } from '../../src/components/msrs/registers.ts';

const of = (name: string) => registers.find((register) => register.name === name)!;

describe('the list of registers', () => {
  test('has the banks as families of 32, and everything else once', () => {
    expect(of('MSR_IA32_MCx_STATUS(x)')).toMatchObject({ first: 0x401, last: 0x47d, every: 4 });
    expect(of('MSR_IA32_MCx_CTL2(x)')).toMatchObject({ first: 0x280, last: 0x29f, every: 1 });
    expect(new Set(registers.map((r) => r.first)).size).toBe(registers.length);
    expect(registers.map((r) => r.name)).toContain('MSR_EFER');
    expect(onThePath(of('MSR_K7_HWCR'))).toBe(true);
    expect(onThePath(of('MSR_EFER'))).toBe(false);
  });
});

describe('what a guest’s access comes to', () => {
  test('MCi_CTL takes 0 and refuses 0x1, which was a −1 before v6.0', () => {
    const { now, changes } = answersOf(0x400, 'intel');
    expect(now.map(({ code }) => code)).toEqual([0, 0, 1]);
    expect(now.map(({ handler }) => handler)).toEqual(['get_msr_mce', 'set_msr_mce', 'set_msr_mce']);
    expect(changes).toMatchObject([{ release: 'v6.0', access: 2, from: { code: -1 }, to: { code: 1 } }]);
  });

  test('MCi_CTL2 changed hands: the MTRR code refused it before set_msr_mce did', () => {
    expect(answersOf(0x280, 'intel').changes).toContainEqual({
      release: 'v6.0',
      access: 1,
      from: { code: 1, handler: 'kvm_mtrr_set_msr' },
      to: { code: 1, handler: 'set_msr_mce' },
    });
  });

  test('MCG_EXT_CTL is known under kvm_intel and unknown under kvm_amd', () => {
    expect(answersOf(0x4d0, 'intel').now.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(answersOf(0x4d0, 'amd').now.map(({ code }) => code)).toEqual([2, 2, 2]);
  });

  test('an access that stays in the processor has no handler', () => {
    expect(answersOf(0xc000_0102, 'intel').now).toEqual(Array(3).fill({ code: undefined, handler: undefined }));
  });
});
