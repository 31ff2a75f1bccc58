// SPDX-License-Identifier: GPL-2.0-only
/** Registers beside the machine-check path: what KVM takes, drops, refuses and does not know. */
import { describe, test } from 'vitest';
import { check, getMsr, gp, ok, rdmsr, read, run, setMsr, wrmsr, wrmsrExit } from '../support/check.ts';

const ask = { vm: { user_space_msr: ['inval', 'unknown', 'filter'] } };
const rdmsrExit = (msr_reason: string, msr: string) => ({ outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason, msr });
const one = { ret: 1 };
const none = { ret: 0 };
const got = (data: string) => ({ ret: 1, data });

/** Reading and writing 0 are each answered by user space, for this reason. */
const refusedFor = (reason: string, kernel: string, msr: string, host = 'intel') => {
  check({ kernel, host, ...ask, steps: [rdmsr(msr)] }, [rdmsrExit(reason, msr)]);
  check({ kernel, host, ...ask, steps: [wrmsr(msr, '0x0')] }, [wrmsrExit(reason, msr, '0x0')]);
};

describe('a number that KVM does not know', () => {
  test('is unknown, below the banks and above, read and written', () => {
    for (const msr of ['0x3', '0x17c', '0x492', '0x4d1', '0x7ff', '0x900', '0xdeadbeef']) refusedFor('unknown', 'v6.12', msr);
  });
});

describe('the x2APIC registers, without a local APIC in the kernel', () => {
  test('are known and refused, the first and the last', () => {
    for (const msr of ['0x800', '0x8ff']) refusedFor('inval', 'v6.12', msr);
  });
  test('are never filtered, while their neighbours are', () => {
    const vm = { ...ask.vm, msr_filter: { default: 'deny', ranges: [{ flags: ['read'], base: '0x400', count: 1, deny: [] }] } };
    for (const [msr, reason] of [
      ['0x7ff', 'filter'],
      ['0x800', 'inval'],
      ['0x8ff', 'inval'],
      ['0x900', 'filter'],
    ] as const)
      check({ kernel: 'v6.12', vm, steps: [rdmsr(msr)] }, [rdmsrExit(reason, msr)]);
  });
});

describe('the MSR filter', () => {
  test('that denies by default and has no range is refused by KVM as a whole: nothing is filtered', () =>
    check({ kernel: 'v6.12', vm: { msr_filter: { default: 'deny', ranges: [] } }, steps: [rdmsr('0x179')] }, [read('0x100010a')]));
  test('ends a range after its count, within a byte of its bitmap too', () =>
    check(
      {
        kernel: 'v6.12',
        vm: { msr_filter: { default: 'deny', ranges: [{ flags: ['read'], base: '0x400', count: 4, deny: [] }] } },
        steps: [rdmsr('0x403'), rdmsr('0x404')],
      },
      [read('0x0'), gp],
    ));
});

describe('the MTRR numbers', () => {
  test('that are no MTRR are refused as bad in every kernel where MTRRs are handled', () => {
    for (const kernel of ['v6.2', 'v6.5']) for (const msr of ['0x210', '0x24f', '0x251', '0x267']) refusedFor('inval', kernel, msr);
  });
  test('from 0x270 on are refused as bad up to v6.2 and unknown from v6.5 on', () => {
    for (const msr of ['0x270', '0x27f', '0x2a0', '0x2fe']) {
      refusedFor('inval', 'v6.2', msr);
      refusedFor('unknown', 'v6.5', msr);
    }
  });
});

describe('CR_PAT', () => {
  test('holds what the processor holds after reset, and takes the memory types 0, 1, 4, 5, 6 and 7', () =>
    check({ kernel: 'v6.12', steps: [rdmsr('0x277'), wrmsr('0x277', '0x706050401000606'), rdmsr('0x277')] }, [
      read('0x7040600070406'),
      ok,
      read('0x706050401000606'),
    ]));
  test('refuses the types 2 and 3 and whatever is more than 7, in the first byte and in the last, of user space too', () => {
    for (const type of ['02', '03', '08', '80'])
      check(
        { kernel: 'v6.12', steps: [wrmsr('0x277', `0x${type}`), wrmsr('0x277', `0x${type}00000000000000`), setMsr('0x277', `0x${type}`)] },
        [gp, gp, none],
      );
  });
});

