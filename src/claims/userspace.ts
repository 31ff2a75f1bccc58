// SPDX-License-Identifier: GPL-2.0-only
import {
  asked,
  commit,
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
  setMsr,
  since,
  skipped,
  source,
  unfixed,
  until,
  vmm,
  vmmAsks,
  wrmsr,
} from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const noGates = { vcpu: { idt: [] } } as const;
const report = mail('Lev Kujawski', 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org');

export const userspace = {
  'as-if-nothing': [run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM], [wrmsr('0x400', '0x0'), ok()], [rdmsr('0x400'), ok('0x0')])],
  'do-not-agree': [
    vmm('qemu-8.1', 'EPERM', 'paused'),
    vmm('stratovirt', 'EPERM', 'one vCPU short'),
    vmm('kvmtool', 'EPERM', 'torn down', 1),
    vmm('crosvm', 'EPERM', 'torn down', 0),
  ],
  'out-of-the-loop': [
    modelled('v5.17', 'x86.c', 'vcpu_run', 10252),
    modelled('v5.17', 'x86.c', 'kvm_arch_vcpu_ioctl_run', 10392),
    source('v5.17', 'virt/kvm/kvm_main.c', 'kvm_vcpu_ioctl', 3909),
  ],
  'one-word': [run({ on: unfixed, says: ['kvm_userspace_exit: reason error (1)'], silent: ['kvm_msr:', '400'] }, [bad, EPERM])],
  'two-minus-ones': [elsewhere('linux', 'v5.17', 'include/uapi/asm-generic/errno-base.h', 5), run({ on: unfixed }, [bad, EPERM])],
  'ubuntu-guest': [
    mail('redhat.com, October 2020', 'https://lore.kernel.org/r/849d7acb00b3dadc3fc7db1e574c03dc74a06270.camel@redhat.com'),
    commit('7dffecaf4eab', 'v5.10'),
  ],
  repair: [commit('cc4cb017678a', 'v5.10'), run({ on: unfixed }, [bad, EPERM], [wrmsr('0x179', '0x0'), GP])],
  'nothing-written': [modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950)],
  'exit-reason': [commit('ee605e315633', 'v6.8'), modelled('v6.12.117', 'x86.c', 'kvm_arch_vcpu_ioctl_run', 11092)],
  'since-when': [modelled('v6.6.9', 'x86.c', 'kvm_arch_vcpu_ioctl_run', 11104), commit('ee605e315633')],
  whole: [
    run(
      { on: unfixed, silent: ['kvm_inj_exception:'] },
      [bad, EPERM],
      [getMsr('0x400'), ret(1, '0xffffffffffffffff')],
      [setMsr('0x400', '0x0'), ret(1)],
      [rdmsr('0x400'), ok('0x0')],
    ),
  ],
  'fails-again': [run({ on: unfixed }, [bad, EPERM], [bad, EPERM])],
  'nobody-skips': [
    vmm('qemu-8.1', 'EPERM', 'paused'),
    vmm('kvmtool', 'EPERM', 'torn down'),
    vmm('firecracker-1.15', 'EPERM', 'torn down'),
    vmm('cloud-hypervisor-30', 'EPERM', 'torn down'),
    vmm('crosvm', 'EPERM', 'torn down'),
    vmm('openvmm', 'EPERM', 'halted and kept'),
    vmm('stratovirt', 'EPERM', 'one vCPU short'),
  ],
  'status-0': [
    vmm('crosvm', 'EPERM', 'torn down', 0),
    vmm('vmm-reference', 'EPERM', 'torn down', 0),
    vmm('cloud-hypervisor-30', 'EPERM', 'torn down', 0),
  ],
  'one-vcpu-short': [vmm('stratovirt', 'EPERM', 'one vCPU short', 'lives'), vmm('cloud-hypervisor-25', 'EPERM', 'one vCPU short', 'lives')],
  'nobody-names-it': [vmm('qemu-8.1', 'EPERM', 'paused'), vmm('dragonball', 'EPERM', 'torn down'), report],
  spared: [vmmAsks('virtualbox', 'inval', 'unknown', 'filter')],
  'gp-instead': [
    run({ on: since('v6.0'), not: unfixed }, [bad, GP]),
    run({ on: ['v5.18+2368048bf5c2'] }, [bad, GP]),
    commit('2368048bf5c2', 'v6.0'),
  ],
  'no-gate': [
    run({ on: unfixed, ...noGates }, [bad, EPERM]),
    run({ on: ['v5.18+2368048bf5c2', ...since('v6.0')], ...noGates }, [bad, SHUTDOWN]),
  ],
  'choose-once-more': [
    vmm('qemu-8.1', 'KVM_EXIT_SHUTDOWN', 'reset'),
    vmm('cloud-hypervisor-30', 'KVM_EXIT_SHUTDOWN', 'rebooted in place'),
    vmm('stratovirt', 'KVM_EXIT_SHUTDOWN', 'torn down'),
    vmm('crosvm', 'KVM_EXIT_SHUTDOWN', 'torn down', 0),
  ],
  'qemu-resets': [
    vmm('qemu-8.1', 'EPERM', 'paused'),
    vmm('qemu-8.1', 'KVM_EXIT_SHUTDOWN', 'reset'),
    vmmAsks('virtualbox', 'inval', 'unknown', 'filter'),
  ],
  'why-number': [
    modelled('v5.4.286', 'x86.c', 'set_msr_mce', 2577),
    modelled('v5.17', 'x86.c', 'set_msr_mce'),
    run({ on: until('v5.9') }, [bad, GP]),
    run({ on: unfixed }, [bad, EPERM]),
  ],
  'why-sign': [
    modelled('v5.4.286', 'x86.c', 'kvm_emulate_wrmsr', 1607),
    commit('7dffecaf4eab', 'v5.10'),
    run({ on: [...until('v5.9'), 'v5.10-7dffecaf4eab'], not: unfixed }, [bad, GP]),
    run({ on: ['v5.4+7dffecaf4eab'] }, [bad, EPERM]),
  ],
  'why-pause': [
    elsewhere('qemu', 'v8.1.0', 'accel/kvm/kvm-all.c', 3003),
    vmm('qemu-8.1', 'EPERM', 'paused'),
    run({ on: until('v5.9') }, [bad, GP]),
  ],
  'why-any': [
    run({ on: [...until('v5.9'), ...since('v6.0')], not: unfixed }, [bad, GP]),
    run({ on: unfixed, vm: { user_space_msr: ['inval'] } }, [bad, asked('inval', '0x400', '0x1')]),
  ],
  'skipped-after': [
    run({ on: unfixed, ...noGates }, [bad, EPERM], [rdmsr('0x400'), ok('0xffffffffffffffff')]),
    run({ on: ['v5.18+2368048bf5c2'], ...noGates }, [bad, SHUTDOWN], [rdmsr('0x400'), skipped]),
  ],
  'one-point-release': [run({ on: ['v5.15.60'], ...noGates }, [bad, EPERM]), run({ on: ['v5.15.61'], ...noGates }, [bad, SHUTDOWN])],
  'errno-gone': [run({ on: since('v5.10'), vm: { user_space_msr: ['inval'] } }, [bad, asked('inval', '0x400', '0x1')])],
} satisfies Claims;
