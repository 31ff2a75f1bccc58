// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
  complete,
  denies,
  EPERM,
  elsewhere,
  GP,
  manual,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  since,
  unfixed,
  until,
  vector,
  wrmsr,
} from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const filter = { msr_filter: denies('0x404') };
const everyReason = { vm: { user_space_msr: ['inval', 'unknown', 'filter'], ...filter } } as const;
const inval = { vm: { user_space_msr: ['inval'] } } as const;
const emulate = modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950);

export const emulateWrmsr = {
  'zero-or-ones': [
    run({}, [wrmsr('0x400', '0x0'), ok()], [wrmsr('0x400', '0xffffffffffffffff'), ok()]),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM]),
    run({ on: since('v6.0'), not: unfixed }, [bad, GP]),
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
  ],
  'two-fates': [
    run({ on: ['v5.18'] }, [bad, EPERM]),
    run({ on: ['v5.18+2368048bf5c2'] }, [bad, GP], [wrmsr('0x400', '0x0'), ok()]),
    elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3117),
  ],
  'same-lines': [emulate, commit('2368048bf5c2', 'v6.0')],
  integer: [emulate, modelled('v5.17', 'x86.c', 'set_msr_mce', 3164)],
  'ecx-and-edx-eax': [manual('SDM', 'WRMSR—Write to Model Specific Register'), emulate],
  languages: [
    modelled('v5.17', 'x86.c', 'kvm_msr_reason', 1891),
    modelled('v5.17', 'x86.c', 'vcpu_run', 10252),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM]),
  ],
  'zero-or-not': [
    run({ on: until('v5.9'), not: unfixed }, [bad, GP]),
    commit('7dffecaf4eab', 'v5.10'),
    modelled('v5.4.286', 'x86.c', 'kvm_emulate_wrmsr', 1607),
  ],
  column: [run({ on: ['v5.18'] }, [bad, EPERM]), run({ on: ['v5.18+2368048bf5c2', 'v6.0'] }, [bad, GP]), emulate],
  'five-numbers': [
    run(
      { on: unfixed, not: ['v6.0'], vm: filter },
      [wrmsr('0x400', '0x0'), ok()],
      [wrmsr('0x428', '0x0'), GP],
      [wrmsr('0x179', '0x0'), GP],
      [wrmsr('0x404', '0x0'), GP],
      [bad, EPERM],
    ),
  ],
  'user-space-can-tell': [
    run(
      { on: since('v5.10'), ...everyReason },
      [wrmsr('0x400', '0x0'), ok()],
      [wrmsr('0x428', '0x0'), asked('inval', '0x428', '0x0')],
      [wrmsr('0x179', '0x0'), asked('unknown', '0x179', '0x0')],
      [wrmsr('0x404', '0x0'), asked('filter', '0x404', '0x0')],
      [bad, asked('inval', '0x400', '0x1')],
    ),
  ],
  'two-inval': [
    run({ on: since('v5.10'), ...inval }, [wrmsr('0x428', '0x0'), asked('inval', '0x428', '0x0')], [bad, asked('inval', '0x400', '0x1')]),
    modelled('v5.17', 'x86.c', 'kvm_msr_reason', 1891),
  ],
  translates: [emulate, modelled('v5.17', 'x86.c', 'vcpu_run', 10252)],
  parts: [
    run({ on: ['v5.18'], silent: ['kvm_msr:'] }, [bad, EPERM]),
    run({ on: ['v5.18+2368048bf5c2'], says: ['kvm_msr: msr_write 400 = 0x1 (#GP)'] }, [bad, GP]),
  ],
  'user-space-first': [
    run({ on: since('v5.10'), ...inval }, [bad, asked('inval', '0x400', '0x1')], [complete(1), GP]),
    vector('v5.17-amd', 'space/inval/ctl-1/complete0', asked('inval', '0x400', '0x1'), ok(), ret(1, '0xffffffffffffffff'), ok()),
    emulate,
  ],
  'not-written': [
    run(
      { on: since('v5.10'), ...inval },
      [bad, asked('inval', '0x400', '0x1')],
      [complete(0), ok()],
      [rdmsr('0x400'), ok('0xffffffffffffffff')],
    ),
  ],
  'qemu-asks-filter': [elsewhere('qemu', 'v8.1.0', 'target/i386/kvm/kvm.c', 2757)],
  hook: [modelled('v5.17', 'vmx.c', 'vmx_x86_ops', 7846), modelled('v5.17', 'x86.c', 'kvm_complete_insn_gp', 710)],
  'one-gp': [
    run({ on: since('v6.0'), vm: filter }, [bad, GP], [wrmsr('0x179', '0x0'), GP], [wrmsr('0x404', '0x0'), GP]),
    modelled('v5.17', 'x86.c', 'kvm_complete_insn_gp', 710),
  ],
  'minus-one-as-gp': [run({ on: ['v5.18-7dffecaf4eab', ...until('v5.9')], not: ['v5.18'] }, [bad, GP])],
  reads: [modelled('v5.17', 'x86.c', 'kvm_emulate_rdmsr', 1925)],
  silent: [
    run({ on: unfixed, says: ['kvm_userspace_exit: reason error (1)'], silent: ['kvm_msr:', 'kvm_inj_exception:'] }, [bad, EPERM]),
    run({ on: since('v6.0'), says: ['kvm_msr: msr_write 400 = 0x1 (#GP)', 'kvm_inj_exception: #GP (0x0)'] }, [bad, GP]),
  ],
  'one-line': [run({ on: unfixed, says: ['reason error (1)'], silent: ['400 = 0x1'] }, [bad, EPERM])],
  'asked-alike': [run({ on: since('v5.10'), ...inval }, [bad, asked('inval', '0x400', '0x1')])],
  'missing-bank': [run({}, [wrmsr('0x428', '0x1'), GP]), modelled('v5.17', 'x86.c', 'set_msr_mce', 3164)],
  'taken-write': [run({}, [wrmsr('0x400', '0x0'), ok()], [rdmsr('0x400'), ok('0x0')])],
} satisfies Claims;
