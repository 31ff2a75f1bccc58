// SPDX-License-Identifier: GPL-2.0-only
/** Alioth: a vCPU that fails shuts all vCPUs down, and the program ends with the error; a triple fault is an orderly end. */
import { both, derived, is, plainSetup, reaction, reader, toLog, toStderr, unasked } from './facts.ts';
import type { Reaction, Source, Vmm } from './types.ts';

const source = reader('google/alioth', 'c78f8bd5160e', '2026-08-01');

const shutsDown = source.at('alioth/src/cpu/cpu.rs:252-286,296-312');
const exits = source.at('alioth/src/vm/vm.rs:476-498', 'alioth-cli/src/boot/boot.rs:498-500', 'alioth-cli/src/main.rs:60,82-88');

const fails = (cause: string, why: readonly Source[]): Reaction =>
  reaction({
    prints: is(
      [toLog(`VCPU-0 reported error ${cause}, unblocking other VCPUs...`), toStderr('Error: …')],
      [...why, ...shutsDown, ...exits],
    ),
    program: derived({ ends: 1 }, exits, both('What Rust does with an error that main returns.', 'main 返回错误时，Rust 就是这样做的。')),
    vm: is('torn down', shutsDown),
  });
const unhandled = fails('… unkown kvm exit: … …', source.at('alioth/src/hv/kvm/vcpu/vcpu.rs:210-222'));

export const alioth: Vmm = {
  name: 'Alioth',
  versions: both('The state of August 2026.', '2026 年 8 月的状态。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both('Nothing: the count is not looked at.', '不理会：不看这个数目。'),
    source.at('alioth/src/hv/kvm/vcpu/vcpu_amd64/vcpu_amd64.rs:302-314'),
  ),
  endings: {
    EPERM: fails('… RunVcpu …', source.at('alioth/src/hv/kvm/vcpu/vcpu.rs:186-209')),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([], source.at('alioth/src/hv/kvm/vcpu/vcpu.rs:216', 'alioth/src/cpu/cpu.rs:215,252-286')),
      program: derived({ ends: 0 }, exits),
      vm: is('torn down', source.at('alioth/src/cpu/cpu.rs:215,252-286')),
    }),
    KVM_EXIT_INTERNAL_ERROR: unhandled,
    ...unasked(unhandled),
  },
  unchecked: [],
};