describe('MISC_ENABLE', () => {
  test('starts at 0 and takes every value up to v5.19', () =>
    check({ kernel: 'v5.19', steps: [rdmsr('0x1a0'), wrmsr('0x1a0', '0x1880'), rdmsr('0x1a0')] }, [read('0x0'), ok, read('0x1880')]));
  test('from v6.0 on says that BTS and PEBS are missing, and the guest cannot change that', () =>
    check(
      {
        kernel: 'v6.0',
        steps: [rdmsr('0x1a0'), wrmsr('0x1a0', '0x1000'), wrmsr('0x1a0', '0x800'), wrmsr('0x1a0', '0x1801'), rdmsr('0x1a0')],
      },
      [read('0x1800'), gp, gp, ok, read('0x1801')],
    ));
  test('from v6.0 on keeps EMON as it was, set or clear, where the guest writes', () =>
    check(
      {
        kernel: 'v6.0',
        steps: [wrmsr('0x1a0', '0x1880'), rdmsr('0x1a0'), setMsr('0x1a0', '0x1880'), wrmsr('0x1a0', '0x1801'), rdmsr('0x1a0')],
      },
      [ok, read('0x1800'), one, ok, read('0x1881')],
    ));
  test('takes every value of user space', () =>
    check({ kernel: 'v6.0', steps: [setMsr('0x1a0', '0x80'), getMsr('0x1a0')] }, [one, got('0x80')]));
});

describe('PLATFORM_INFO', () => {
  test('can be read by the guest and written by user space alone', () =>
    check({ kernel: 'v6.12', steps: [rdmsr('0xce'), wrmsr('0xce', '0x80000000'), setMsr('0xce', '0x0'), getMsr('0xce')] }, [
      read('0x80000000'),
      gp,
      one,
      got('0x0'),
    ]));
  test('from v6.13 on cannot be changed any more once the vCPU has run; the value that it has is taken', () =>
    check({ kernel: 'v6.13', steps: [setMsr('0xce', '0x0'), run, setMsr('0xce', '0x80000000'), setMsr('0xce', '0x0'), getMsr('0xce')] }, [
      one,
      ok,
      none,
      one,
      got('0x0'),
    ]));
  test('could be before', () => check({ kernel: 'v6.12', steps: [run, setMsr('0xce', '0x0'), getMsr('0xce')] }, [ok, one, got('0x0')]));
});

describe('the OSVW registers', () => {
  test('are refused where the guest’s CPUID has no OSVW, user space’s access too', () => {
    for (const msr of ['0xc0010140', '0xc0010141']) {
      refusedFor('inval', 'v6.12', msr);
      check({ kernel: 'v6.12', steps: [setMsr(msr, '0x0'), getMsr(msr)] }, [none, none]);
    }
  });
  test('are two registers that store where it has: on the software back end', () =>
    check(
      {
        kernel: 'v6.18',
        host: 'pvm',
        steps: [wrmsr('0xc0010140', '0x4'), wrmsr('0xc0010141', '0x5'), rdmsr('0xc0010140'), rdmsr('0xc0010141')],
      },
      [ok, ok, read('0x4'), read('0x5')],
    ));
});

