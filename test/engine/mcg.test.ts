// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, einval, getMsr, gp, ok, rdmsr, read, setMsr, setupMce, wrmsr } from '../support/check.ts';

const all = '0xffffffffffffffff';

describe('MCG_CAP', () => {
  test('is read as KVM_X86_SETUP_MCE left it', () =>
    check({ kernel: 'v5.18', steps: [rdmsr('0x179'), getMsr('0x179')] }, [read('0x100010a'), { ret: 1, data: '0x100010a' }]));
  test('cannot be written: no such register for WRMSR or KVM_SET_MSRS', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x179', '0x0'), setMsr('0x179', '0x20')] }, [gp, { ret: 0 }]));
});

describe('MCG_STATUS', () => {
  test('takes every value', () => check({ kernel: 'v5.18', steps: [wrmsr('0x17a', all), rdmsr('0x17a')] }, [ok, read(all)]));
});

describe('MCG_CTL', () => {
  test('takes 0 and all ones', () =>
    check({ kernel: 'v5.18', steps: [rdmsr('0x17b'), wrmsr('0x17b', '0x0'), wrmsr('0x17b', all)] }, [read(all), ok, ok]));
  test('refuses the rest with 1, never −1: #GP in every kernel', () => {
    for (const kernel of ['v5.18', 'v6.0']) check({ kernel, steps: [wrmsr('0x17b', '0x1'), setMsr('0x17b', '0x1')] }, [gp, { ret: 0 }]);
  });
  test('does not exist for the guest without MCG_CTL_P; user space may store 0 and read', () =>
    check(
      {
        kernel: 'v5.18',
        vcpu: { mcg_cap: '0xa' },
        steps: [wrmsr('0x17b', '0x0'), rdmsr('0x17b'), setMsr('0x17b', '0x0'), setMsr('0x17b', all), getMsr('0x17b')],
      },
      [gp, gp, { ret: 1 }, { ret: 0 }, { ret: 1, data: '0x0' }],
    ));
});

describe('the P5 registers', () => {
  test('read 0 and cannot be written', () =>
    check({ kernel: 'v5.18', steps: [rdmsr('0x0'), rdmsr('0x1'), wrmsr('0x0', '0x0')] }, [read('0x0'), read('0x0'), gp]));
});

describe('MCi_CTL2', () => {
  const cmci = { vcpu: { mcg_cap: '0x100050a' } };
  test('is no register before 281b52780b57: its number falls to the MTRRs, which refuse it', () =>
    check({ kernel: 'v5.19', vm: { user_space_msr: ['inval'] }, steps: [rdmsr('0x280')] }, [
      { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'inval', msr: '0x280' },
    ]));
  test('with CMCI_P takes the threshold and the enable bit', () =>
    check({ kernel: 'v6.0', ...cmci, steps: [wrmsr('0x289', '0x40007fff'), rdmsr('0x289'), wrmsr('0x280', '0x8000')] }, [
      ok,
      read('0x40007fff'),
      gp,
    ]));
  test('beyond the last bank is refused', () =>
    check({ kernel: 'v6.0', ...cmci, steps: [rdmsr('0x28a'), wrmsr('0x28a', '0x0')] }, [gp, gp]));
  test('without CMCI_P exists for user space only, which may store 0', () =>
    check(
      { kernel: 'v6.0', steps: [rdmsr('0x280'), wrmsr('0x280', '0x0'), getMsr('0x280'), setMsr('0x280', '0x0'), setMsr('0x280', '0x1')] },
      [gp, gp, { ret: 1, data: '0x0' }, { ret: 1 }, { ret: 0 }],
    ));
});

describe('KVM_X86_SETUP_MCE', () => {
  test('refuses no bank and more than 32', () =>
    check({ kernel: 'v5.18', steps: [setupMce('0x100'), setupMce('0x121')] }, [einval, einval]));
  test('refuses a capability that the vendor module lacks', () =>
    check({ kernel: 'v5.18', steps: [setupMce('0x20a'), setupMce('0x40a')] }, [einval, einval]));
  test('takes CMCI_P with aebc3ca19063, on kvm_intel', () =>
    check({ kernel: 'v6.0', steps: [setupMce('0x40a'), rdmsr('0x179')] }, [{ ret: 0 }, read('0x40a')]));
  test('keeps the register count as given', () =>
    check({ kernel: 'v5.18', steps: [setupMce('0xff010a'), rdmsr('0x179')] }, [{ ret: 0 }, read('0xff010a')]));
  test('sets MCi_CTL of the banks it counts to all ones, and no other word', () =>
    check(
      {
        kernel: 'v5.18',
        vcpu: { mcg_cap: null },
        steps: [setMsr('0x401', '0x5'), setupMce('0x101'), rdmsr('0x400'), rdmsr('0x401'), setupMce('0x120'), rdmsr('0x47c')],
      },
      [{ ret: 1 }, { ret: 0 }, read(all), read('0x5'), { ret: 0 }, read(all)],
    ));
  test('clears MCi_CTL2 where it grants CMCI_P, and leaves it alone where it does not', () =>
    check(
      {
        kernel: 'v6.0',
        vcpu: { mcg_cap: '0x50a' },
        steps: [wrmsr('0x280', '0x5'), setupMce('0x50a'), rdmsr('0x280'), wrmsr('0x280', '0x5'), setupMce('0x10a'), getMsr('0x280')],
      },
      [ok, { ret: 0 }, read('0x0'), ok, { ret: 0 }, { ret: 1, data: '0x5' }],
    ));
  test('a refused call changes nothing', () =>
    check({ kernel: 'v5.18', steps: [setupMce('0x0'), rdmsr('0x179')] }, [einval, read('0x100010a')]));
});

describe('MCG_EXT_CTL and FEAT_CTL', () => {
  const lmce = { vcpu: { mcg_cap: '0x900010a' } };
  test('MCG_EXT_CTL is hidden from the guest until FEAT_CTL enables LMCE', () =>
    check(
      {
        kernel: 'v5.18',
        ...lmce,
        steps: [rdmsr('0x4d0'), setMsr('0x3a', '0x100001'), rdmsr('0x4d0'), wrmsr('0x4d0', '0x1'), wrmsr('0x4d0', '0x2')],
      },
      [gp, { ret: 1 }, read('0x0'), ok, gp],
    ));
  test('FEAT_CTL’s LMCE bit is valid only with LMCE_P in MCG_CAP', () =>
    check({ kernel: 'v5.18', steps: [setMsr('0x3a', '0x100001')] }, [{ ret: 0 }]));
  test('a locked FEAT_CTL refuses the guest, not user space', () =>
    check({ kernel: 'v5.18', steps: [wrmsr('0x3a', '0x5'), wrmsr('0x3a', '0x5'), setMsr('0x3a', '0x1'), rdmsr('0x3a')] }, [
      ok,
      gp,
      { ret: 1 },
      read('0x1'),
    ]));
});
