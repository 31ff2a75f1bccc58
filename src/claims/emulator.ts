// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
  complete,
  denies,
  EPERM,
  elsewhere,
  emulated,
  GP,
  INTERNAL_ERROR,
  listed,
  manual,
  modelled,
  ok,
  run,
  since,
  source,
  unfixed,
  until,
  wrmsr,
} from './say.ts';
import type { Claims, ResultJson } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const good = wrmsr('0x400', '0x0');
/** Reason 34 with bit 31 set, and the first entry of the list. */
const loadFails: ResultJson = { outcome: 'vm_entry_failure', exit_reason: '0x80000022', exit_qualification: '0x1' };
const inval = { vm: { user_space_msr: ['inval'] } } as const;
const filter = { vm: { msr_filter: denies('0x400') } };
const load = modelled('v5.17', 'arch/x86/kvm/vmx/nested.c', 'nested_vmx_load_msr');
const emWrmsr = modelled('v5.17', 'arch/x86/kvm/emulate.c', 'em_wrmsr', 3616);

export const emulator = {
  'three-callers': [
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM]),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [emulated(bad), INTERNAL_ERROR]),
    run({ host: 'intel', on: unfixed }, [listed(bad), loadFails]),
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
  ],
  'invalid-state': [source('v5.17', 'vmx.c', 'handle_invalid_guest_state')],
  prefix: [modelled('v5.17', 'x86.c', 'handle_ud')],
  untraced: [
    run({ on: unfixed, silent: ['kvm_msr: msr_write 400 = 0x1 (#GP)'] }, [bad, EPERM]),
    run({ on: until('v6.0'), silent: ['kvm_msr: msr_write 400 = 0x0'] }, [emulated(good), ok()]),
    run({ on: since('v6.1'), says: ['kvm_msr: msr_write 400 = 0x0'] }, [emulated(good), ok()]),
    commit('794663e13f3e', 'v6.1'),
  ],
  'up-to-v5-9': [
    run({ on: until('v5.9'), not: unfixed }, [bad, GP]),
    run({ on: until('v5.9'), not: unfixed }, [emulated(bad), GP]),
    emWrmsr,
  ],
  'from-v5-10': [run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [emulated(bad), INTERNAL_ERROR]), emWrmsr],
  unhandleable: [modelled('v5.17', 'x86.c', 'handle_emulation_failure', 7943)],
  'qemu-stops': [elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3003)],
  'asked-first': [
    run({ on: unfixed, not: ['v5.9'], ...inval }, [bad, asked('inval', '0x400', '0x1')]),
    run(
      { on: ['v6.0-2368048bf5c2'], not: ['v6.1-2368048bf5c2'], ...inval },
      [emulated(bad), asked('inval', '0x400', '0x1')],
      [complete(1), GP],
    ),
  ],
  'one-call-down': [
    run({ on: ['v6.1-2368048bf5c2'], not: ['v6.1-2368048bf5c2-36d546d59af7'], ...inval }, [emulated(bad), INTERNAL_ERROR]),
    commit('36d546d59af7', 'v6.1'),
  ],
  completion: [commit('d2f7d49826ae', 'v5.17'), modelled('v5.17', 'x86.c', 'complete_emulated_insn_gp', 721)],
  'number-lost': [
    run({ host: 'intel' }, [listed(bad), loadFails]),
    run({ host: 'intel' }, [listed(wrmsr('0x12345', '0x0')), loadFails]),
    load,
    manual('SDM', 'VM-Entry Failures During or After Loading Guest State'),
  ],
  'filter-again': [
    run({ host: 'intel', on: ['v5.17'], not: ['v5.19', 'v6.0', 'v6.11'], ...filter }, [listed(good), loadFails]),
    run({ host: 'intel', on: since('v6.12'), not: ['v5.19', 'v6.11'], ...filter }, [listed(good), loadFails]),
    commit('ac8d6cad3c7b', 'v5.19'),
    commit('653ea4489e69', 'v6.12'),
  ],
  'no-list-on-svm': [manual('APM', 'VMRUN Instruction')],
} as const satisfies Claims;
