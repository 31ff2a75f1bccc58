// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, eperm, getMsr, gp, ok, rdmsr, read, setMsr, wrmsr } from '../support/check.ts';

const hwcr = '0xc0010015';
const writable = '0x40000';

describe('MCi_STATUS', () => {
  test('0 is accepted', () => check({ kernel: 'v5.18', steps: [wrmsr('0x401', '0x0')] }, [ok]));
  test('anything else fails KVM_RUN with EPERM in v5.18', () => check({ kernel: 'v5.18', steps: [wrmsr('0x401', '0x1')] }, [eperm]));
  test('anything else is #GP(0) in v5.18 with 2368048bf5c2', () =>
    check({ kernel: 'v5.18+2368048bf5c2', steps: [wrmsr('0x401', '0x1')] }, [gp]));
  test('user space may store any value, and the guest reads it', () =>
    check({ kernel: 'v5.18', steps: [setMsr('0x405', '0xb200000000000135'), rdmsr('0x405')] }, [{ ret: 1 }, read('0xb200000000000135')]));
});

describe('McStatusWrEn, HWCR bit 18', () => {
  test('lets a guest with AMD’s CPUID write MCi_STATUS, on Intel’s processor too', () =>
    check({ kernel: 'v5.18', vcpu: { vendor: 'amd' }, steps: [wrmsr(hwcr, writable), wrmsr('0x401', '0x1'), rdmsr('0x401')] }, [
      ok,
      ok,
      read('0x1'),
    ]));
  test('changes nothing for a guest with Intel’s CPUID, though it can be set', () =>
    check({ kernel: 'v5.18', steps: [wrmsr(hwcr, writable), rdmsr(hwcr), wrmsr('0x401', '0x1')] }, [ok, read(writable), eperm]));
  test('clear, AMD’s guest is refused as well', () =>
    check({ kernel: 'v6.0', vcpu: { vendor: 'amd' }, steps: [wrmsr('0x401', '0x1')] }, [gp]));
  test('cannot be cleared again in these kernels: a write of 0 succeeds and changes nothing', () =>
    check({ kernel: 'v6.0', steps: [wrmsr(hwcr, writable), wrmsr(hwcr, '0x0'), rdmsr(hwcr)] }, [ok, ok, read(writable)]));
  test('does not reach MCi_CTL', () =>
    check({ kernel: 'v6.0', vcpu: { vendor: 'amd' }, steps: [wrmsr(hwcr, writable), wrmsr('0x400', '0x1')] }, [ok, gp]));
});

describe('HWCR', () => {
  test('bits 3, 6 and 8 are dropped without a word', () =>
    check({ kernel: 'v6.0', steps: [wrmsr(hwcr, '0x40148'), rdmsr(hwcr)] }, [ok, read(writable)]));
  test('any other bit is refused', () => check({ kernel: 'v6.0', steps: [wrmsr(hwcr, '0x1000000'), wrmsr(hwcr, '0x40001')] }, [gp, gp]));
});

describe('MCi_ADDR and MCi_MISC', () => {
  test('take every value', () =>
    check(
      { kernel: 'v5.18', steps: [wrmsr('0x402', '0xdeadbeef'), wrmsr('0x403', '0xffffffffffffffff'), rdmsr('0x402'), getMsr('0x403')] },
      [ok, ok, read('0xdeadbeef'), { ret: 1, data: '0xffffffffffffffff' }],
    ));
});
