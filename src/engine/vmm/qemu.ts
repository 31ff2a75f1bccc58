// SPDX-License-Identifier: GPL-2.0-only
/**
 * QEMU: it keeps the VM. A KVM_RUN that fails, or ends in a way it has no answer to, leaves the VM paused in run state internal-error.
 * The versions differ in the lines and, from the one that filters MSRs on, in what they make of an MSR exit.
 */
import type { FilterRange } from '../scenario/types.ts';
import { always, answered, both, derived, everyReason, is, reaction, toStderr } from './facts.ts';
import type { Endings, Fact, Printed, Reaction, Source, Vmm, VmState } from './types.ts';

type Sources = readonly Source[];

/** Where one version says what. */
export interface Lines {
  readonly runFails: Sources;
  readonly stops: Sources;
  readonly threadStays: Sources;
  readonly contRefused: Sources;
  readonly resetFirst: Sources;
  readonly shutdown: Sources;
  readonly rebootAction: Sources;
  readonly internalError: Sources;
  readonly mce: Sources;
  readonly setMsrs: Sources;
}

const dump: Printed = {
  to: 'standard error',
  dump: both(
    'The registers of the vCPU, and the bytes of code around its instruction pointer.',
    '这个 vCPU 的寄存器，以及指令指针前后的代码字节。',
  ),
};
const refused = 'Resetting the Virtual Machine is required';
const report = { mail: 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org' };
const followUp = { mail: 'https://lore.kernel.org/r/874k1gnlre.fsf@iridium.uucp' };

/** Paused in run state internal-error: what every failure comes to. */
const paused = (l: Lines, prints: Fact<readonly Printed[]>, vm: Fact<VmState> = is('paused', l.stops)): Reaction =>
  reaction({
    prints,
    program: is('lives', [...l.threadStays, ...l.stops]),
    vm,
    again: is(
      both(
        `In the monitor, system_reset and then cont. Without the reset, cont is refused: “${refused}”.`,
        `在监视器里先用 system_reset 复位，再用 cont 继续。不复位，cont 会被拒绝：“${refused}”。`,
      ),
      [...l.contRefused, ...l.resetFirst, followUp],
    ),
  });

/** What all versions make of a failed KVM_RUN, a triple fault and an internal error. */
export const common = (l: Lines): Pick<Endings, 'EPERM' | 'KVM_EXIT_SHUTDOWN' | 'KVM_EXIT_INTERNAL_ERROR'> => ({
  EPERM: paused(l, is([toStderr('error: kvm run failed Operation not permitted'), dump], [...l.runFails, ...l.stops, report])),
  KVM_EXIT_SHUTDOWN: reaction({
    prints: is([], l.shutdown),
    program: is('lives', l.shutdown, both('With -no-reboot it ends.', '带 -no-reboot 时进程结束。')),
    vm: is('reset', [...l.shutdown, ...l.rebootAction], both('With -no-reboot it shuts down.', '带 -no-reboot 时关机。')),
  }),
  KVM_EXIT_INTERNAL_ERROR: paused(
    l,
    is(
      [toStderr('KVM internal error. Suberror: …'), toStderr('extra data[…]: 0x…'), toStderr('emulation failure'), dump],
      [...l.internalError, ...l.stops],
      both(
        'One line of extra data for each word that KVM gave; the third line only where an emulation failed.',
        'KVM 给了几个字，extra data 就有几行；第三行只在模拟失败时才有。',
      ),
    ),
    is(
      'paused',
      [...l.internalError, ...l.stops],
      both(
        'Where an emulation failed in protected mode at CPL 3, QEMU lets the guest go on after the dump.',
        '如果是在保护模式、CPL 3 下模拟失败，QEMU 打印转储后让客户机继续运行。',
      ),
    ),
  ),
});

/** The MSR exits of a version that never asked for any. */
export const unknownExit = (l: Lines, from: Sources, reason: number): Reaction =>
  paused(
    l,
    derived([toStderr(`KVM: unknown exit reason ${reason}`), dump], [...from, ...l.stops]),
    derived('paused', [...from, ...l.stops]),
  );

/** The MSR exits of a version that asked for those it filters: it holds any other for impossible. */
export const filtering = (handlers: Sources, exit: Sources) => {
  const asserts = [...exit, ...handlers];
  const aborts = reaction({
    prints: derived(
      [{ to: 'standard error', dump: both('The C library’s message of a failed assertion.', 'C 库打印的断言失败消息。') }],
      asserts,
    ),
    program: derived({ ends: 'SIGABRT' }, asserts),
    vm: derived('torn down', asserts),
  });
  const coreCount = answered(
    is(
      { error: 0 },
      handlers,
      both('The data are the counts of cores and threads of the guest’s processor.', '数据是客户机处理器的核数与线程数。'),
    ),
    is([], handlers),
    handlers,
  );
  const reads = { cases: [{ msrs: [[0x35, 0x35]] as const, reaction: coreCount }], otherwise: aborts };
  return {
    KVM_EXIT_X86_RDMSR: { ...everyReason(always(aborts)), filter: reads },
    KVM_EXIT_X86_WRMSR: everyReason(always(aborts)),
  };
};

/** What all versions do about machine check, and about a KVM_SET_MSRS that stopped half-way. */
export const setup = (l: Lines): Pick<Vmm, 'mce' | 'shortSetMsrs'> => ({
  mce: is(
    { mcg_cap: 0x100_010an, banks: 10 },
    l.mce,
    both(
      'For a processor of family 6 or later with MCE and MCA. A capability that KVM lacks is left out with a warning.',
      '针对 family 不小于 6、且有 MCE 和 MCA 的处理器。KVM 不支持的能力位会被去掉，并给出警告。',
    ),
  ),
  shortSetMsrs: is(
    both(
      'It names the register that was refused, “error: failed to set MSR 0x… to 0x…”, and an assertion ends it: SIGABRT, 134 in a shell.',
      '打印被拒绝的寄存器“error: failed to set MSR 0x… to 0x…”，随即断言失败：SIGABRT，shell 里看到的状态是 134。',
    ),
    l.setMsrs,
  ),
});

const coreThreadCount: FilterRange = { flags: ['read'], base: 0x35, count: 1, deny: [0x35] };
const rapl = both(
  'With the option that virtualises energy counters, reads of the RAPL registers are filtered too.',
  '打开能耗计数器虚拟化选项后，对 RAPL 寄存器的读取也会被过滤。',
);

/** The set-up of the versions that filter MSRs. */
export const filterSetup = (enable: Sources, install: Sources, energy = false) => ({
  userSpaceMsr: is(['filter'] as const, enable),
  msrFilter: is({ default: 'allow', ranges: [coreThreadCount] } as const, install, energy ? rapl : undefined),
  withoutUserSpaceMsr: is('runs without' as const, enable),
});
