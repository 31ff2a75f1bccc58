// SPDX-License-Identifier: GPL-2.0-only
/** Each commit of the catalogue, with and without, on an input that tells the two apart. */
import { describe, expect, test } from 'vitest';
import { type PatchId, patchIds } from '../../src/engine/index.ts';
import {
  answer,
  check,
  eperm,
  gp,
  mce,
  ok,
  rdmsr,
  read,
  run,
  setMce,
  setupMce,
  shutdown,
  type Written,
  wrmsr,
  wrmsrExit,
} from '../support/check.ts';
import { events } from '../support/events.ts';

const hwcr = '0xc0010015';
const bad = [wrmsr('0x400', '0x1')];

const deadline = [wrmsr('0x6e0', '0x1')];
const noDeadline = { msr_filter: { default: 'allow', ranges: [{ flags: ['write'], base: '0x6e0', count: 1, deny: ['0x6e0'] }] } };

const listed = [{ ...wrmsr('0x400', '0x0'), via: 'vm_entry' }];
const noCtl = { msr_filter: { default: 'allow', ranges: [{ flags: ['write'], base: '0x400', count: 1, deny: ['0x400'] }] } };
const loadFails = { outcome: 'vm_entry_failure', exit_reason: '0x80000022', exit_qualification: '0x1' };

/** A scenario without its kernel, and what comes of it with the commit and without. */
interface Pair {
  readonly on: string;
  readonly asks: Omit<Written, 'kernel'> & { readonly steps: Written['steps'] };
  readonly with: readonly unknown[];
  readonly without: readonly unknown[];
}

const pairs: Readonly<Partial<Record<PatchId, Pair>>> = {
  '7dffecaf4eab': { on: 'v5.18', asks: { steps: bad }, with: [eperm], without: [gp] },
  '2368048bf5c2': { on: 'v6.12', asks: { steps: bad }, with: [gp], without: [eperm] },
  '0471a7bd1bca': { on: 'v6.0', asks: { steps: [wrmsr('0x400', '0xfffffffffffffffe')] }, with: [ok], without: [gp] },
  '281b52780b57': { on: 'v6.0', asks: { vcpu: { mcg_cap: '0x50a' }, steps: [rdmsr('0x280')] }, with: [read('0x0')], without: [gp] },
  aebc3ca19063: { on: 'v6.0', asks: { steps: [setupMce('0x50a')] }, with: [{ ret: 0 }], without: [{ outcome: 'errno', errno: 'EINVAL' }] },
  '598a790fc20f': {
    on: 'v6.8',
    asks: { steps: [wrmsr(hwcr, '0x40000'), wrmsr(hwcr, '0x0'), rdmsr(hwcr)] },
    with: [ok, ok, read('0x0')],
    without: [ok, ok, read('0x40000')],
  },
  ac8d6cad3c7b: { on: 'v5.19', asks: { vm: noCtl, steps: listed }, with: [ok], without: [loadFails] },
  '653ea4489e69': { on: 'v6.12', asks: { vm: noCtl, steps: listed }, with: [loadFails], without: [ok] },
  ae95f566b3d2: { on: 'v6.12', asks: { vm: noDeadline, steps: deadline }, with: [ok], without: [gp] },
  '0a94b2042419': { on: 'v6.18', asks: { host: 'amd', vm: noDeadline, steps: deadline }, with: [ok], without: [gp] },
  b97f07458373: {
    on: 'v6.0',
    asks: { vcpu: { real_mode: true }, steps: bad },
    with: [{ outcome: 'exit', reason: 'KVM_EXIT_FAIL_ENTRY', hardware_entry_failure_reason: '0x7' }],
    without: [{ outcome: 'exception', vector: 13 }],
  },
  '6c41468c7c12': {
    on: 'v6.3',
    asks: { vcpu: { real_mode: true }, steps: bad },
    with: [{ outcome: 'exception', vector: 13 }],
    without: [{ outcome: 'exit', reason: 'KVM_EXIT_FAIL_ENTRY', hardware_entry_failure_reason: '0x7' }],
  },
  '8b0e00fba934': { on: 'v6.8', asks: { steps: [wrmsr(hwcr, '0x1000000')] }, with: [ok], without: [gp] },
};

