// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
  denies,
  EINVAL,
  EPERM,
  elsewhere,
  GP,
  getMsr,
  mail,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  SHUTDOWN,
  setMce,
  setMsr,
  setupMce,
  since,
  source,
  unfixed,
  until,
  wrmsr,
} from './say.ts';
import type { Claims, Hex } from './types.ts';

const ones: Hex = '0xffffffffffffffff';
const withoutBit0: Hex = '0xfffffffffffffffe';
const setMsrMce = modelled('v5.17', 'x86.c', 'set_msr_mce', 3164);
const io = modelled('v5.17', 'x86.c', '__msr_io', 4089);
const setup = modelled('v5.17', 'x86.c', 'kvm_vcpu_ioctl_x86_setup_mce', 4727);
const qemuKvm = (line: number) => elsewhere('qemu', 'v10.2.0', 'target/i386/kvm/kvm.c', line);
const cmci = { host: 'intel', vcpu: { mcg_cap: '0x100050a' } } as const;
const noCtlP = { vcpu: { mcg_cap: '0x100000a' } } as const;

export const hostWrites = {
  opening: [
    run({ on: since('v6.0') }, [wrmsr('0x404', withoutBit0), ok()], [getMsr('0x404'), ret(1, withoutBit0)]),
    run({ on: until('v5.19'), not: ['v6.0'] }, [setMsr('0x404', withoutBit0), ret(0)]),
  ],
  'short-count': [
    io,
    run(
      {},
      [setMsr('0x428', '0x0'), ret(0)],
      [setMsr('0x179', '0x1'), ret(0)],
      [setMsr('0x400', '0x1'), ret(0)],
      [setMsr('0x400', '0x0'), ret(1)],
    ),
  ],
  'list-errno': [source('v5.17', 'x86.c', 'msr_io')],
  'no-say': [run({ on: [...unfixed, ...since('v6.0'), 'v5.18+2368048bf5c2'] }, [setMsr('0x400', '0x1'), ret(0)])],
  'nothing-else': [
    run(
      {
        on: since('v5.10'),
        vm: { user_space_msr: ['inval', 'unknown', 'filter'], msr_filter: denies('0x400') },
        silent: ['kvm_msr:', 'kvm_inj_exception:'],
      },
      [setMsr('0x400', '0x0'), ret(1)],
      [setMsr('0x400', '0x1'), ret(0)],
      [wrmsr('0x400', '0x0'), asked('filter', '0x400', '0x0')],
    ),
  ],
  'ignore-msrs': [
    run(
      { module: { ignore_msrs: true } },
      [setMsr('0x179', '0x1'), ret(1)],
      [setMsr('0x428', '0x0'), ret(0)],
      [setMsr('0x400', '0x1'), ret(0)],
    ),
  ],
  'three-conditions': [setMsrMce, modelled('v6.0', 'x86.c', 'set_msr_mce', 3237)],
  'row-cap': [run({}, [wrmsr('0x179', '0x100010a'), GP], [setMsr('0x179', '0x100010a'), ret(0)])],
  'row-status': [run({}, [wrmsr('0x17a', ones), ok()], [setMsr('0x17a', ones), ret(1)])],
  'row-ctl': [
    run(
      {},
      [wrmsr('0x17b', '0x0'), ok()],
      [wrmsr('0x17b', ones), ok()],
      [wrmsr('0x17b', '0x1'), GP],
      [setMsr('0x17b', '0x0'), ret(1)],
      [setMsr('0x17b', ones), ret(1)],
      [setMsr('0x17b', '0x1'), ret(0)],
    ),
  ],
  'row-ctl-missing': [run(noCtlP, [wrmsr('0x17b', '0x0'), GP], [setMsr('0x17b', '0x0'), ret(1)], [setMsr('0x17b', ones), ret(0)])],
  'row-mci-ctl': [
    run(
      {},
      [setMsr('0x400', '0x0'), ret(1)],
      [setMsr('0x400', ones), ret(1)],
      [setMsr('0x400', '0xfffffffffffffbff'), ret(1)],
      [setMsr('0x400', '0x1'), ret(0)],
    ),
    run({ on: since('v6.0'), not: unfixed }, [wrmsr('0x400', withoutBit0), ok()], [setMsr('0x400', withoutBit0), ret(1)]),
  ],
  'row-mci-status': [
    run({ on: since('v6.0') }, [wrmsr('0x401', '0x0'), ok()], [wrmsr('0x401', '0x1'), GP], [setMsr('0x401', '0x1'), ret(1)]),
  ],
  'row-addr': [
    run({}, [wrmsr('0x402', ones), ok()], [wrmsr('0x403', ones), ok()], [setMsr('0x402', '0x1'), ret(1)], [setMsr('0x403', '0x1'), ret(1)]),
  ],
  'row-ctl2': [
    run(
      { on: since('v6.0'), ...cmci },
      [wrmsr('0x280', '0x40007fff'), ok()],
      [wrmsr('0x280', '0x8000'), GP],
      [setMsr('0x280', '0x40007fff'), ret(1)],
      [setMsr('0x280', '0x8000'), ret(0)],
    ),
  ],
  'row-ctl2-missing': [
    run({ on: since('v6.0') }, [wrmsr('0x280', '0x0'), GP], [setMsr('0x280', '0x0'), ret(1)], [setMsr('0x280', '0x1'), ret(0)]),
  ],
  'row-beyond': [run({}, [wrmsr('0x428', '0x0'), GP], [setMsr('0x428', '0x0'), ret(0)])],
  believed: [
    run({ on: since('v6.0') }, [wrmsr('0x401', '0x1'), GP], [setMsr('0x401', '0x1'), ret(1)], [rdmsr('0x401'), ok('0x1')]),
    setMsrMce,
  ],
  'not-for-the-guest': [
    run(
      { on: since('v6.0'), ...noCtlP },
      [wrmsr('0x17b', '0x0'), GP],
      [getMsr('0x17b'), ret(1, '0x0')],
      [setMsr('0x17b', '0x0'), ret(1)],
      [wrmsr('0x280', '0x0'), GP],
      [getMsr('0x280'), ret(1, '0x0')],
      [setMsr('0x280', '0x0'), ret(1)],
    ),
  ],
  'as-strict': [
    run({}, [setMsr('0x400', '0x1'), ret(0)]),
    run({ on: ['v5.18+2368048bf5c2'] }, [setMsr('0x404', withoutBit0), ret(0)]),
    run({ on: ['v5.18+2368048bf5c2+0471a7bd1bca'] }, [setMsr('0x404', withoutBit0), ret(1)]),
  ],
  'qemu-writes': [qemuKvm(4253)],
  'error-through': [
    run({ on: since('v6.0') }, [setMce(0, '0x8000000000000001', '0x0'), ret(0)], [getMsr('0x401'), ret(1, '0x8000000000000001')]),
    run({}, [setMsr('0x401', '0x8000000000000001'), ret(1)]),
    run(
      {
        on: [...since('v6.0'), 'v5.19.2', 'v5.18.18', 'v5.15.61', 'v5.10.137'],
        not: [...unfixed, 'v5.19.1', 'v5.18.17', 'v5.15.60', 'v5.10.136'],
      },
      [setMsr('0x404', withoutBit0), ret(1)],
    ),
    commit('0471a7bd1bca', 'v6.0'),
  ],
  compares: [qemuKvm(3880)],
  assertion: [qemuKvm(3880), elsewhere('qemu', 'v10.2.0', 'include/qemu/osdep.h', 311)],
  derived: [qemuKvm(3880), mail('KubeVirt, issue 5068', 'https://github.com/kubevirt/kubevirt/issues/5068')],
  'left-out': [
    qemuKvm(3991),
    run({ on: unfixed, host: 'amd' }, [setMsr('0xc0010015', '0x40000'), ret(1)], [wrmsr('0x401', '0x1'), ok()]),
    run({ on: unfixed, host: 'amd' }, [wrmsr('0x401', '0x1'), EPERM]),
  ],
  'setup-checks': [setup, run({ host: 'intel' }, [setMsr('0x179', '0x1'), ret(0)], [setupMce('0x1000100'), EINVAL])],
  'no-bank': [run({}, [setupMce('0x1000100'), EINVAL]), setup],
  '33-banks': [run({}, [setupMce('0x1000121'), EINVAL], [setupMce('0x1000120'), ret(0)]), setup],
  'cmci-p': [run({ host: 'intel', on: until('v5.19'), not: ['v6.0'] }, [setupMce('0x100050a'), EINVAL]), commit('aebc3ca19063', 'v6.0')],
  'lmce-p': [run({ host: 'intel' }, [setupMce('0x900010a'), ret(0)]), run({ host: 'amd' }, [setupMce('0x900010a'), EINVAL])],
  'not-checked': [run({ host: 'intel' }, [setupMce('0xff010a'), ret(0)], [rdmsr('0x179'), ok('0xff010a')])],
  'changes-nothing': [run({ host: 'intel' }, [setupMce('0x1000121'), EINVAL], [rdmsr('0x179'), ok('0x100010a')])],
  'qemu-asks-first': [qemuKvm(2292)],
  'no-reset': [
    run(
      { host: 'intel' },
      [wrmsr('0x400', '0x0'), ok()],
      [setMsr('0x425', '0x7'), ret(1)],
      [setupMce('0x1000101'), ret(0)],
      [rdmsr('0x400'), ok(ones)],
      [rdmsr('0x425'), GP],
      [setupMce('0x100010a'), ret(0)],
      [rdmsr('0x425'), ok('0x7')],
    ),
    setup,
  ],
  'reset-keeps': [
    run(
      { host: 'amd', vcpu: { idt: [] }, on: since('v6.0') },
      [wrmsr('0xc0010015', '0x40000'), ok()],
      [wrmsr('0x400', '0x0'), ok()],
      [wrmsr('0x401', '0x7'), ok()],
      [wrmsr('0x17a', '0x5'), ok()],
      [wrmsr('0x428', '0x1'), SHUTDOWN],
      [getMsr('0xc0010015'), ret(1, '0x40000')],
      [getMsr('0x400'), ret(1, '0x0')],
      [getMsr('0x401'), ret(1, '0x7')],
      [getMsr('0x17a'), ret(1, '0x5')],
    ),
    modelled('v5.17', 'svm.c', 'shutdown_interception', 1915),
  ],
  'qemu-reset': [elsewhere('qemu', 'v10.2.0', 'target/i386/cpu.h', 2062)],
  'try-off': [run({ on: ['v5.18+2368048bf5c2', 'v5.18+2368048bf5c2+0471a7bd1bca'] }, [setMsr('0x404', '0x0'), ret(1)])],
  'try-status': [run({}, [setMsr('0x405', withoutBit0), ret(1)])],
  'try-unfixed': [run({ on: ['v5.18', 'v5.18+2368048bf5c2'] }, [setMsr('0x404', withoutBit0), ret(0)]), setMsrMce],
} satisfies Claims;
