// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
  complete,
  EINVAL,
  EPERM,
  elsewhere,
  exception,
  GP,
  getMsr,
  goOn,
  MC,
  manual,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  SHUTDOWN,
  setCr4Mce,
  setMce,
  setMsr,
  setupMce,
  since,
  unfixed,
  until,
  wrmsr,
} from './say.ts';
import type { Claims, Hex, StepJson } from './types.ts';

const ones: Hex = '0xffffffffffffffff';
/** VAL, UC, EN, PCC. */
const uncorrected: Hex = '0xb200000000000000';
/** VAL, UC. */
const quiet: Hex = '0xa000000000000000';
/** VAL, EN, ADDRV. */
const corrected: Hex = '0x9400000000000135';
const bad = wrmsr('0x400', '0x1');
const told = asked('inval', '0x400', '0x1');
const inval = { on: since('v5.10'), vm: { user_space_msr: ['inval'] } } as const;
const ready = [setCr4Mce, ok()] as const;
const error = (
  bank: number,
  status: Hex = uncorrected,
  mcg_status: Hex = '0x5',
  addr: Hex = '0x0',
): readonly [StepJson, { ret: number }] => [setMce(bank, status, mcg_status, addr), { ret: 0 }];
const call = modelled('v6.0', 'x86.c', 'kvm_vcpu_ioctl_x86_set_mce', 4963);
const api = manual('KVM API', 'KVM_X86_SET_MCE');

