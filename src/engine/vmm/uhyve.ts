// SPDX-License-Identifier: GPL-2.0-only
/** uhyve, which runs unikernels: a vCPU that fails leaves no exit code, and the program panics for want of one; a triple fault counts as exit(0). */
import { both, derived, is, plainSetup, reaction, reader, toLog, toStderr, toStdout, unasked } from './facts.ts';
import type { Printed, Reaction, Source, Vmm } from './types.ts';

const source = reader('hermit-os/uhyve', '9bcf90fb6609', 'after 0.9.1');
const cpu = 'src/linux/x86_64/kvm_cpu.rs';

const collects = source.at('src/vm.rs:580-588,605-616');
const panics = (prints: readonly Printed[], why: readonly Source[]): Reaction =>
  reaction({
    prints: derived(prints, [...why, ...collects]),
    program: derived(
      { ends: 101 },
      collects,
      both(
        'Rust’s status after a panic; no other vCPU having given an exit code.',
        'Rust 程序 panic 之后的状态；前提是别的 vCPU 都没有给出退出码。',
      ),
    ),
    vm: derived('torn down', collects),
  });
const crashed = [toLog('CPU 0 crashed with …'), toStderr('… called `Option::unwrap()` on a `None` value')] as const;

export const uhyve: Vmm = {
  name: 'uhyve',
  versions: both('A state after 0.9.1.', '0.9.1 之后的一个状态。'),
  ...plainSetup(source, 'src'),
  shortSetMsrs: is(both('Nothing at the start: the count is not looked at.', '启动时不理会：不看这个数目。'), source.at(`${cpu}:340-350`)),
  endings: {
    EPERM: panics(crashed, source.at(`${cpu}:647-653`)),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([], source.at(`${cpu}:462-468`)),
      program: is({ ends: 0 }, source.at(`${cpu}:462-468`, 'src/bin/uhyve.rs:606-616')),
      vm: is('torn down', source.at(`${cpu}:462-468`, 'src/vm.rs:605-616')),
    }),
    KVM_EXIT_INTERNAL_ERROR: panics([toStdout('Dump state of CPU 0'), toStderr('… InternalError')], source.at(`${cpu}:622-625,703-708`)),
    ...unasked(panics(crashed, source.at(`${cpu}:642-645`))),
  },
  unchecked: [],
};