describe('registers that exist for drivers that look for them', () => {
  test('drop what is written and read 0: DC_CFG and TSC_DEADLINE', () => {
    for (const msr of ['0xc0011022', '0x6e0']) check({ kernel: 'v6.12', steps: [wrmsr(msr, '0x1'), rdmsr(msr)] }, [ok, read('0x0')]);
  });
  test('BBL_CR_CTL3 reports a level-2 cache whatever is written', () =>
    check({ kernel: 'v6.12', steps: [wrmsr('0x11e', '0x1'), rdmsr('0x11e')] }, [ok, read('0xbe702111')]));
  test('MMIO_CONF_BASE takes 0 alone', () =>
    check({ kernel: 'v6.12', steps: [wrmsr('0xc0010058', '0x0'), wrmsr('0xc0010058', '0x1'), rdmsr('0xc0010058')] }, [
      ok,
      gp,
      read('0x0'),
    ]));
  test('PATCH_LOADER can be written and not read, SYSCFG read and not written', () =>
    check(
      {
        kernel: 'v6.12',
        ...ask,
        steps: [wrmsr('0xc0010020', '0x1'), rdmsr('0xc0010020'), run, rdmsr('0xc0010010'), wrmsr('0xc0010010', '0x0')],
      },
      [ok, rdmsrExit('unknown', '0xc0010020'), ok, read('0x0'), wrmsrExit('unknown', '0xc0010010', '0x0')],
    ));
});

describe('the last-branch registers', () => {
  test('read 0, the first and the last, and are unknown to WRMSR', () => {
    for (const msr of ['0x1db', '0x1de'])
      check({ kernel: 'v7.0', ...ask, steps: [rdmsr(msr), wrmsr(msr, '0x0')] }, [read('0x0'), wrmsrExit('unknown', msr, '0x0')]);
  });
  test('can be written back by user space as they were read where KVM lists them to be saved, the last of them too', () => {
    const steps = [setMsr('0x1de', '0x0'), setMsr('0x1de', '0x1'), setMsr('0x3', '0x0')];
    check({ kernel: 'v7.0', steps }, [one, none, none]);
    check({ kernel: 'v6.6', steps }, [none, none, none]);
  });
});

describe('EFER', () => {
  const efer = '0xc0000080';
  test('takes SCE and NX, and keeps LMA whatever is written', () =>
    check({ kernel: 'v6.12', steps: [wrmsr(efer, '0xd01'), rdmsr(efer), wrmsr(efer, '0x100'), rdmsr(efer)] }, [
      ok,
      read('0xd01'),
      ok,
      read('0x500'),
    ]));
  test('cannot leave long mode while paging is on, unless user space says so', () =>
    check({ kernel: 'v6.12', steps: [wrmsr(efer, '0x0'), setMsr(efer, '0x0'), getMsr(efer)] }, [gp, one, got('0x400')]));
  test('has no other bits, for user space neither', () => {
    for (const data of ['0x502', '0x8500', '0x8000000000000500'])
      check({ kernel: 'v6.12', steps: [wrmsr(efer, data), setMsr(efer, data)] }, [gp, none]);
  });
  test('has SVME under kvm_amd alone', () => {
    check({ kernel: 'v6.12', host: 'amd', steps: [wrmsr(efer, '0x1500'), rdmsr(efer)] }, [ok, read('0x1500')]);
    check({ kernel: 'v6.12', steps: [wrmsr(efer, '0x1500'), setMsr(efer, '0x1500')] }, [gp, none]);
  });
});

describe('FEAT_CTL', () => {
  test('has no meaning for bit 3: refused of the guest, and of user space before v6.2 and after', () => {
    for (const kernel of ['v6.1', 'v6.2']) check({ kernel, steps: [wrmsr('0x3a', '0x8'), setMsr('0x3a', '0x8')] }, [gp, none]);
  });
  test('loses its LMCE bit again when KVM_X86_SETUP_MCE takes LMCE_P back', () =>
    check(
      { kernel: 'v5.18', vcpu: { mcg_cap: '0x800010a' }, steps: [{ op: 'host.setup_mce', mcg_cap: '0x10a' }, setMsr('0x3a', '0x100000')] },
      [none, none],
    ));
});

