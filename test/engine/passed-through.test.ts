// SPDX-License-Identifier: GPL-2.0-only
/** Registers that the guest accesses without an exit: KVM sees nothing of it, unless the MSR filter forbids the access. */
import { describe, expect, test } from 'vitest';
import { check, gp, ok, rdmsr, read, run, shutdown, type Written, wrmsr } from '../support/check.ts';
import { events } from '../support/events.ts';

const high = '0x123456789abc';
const odd = '0x8000000000000000';
/** Whether any RDMSR or WRMSR of the scenario left the guest. */
const exits = (written: Written) => events(written).some((e) => /reason (MSR_READ|MSR_WRITE|msr) /.test(e));
const kernel = 'v6.12';

describe('a register that is passed through', () => {
  const table: readonly (readonly [host: string, vendor: string, stays: readonly string[], leaves: readonly string[]])[] = [
    ['intel', 'intel', ['0xc0000100', '0xc0000101', '0xc0000102', '0x174', '0x175', '0x176'], ['0xc0000081', '0xc0000082', '0xc0000084']],
    [
      'amd',
      'amd',
      ['0xc0000100', '0xc0000102', '0x174', '0x175', '0x176', '0xc0000081', '0xc0000082', '0xc0000083', '0xc0000084'],
      ['0x17a'],
    ],
    ['amd', 'intel', ['0xc0000101', '0x174', '0xc0000081'], ['0x175', '0x176', '0x17a']],
    ['pvm', 'intel', [], ['0xc0000100', '0xc0000081', '0x174', '0x175']],
  ];
  for (const [host, vendor, stays, leaves] of table)
    test(`on ${host} with a guest whose CPUID says ${vendor}: ${stays.join(', ') || 'none'}`, () => {
      for (const [msrs, leaving] of [
        [stays, false],
        [leaves, true],
      ] as const)
        for (const msr of msrs) {
          const written = { kernel, host, vcpu: { vendor }, steps: [wrmsr(msr, '0x1234'), rdmsr(msr)] };
          check(written, [ok, read('0x1234')]);
          expect([msr, exits(written)]).toEqual([msr, leaving]);
        }
    });

  test('reads 0 at first, and what was written afterwards, all 64 bits of it', () =>
    check({ kernel, steps: [rdmsr('0xc0000100'), wrmsr('0xc0000100', high), rdmsr('0xc0000100')] }, [read('0x0'), ok, read(high)]));
  test('takes a #GP(0) from the processor itself for an address that is not canonical', () => {
    const steps = [wrmsr('0xc0000100', odd), rdmsr('0xc0000100')];
    for (const host of ['intel', 'amd']) check({ kernel, host, steps }, [gp, read('0x0')]);
    expect(exits({ kernel, steps })).toBe(false);
  });
  test('keeps the low half of SYSENTER_ESP and EIP on AMD’s processor, and all of it on Intel’s', () => {
    for (const msr of ['0x175', '0x176']) {
      check({ kernel, host: 'amd', steps: [wrmsr(msr, high), rdmsr(msr)] }, [ok, read('0x56789abc')]);
      check({ kernel, steps: [wrmsr(msr, high), rdmsr(msr)] }, [ok, read(high)]);
    }
  });
  test('takes any value where it holds no address', () =>
    check({ kernel, host: 'amd', steps: [wrmsr('0xc0000081', odd), rdmsr('0xc0000081')] }, [ok, read(odd)]));
  test('shuts the guest down where the #GP finds no gate', () =>
    check({ kernel, vcpu: { idt: [] }, steps: [wrmsr('0xc0000100', odd)] }, [shutdown]));
  test('leaves the guest where the filter denies this kind of access, and takes a #GP', () => {
    const denied = (flags: string[]) => ({
      kernel,
      vm: { msr_filter: { default: 'allow', ranges: [{ flags, base: '0xc0000100', count: 1, deny: ['0xc0000100'] }] } },
      steps: [wrmsr('0xc0000100', '0x5'), rdmsr('0xc0000100')],
    });
    check(denied(['read']), [ok, gp]);
    check(denied(['write']), [gp, read('0x0')]);
  });
});

describe('a guest that single-steps itself', () => {
  const db = { outcome: 'exception', vector: 1 };
  const stepping = { kernel, vcpu: { single_step: true } };
  test('takes #DB after an access that never left it, and the access is done', () =>
    check({ ...stepping, steps: [wrmsr('0xc0000100', '0x5'), { op: 'host.get_msr', msr: '0xc0000100' }] }, [db, { ret: 1, data: '0x5' }]));
  test('takes the #GP alone where the processor refuses the access', () => check({ ...stepping, steps: [wrmsr('0xc0000100', odd)] }, [gp]));
  test('takes #DB as the first thing that happens to the vCPU, on either processor', () => {
    for (const host of ['intel', 'amd']) check({ ...stepping, host, steps: [run] }, [db]);
  });
  test('is shut down where #DB finds no gate', () => check({ kernel, vcpu: { single_step: true, idt: [] }, steps: [run] }, [shutdown]));
});