describe('a commit of the catalogue', () => {
  for (const [id, pair] of Object.entries(pairs)) {
    test(`${id} is in ${pair.on}, and the scenario shows it`, () => check({ kernel: pair.on, ...pair.asks }, pair.with));
    test(`${id} taken out of ${pair.on}, the same scenario ends the other way`, () =>
      check({ kernel: `${pair.on}-${id}`, ...pair.asks }, pair.without));
  }

  test('a61d7c5432ac prints the error code of an injected exception only where there is one', () => {
    const machineCheck = { steps: [mce(true), setMce(0, '0xb200000000000000'), run] };
    const injected = (kernel: string) => events({ kernel, ...machineCheck }).filter((e) => e.startsWith('kvm_inj_exception'));
    expect(injected('v6.0')).toEqual(['kvm_inj_exception: #MC']);
    expect(injected('v6.0-a61d7c5432ac')).toEqual(['kvm_inj_exception: #MC (0x0)']);
  });

  test('1ae099540e8c and 1a155254ff93 taken out, a scenario that needs them is an error of the line', () => {
    expect(() => answer({ kernel: 'v5.18-1ae099540e8c', vm: { user_space_msr: ['inval'] }, steps: bad })).toThrow(
      'does not exist before v5.10',
    );
    expect(() => answer({ kernel: 'v5.18-1a155254ff93', vm: { msr_filter: { default: 'allow', ranges: [] } }, steps: bad })).toThrow(
      'does not exist before v5.10',
    );
  });

  test('has a pair here, or stands among those whose difference another test shows', () => {
    const elsewhere: readonly PatchId[] = [
      'd2f7d49826ae',
      '36d546d59af7',
      '794663e13f3e',
      'a61d7c5432ac',
      '1ae099540e8c',
      '1a155254ff93',
      'ee605e315633',
      'e76ae52747a8',
    ];
    expect([...Object.keys(pairs), ...elsewhere].sort()).toEqual([...patchIds].sort());
  });
});

describe('the bad write through the releases', () => {
  const through: readonly (readonly [kernel: string, result: unknown])[] = [
    ['v5.4', gp],
    ['v5.4.286', gp],
    ['v5.9', gp],
    ['v5.10', eperm],
    ['v5.10.136', eperm],
    ['v5.10.137', gp],
    ['v5.14', eperm],
    ['v5.15.60', eperm],
    ['v5.15.61', gp],
    ['v5.16.20', eperm],
    ['v5.17.15', eperm],
    ['v5.18.17', eperm],
    ['v5.18.18', gp],
    ['v5.19.1', eperm],
    ['v5.19.2', gp],
    ['v6.0', gp],
    ['v7.3', gp],
  ];
  for (const host of ['intel', 'amd', 'pvm'])
    for (const [kernel, result] of through)
      test(`${kernel}, ${host}: ${JSON.stringify(result)}`, () => check({ kernel, host, steps: bad }, [result]));
});

describe('between releases', () => {
  test('0x2a0 is a refused MTRR number up to v6.2 and an unknown register from v6.5 on', () => {
    const ask = { vm: { user_space_msr: ['inval', 'unknown'] }, steps: [wrmsr('0x2a0', '0x0')] };
    check({ kernel: 'v6.2', ...ask }, [wrmsrExit('inval', '0x2a0', '0x0')]);
    check({ kernel: 'v6.5', ...ask }, [wrmsrExit('unknown', '0x2a0', '0x0')]);
  });
  test('user space may set FEAT_CTL’s LMCE bit without LMCE_P from v6.2 on', () => {
    const steps = [{ op: 'host.set_msr', msr: '0x3a', data: '0x100001' }];
    check({ kernel: 'v6.1', steps }, [{ ret: 0 }]);
    check({ kernel: 'v6.2', steps }, [{ ret: 1 }]);
  });
});

describe('kvm_amd', () => {
  test('drops everything but the bank count and MCG_CTL_P from mcg_cap, after accepting it', () =>
    check({ kernel: 'v6.12', host: 'amd', steps: [rdmsr('0x179')] }, [read('0x10a')]));
  test('does not know MCG_EXT_CTL and FEAT_CTL', () =>
    check({ kernel: 'v6.12', host: 'amd', vm: { user_space_msr: ['unknown'] }, steps: [wrmsr('0x4d0', '0x0')] }, [
      wrmsrExit('unknown', '0x4d0', '0x0'),
    ]));
  test('refuses LMCE_P and CMCI_P', () =>
    check({ kernel: 'v6.12', host: 'amd', steps: [setupMce('0x800000a'), setupMce('0x40a')] }, [
      { outcome: 'errno', errno: 'EINVAL' },
      { outcome: 'errno', errno: 'EINVAL' },
    ]));
  test('shuts the guest down for a machine check that it cannot take', () =>
    check({ kernel: 'v6.12', host: 'amd', steps: [setMce(0, '0xb200000000000000'), run] }, [{ ret: 0 }, shutdown]));
});

describe('tracepoints', () => {
  test('of a refused write name the exit in the vendor’s words', () => {
    const first = (kernel: string, host: string) => events({ kernel, host, steps: bad }).find((e) => e.startsWith('kvm_exit'));
    expect(first('v5.18', 'intel')).toMatch(/^kvm_exit: vcpu 0 reason MSR_WRITE rip 0x1000 info1 0x0000000000000000 /);
    expect(first('v5.18', 'amd')).toMatch(/^kvm_exit: vcpu 0 reason msr rip 0x1000 info1 0x0000000000000001 /);
  });
  test('show the injected event at VM entry from v6.14 on, with the same bits for either vendor', () => {
    for (const host of ['intel', 'amd'])
      expect(events({ kernel: 'v6.14', host, steps: bad })).toContain(
        'kvm_entry: vcpu 0, rip 0x1000 intr_info 0x80000b0d error_code 0x00000000',
      );
    const before = events({ kernel: 'v6.12', steps: bad }).filter((e) => e.startsWith('kvm_entry'));
    expect(before).toEqual(['kvm_entry: vcpu 0, rip 0x1000', 'kvm_entry: vcpu 0, rip 0x1000']);
  });
});
