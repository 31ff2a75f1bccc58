// SPDX-License-Identifier: GPL-2.0-only
/** The note's own claims are the letters; the verdict on each is a statement like any other. */
import {
  asked,
  commit,
  complete,
  denies,
  EPERM,
  elsewhere,
  emulated,
  GP,
  getMsr,
  goOn,
  INTERNAL_ERROR,
  mail,
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
  until,
  wrmsr,
} from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const badStatus = wrmsr('0x401', '0x1');
const inval = { vm: { user_space_msr: ['inval'] } } as const;
const uncorrected = setMce(0, '0xb200000000000000');

export const note = {
  patches: [
    mail('Sean Christopherson', 'https://lore.kernel.org/all/20220512222716.4112548-1-seanjc@google.com/'),
    commit('2368048bf5c2', 'v6.0'),
  ],
  a: [run({ on: since('v6.0'), not: unfixed }, [bad, GP], [badStatus, GP]), run({ on: ['v5.18+2368048bf5c2'] }, [bad, GP])],
  'untouched-one': [
    run({ on: since('v6.0'), module: { ignore_msrs: true }, says: ['kvm_msr: msr_write 400 = 0x1 (#GP)'] }, [bad, GP]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786),
    modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950),
    modelled('v5.17', 'x86.c', 'kvm_complete_insn_gp', 710),
  ],
  queued: [
    modelled('v5.17', 'x86.c', 'kvm_multiple_exception', 610),
    run({ on: since('v6.0'), vcpu: { idt: [8] } }, [bad, { outcome: 'exception', vector: 8, error_code: 0 }]),
    run({ on: since('v6.0'), vcpu: { idt: [] } }, [bad, SHUTDOWN]),
  ],
  'lost-machine-check': [
    run(
      { on: since('v5.10'), ...inval },
      [setCr4Mce, ok()],
      [bad, asked('inval', '0x400', '0x1')],
      [uncorrected, ret(0)],
      [complete(1), GP],
      [goOn, ok()],
      [rdmsr('0x17a'), ok('0x5')],
    ),
  ],
  ghcb: [modelled('v5.17', 'svm.c', 'svm_complete_emulated_msr', 2648)],
  b1: [run({ on: unfixed, not: [...until('v5.9'), ...since('v6.0')] }, [bad, EPERM])],
  'nobody-chose': [
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
    modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950),
    modelled('v5.17', 'x86.c', 'vcpu_run', 10252),
  ],
  'status-too': [run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM], [badStatus, EPERM])],
  'older-than-the-failure': [
    commit('890ca9aefa78'),
    commit('7dffecaf4eab', 'v5.10'),
    run({ on: until('v5.9') }, [bad, GP]),
    run({ on: unfixed }, [bad, EPERM]),
    run({ on: ['v5.18-7dffecaf4eab'] }, [bad, GP], [badStatus, GP]),
  ],
  'in-5.4.286': [modelled('v5.4.286', 'x86.c', 'set_msr_mce', 2579), run({ on: ['v5.4.286'] }, [bad, GP])],
  'fix-releases': [
    run({ on: ['v6.0', 'v5.19.2', 'v5.18.18', 'v5.15.61', 'v5.10.137'], not: ['v5.19', 'v5.19.1', 'v5.18.17', 'v5.15.60', 'v5.10.136'] }, [
      bad,
      GP,
    ]),
    commit('2368048bf5c2', 'v6.0'),
  ],
  b2: [elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3117)],
  'qemu-8.1': [elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3003)],
  'qemu-cont': [
    elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3117),
    mail('Lev Kujawski', 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org'),
    mail('Lev Kujawski', 'https://lore.kernel.org/r/874k1gnlre.fsf@iridium.uucp'),
  ],
  'kvmtool-ends': [elsewhere('kvmtool', 'b48735e5d562', 'kvm-cpu.c', 43)],
  'nothing-killed': [
    run(
      { on: unfixed, silent: ['kvm_inj_exception:'] },
      [bad, EPERM],
      [bad, EPERM],
      [rdmsr('0x400'), ok('0xffffffffffffffff')],
      [wrmsr('0x400', '0x0'), ok()],
    ),
  ],
  b3: [run({ on: unfixed, ...inval }, [bad, asked('inval', '0x400', '0x1')], [complete(1), GP])],
  'question-first': [
    run({ on: unfixed, ...inval }, [bad, asked('inval', '0x400', '0x1')]),
    modelled('v5.17', 'x86.c', 'kvm_msr_user_space', 1903),
  ],
  'host-writes': [run({}, [setMsr('0x400', '0x1'), ret(0)], [setMsr('0x401', '0x1'), ret(1)], [getMsr('0x401'), ret(1, '0x1')])],
  'two-more-ways': [
    modelled('v5.17', 'vmx.c', 'vmx_handle_exit', 6187),
    modelled('v5.17', 'x86.c', 'handle_emulation_failure', 7943),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [emulated(bad), INTERNAL_ERROR]),
  ],
  c: [
    modelled('v5.17', 'vmx.c', '__vmx_handle_exit', 6009),
    modelled('v5.17', 'x86.c', 'kvm_set_msr', 1855),
    modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721),
    modelled('v5.17', 'vmx.c', 'vmx_set_msr', 1950),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3427),
  ],
  'between-the-lines': [
    modelled('v5.17', 'vmx.c', 'vmx_exit_handlers_fastpath', 6750),
    modelled('v5.17', 'vmx.c', '__vmx_handle_exit', 6009),
    modelled('v5.17', 'x86.c', '__kvm_set_msr', 1721),
  ],
  'filtered-first': [run({ on: unfixed, not: ['v6.0'], vm: { msr_filter: denies('0x400') } }, [bad, GP], [wrmsr('0x404', '0x1'), EPERM])],
  'names-moved': [
    commit('ac8d6cad3c7b', 'v5.19'),
    modelled('v5.19', 'x86.c', 'kvm_set_msr_with_filter', 1908),
    modelled('v5.17', 'svm.c', 'msr_interception', 2891),
    run({ on: unfixed, host: 'amd' }, [bad, EPERM]),
  ],
  d: [modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950)],
  'line-2013': [modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950), run({ on: ['v5.18'] }, [bad, EPERM])],
  e: [modelled('v5.17', 'x86.c', 'kvm_complete_insn_gp', 710)],
  'common-code': [
    run({ on: ['v5.18+2368048bf5c2'], says: ['kvm_inj_exception: #GP (0x0)'] }, [bad, GP]),
    modelled('v5.17', 'vmx.c', 'vmx_x86_ops', 7846),
    modelled('v5.17', 'svm.c', 'svm_complete_emulated_msr', 2648),
  ],
  'beyond-the-last-bank': [run({ on: unfixed, not: ['v6.0'] }, [wrmsr('0x424', '0x1'), EPERM], [wrmsr('0x428', '0x1'), GP])],
  'ignore-msrs': [
    run({ on: unfixed, module: { ignore_msrs: true } }, [wrmsr('0x179', '0x1'), ok()], [bad, EPERM]),
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check', 1786),
  ],
  'two-bits': [
    run({}, [wrmsr('0x400', '0xffffffffffffffff'), ok()], [wrmsr('0x400', '0xfffffffffffffbff'), ok()]),
    run(
      {
        on: [...since('v6.0'), 'v5.19.2', 'v5.18.18', 'v5.15.61', 'v5.10.137'],
        not: [...unfixed, 'v5.19.1', 'v5.18.17', 'v5.15.60', 'v5.10.136'],
      },
      [wrmsr('0x400', '0xfffffffffffffffe'), ok()],
    ),
    commit('0471a7bd1bca', 'v6.0'),
  ],
  'mc-status-wr-en': [
    run(
      { on: unfixed, vcpu: { vendor: 'amd' } },
      [badStatus, EPERM],
      [wrmsr('0xc0010015', '0x40000'), ok()],
      [badStatus, ok()],
      [bad, EPERM],
    ),
    run({ on: unfixed, vcpu: { vendor: 'intel' } }, [wrmsr('0xc0010015', '0x40000'), ok()], [badStatus, EPERM]),
    modelled('v5.17', 'x86.c', 'can_set_mci_status', 3155),
  ],
  lines: [
    modelled('v5.17', 'x86.c', 'complete_fast_msr_access', 1880),
    modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950),
    modelled('v5.19', 'x86.c', 'kvm_emulate_wrmsr', 2016),
    modelled('v6.0', 'x86.c', 'kvm_emulate_wrmsr', 2022),
  ],
  'whose-tree': [commit('d2f7d49826ae', 'v5.17'), commit('ac8d6cad3c7b', 'v5.19')],
  'two-traps': [modelled('v6.0', 'x86.c', 'kvm_emulate_rdmsr', 1997), modelled('v6.6.9', 'x86.c', 'kvm_complete_insn_gp', 757)],
} satisfies Claims;
