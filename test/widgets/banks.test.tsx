// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bankMap, type Place } from '../../src/components/banks/bank-map.ts';
import { writing } from '../../src/components/banks/bits.ts';
import { fields, registers } from '../../src/components/banks/fields.ts';
import { get, set, unnamed } from '../../src/components/banks/places.ts';

const place: Place = { kernel: 'v5.18', host: 'intel', banks: '10', cmci: 'no', msr: '0x404' };
const map = (change: Partial<Place> = {}) => bankMap({ ...place, ...change }, 'en');

describe('the bank map', () => {
  test('shows as many banks as MCG_CAP counts, four registers each, and CTL2 from v6.0 on with CMCI_P', () => {
    const first = (n: number): string => '+'.repeat(n).padEnd(32, '-');
    expect(map().answers).toEqual([...new Array(4).fill(first(10)), first(0)]);
    expect(map({ kernel: 'v6.0', cmci: 'yes', banks: '3' }).answers).toEqual(new Array(5).fill(first(3)));
    expect(map({ kernel: 'v6.0' }).answers[4]).toBe(first(0));
  });
  test('names a number’s register and bank, and what becomes of three writes', () => {
    expect(map()).toMatchObject({
      title: '0x404 is MC1_CTL: bank 1, CTL',
      text: 'A guest reads 0xffffffffffffffff.',
      register: 'CTL',
      bank: 1,
    });
    expect(map({ msr: '0x424' }).writes.map((w) => w.name)).toEqual(['goes on', 'EPERM', 'goes on']);
    expect(map({ msr: '0x424', kernel: 'v6.0' }).writes.map((w) => w.name)).toEqual(['goes on', '#GP(0)', 'goes on']);
  });
  test('says why a number is not answered: beyond the banks, no CMCI_P, no CTL2', () => {
    expect(map({ msr: '0x428' })).toMatchObject({
      title: '0x428 would be MC10_CTL',
      text: expect.stringMatching(/^Beyond the banks: the vCPU has 10/),
    });
    expect(map({ msr: '0x280', kernel: 'v6.0' }).text).toMatch(/without CMCI_P/);
    expect(map({ msr: '0x28a', kernel: 'v6.0', cmci: 'yes' }).text).toMatch(/^Beyond/);
    expect(map({ msr: '0x280' }).text).toMatch(/no guest has a CTL2/);
  });
  test('tells of numbers of no bank, of a set-up that KVM refuses, and of what is no number', () => {
    expect(map({ msr: '0x179' })).toMatchObject({ title: '0x179 is MCG_CAP, of which there is one', bank: -1 });
    expect(map({ msr: '0x480' }).title).toBe('0x480 belongs to no bank');
    expect(map({ banks: '0' })).toMatchObject({ refused: true });
    expect(map({ banks: '0' }).answers[0]).toBe('+'.repeat(32));
    expect(map({ host: 'amd', kernel: 'v6.0', cmci: 'yes' }).refused).toBe(true);
    expect(map({ banks: 'ten' }).wrong?.field).toBe('banks');
    expect(bankMap({ ...place, msr: '404' }, 'zh-CN').wrong).toMatchObject({ field: 'msr', lang: 'zh-CN' });
  });
});

describe('a register, taken apart', () => {
  test('is put together again by its fields and the rest', () => {
    fc.assert(
      fc.property(fc.constantFrom(...registers), fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (register, value) => {
        const named = fields[register].reduce((v, f) => set(v, f, get(value, f)), 0n);
        expect(named | unnamed(fields[register], value)).toBe(value);
        expect(named & unnamed(fields[register], value)).toBe(0n);
      }),
    );
  });
  const runs = (register: (typeof registers)[number], value: string, row: number) =>
    writing({ register, value }, 'en').rows[row]?.runs.map((r) => `${r.kernels}: ${r.name}`);
  test('says for MCi_STATUS where a write fails KVM_RUN, and that McStatusWrEn lets it in', () => {
    expect(runs('MCi_STATUS', '0x1', 0)).toEqual(['v5.4 … v5.9: #GP(0)', 'v5.10 … v5.19: EPERM', 'v6.0 … v7.3: #GP(0)']);
    expect(runs('MCi_STATUS', '0x1', 2)).toEqual(['v5.4 … v7.3: goes on']);
    expect(runs('MCi_STATUS', '0x0', 0)).toEqual(['v5.4 … v7.3: goes on']);
  });
  test('says for CTL2 that it came with v6.0, for HWCR that bit 24 came with v6.8, for MCG_CAP that nobody writes it', () => {
    expect(runs('MCi_CTL2', '0x40000001', 0)).toEqual(['v5.4 … v5.19: #GP(0)', 'v6.0 … v7.3: goes on']);
    expect(runs('HWCR', '0x1000000', 0)).toEqual(['v5.4 … v6.6: #GP(0)', 'v6.8 … v7.3: goes on']);
    expect(runs('MCG_CAP', '0x100010a', 0)).toEqual(['v5.4 … v7.3: #GP(0)']);
    expect(runs('MCG_CAP', '0x500010a', 2)?.[0]).toContain('EINVAL');
  });
  test('refuses what is no value', () => {
    expect(writing({ register: 'HWCR', value: '12' }, 'zh-CN').wrong?.text).toMatch(/十六进制/);
  });
});