describe('VM_HSAVE_PA', () => {
  const hsave = '0xc0010117';
  test('under kvm_intel drops what is written', () =>
    check({ kernel: 'v6.12', steps: [wrmsr(hsave, '0x1000'), rdmsr(hsave)] }, [ok, read('0x0')]));
  test('under kvm_amd takes a page of the guest’s 40 bits', () =>
    check(
      {
        kernel: 'v6.12',
        host: 'amd',
        steps: [wrmsr(hsave, '0xfffffff000'), rdmsr(hsave), wrmsr(hsave, '0x10000000000'), wrmsr(hsave, '0x1800')],
      },
      [ok, read('0xfffffff000'), gp, gp],
    ));
  test('under kvm_amd takes every value of user space, without the offset in the page', () =>
    check({ kernel: 'v6.12', host: 'amd', steps: [setMsr(hsave, '0x10000001234'), getMsr(hsave)] }, [one, got('0x10000001000')]));
});

describe('VM_IGNNE', () => {
  test('under kvm_amd can be written and not read', () =>
    check({ kernel: 'v6.12', host: 'amd', ...ask, steps: [wrmsr('0xc0010115', '0x1'), rdmsr('0xc0010115')] }, [
      ok,
      rdmsrExit('unknown', '0xc0010115'),
    ]));
  test('under kvm_intel is unknown', () => refusedFor('unknown', 'v6.12', '0xc0010115'));
});

describe('FS_BASE and GS_BASE', () => {
  const both = ['0xc0000100', '0xc0000101'];
  test('are not known to user space under kvm_amd before v6.12, and are from then on', () => {
    for (const msr of both) {
      check({ kernel: 'v6.6', host: 'amd', steps: [setMsr(msr, '0x5'), getMsr(msr)] }, [none, none]);
      check({ kernel: 'v6.12', host: 'amd', steps: [setMsr(msr, '0x5'), getMsr(msr)] }, [one, got('0x5')]);
    }
  });
  test('are known to it under kvm_intel, and must be canonical', () => {
    for (const msr of both)
      check({ kernel: 'v5.17', steps: [setMsr(msr, '0x7fffffffffff'), setMsr(msr, '0x800000000000'), getMsr(msr)] }, [
        one,
        none,
        got('0x7fffffffffff'),
      ]);
  });
});

describe('SYSENTER_ESP and SYSENTER_EIP', () => {
  const both = ['0x175', '0x176'];
  test('keep of every value what is canonical', () => {
    for (const msr of both)
      check({ kernel: 'v6.12', steps: [setMsr(msr, '0xffff7fffffffffff'), getMsr(msr), setMsr(msr, '0x8000000000000000'), getMsr(msr)] }, [
        one,
        got('0x7fffffffffff'),
        one,
        got('0x0'),
      ]);
  });
  test('under kvm_amd are 32 bits wide for a guest with AMD’s CPUID, since v5.13', () => {
    for (const msr of both) {
      const steps = [setMsr(msr, '0x123456789'), getMsr(msr)];
      check({ kernel: 'v5.13', host: 'amd', steps }, [one, got('0x23456789')]);
      check({ kernel: 'v5.13', host: 'amd', vcpu: { vendor: 'intel' }, steps }, [one, got('0x123456789')]);
      check({ kernel: 'v5.12', host: 'amd', steps }, [one, got('0x123456789')]);
    }
  });
});

describe('the software back end', () => {
  const pvm = { kernel: 'v6.18', host: 'pvm' };
  test('takes every value for SPEC_CTRL, and reads 0', () =>
    check({ ...pvm, steps: [wrmsr('0x48', '0xffffffffffffffff'), rdmsr('0x48')] }, [ok, read('0x0')]));
  test('takes every value for CR_PAT and MISC_ENABLE, and keeps them apart', () =>
    check({ ...pvm, steps: [rdmsr('0x1a0'), wrmsr('0x277', '0x2'), wrmsr('0x1a0', '0x80'), rdmsr('0x277'), rdmsr('0x1a0')] }, [
      read('0x0'),
      ok,
      ok,
      read('0x2'),
      read('0x80'),
    ]));
});
