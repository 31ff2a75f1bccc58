// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, eperm, getMsr, gp, ok, rdmsr, read, setMsr, wrmsr } from '../support/check.ts';

const all = '0xffffffffffffffff';
const without = (bits: bigint) => `0x${(0xffff_ffff_ffff_ffffn & ~bits).toString(16)}`;

describe('MCi_CTL', () => {
  test('WRMSR(MC0_CTL, 1) fails KVM_RUN with EPERM in v5.18', () => check({ kernel: 'v5.18', steps: [wrmsr('0x400', '0x1')] }, [eperm]));
  test('WRMSR(MC0_CTL, 1) is #GP(0) in v5.18 with 2368048bf5c2', () =>
    check({ kernel: 'v5.18+2368048bf5c2', steps: [wrmsr('0x400', '0x1')] }, [gp]));
  test('WRMSR(MC0_CTL, 1) is #GP(0) in v6.0', () => check({ kernel: 'v6.0', steps: [wrmsr('0x400', '0x1')] }, [gp]));
  test('WRMSR(MC0_CTL, 1) fails KVM_RUN with EPERM in v6.0 without 2368048bf5c2', () =>
    check({ kernel: 'v6.0-2368048bf5c2', steps: [wrmsr('0x400', '0x1')] }, [eperm]));
  test('the same write is #GP(0) before −1 left KVM_RUN, in v5.18 without 7dffecaf4eab', () =>
    check({ kernel: 'v5.18-7dffecaf4eab', steps: [wrmsr('0x400', '0x1')] }, [gp]));

  test('0 and all ones are accepted, and stored as given', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x404', '0x0'), rdmsr('0x404'), wrmsr('0x404', all), rdmsr('0x404')] }, [
      ok,
      read('0x0'),
      ok,
      read(all),
    ]));
  test('bit 10 may be clear in every kernel, and stays clear in what is read back', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x410', without(1n << 10n)), rdmsr('0x410')] }, [ok, read('0xfffffffffffffbff')]));
  test('bit 0 may be clear with 0471a7bd1bca', () =>
    check({ kernel: 'v5.18+0471a7bd1bca', steps: [wrmsr('0x400', without(1n)), rdmsr('0x400')] }, [ok, read(without(1n))]));
  test('bit 0 may not be clear without 0471a7bd1bca', () => check({ kernel: 'v5.18', steps: [wrmsr('0x400', without(1n))] }, [eperm]));
  test('bits 0 and 10 may be clear together in v6.0', () => check({ kernel: 'v6.0', steps: [wrmsr('0x400', without(0x401n))] }, [ok]));
  test('any other clear bit is refused, the lowest and the highest', () =>
    check({ kernel: 'v6.0', steps: [wrmsr('0x400', without(2n)), wrmsr('0x400', without(1n << 63n))] }, [gp, gp]));

  test('a refused write leaves the register alone', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x400', '0x1'), rdmsr('0x400')] }, [eperm, read(all)]));
  test('after the failed KVM_RUN the guest can go on, once user space moves RIP', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x400', '0x1'), wrmsr('0x400', '0x0'), rdmsr('0x400')] }, [eperm, ok, read('0x0')]));
  test('KVM_SET_MSRS is checked too, and only counts short: no #GP, no errno, in any kernel', () => {
    for (const kernel of ['v5.18', 'v6.0'])
      check({ kernel, steps: [setMsr('0x400', '0x1'), getMsr('0x400')] }, [{ ret: 0 }, { ret: 1, data: all }]);
  });
});

describe('a bank that is not there', () => {
  test('is #GP even without the fix: beyond the last bank the result was always 1', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x428', '0x1'), wrmsr('0x429', '0x1'), rdmsr('0x428')] }, [gp, gp, gp]));
  test('begins after the last of the banks that MCG_CAP counts', () =>
    check({ kernel: 'v6.0', vcpu: { mcg_cap: '0x1' }, steps: [wrmsr('0x403', '0x5'), wrmsr('0x404', '0x0')] }, [ok, gp]));
  test('without KVM_X86_SETUP_MCE there are 32, all zero', () =>
    check({ kernel: 'v6.0', vcpu: { mcg_cap: null }, steps: [rdmsr('0x179'), rdmsr('0x400'), rdmsr('0x47c'), wrmsr('0x47f', '0x7')] }, [
      read('0x20'),
      read('0x0'),
      read('0x0'),
      ok,
    ]));
  test('0x492 is no bank but an unknown number', () =>
    check({ kernel: 'v6.0', vm: { user_space_msr: ['unknown'] }, steps: [rdmsr('0x492')] }, [
      { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'unknown', msr: '0x492' },
    ]));
});
