// SPDX-License-Identifier: GPL-2.0-only
/** Cloud Hypervisor: a triple fault reboots the VM in place. Since 30.0 any error of a vCPU shuts the VMM down, with status 0; before, the vCPU's thread just ended. */
import { both, derived, is, plainSetup, reaction, reader, toLog, unasked } from './facts.ts';
import type { Fact, Printed, Reaction, Source, Vmm } from './types.ts';

const v25 = reader('cloud-hypervisor/cloud-hypervisor', 'b132cd2145aa', '25.0');
const v29 = reader('cloud-hypervisor/cloud-hypervisor', '6e9172bf6f9f', '29.0');
const v30 = reader('cloud-hypervisor/cloud-hypervisor', 'ece0e6fa9229', '30.0');
const v53 = reader('cloud-hypervisor/cloud-hypervisor', 'ae44c2971c83', 'after 53.0');

const failed: readonly Printed[] = [toLog('VCPU generated error: VcpuRun(… VCPU error …)')];
const unexpected: readonly Printed[] = [toLog('VCPU generated error: VcpuRun(… Unexpected exit reason on vcpu run: …)')];
const debugForm = both('The text between was not read off a run.', '中间的文字没有从实际运行中取得。');

const skipped = both(
  'On a restore it warns “Detected faulty MSR 0x… while setting MSRs”, leaves that register out and goes on with the next.',
  '恢复时给出警告“Detected faulty MSR 0x… while setting MSRs”，跳过该寄存器，接着写下一个。',
);
const setup = both(
  'Whether the machine-check banks travel with a snapshot was derived, not tried: only the registers of KVM’s index list do, and they are not among them.',
  '机器检查 bank 是否随快照保存是推出来的，没有试过：只保存 KVM 索引列表里的寄存器，而它们不在其中。',
);

const rebooted = (prints: Fact<readonly Printed[]>, from: readonly Source[]): Reaction =>
  reaction({ prints, program: is('lives', from), vm: is('rebooted in place', from) });

const loop25 = [...v25.at('vmm/src/cpu.rs:1039-1042'), ...v29.at('vmm/src/cpu.rs:1018-1021')];
/** Nothing but the thread's end: no exit event is raised. */
const threadEnds = (prints: readonly Printed[], why: readonly Source[]): Reaction =>
  reaction({
    prints: is(prints, [...why, ...loop25], debugForm),
    program: derived('lives', loop25),
    vm: derived('one vCPU short', loop25),
  });

/** The versions in which a vCPU's error ends its thread and nothing else. */
export const cloudHypervisor25: Vmm = {
  name: 'Cloud Hypervisor 25 … 29',
  versions: both('25.0 to 29.0; both ends were read.', '25.0 到 29.0；首尾两个版本都读过。'),
  ...plainSetup(v25, '.'),
  shortSetMsrs: is(skipped, v25.at('hypervisor/src/kvm/mod.rs:1810-1838')),
  endings: {
    EPERM: threadEnds(failed, v25.at('hypervisor/src/kvm/mod.rs:1221-1228')),
    KVM_EXIT_SHUTDOWN: rebooted(
      is([], v25.at('hypervisor/src/kvm/mod.rs:1171', 'vmm/src/cpu.rs:998-1003')),
      v25.at('vmm/src/cpu.rs:998-1003', 'vmm/src/lib.rs:1587-1592'),
    ),
    KVM_EXIT_INTERNAL_ERROR: threadEnds(unexpected, v25.at('hypervisor/src/kvm/mod.rs:1215-1218')),
    ...unasked(threadEnds(unexpected, v25.at('hypervisor/src/kvm/mod.rs:1215-1218'))),
  },
  unchecked: [
    setup,
    both(
      'Versions before 25.0. Whether the VMM can still be shut down after the thread’s end: the commit that changed it, 01900e3c2bdb, says that the shutdown hangs.',
      '25.0 以前的版本。线程结束后虚拟机监控器还能不能正常关闭：改变这一点的提交 01900e3c2bdb 说，关闭过程会挂住。',
    ),
  ],
};

const exits = [
  ...v30.at('vmm/src/cpu.rs:1020-1025', 'vmm/src/lib.rs:1751-1757', 'src/main.rs:578-587'),
  ...v53.at('vmm/src/cpu.rs:1486-1490', 'vmm/src/lib.rs:2134-2141', 'cloud-hypervisor/src/main.rs:1009-1023'),
];
const lastWords = toLog('Cloud Hypervisor exited successfully');
const quiet = both(
  'The text between was not read off a run. The last line is one of level info, and not yet there in 30.0.',
  '中间的文字没有从实际运行中取得。最后一行的日志级别是 info，30.0 里还没有。',
);
/** The thread raises the exit event, and the VMM takes that for an orderly end. */
const shutsDown = (prints: readonly Printed[], why: readonly Source[]): Reaction =>
  reaction({
    prints: is([...prints, lastWords], [...why, ...exits], quiet),
    program: is({ ends: 0 }, exits),
    vm: is('torn down', exits),
  });

/** The versions in which a vCPU's error shuts the VMM down. */
export const cloudHypervisor30: Vmm = {
  name: 'Cloud Hypervisor 30',
  versions: both('30.0 and later; 30.0 and a state after 53.0 were read.', '30.0 及以后；读的是 30.0 和 53.0 之后的一个状态。'),
  ...plainSetup(v53, '.'),
  shortSetMsrs: is(
    skipped,
    v53.at('hypervisor/src/kvm/mod.rs:3388-3426'),
    both('A feature MSR that is refused fails the restore.', '被拒绝的如果是特性 MSR，恢复失败。'),
  ),
  endings: {
    EPERM: shutsDown(failed, v53.at('hypervisor/src/kvm/mod.rs:2722-2727')),
    KVM_EXIT_SHUTDOWN: rebooted(
      is(
        [toLog('Guest likely triple-faulted')],
        v53.at('hypervisor/src/kvm/mod.rs:2586-2589'),
        both('From 52.0 on; before, nothing.', '从 52.0 开始；之前不打印。'),
      ),
      v53.at('vmm/src/cpu.rs:1459-1464', 'vmm/src/lib.rs:2143-2149'),
    ),
    KVM_EXIT_INTERNAL_ERROR: shutsDown(unexpected, v53.at('hypervisor/src/kvm/mod.rs:2716-2720')),
    ...unasked(shutsDown(unexpected, v53.at('hypervisor/src/kvm/mod.rs:2716-2720'))),
  },
  unchecked: [setup],
};
