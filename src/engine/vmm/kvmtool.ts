// SPDX-License-Identifier: GPL-2.0-only
/** kvmtool: a failed KVM_RUN ends the whole process; any other end ends the vCPU's thread, and with the first vCPU the session. */
import { always, both, derived, everyReason, is, plainSetup, reaction, reader, toStderr } from './facts.ts';
import type { Fact, Printed, Program, Reaction, Vmm, VmState } from './types.ts';

const source = reader('kvmtool/kvmtool', 'b48735e5d562', '2024-07-10');

const threadEnds = source.at('kvm-cpu.c:241-257', 'builtin-run.c:284-314');
const waitsForFirst = source.at('builtin-run.c:840-844');
const lastWords = toStderr(' Info: KVM session ended normally.');

/** The thread of the vCPU is over. Main waits for that of the first vCPU, whatever it returned. */
const vcpuEnds = (prints: Fact<readonly Printed[]>): Reaction =>
  reaction({
    prints,
    program: derived<Program>(
      { ends: 0 },
      [...waitsForFirst, ...source.at('kvm-cpu.c:307-335')],
      both(
        'Where it was the first vCPU’s thread and there are others. With a single vCPU the status is a variable that nothing has set. Any other vCPU’s end leaves the process alive.',
        '前提是结束的是第一个 vCPU 的线程，而且还有别的 vCPU。只有一个 vCPU 时，退出状态取自一个没有赋过值的变量。别的 vCPU 结束时，进程照常活着。',
      ),
    ),
    vm: derived<VmState>(
      'torn down',
      waitsForFirst,
      both('Where it was the first vCPU. Any other just disappears from the guest.', '前提是第一个 vCPU。别的 vCPU 只是从客户机里消失。'),
    ),
  });

const dump: Printed = {
  to: 'standard output',
  dump: both('Registers, code and page tables of the vCPU.', '这个 vCPU 的寄存器、代码和页表。'),
};
const exitReason = (line: string): readonly Printed[] => [toStderr(` Error: KVM exit reason: ${line}`), dump, lastWords];

/** The reasons 29 and 30 lie beyond the table of names, which ends at 17. */
const nameless = (reason: number): Reaction => ({
  ...vcpuEnds(derived(exitReason(`${reason} ("…")`), [...threadEnds, ...source.at('kvm.c:36-58')])),
  program: {
    unknown: both(
      'The name is read beyond the end of its table; whether that prints rubbish or ends the process was not tried.',
      '名字是越过表尾读到的；结果是打印乱码还是进程崩溃，没有试过。',
    ),
  },
});

export const kvmtool: Vmm = {
  name: 'kvmtool',
  versions: both('The state of July 2024.', '2024 年 7 月的状态。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both('Nothing at the start: only a call that fails as a whole is an error.', '启动时不理会：只有整个调用失败才算错误。'),
    source.at('x86/kvm-cpu.c:179-180'),
  ),
  endings: {
    EPERM: reaction({
      prints: is([toStderr('KVM_RUN failed: Operation not permitted')], source.at('kvm-cpu.c:36-46', 'util/util.c:101-105')),
      program: is({ ends: 1 }, source.at('kvm-cpu.c:43-45', 'util/util.c:101-105')),
      vm: is('torn down', source.at('util/util.c:101-105')),
    }),
    KVM_EXIT_SHUTDOWN: vcpuEnds(is([lastWords], [...source.at('kvm-cpu.c:218-219,253-254'), ...source.at('builtin-run.c:847-855')])),
    KVM_EXIT_INTERNAL_ERROR: vcpuEnds(
      is(exitReason('17 ("KVM_EXIT_INTERNAL_ERROR")'), [...threadEnds, ...source.at('x86/kvm-cpu.c:246-249', 'kvm.c:34-58')]),
    ),
    KVM_EXIT_X86_RDMSR: everyReason(always(nameless(29))),
    KVM_EXIT_X86_WRMSR: everyReason(always(nameless(30))),
  },
  unchecked: [],
};
