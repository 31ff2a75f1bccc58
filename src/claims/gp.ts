// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
  complete,
  denies,
  EPERM,
  exception,
  GP,
  getMsr,
  goOn,
  mail,
  manual,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  SHUTDOWN,
  setCr4Mce,
  setMce,
  since,
  skipped,
  unfixed,
  wrmsr,
} from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const fine = wrmsr('0x400', '0x0');
const DF = exception(8, 0);
const fixed = since('v6.0');
const multiple = modelled('v5.17', 'x86.c', 'kvm_multiple_exception', 610);
const hook = modelled('v5.17', 'x86.c', 'kvm_complete_insn_gp', 710);
const injected = 'kvm_inj_exception: #GP (0x0)';

export const gp = {
  handled: [run({ on: fixed, not: unfixed }, [bad, GP], [goOn, ok()])],
  'df-gate': [run({ on: fixed, vcpu: { idt: [8] } }, [bad, DF])],
  'no-gate': [run({ on: fixed, vcpu: { idt: [] } }, [bad, SHUTDOWN], [goOn, skipped])],
  'asks-for-one': [
    run({ on: fixed, says: [injected] }, [bad, GP]),
    run({ on: fixed, vcpu: { idt: [8] }, says: [injected] }, [bad, DF]),
    run({ on: fixed, vcpu: { idt: [] }, says: [injected] }, [bad, SHUTDOWN]),
  ],
  'four-things': [multiple, hook],
  'slot-empty': [multiple],
  'slot-contributory': [multiple, manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)')],
  'slot-page-fault': [multiple, manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)')],
  'slot-double-fault': [multiple, manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)')],
  'slot-else': [
    multiple,
    run(
      { on: fixed, vm: { user_space_msr: ['inval'] } },
      [setCr4Mce, ok()],
      [bad, asked('inval', '0x400', '0x1')],
      [setMce(0, '0xb200000000000000'), ret(0)],
      [complete(1), GP],
      [goOn, ok()],
    ),
  ],
  classes: [manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)'), modelled('v5.17', 'x86.c', 'exception_class'), multiple],
  'since-6.1': [commit('7709aba8f716', 'v6.1')],
  'triple-asked': [modelled('v5.17', 'x86.c', 'vcpu_enter_guest', 9817)],
  inject: [modelled('v5.17', 'x86.c', 'inject_pending_event', 9244), modelled('v5.17', 'vmx.c', 'vmx_queue_exception', 1610)],
  'the-number': [
    manual('SDM', 'VM-Entry Controls for Event Injection'),
    manual('APM', 'Event Injection'),
    run({ on: since('v6.14'), says: ['intr_info 0x80000b0d error_code 0x00000000'] }, [bad, GP]),
  ],
  fields: [
    manual('SDM', 'VM-Entry Controls for Event Injection'),
    manual('APM', 'Event Injection'),
    modelled('v5.17', 'svm.c', 'svm_queue_exception', 385),
    run({ on: since('v6.14'), says: ['intr_info 0x80000b0d'] }, [bad, GP]),
    run({ on: since('v6.0').slice(0, 14), silent: ['intr_info 0x80000b0d'] }, [bad, GP]),
  ],
  'enters-twice': [
    run({ on: since('v6.14'), says: ['kvm_entry: vcpu 0, rip 0x1002 intr_info 0x00000000'] }, [fine, ok()]),
    run({ on: since('v6.14'), says: ['kvm_entry: vcpu 0, rip 0x1000 intr_info 0x80000b0d'], silent: ['rip 0x1002'] }, [bad, GP]),
  ],
  'last-word': [run({ on: fixed, vcpu: { idt: [8] }, says: [injected], silent: ['#DF'] }, [bad, DF])],
  gates: [
    manual('SDM', 'Interrupt 8—Double Fault Exception (#DF)'),
    run({ on: fixed, vcpu: { idt: [8] } }, [bad, DF]),
    run({ on: fixed, vcpu: { idt: [11] } }, [bad, SHUTDOWN]),
    run({ on: fixed, vcpu: { idt: [] } }, [bad, SHUTDOWN]),
  ],
  'only-the-last': [
    run(
      { on: fixed, host: 'intel', vcpu: { idt: [] }, says: ['reason TRIPLE_FAULT', 'kvm_userspace_exit: reason KVM_EXIT_SHUTDOWN (8)'] },
      [bad, SHUTDOWN],
    ),
    run({ on: fixed, vcpu: { idt: [8] }, silent: ['TRIPLE_FAULT', '#DF'] }, [bad, DF]),
  ],
  'two-shutdowns': [
    modelled('v5.17', 'vmx.c', 'handle_triple_fault', 4991),
    modelled('v5.17', 'svm.c', 'shutdown_interception', 1915),
    run({ on: fixed, vcpu: { idt: [] } }, [bad, SHUTDOWN]),
  ],
  wrecks: [
    run({ on: fixed, host: 'intel', vcpu: { idt: [] } }, [bad, SHUTDOWN], [getMsr('0xc0000080'), ret(1, '0x500')]),
    run({ on: fixed, host: 'amd', vcpu: { idt: [] } }, [bad, SHUTDOWN], [getMsr('0xc0000080'), ret(1, '0x0')]),
  ],
  frame: [
    manual('SDM', 'Interrupt 13—General Protection Exception (#GP)'),
    run({ on: fixed, vm: { msr_filter: denies('0x404') } }, [bad, GP], [wrmsr('0x179', '0x0'), GP], [wrmsr('0x404', '0x0'), GP]),
  ],
  'linux-6.19': [mail('oracle.com, February 2026', 'https://lore.kernel.org/r/48d8e1c8-1eb9-49cc-8de8-78077f29c203@oracle.com')],
  'no-harm-before': [run({ on: unfixed, not: fixed, vcpu: { idt: [] }, silent: ['kvm_inj_exception:'] }, [bad, EPERM], [goOn, ok()])],
  skip: [
    modelled('v5.17', 'x86.c', 'kvm_skip_emulated_instruction', 8150),
    modelled('v5.17', 'vmx.c', 'skip_emulated_instruction', 1500),
    run({ says: ['rip 0x1002'] }, [fine, ok()]),
    run({ on: since('v5.10'), vcpu: { single_step: true } }, [fine, exception(1)]),
  ],
  'after-the-write': [run({ on: fixed, vcpu: { single_step: true } }, [fine, exception(1)], [getMsr('0x400'), ret(1, '0x0')], [bad, GP])],
  'try-amd': [
    modelled('v5.17', 'svm.c', 'svm_queue_exception', 385),
    run({ on: since('v6.14'), host: 'amd', says: ['intr_info 0x80000b0d'] }, [bad, GP]),
  ],
  'try-zero': [run({ on: fixed, vcpu: { idt: [8] }, silent: ['kvm_inj_exception:'] }, [fine, ok()], [rdmsr('0x400'), ok('0x0')])],
  'try-unfixed': [run({ on: ['v6.0-2368048bf5c2'], vcpu: { idt: [8] }, silent: ['kvm_inj_exception:'] }, [bad, EPERM])],
} satisfies Claims;
