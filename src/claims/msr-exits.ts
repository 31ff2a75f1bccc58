// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  between,
  commit,
  complete,
  denies,
  EPERM,
  emulated,
  GP,
  goOn,
  INTERNAL_ERROR,
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
  since,
  unfixed,
  vector,
  vmmAsks,
  wrmsr,
} from './say.ts';
import type { Claims, Hex } from './types.ts';

const ones: Hex = '0xffffffffffffffff';
const bad = wrmsr('0x400', '0x1');
const told = asked('inval', '0x400', '0x1');
const on = since('v5.10');
const inval = { on, vm: { user_space_msr: ['inval'] } } as const;
const unknown = { on, vm: { user_space_msr: ['unknown'] } } as const;
const machineCheck = setMce(0, '0xb200000000000000');
const reasonOf = modelled('v5.17', 'x86.c', 'kvm_msr_reason', 1891);
const userSpace = modelled('v5.17', 'x86.c', 'kvm_msr_user_space', 1903);
const api = manual('KVM API', 'The kvm_run structure');

export const msrExits = {
  'no-eperm': [
    run(
      { on, vm: { user_space_msr: ['inval', 'unknown', 'filter'], msr_filter: denies('0x404') } },
      [bad, told],
      [complete(1), GP],
      [rdmsr('0x12345'), asked('unknown', '0x12345')],
      [complete(0, '0x2a'), ok('0x2a')],
      [wrmsr('0x404', '0x0'), asked('filter', '0x404', '0x0')],
      [complete(0), ok()],
      [rdmsr('0x404'), ok(ones)],
    ),
  ],
  mask: [manual('KVM API', 'KVM_CAP_X86_USER_SPACE_MSR'), reasonOf],
  'reason-1': [run(inval, [wrmsr('0x428', '0x0'), asked('inval', '0x428', '0x0')]), reasonOf],
  'reason-2': [run(unknown, [wrmsr('0x179', '0x0'), asked('unknown', '0x179', '0x0')]), reasonOf],
  'reason-3': [
    run({ on, vm: { user_space_msr: ['filter'], msr_filter: denies('0x404') } }, [wrmsr('0x404', '0x0'), asked('filter', '0x404', '0x0')]),
    reasonOf,
  ],
  'reason-minus-1': [run({ ...inval, on: unfixed }, [bad, told]), reasonOf],
  'no-name': [reasonOf],
  'no-difference': [
    run(inval, [bad, told], [complete(1), GP]),
    vector('v5.17-amd', 'space/inval/ctl-1/complete0', told, ok(), ret(1, ones), ok()),
  ],
  'since-5.10': [commit('1ae099540e8c', 'v5.10'), commit('1a155254ff93', 'v5.10'), run({ on: ['v5.10'], not: ['v5.9'] }, [bad, EPERM])],
  'never-heard': [
    run({ ...unknown, module: { ignore_msrs: true } }, [rdmsr('0x12345'), ok('0x0')]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786),
  ],
  'exit-30': [
    api,
    userSpace,
    run({ ...inval, says: ['reason KVM_EXIT_X86_WRMSR (30)'] }, [bad, told]),
    run({ ...unknown, says: ['reason KVM_EXIT_X86_RDMSR (29)'] }, [rdmsr('0x12345'), asked('unknown', '0x12345')]),
  ],
  'all-there': [userSpace, run(inval, [bad, told])],
  'answer-write': [run(inval, [bad, told], [complete(0), ok()], [rdmsr('0x400'), ok(ones)]), run(inval, [bad, told], [complete(1), GP])],
  'answer-read': [
    run(unknown, [rdmsr('0x12345'), asked('unknown', '0x12345')], [complete(0, '0x2a'), ok('0x2a')]),
    run(unknown, [rdmsr('0x12345'), asked('unknown', '0x12345')], [complete(1, '0x2a'), GP]),
  ],
  'one-byte': [
    run(inval, [bad, told], [complete(255), GP]),
    run(
      { on, vm: { user_space_msr: ['filter'], msr_filter: denies('0x400') } },
      [wrmsr('0x400', '0x0'), asked('filter', '0x400', '0x0')],
      [setMsr('0x400', '0x0'), ret(1)],
      [complete(0), ok()],
      [rdmsr('0x400'), ok('0x0')],
    ),
  ],
  completion: [commit('d2f7d49826ae', 'v5.17'), modelled('v5.17', 'x86.c', 'complete_fast_msr_access', 1880)],
  silence: [run(inval, [bad, told], [goOn, ok()], [rdmsr('0x400'), ok(ones)])],
  unanswered: [
    run({ ...inval, silent: ['kvm_inj_exception:'] }, [bad, told], [goOn, ok()]),
    run(unknown, [rdmsr('0x12345'), asked('unknown', '0x12345')], [complete(0, '0x0'), ok('0x0')]),
    userSpace,
  ],
  'right-behind': [run(inval, [setCr4Mce, ok()], [bad, told], [machineCheck, ret(0)], [complete(0), MC], [goOn, ok()])],
  lost: [
    run(inval, [setCr4Mce, ok()], [bad, told], [machineCheck, ret(0)], [complete(1), GP], [goOn, ok()]),
    modelled('v5.17', 'x86.c', 'kvm_multiple_exception', 610),
  ],
  'immediate-exit': [modelled('v5.17', 'x86.c', 'kvm_arch_vcpu_ioctl_run', 10392)],
  filter: [
    manual('KVM API', 'KVM_X86_SET_MSR_FILTER'),
    modelled('v5.17', 'x86.c', 'kvm_msr_allowed', 1672),
    run({ on, vm: { msr_filter: denies('0x400') } }, [bad, GP], [wrmsr('0x400', '0x0'), GP]),
  ],
  'another-way-round': [
    run(
      { on: unfixed, not: since('v6.0'), vm: { msr_filter: denies('0x400') } },
      [bad, GP],
      [wrmsr('0x400', '0x0'), GP],
      [wrmsr('0x401', '0x1'), EPERM],
    ),
  ],
  'not-filtered': [
    run(
      {
        on,
        vm: {
          user_space_msr: ['inval', 'filter'],
          msr_filter: { default: 'deny', ranges: [{ flags: ['read'], base: '0x0', deny: [], count: 1 }] },
        },
      },
      [wrmsr('0x800', '0x0'), asked('inval', '0x800', '0x0')],
      [wrmsr('0x8ff', '0x0'), asked('inval', '0x8ff', '0x0')],
      [setMsr('0x400', '0x0'), ret(1)],
    ),
    commit('ac8d6cad3c7b', 'v5.19'),
    modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721),
  ],
  'who-asks': [vmmAsks('qemu-8.1', 'filter'), vmmAsks('openvmm', 'unknown'), vmmAsks('virtualbox', 'filter', 'unknown', 'inval')],
  'no-event': [
    run({ ...inval, silent: ['kvm_msr:'] }, [bad, told], [complete(0), ok()]),
    run({ ...inval, silent: ['kvm_msr:'], says: ['kvm_inj_exception: #GP (0x0)'] }, [bad, told], [complete(1), GP]),
  ],
  'only-sign': [run({ ...inval, says: ['kvm_userspace_exit: reason KVM_EXIT_X86_WRMSR (30)'], silent: ['400'] }, [bad, told])],
  'another-order': [
    run({ on: between('v5.17', 'v6.0'), not: ['v6.1-2368048bf5c2'], vm: inval.vm }, [emulated(bad), told]),
    run({ on: ['v6.0-2368048bf5c2'], not: ['v6.1-2368048bf5c2'], vm: inval.vm }, [emulated(bad), told]),
    run({ on: ['v6.1-2368048bf5c2'], vm: inval.vm }, [emulated(bad), INTERNAL_ERROR]),
    commit('36d546d59af7', 'v6.1'),
  ],
  'no-release': [run({ on: ['v6.0', 'v6.1'] }, [bad, GP]), commit('2368048bf5c2', 'v6.0')],
  'becomes-a-shutdown': [
    run({ ...inval, on: ['v5.18'] }, [bad, told], [machineCheck, ret(0)], [complete(0), SHUTDOWN]),
    run({ ...inval, on: ['v5.18'] }, [bad, told], [machineCheck, ret(0)], [complete(1), SHUTDOWN]),
  ],
} satisfies Claims;
