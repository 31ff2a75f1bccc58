// SPDX-License-Identifier: GPL-2.0-only
import { asked, between, commit, denies, EPERM, GP, manual, modelled, ok, rdmsr, run, since, source, unfixed, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

const noAddress = wrmsr('0xc0000102', '0x8000000000000000');
const noBank = wrmsr('0x428', '0x0');
const bad = wrmsr('0x400', '0x1');
/** Nothing of the write reaches KVM. */
const unseen = ['MSR_WRITE', 'reason msr', 'kvm_msr:', 'kvm_inj_exception:'];

export const exit = {
  'same-exception': [run({}, [noAddress, GP], [noBank, GP])],
  'never-heard': [run({ silent: unseen }, [noAddress, GP]), run({ says: ['kvm_msr: msr_write 428 = 0x0 (#GP)'] }, [noBank, GP])],
  handler: [run({ silent: ['kvm_inj_exception:'] }, [noAddress, GP]), run({ says: ['kvm_inj_exception: #GP (0x0)'] }, [noBank, GP])],
  judges: [
    manual('SDM', 'Instructions That Cause VM Exits Conditionally'),
    manual('SDM', 'MSR-Bitmap Address'),
    manual('APM', 'MSR Intercepts'),
    run({ silent: unseen }, [noAddress, GP]),
  ],
  'no-shortcut': [
    run({ silent: unseen }, [wrmsr('0xc0000102', '0x0'), ok()]),
    run({ host: 'intel', says: ['MSR_WRITE'] }, [wrmsr('0xc0000082', '0x0'), ok()]),
    run({ host: 'amd', silent: unseen }, [wrmsr('0xc0000082', '0x0'), ok()]),
    run(
      { says: ['kvm_msr: msr_write 400 = 0x0', 'kvm_msr: msr_write c0010015 = 0x0'] },
      [wrmsr('0x400', '0x0'), ok()],
      [wrmsr('0xc0010015', '0x0'), ok()],
    ),
  ],
  vmx: [
    run(
      { host: 'intel', silent: unseen },
      [wrmsr('0xc0000100', '0x0'), ok()],
      [wrmsr('0xc0000101', '0x0'), ok()],
      [wrmsr('0xc0000102', '0x0'), ok()],
      [wrmsr('0x174', '0x0'), ok()],
      [wrmsr('0x175', '0x0'), ok()],
      [wrmsr('0x176', '0x0'), ok()],
    ),
    source('v5.17', 'vmx.c', 'vmx_create_vcpu', 7050),
  ],
  svm: [
    run(
      { host: 'amd', silent: unseen },
      [wrmsr('0xc0000100', '0x0'), ok()],
      [wrmsr('0xc0000101', '0x0'), ok()],
      [wrmsr('0xc0000102', '0x0'), ok()],
      [wrmsr('0x174', '0x0'), ok()],
      [wrmsr('0x175', '0x0'), ok()],
      [wrmsr('0x176', '0x0'), ok()],
      [wrmsr('0xc0000081', '0x0'), ok()],
      [wrmsr('0xc0000082', '0x0'), ok()],
      [wrmsr('0xc0000083', '0x0'), ok()],
      [wrmsr('0xc0000084', '0x0'), ok()],
    ),
    run({ host: 'amd', vcpu: { vendor: 'intel' }, says: ['kvm_msr: msr_write 175 = 0x0'] }, [wrmsr('0x175', '0x0'), ok()]),
    source('v5.17', 'svm.c', 'direct_access_msrs'),
  ],
  'more-pass': [source('v5.17', 'vmx.c', 'vmx_create_vcpu', 7050), source('v5.17', 'svm.c', 'direct_access_msrs')],
  edges: [manual('SDM', 'MSR-Bitmap Address'), manual('APM', 'MSR Intercepts')],
  'taken-back': [
    run(
      { on: since('v5.10'), vm: { msr_filter: denies('0xc0000102') } },
      [wrmsr('0xc0000101', '0x1'), ok()],
      [wrmsr('0xc0000102', '0x1'), GP],
    ),
  ],
  'second-leaves': [
    run(
      {
        on: since('v5.10'),
        vm: { msr_filter: denies('0xc0000102') },
        silent: ['c0000101 ='],
        says: ['kvm_msr: msr_write c0000102 = 0x1 (#GP)'],
      },
      [wrmsr('0xc0000101', '0x1'), ok()],
      [wrmsr('0xc0000102', '0x1'), GP],
    ),
  ],
  'exit-codes': [
    manual('SDM', 'VMX Basic Exit Reasons'),
    manual('APM', 'SVM Intercept Exit Codes'),
    run({ host: 'intel', says: ['reason MSR_WRITE', 'reason MSR_READ'] }, [wrmsr('0x400', '0x0'), ok()], [rdmsr('0x400'), ok('0x0')]),
    run(
      { host: 'amd', says: ['info1 0x0000000000000001', 'info1 0x0000000000000000'] },
      [wrmsr('0x400', '0x0'), ok()],
      [rdmsr('0x400'), ok('0x0')],
    ),
    modelled('v5.17', 'svm.c', 'msr_interception', 2891),
  ],
  'no-field': [modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950), manual('SDM', 'WRMSR—Write to Model Specific Register')],
  immediate: [commit('885df2d2109a', 'v6.18')],
  'fast-path': [
    modelled('v5.17', 'vmx.c', 'vmx_exit_handlers_fastpath', 6750),
    modelled('v5.17', 'x86.c', 'handle_fastpath_set_msr_irqoff', 2053),
  ],
  conditions: [source('v5.17', 'x86.c', 'handle_fastpath_set_x2apic_icr_irqoff'), commit('0a94b2042419', 'v6.18')],
  'asks-no-filter': [
    modelled('v5.17', 'x86.c', 'handle_fastpath_set_msr_irqoff', 2053),
    run({ on: since('v5.10'), host: 'intel', vm: { msr_filter: denies('0x6e0') } }, [wrmsr('0x6e0', '0x1'), ok()]),
    run({ on: between('v5.10', 'v6.17'), not: ['v6.18'], host: 'amd', vm: { msr_filter: denies('0x6e0') } }, [wrmsr('0x6e0', '0x1'), GP]),
  ],
  'before-the-table': [modelled('v5.17', 'vmx.c', '__vmx_handle_exit', 6009), modelled('v5.17', 'svm.c', 'msr_interception', 2891)],
  'one-path': [modelled('v5.17', 'svm.c', 'msr_interception', 2891), modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950)],
  'bus-lock': [modelled('v5.17', 'vmx.c', 'vmx_handle_exit', 6187), manual('SDM', 'Basic VM-Exit Information')],
  'whatever-came': [modelled('v5.17', 'vmx.c', 'vmx_handle_exit', 6187)],
  'three-cases': [
    modelled('v5.17', 'x86.c', 'vcpu_run', 10252),
    run(
      { on: unfixed, vm: { user_space_msr: ['unknown'] } },
      [wrmsr('0x400', '0x0'), ok()],
      [noBank, GP],
      [bad, EPERM],
      [wrmsr('0x179', '0x0'), asked('unknown', '0x179', '0x0')],
    ),
  ],
  'both-one': [run({ says: ['kvm_inj_exception: #GP (0x0)'] }, [wrmsr('0x400', '0x0'), ok()], [noBank, GP])],
  signals: [modelled('v5.17', 'x86.c', 'vcpu_run', 10252)],
  'outer-function': [modelled('v5.17', 'vmx.c', 'vmx_handle_exit', 6187), modelled('v5.17', 'vmx.c', '__vmx_handle_exit', 6009)],
  'sees-nothing': [run({ silent: unseen }, [wrmsr('0xc0000102', '0x1'), ok()])],
  'no-exit-exception': [run({ silent: unseen }, [noAddress, GP])],
} satisfies Claims;
