// SPDX-License-Identifier: GPL-2.0-only
/** RDMSR and WRMSR through the instruction emulator, behind the forced-emulation prefix. */
import { describe, expect, test } from 'vitest';
import { answer, check, complete, gp, ok, rdmsr, read, wrmsr, wrmsrExit } from '../support/check.ts';
import { events } from '../support/events.ts';

const via = { via: 'emulator' };
const bad = { ...wrmsr('0x400', '0x1'), ...via };
const good = { ...wrmsr('0x400', '0x0'), ...via };
const internal = { outcome: 'exit', reason: 'KVM_EXIT_INTERNAL_ERROR' };
const ask = { vm: { user_space_msr: ['inval'] } };

describe('through the instruction emulator', () => {
  test('an accepted write retires, and the next instruction runs', () =>
    check({ kernel: 'v5.18', steps: [good, rdmsr('0x400')] }, [ok, read('0x0')]));
  test('a read gives the value', () => check({ kernel: 'v6.12', steps: [{ ...rdmsr('0x179'), ...via }] }, [read('0x100010a')]));
  test('a register that refuses with 1 is #GP(0)', () =>
    check(
      {
        kernel: 'v5.18',
        steps: [
          { ...wrmsr('0x428', '0x0'), ...via },
          { ...rdmsr('0x428'), ...via },
        ],
      },
      [gp, gp],
    ));
  test('the same with 36d546d59af7, which gives the emulator its own codes', () => {
    const none = ['0x428', '0x12345'];
    for (const msr of none)
      check(
        {
          kernel: 'v6.12',
          steps: [
            { ...wrmsr(msr, '0x0'), ...via },
            { ...rdmsr(msr), ...via },
          ],
        },
        [gp, gp],
      );
  });
  test('a read gives the value in kernels without those codes', () =>
    check({ kernel: 'v5.18', steps: [{ ...rdmsr('0x400'), ...via }] }, [read('0xffffffffffffffff')]));
  test('an accepted write retires in the kernels that could not tell −1 from 1', () => check({ kernel: 'v5.4', steps: [good] }, [ok]));
  test('a read is the guest’s own: what is hidden from it stays hidden', () =>
    check({ kernel: 'v6.12', vcpu: { mcg_cap: '0xa' }, steps: [{ ...rdmsr('0x17b'), ...via }] }, [gp]));
  test('the bad write is an internal error, not EPERM, on both vendor modules', () => {
    for (const host of ['intel', 'amd'])
      for (const kernel of ['v5.18', 'v6.12-2368048bf5c2']) check({ kernel, host, steps: [bad] }, [internal]);
  });
  test('with 2368048bf5c2 it is #GP(0)', () => check({ kernel: 'v5.18+2368048bf5c2', steps: [bad] }, [gp]));
  test('before negative results were told apart, without 7dffecaf4eab, it is #GP(0)', () =>
    check({ kernel: 'v5.18-7dffecaf4eab', steps: [bad] }, [gp]));
});

describe('36d546d59af7', () => {
  const unfixed = 'v6.1-2368048bf5c2';
  test('fails the emulation of a negative result without asking user space', () =>
    check({ kernel: unfixed, ...ask, steps: [bad] }, [internal]));
  test('taken out, user space is asked first', () =>
    check({ kernel: `${unfixed}-36d546d59af7`, ...ask, steps: [bad] }, [wrmsrExit('inval', '0x400', '0x1')]));
});

describe('794663e13f3e', () => {
  const traced = (kernel: string) => events({ kernel, steps: [good, bad] }).filter((e) => e.startsWith('kvm_msr'));
  test('makes the emulator emit kvm_msr events', () =>
    expect(traced('v6.1')).toEqual(['kvm_msr: msr_write 400 = 0x0', 'kvm_msr: msr_write 400 = 0x1 (#GP)']));
  test('taken out, there are none', () => expect(traced('v6.1-794663e13f3e')).toEqual([]));
});

describe('an MSR exit that began in the emulator', () => {
  test('is completed by skipping the emulated instruction, prefix and all', () =>
    check({ kernel: 'v5.18', ...ask, steps: [bad, complete(0), rdmsr('0x400')] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      ok,
      read('0xffffffffffffffff'),
    ]));
  test('is completed by #GP(0) for any error', () =>
    check({ kernel: 'v5.18', ...ask, steps: [bad, complete(3)] }, [wrmsrExit('inval', '0x400', '0x1'), gp]));
  test('completes a read with its data', () => {
    const exit = { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'inval', msr: '0x428' };
    check({ kernel: 'v5.18', ...ask, steps: [{ ...rdmsr('0x428'), ...via }, complete(0, '0xabc')] }, [exit, read('0xabc')]);
  });
  test('is not modelled before d2f7d49826ae', () =>
    expect(answer({ kernel: 'v5.16', ...ask, steps: [bad] })).toMatchObject({ ok: false, kind: 'not modelled', at: 'steps[0].via' }));
});

describe('the software back end', () => {
  test('has an emulator that is not modelled', () =>
    expect(answer({ kernel: 'v6.18', host: 'pvm', steps: [bad] })).toMatchObject({ ok: false, kind: 'not modelled', at: 'steps[0].via' }));
});
