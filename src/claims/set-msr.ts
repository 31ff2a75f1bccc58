// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  between,
  commit,
  denies,
  EPERM,
  GP,
  getMsr,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  setMsr,
  since,
  source,
  unfixed,
  wrmsr,
} from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const unknown = wrmsr('0x179', '0x1');
const everyReason = { user_space_msr: ['inval', 'unknown', 'filter'] } as const;
const ignore = { module: { ignore_msrs: true } } as const;
const quiet = { module: { ignore_msrs: true, report_ignored_msrs: false } } as const;
const setMsrMce = modelled('v5.17', 'x86.c', 'set_msr_mce', 3164);

export const setMsrPage = {
  'unknown-or-refused': [
    run({ host: 'intel', ...ignore }, [wrmsr('0x4d0', '0x0'), GP]),
    run({ host: 'amd', ...ignore }, [wrmsr('0x4d0', '0x0'), ok()]),
    modelled('v5.17', 'vmx.c', 'vmx_set_msr', 1950),
  ],
  'call-1': [modelled('v5.17', 'x86.c', 'kvm_set_msr', 1855)],
  'call-2': [modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786), run({ ...ignore }, [unknown, ok()])],
  'call-3': [modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721)],
  'call-4': [modelled('v5.17', 'vmx.c', 'vmx_set_msr', 1950), modelled('v5.17', 'svm.c', 'svm_set_msr', 2687)],
  'call-5': [modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3427)],
  'call-6': [setMsrMce],
  'names-kept': [
    modelled('v7.2.13', 'x86.c', 'set_msr_mce', 3131),
    modelled('v7.2.13', 'x86.c', 'kvm_set_msr_common', 3474),
    modelled('v7.2.13', 'vmx.c', 'vmx_set_msr', 2320),
    modelled('v5.19', 'x86.c', 'kvm_set_msr_with_filter', 1908),
  ],
  'names-now': [
    modelled('v5.19', 'x86.c', '__kvm_set_msr', 1779),
    source('v6.18.2', 'x86.c', 'kvm_emulate_msr_write', 2044),
    source('v6.18.2', 'x86.c', '__kvm_emulate_msr_write', 2029),
    source('v6.18.2', 'x86.c', 'kvm_do_msr_access', 516),
    modelled('v6.18.2', 'x86.c', '__kvm_set_msr', 1846),
    commit('d2dcf25a4cf2', 'v6.18'),
  ],
  'five-places': [
    run(
      { on: since('v5.10'), host: 'intel', vm: { ...everyReason, msr_filter: denies('0x404') } },
      [wrmsr('0x404', '0x0'), asked('filter', '0x404', '0x0')],
      [wrmsr('0xc0000082', '0x8000000000000000'), asked('inval', '0xc0000082', '0x8000000000000000')],
      [wrmsr('0x4d0', '0x0'), asked('inval', '0x4d0', '0x0')],
      [wrmsr('0x179', '0x0'), asked('unknown', '0x179', '0x0')],
      [wrmsr('0x428', '0x0'), asked('inval', '0x428', '0x0')],
    ),
    run({ on: unfixed, not: ['v6.0'] }, [bad, EPERM]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786),
  ],
  'bent-into-shape': [
    run(
      { host: 'intel' },
      [setMsr('0xc0000082', '0x8000000000000000'), ret(0)],
      [setMsr('0x175', '0x8000000000000000'), ret(1)],
      [getMsr('0x175'), ret(1, '0x0')],
    ),
    modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721),
  ],
  'host-unfiltered': [
    run({ on: since('v5.10'), vm: { msr_filter: denies('0x400') } }, [wrmsr('0x400', '0x0'), GP], [setMsr('0x400', '0x0'), ret(1)]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786),
  ],
  sixteen: [modelled('v5.17', 'x86.c', 'kvm_msr_allowed', 1672), modelled('v6.12.117', 'x86.c', 'kvm_vm_ioctl_set_msr_filter', 6358)],
  'first-range': [
    run(
      {
        on: since('v5.10'),
        vm: {
          user_space_msr: ['inval', 'filter'],
          msr_filter: {
            default: 'deny',
            ranges: [
              { flags: ['write'], base: '0x400', deny: [], count: 4 },
              { flags: ['read', 'write'], base: '0x400', deny: ['0x400', '0x401'], count: 4 },
            ],
          },
        },
      },
      [wrmsr('0x400', '0x0'), ok()],
      [rdmsr('0x400'), asked('filter', '0x400')],
      [wrmsr('0x17a', '0x0'), asked('filter', '0x17a', '0x0')],
    ),
    modelled('v5.17', 'x86.c', 'kvm_msr_allowed', 1672),
  ],
  x2apic: [
    run(
      {
        on: since('v5.10'),
        vm: {
          user_space_msr: ['inval', 'filter'],
          msr_filter: { default: 'deny', ranges: [{ flags: ['read'], base: '0x0', deny: [], count: 1 }] },
        },
      },
      [wrmsr('0x808', '0x0'), asked('inval', '0x808', '0x0')],
      [wrmsr('0x800', '0x0'), asked('inval', '0x800', '0x0')],
      [wrmsr('0x8ff', '0x0'), asked('inval', '0x8ff', '0x0')],
      [wrmsr('0x17a', '0x0'), asked('filter', '0x17a', '0x0')],
    ),
  ],
  moved: [
    commit('ac8d6cad3c7b', 'v5.19'),
    modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721),
    modelled('v5.19', 'x86.c', 'kvm_set_msr_with_filter', 1908),
  ],
  depth: [
    run({ on: ['v5.18', 'v5.18+ac8d6cad3c7b', 'v5.19'], vm: { msr_filter: denies('0x400') } }, [bad, GP]),
    modelled('v5.17', 'x86.c', 'kvm_msr_allowed', 1672),
  ],
  'three-either-way': [run({ on: since('v5.10'), vm: { msr_filter: denies('0x400') }, silent: ['reason error'] }, [bad, GP])],
  'only-the-two': [
    run({ ...ignore, says: ['log err: ignored wrmsr: 0x179 data 0x1'] }, [unknown, ok()], [rdmsr('0x17c'), ok('0x0')]),
    run({ ...quiet, silent: ['log err', 'log debug'] }, [unknown, ok()]),
    run({ says: ['log debug: unhandled wrmsr: 0x179 data 0x1', 'kvm_msr: msr_write 179 = 0x1 (#GP)'] }, [unknown, GP]),
  ],
  'tells-the-two-apart': [
    run({ ...quiet, says: ['kvm_msr: msr_write 179 = 0x1'], silent: ['log', '(#GP)', 'kvm_inj_exception:'] }, [unknown, ok()]),
  ],
  'rate-limited': [modelled('v5.17', 'x86.c', 'kvm_msr_ignored_check', 312)],
  'below-the-question': [
    run({ on: since('v5.10'), vm: { user_space_msr: ['unknown'] } }, [unknown, asked('unknown', '0x179', '0x1')]),
    run({ on: since('v5.10'), ...ignore, vm: { user_space_msr: ['unknown'] } }, [unknown, ok()]),
  ],
  'known-enough': [
    run({ on: since('v5.10'), ...ignore, vm: { msr_filter: denies('0x179') } }, [unknown, GP], [wrmsr('0x17c', '0x1'), ok()]),
  ],
  'host-ignored': [run({ host: 'intel', ...ignore }, [setMsr('0x179', '0x1'), ret(1)], [getMsr('0x179'), ret(1, '0x100010a')])],
  'ext-ctl': [
    run(
      { host: 'intel', vcpu: { mcg_cap: '0x900010a' } },
      [wrmsr('0x4d0', '0x1'), GP],
      [wrmsr('0x3a', '0x100001'), ok()],
      [wrmsr('0x4d0', '0x1'), ok()],
    ),
    run({ host: 'intel' }, [wrmsr('0x3a', '0x100001'), GP]),
    run({ host: 'amd', ...ignore }, [wrmsr('0x4d0', '0x1'), ok()], [wrmsr('0x3a', '0x1'), ok()]),
    modelled('v5.17', 'vmx.c', 'vmx_set_msr', 2133),
  ],
  hwcr: [
    run(
      { on: unfixed, host: 'intel' },
      [wrmsr('0xc0010015', '0x40000'), ok()],
      [rdmsr('0xc0010015'), ok('0x40000')],
      [wrmsr('0x401', '0x1'), EPERM],
    ),
    run({ on: unfixed, host: 'amd' }, [wrmsr('0xc0010015', '0x40000'), ok()], [wrmsr('0x401', '0x1'), ok()]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3471),
  ],
  'to-mcg': [
    run({}, [wrmsr('0x17a', '0x1'), ok()], [wrmsr('0x17b', '0x0'), ok()], [rdmsr('0x17a'), ok('0x1')]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3646),
  ],
  'to-banks': [
    run({ host: 'intel', vcpu: { mcg_cap: '0x1000120' } }, [wrmsr('0x47c', '0x0'), ok()], [wrmsr('0x47f', '0x1'), ok()]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3646),
  ],
  'to-ctl2': [
    run(
      { on: between('v5.10', 'v5.19'), vm: { user_space_msr: ['inval'] } },
      [wrmsr('0x280', '0x0'), asked('inval', '0x280', '0x0')],
      [wrmsr('0x29f', '0x0'), asked('inval', '0x29f', '0x0')],
    ),
    run(
      { on: since('v6.0'), not: unfixed, host: 'intel', vcpu: { mcg_cap: '0x1000520' } },
      [wrmsr('0x280', '0x1'), ok()],
      [wrmsr('0x29f', '0x1'), ok()],
    ),
    commit('281b52780b57', 'v6.0'),
    modelled('v5.17', 'arch/x86/kvm/mtrr.c', 'kvm_mtrr_set_msr', 372),
  ],
  'to-nobody': [run({ on: since('v5.10'), vm: { user_space_msr: ['unknown'] } }, [unknown, asked('unknown', '0x179', '0x1')])],
  pentium: [
    run(
      { on: since('v5.10'), vm: { user_space_msr: ['unknown'] } },
      [wrmsr('0x0', '0x1'), asked('unknown', '0x0', '0x1')],
      [wrmsr('0x1', '0x1'), asked('unknown', '0x1', '0x1')],
    ),
  ],
  'past-the-banks': [
    run(
      { on: since('v5.10'), vm: { user_space_msr: ['unknown'] } },
      [wrmsr('0x492', '0x1'), asked('unknown', '0x492', '0x1')],
      [wrmsr('0x4cf', '0x1'), asked('unknown', '0x4cf', '0x1')],
    ),
  ],
  'missing-bank': [
    run({ ...ignore }, [wrmsr('0x47c', '0x1'), GP]),
    run({ on: since('v5.10'), vm: { user_space_msr: ['inval', 'unknown'] } }, [wrmsr('0x47c', '0x1'), asked('inval', '0x47c', '0x1')]),
    run({ host: 'intel' }, [rdmsr('0x179'), ok('0x100010a')], [rdmsr('0x0'), ok('0x0')]),
    setMsrMce,
  ],
  'other-register': [run({ on: ['v5.18', 'v5.18+ac8d6cad3c7b'], vm: { msr_filter: denies('0x400') } }, [wrmsr('0x404', '0x1'), EPERM])],
  'writes-only': [run({ on: since('v5.10'), vm: { msr_filter: denies('0x400') } }, [rdmsr('0x400'), ok('0xffffffffffffffff')])],
  'same-words': [
    run({ on: ['v5.18', 'v5.18+ac8d6cad3c7b'], vm: { user_space_msr: ['filter'], msr_filter: denies('0x400') } }, [
      bad,
      asked('filter', '0x400', '0x1'),
    ]),
  ],
} satisfies Claims;
