// SPDX-License-Identifier: GPL-2.0-only
/** crosvm: a failed KVM_RUN is a crash of the VM, which the exit status tells only when asked to; an internal error is a warning and another try. */
import { both, derived, is, plainSetup, reaction, reader, toLog, unasked } from './facts.ts';
import type { Reaction, Vmm } from './types.ts';

const source = reader('google/crosvm', 'f1e797a68dad', '2026-08-21');

const status = source.at('src/main.rs:108-121,904-911', 'src/crosvm/cmdline.rs:113-115');
const panics = source.at('hypervisor/src/kvm/x86_64.rs:565-580', 'hypervisor/src/kvm/mod.rs:1153');
const aborts = source.at('src/sys/linux/panic_hook.rs:120-127');

/** An exit that it does not decode ends in a panic, and its panic hook aborts. */
const panic = (reason: number): Reaction =>
  reaction({
    prints: is([toLog(`unknown kvm exit reason: ${reason}`)], [...panics, ...aborts]),
    program: is({ ends: 'SIGABRT' }, [...panics, ...aborts]),
    vm: is('torn down', aborts),
  });

export const crosvm: Vmm = {
  name: 'crosvm',
  versions: both('The state of August 2026.', '2026 年 8 月的状态。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both(
      'It sets them one by one: a refused one is logged, “failed to set MSR 0x… to 0x…”, and the restore fails.',
      '逐个写入：被拒绝的会记录“failed to set MSR 0x… to 0x…”，恢复失败。',
    ),
    source.at('hypervisor/src/kvm/x86_64.rs:1043-1066', 'hypervisor/src/x86_64.rs:250-294'),
    both('Except for thirteen performance-monitoring registers.', '十三个性能监控寄存器除外。'),
  ),
  endings: {
    EPERM: reaction({
      prints: is(
        [toLog('vcpu hit unknown error: …'), toLog('vcpu crashed')],
        source.at('src/crosvm/sys/linux/vcpu.rs:487-493', 'src/crosvm/sys/linux.rs:4372-4375'),
      ),
      program: is({ ends: 0 }, status, both('With --extended-status it is 33.', '带 --extended-status 时是 33。')),
      vm: is('torn down', source.at('src/crosvm/sys/linux/vcpu.rs:491,626-629', 'src/crosvm/sys/linux.rs:4372-4375')),
    }),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([toLog('vcpu requested shutdown')], source.at('src/crosvm/sys/linux.rs:4364-4367')),
      program: is({ ends: 0 }, status),
      vm: is('torn down', source.at('src/crosvm/sys/linux/vcpu.rs:422-430,626')),
    }),
    KVM_EXIT_INTERNAL_ERROR: reaction({
      prints: is(
        [toLog('unexpected vcpu exit: InternalError')],
        source.at('src/crosvm/sys/linux/vcpu.rs:486', 'hypervisor/src/kvm/mod.rs:1129'),
      ),
      program: is('lives', source.at('src/crosvm/sys/linux/vcpu.rs:486')),
      vm: derived('entered again', source.at('src/crosvm/sys/linux/vcpu.rs:486')),
    }),
    ...unasked(panic(29), panic(30)),
  },
  unchecked: [
    both('How the errno is worded in its first line.', '第一行里 errno 怎样措辞。'),
    both(
      'Whether it really goes round without end after an internal error: that depends on KVM failing again.',
      '内部错误之后是否真的无休止地循环：取决于 KVM 是否再次失败。',
    ),
  ],
};