export const injection = {
  call: [api, run({}, ready, error(0), [goOn, MC])],
  vanished: [
    run(
      { on: since('v6.0'), silent: ['kvm_inj_exception:'] },
      ready,
      [wrmsr('0x400', '0xfffffffffffffffe'), ok()],
      error(0),
      [goOn, ok()],
      [rdmsr('0x401'), ok('0x0')],
    ),
  ],
  carries: [api, call],
  bits: [manual('SDM', 'IA32_MCi_STATUS MSRS'), manual('SDM', 'IA32_MCG_STATUS MSR')],
  'row-1': [run({}, [setMce(32, uncorrected), EINVAL], [setMce(0, '0x3200000000000000'), EINVAL], [getMsr('0x401'), ret(1, '0x0')]), call],
  'row-2': [
    run({ on: since('v6.0'), not: unfixed }, error(0, quiet, '0x0'), [goOn, ok()], [rdmsr('0x401'), ok(quiet)]),
    commit('aebc3ca19063', 'v6.0'),
    call,
  ],
  'row-3': [run({}, ready, [wrmsr('0x17b', '0x0'), ok()], error(0), [goOn, ok()], [rdmsr('0x401'), ok('0x0')]), call],
  'row-4': [run({}, ready, [wrmsr('0x400', '0x0'), ok()], error(0), [goOn, ok()], [rdmsr('0x401'), ok('0x0')]), call],
  'row-5': [
    run({}, error(0), [goOn, SHUTDOWN], [getMsr('0x401'), ret(1, '0x0')]),
    run({}, ready, [setMsr('0x17a', '0x4'), ret(1)], error(0), [goOn, SHUTDOWN], [getMsr('0x401'), ret(1, '0x0')]),
  ],
  'row-6': [
    run({}, ready, error(0), [goOn, MC], [rdmsr('0x401'), ok(uncorrected)], [rdmsr('0x17a'), ok('0x5')]),
    run({}, ready, [setMsr('0x401', corrected), ret(1)], error(0), [goOn, MC], [rdmsr('0x401'), ok('0xf200000000000000')]),
  ],
  'row-7': [
    run(
      {},
      error(2, corrected, '0x5', '0x1000'),
      [rdmsr('0x409'), ok(corrected)],
      [rdmsr('0x40a'), ok('0x1000')],
      [rdmsr('0x17a'), ok('0x0')],
    ),
    run({}, error(2, corrected), error(2, corrected), [rdmsr('0x409'), ok('0xd400000000000135')]),
  ],
  'row-8': [
    run(
      {},
      [setMsr('0x409', uncorrected), ret(1)],
      error(2, corrected, '0x0', '0x1000'),
      [rdmsr('0x409'), ok('0xf200000000000000')],
      [rdmsr('0x40a'), ok('0x0')],
    ),
  ],
  'ever-refused': [
    run({}, [setMce(32, uncorrected), EINVAL], [setMce(0, '0x3200000000000000'), EINVAL]),
    run({}, [setMce(10, uncorrected), EINVAL]),
    call,
  ],
  'qemu-way': [elsewhere('qemu', 'v10.2.0', 'target/i386/kvm/kvm.c', 5619), elsewhere('qemu', 'v10.2.0', 'target/i386/helper.c', 409)],
  'at-the-next-entry': [
    run(
      {},
      ready,
      error(0),
      [wrmsr('0x404', '0x0'), MC],
      [rdmsr('0x404'), ok(ones)],
      [rdmsr('0x401'), ok(uncorrected)],
      [rdmsr('0x17a'), ok('0x5')],
      [wrmsr('0x17a', '0x0'), ok()],
      error(0),
      [goOn, MC],
      [rdmsr('0x401'), ok('0xf200000000000000')],
    ),
    run({ on: since('v6.14'), says: ['intr_info 0x80000312 error_code 0x00000000'] }, ready, error(0), [goOn, MC]),
    manual('SDM', 'Interrupt 18—Machine-Check Exception (#MC)'),
  ],
  'cannot-take': [run({}, error(0), [goOn, SHUTDOWN])],
  'no-entry': [
    run({ silent: ['kvm_entry:', 'kvm_exit:'], says: ['kvm_userspace_exit: reason KVM_EXIT_SHUTDOWN (8)'] }, error(0), [goOn, SHUTDOWN]),
    run({ on: since('v6.0'), vcpu: { idt: [] }, says: ['kvm_entry:', 'kvm_exit:'] }, [bad, SHUTDOWN]),
  ],
  'two-at-once': [run({}, ready, error(0), error(1), [goOn, SHUTDOWN], [getMsr('0x405'), ret(1, '0x0')])],
  'not-a-note': [run({}, ready, error(0), error(1), [goOn, SHUTDOWN], [getMsr('0x405'), ret(1, '0x0')], [getMsr('0x17a'), ret(1, '0x5')])],
  'raises-nothing': [run({ silent: ['kvm_inj_exception:'] }, ready, error(2, corrected), [goOn, ok()])],
  'nobody-asks-ctl': [
    run(
      {},
      [wrmsr('0x408', '0x0'), ok()],
      error(2, corrected, '0x5', '0x12345000'),
      error(2, corrected, '0x5', '0x67890000'),
      [goOn, ok()],
      [rdmsr('0x409'), ok('0xd400000000000135')],
      [rdmsr('0x40a'), ok('0x67890000')],
      [rdmsr('0x17a'), ok('0x0')],
    ),
  ],
  'keeps-its-address': [
    run(
      {},
      ready,
      error(2),
      [goOn, MC],
      error(2, corrected, '0x0', '0x12345000'),
      [rdmsr('0x409'), ok('0xf200000000000000')],
      [rdmsr('0x40a'), ok('0x0')],
    ),
  ],
  'forgives-nothing': [
    run({}, ready, [wrmsr('0x400', '0xfffffffffffffbff'), ok()], error(0), [goOn, ok()]),
    run({ on: since('v6.0') }, ready, [wrmsr('0x400', '0xfffffffffffffffe'), ok()], error(0), [goOn, ok()]),
    call,
    modelled('v6.0', 'x86.c', 'set_msr_mce', 3237),
  ],
  'who-clears': [commit('0471a7bd1bca', 'v6.0'), modelled('v5.17', 'x86.c', 'set_msr_mce', 3190)],
  favour: [run({ on: unfixed, not: ['v6.0'] }, ready, [wrmsr('0x400', '0xfffffffffffffffe'), EPERM], error(0), [goOn, MC])],
  'loses-the-bank': [run({}, ready, [wrmsr('0x410', '0xfffffffffffffbff'), ok()], error(4), [goOn, ok()], error(3), [goOn, MC])],
  'safe-from-the-shutdown': [run({}, [wrmsr('0x17b', '0x0'), ok()], error(0), [goOn, ok()])],
  'never-set-up': [run({ vcpu: { mcg_cap: null } }, ready, [rdmsr('0x400'), ok('0x0')], error(0), [goOn, ok()])],
  ucna: [run({ on: until('v5.19'), not: ['v6.0'] }, error(0, quiet, '0x0'), [goOn, SHUTDOWN]), manual('SDM', 'UCR Error Classification')],
  'row-2-first': [
    commit('aebc3ca19063', 'v6.0'),
    call,
    run(
      { on: since('v6.0'), host: 'intel', vcpu: { mcg_cap: '0x100050a' } },
      [wrmsr('0x280', '0x40000001'), ok()],
      [wrmsr('0x400', '0x0'), ok()],
      error(0, quiet, '0x0', '0x12345000'),
      [goOn, ok()],
      [rdmsr('0x401'), ok(quiet)],
      [rdmsr('0x402'), ok('0x12345000')],
    ),
  ],
  'both-vendors': [
    run(
      { on: since('v6.0'), host: 'amd' },
      [setupMce('0x100050a'), EINVAL],
      error(0, quiet, '0x0'),
      [goOn, ok()],
      [rdmsr('0x401'), ok(quiet)],
    ),
  ],
  'wipes-mcip': [
    run(
      { on: since('v6.0') },
      ready,
      error(0),
      [goOn, MC],
      error(0, quiet, '0x0', '0x12345000'),
      [rdmsr('0x401'), ok(quiet)],
      [rdmsr('0x17a'), ok('0x0')],
      error(0),
      [goOn, MC],
    ),
  ],
  'last-stays': [
    run(inval, ready, [bad, told], error(0), [complete(0), MC]),
    modelled('v5.17', 'x86.c', 'kvm_multiple_exception', 610),
    manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)'),
  ],
  'next-one-kills': [run(inval, ready, [bad, told], error(0), [complete(1), GP], [goOn, ok()], error(0), [goOn, SHUTDOWN])],
  'try-bank-1': [
    run(
      { on: since('v6.0') },
      ready,
      [wrmsr('0x400', '0xfffffffffffffffe'), ok()],
      error(1),
      [goOn, MC],
      [rdmsr('0x405'), ok(uncorrected)],
    ),
  ],
  'try-without-mcip': [
    run(
      {},
      ready,
      error(0, uncorrected, '0x1'),
      error(1, uncorrected, '0x1'),
      [goOn, MC],
      [goOn, ok()],
      [rdmsr('0x401'), ok(uncorrected)],
      [rdmsr('0x405'), ok(uncorrected)],
    ),
  ],
  'try-no-gate': [run({ vcpu: { idt: [11] } }, ready, error(0), [goOn, exception(11, 147)])],
} satisfies Claims;
