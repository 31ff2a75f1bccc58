// SPDX-License-Identifier: GPL-2.0-only
/** StratoVirt: the thread of a vCPU that fails ends with an entry in the log, and the VM stays without it. */
import { both, derived, is, plainSetup, reaction, reader, toLog, unasked } from './facts.ts';
import type { Printed, Reaction, Source, Vmm } from './types.ts';

const source = reader('openeuler-mirror/stratovirt', 'd5b320371f25', 'after 2.5.0');

const threadEnds = source.at('hypervisor/src/kvm/mod.rs:626-650', 'cpu/src/lib.rs:395-402');

const lost = (prints: readonly Printed[], why: readonly Source[]): Reaction =>
  reaction({
    prints: is(prints, [...why, ...threadEnds]),
    program: derived('lives', threadEnds),
    vm: derived('one vCPU short', threadEnds),
  });
const reported = (cause: string): readonly Printed[] => [
  toLog('Some error occurred in cpu0 thread: VCPU 0/KVM emulate error!'),
  toLog(cause),
];

export const stratovirt: Vmm = {
  name: 'StratoVirt',
  versions: both('A state after 2.5.0.', '2.5.0 之后的一个状态。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both('Nothing: the count is not looked at.', '不理会：不看这个数目。'),
    source.at('hypervisor/src/kvm/x86_64/mod.rs:223-234,327-331'),
  ),
  endings: {
    EPERM: lost(
      reported('CPU 0 received an unhandled exit event: error 1!'),
      source.at('hypervisor/src/kvm/mod.rs:501-513', 'cpu/src/error.rs:39-40'),
    ),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([toLog('Vcpu0 received an KVM_EXIT_SHUTDOWN signal')], source.at('hypervisor/src/kvm/mod.rs:451-456')),
      program: derived(
        { ends: 'status unknown' },
        source.at('cpu/src/lib.rs:428-436', 'machine/src/lib.rs:2718-2761'),
        both('A machine whose shutdown action is to pause lives on.', '关机动作设为暂停时，进程继续存在。'),
      ),
      vm: is(
        'torn down',
        source.at('cpu/src/lib.rs:428-450', 'machine_manager/src/machine.rs:132-135'),
        both('Where the shutdown action is to pause, it is paused.', '关机动作设为暂停时，它被暂停。'),
      ),
    }),
    KVM_EXIT_INTERNAL_ERROR: lost([toLog('Vcpu0 received KVM_EXIT_INTERNAL_ERROR signal')], source.at('hypervisor/src/kvm/mod.rs:489-492')),
    ...unasked(
      lost(
        reported('CPU 0 received an unexpected exit reason: …!'),
        source.at('hypervisor/src/kvm/mod.rs:493-498', 'cpu/src/error.rs:37-38'),
      ),
    ),
  },
  unchecked: [both('The exit status after a triple fault.', '三重故障之后的退出状态。')],
};
