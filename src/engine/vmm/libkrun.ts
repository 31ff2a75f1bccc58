// SPDX-License-Identifier: GPL-2.0-only
/** libkrun: it runs inside a program and ends that program, with status 1 for an error and 0 for a triple fault. */
import { both, derived, is, plainSetup, reaction, reader, toLog, unasked } from './facts.ts';
import type { Fact, Printed, Reaction, Vmm } from './types.ts';

const source = reader('libkrun/libkrun', '6ed74facc26d', 'after 1.18.0');

const exits = source.at('src/vmm/src/linux/vstate.rs:1600-1602', 'src/vmm/src/lib.rs:69-71,361-375,407-432');
const guestsOwn = both('Unless the guest has set a status of its own: then that one.', '客户机若自己设过退出状态，就用它设的。');
const ends = (prints: Fact<readonly Printed[]>, status: 0 | 1): Reaction =>
  reaction({ prints, program: is({ ends: status }, exits, guestsOwn), vm: is('torn down', exits) });
const lines = (reason: string): readonly Printed[] => [toLog(reason), toLog('Vmm is stopping.')];
const unexpected = source.at('src/vmm/src/linux/vstate.rs:1547-1552');

export const libkrun: Vmm = {
  name: 'libkrun',
  versions: both('A state after 1.18.0.', '1.18.0 之后的一个状态。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both('Nothing: the count is not looked at.', '不理会：不看这个数目。'),
    source.at('src/vmm/src/linux/vstate.rs:1421', 'src/arch/src/x86_64/linux/msr.rs:217'),
  ),
  endings: {
    EPERM: ends(
      derived(
        lines('Failure during vcpu run: Operation not permitted (os error 1)'),
        source.at('src/vmm/src/linux/vstate.rs:1564-1567', 'src/vmm/src/lib.rs:361-363'),
        both('The words for the errno were not read off a run.', 'errno 的措辞没有从实际运行中取得。'),
      ),
      1,
    ),
    KVM_EXIT_SHUTDOWN: ends(
      is(lines('Received KVM_EXIT_SHUTDOWN signal'), source.at('src/vmm/src/linux/vstate.rs:1525-1528', 'src/vmm/src/lib.rs:361-363')),
      0,
    ),
    KVM_EXIT_INTERNAL_ERROR: ends(
      is(
        lines('Received KVM_EXIT_INTERNAL_ERROR signal'),
        source.at('src/vmm/src/linux/vstate.rs:1535-1538', 'src/vmm/src/lib.rs:361-363'),
      ),
      1,
    ),
    ...unasked(ends(is(lines('Unexpected exit reason on vcpu run: …'), [...unexpected, ...source.at('src/vmm/src/lib.rs:361-363')]), 1)),
  },
  unchecked: [],
};
