// SPDX-License-Identifier: GPL-2.0-only
import { asked, commit, EPERM, emulated, GP, INTERNAL_ERROR, mail, modelled, ok, ret, run, SHUTDOWN, setMsr, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const unixware = wrmsr('0x404', '0xfffffffffffffffe');
const fixed = 'v5.18+2368048bf5c2';
const fix = commit('2368048bf5c2', 'v6.0');
const posted = mail('Sean Christopherson', 'https://lore.kernel.org/r/20220512222716.4112548-2-seanjc@google.com');
const question = mail('Sean Christopherson', 'https://lore.kernel.org/r/You/kms+AnKE1t0L@google.com');

export const patch1 = {
  'two-signs': [
    fix,
    posted,
    run({ on: [fixed], not: ['v5.18'] }, [bad, GP]),
    run({ on: [fixed], not: ['v5.18'] }, [wrmsr('0x401', '0x1'), GP]),
  ],
  'both-fixed': [fix, posted, commit('890ca9aefa78'), commit('9ffd986c6e4e')],
  'five-functions': [
    modelled('v5.17', 'x86.c', 'kvm_set_msr_ignored_check'),
    modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950),
    run({ on: ['v5.18'], not: [fixed] }, [bad, EPERM]),
  ],
  'no-handler': [run({ on: [fixed], not: ['v5.18'], vcpu: { idt: [] } }, [bad, SHUTDOWN])],
  emulator: [run({ on: ['v5.18'], not: [fixed] }, [emulated(bad), INTERNAL_ERROR]), run({ on: [fixed] }, [emulated(bad), GP])],
  'trace-now': [
    run({ on: ['v5.18'], silent: ['kvm_msr:'] }, [bad, EPERM]),
    run({ on: [fixed], says: ['kvm_msr: msr_write 400 = 0x1 (#GP)'] }, [bad, GP]),
  ],
  'still-refused': [
    run({ on: [fixed], not: ['v5.18'] }, [unixware, GP]),
    question,
    mail('Lev Kujawski', 'https://lore.kernel.org/r/874k1gnlre.fsf@iridium.uucp'),
  ],
  'enough-for-unixware': [
    commit('0471a7bd1bca', 'v6.0'),
    run({ on: ['v5.18+0471a7bd1bca'], not: ['v5.18', fixed] }, [unixware, ok()]),
    run({ on: ['v5.18+0471a7bd1bca'], not: [fixed] }, [bad, EPERM]),
  ],
  'third-way': [question],
  'left-alone': [
    run({ on: ['v5.18', fixed] }, [wrmsr('0x410', '0xfffffffffffffbff'), ok()]),
    run({ on: ['v5.18', fixed] }, [wrmsr('0x17b', '0x1'), GP]),
    run({ on: ['v5.18', fixed] }, [wrmsr('0x428', '0x1'), GP]),
    run({ on: ['v5.18', fixed] }, [setMsr('0x400', '0x1'), ret(0)]),
    run({ on: ['v5.18', fixed], vm: { user_space_msr: ['inval'] } }, [bad, asked('inval', '0x400', '0x1')]),
  ],
  together: [
    fix,
    commit('0471a7bd1bca', 'v6.0'),
    run(
      { on: ['v6.0', 'v5.10.137', 'v5.15.61', 'v5.18.18', 'v5.19.2'], not: ['v5.19', 'v5.10.136', 'v5.15.60', 'v5.18.17', 'v5.19.1'] },
      [bad, GP],
      [unixware, ok()],
    ),
  ],
} as const satisfies Claims;
