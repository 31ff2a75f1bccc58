// SPDX-License-Identifier: GPL-2.0-only
/** Patches 2 and 3 of the set: two texts that do the same. */
import { describe, expect, test } from 'vitest';
import { kvm_get_msr_common, kvm_set_msr_common } from '../../src/engine/arch/x86/kvm/x86.ts';
import * as after from '../../src/engine/cleanups/after.ts';
import * as before from '../../src/engine/cleanups/before.ts';
import { caps, capsRefused, compareAll, guests, numbers, values } from '../../src/engine/cleanups/compare.ts';
import type { MceText } from '../../src/engine/cleanups/shared.ts';
import { slipped } from '../../src/engine/cleanups/slips.ts';
import { parseScenario } from '../../src/engine/index.ts';
import { software_x86_ops } from '../../src/engine/machine/software-back-end.ts';
import { createVcpu, createVm } from '../../src/engine/machine/vcpu.ts';

const cases = numbers.length * (values.length + 1) * caps.length * guests.length * 2;

describe('the texts before and after the clean-ups', () => {
  test('agree on every number, value class, count of banks, guest and initiator', () => {
    expect(compareAll(before, after)).toEqual({ done: caps.length, of: caps.length, agreed: cases });
  }, 120_000);

  test('part where a vCPU has more banks than it can be given: the old text would reach behind the last word', () => {
    expect(compareAll(before, after, capsRefused).difference).toMatchObject({
      access: 'read',
      msr: 0x480,
      mcg_cap: 33n,
      before: 0,
      after: 1,
    });
    expect(compareAll(before, after, [0n]).difference).toBeUndefined();
  });
});

describe('a slip in the new text is found, and the first case that differs is', () => {
  test('last_msr without its − 1: the control register of the bank behind the last', () => {
    expect(compareAll(before, slipped('end')).difference).toMatchObject({ msr: 0x404, data: 0n, mcg_cap: 1n, before: 1, after: 0 });
  });

  test('a status helper that asks for the wrong register: a guest’s bad MC0_STATUS goes through', () => {
    expect(compareAll(before, slipped('kind')).difference).toMatchObject({
      msr: 0x401,
      data: 1n,
      host_initiated: false,
      before: 1,
      after: 0,
    });
  });

  test('a host held to the guest’s rule', () => {
    expect(compareAll(before, slipped('host')).difference).toMatchObject({
      msr: 0x401,
      data: 1n,
      host_initiated: true,
      before: 0,
      after: 1,
    });
  });

  test('a read of the wrong word, although the result is the same', () => {
    const wrong: MceText = {
      ...after,
      get_msr_mce: (vcpu, info) => {
        const r = after.get_msr_mce(vcpu, info);
        if (r === 0 && info.index === 0x403) info.data = vcpu.arch.mce_banks[2] ?? 0n;
        return r;
      },
    };
    expect(compareAll(before, wrong).difference).toMatchObject({ access: 'read', msr: 0x403 });
  });

  test('a write that also touches another word', () => {
    const wrong: MceText = {
      ...after,
      set_msr_mce: (vcpu, info) => {
        const r = after.set_msr_mce(vcpu, info);
        if (r === 0 && info.index === 0x402) vcpu.arch.mce_banks[7] = info.data;
        return r;
      },
    };
    expect(compareAll(before, wrong).difference).toMatchObject({ access: 'write', msr: 0x402 });
  });
});

test('the old text answers as the modelled set_msr_mce and get_msr_mce of v5.19.2 do, wherever KVM calls them', () => {
  const read = parseScenario('{"name":"","kernel":"v5.19.2","host":"pvm","steps":[]}');
  if (!read.ok) throw new Error(read.problem);
  const scenario = read.value;
  const processor = { enter_guest_mode: () => true, fetch_insn: () => 'wrmsr' as const };
  for (const mcg_cap of [0x101n, 0x20n, 0x10an])
    for (const host_initiated of [false, true]) {
      const [x, y] = [0, 1].map(() => createVcpu(createVm(scenario, software_x86_ops), scenario, processor));
      if (x === undefined || y === undefined) throw new Error('no vCPU');
      x.arch.mcg_cap = mcg_cap;
      y.arch.mcg_cap = mcg_cap;
      for (const msr of numbers.filter((n) => n === 0x17a || n === 0x17b || (n >= 0x400 && n < 0x480)))
        for (const data of values) {
          const info = () => ({ index: msr, data, host_initiated });
          expect([msr, data, before.set_msr_mce(x, info())]).toEqual([msr, data, kvm_set_msr_common(y, info())]);
          const [a, b] = [info(), info()];
          expect([msr, before.get_msr_mce(x, a), a.data]).toEqual([msr, kvm_get_msr_common(y, b), b.data]);
        }
      expect(x.arch.mce_banks).toEqual(y.arch.mce_banks);
    }
});
