// SPDX-License-Identifier: GPL-2.0-only
/** gVisor on its KVM platform: its guest is its own kernel, the sentry. What KVM_RUN should not do ends the sandbox. */
import { both, derived, is, plainSetup, reaction, reader, toStderr, unasked } from './facts.ts';
import type { Fact, Printed, Reaction, Source, Vmm } from './types.ts';

const source = reader('google/gvisor', '3c5eee17dc45', '2026-08-21');
const run = 'pkg/sentry/platform/kvm/bluepill_unsafe.go';

const dies = (prints: Fact<readonly Printed[]>, from: readonly Source[]): Reaction =>
  reaction({ prints, program: derived({ ends: 'status unknown' }, from), vm: derived('torn down', from) });
const dumped = source.at(
  `${run}:277-279`,
  'pkg/sentry/platform/kvm/bluepill_amd64_unsafe.go:172-174',
  'pkg/sentry/platform/kvm/bluepill.go:97-105',
);

export const gvisor: Vmm = {
  name: 'gVisor',
  versions: both(
    'Its KVM platform, as of August 2026: a sandbox, not a machine.',
    '它的 KVM 平台，2026 年 8 月的状态：是沙箱，不是整台机器。',
  ),
  ...plainSetup(source, 'pkg/sentry/platform/kvm'),
  shortSetMsrs: is(
    both('Nothing: only a call that fails as a whole is an error.', '不理会：只有整个调用失败才算错误。'),
    source.at('pkg/sentry/platform/kvm/machine_amd64_unsafe.go:96-104,164-172,184-192'),
  ),
  endings: {
    EPERM: dies(is([toStderr('… run failed')], source.at(`${run}:172-227`)), source.at(`${run}:226-227`)),
    KVM_EXIT_SHUTDOWN: dies(
      is([toStderr('unexpected shutdown exit: …')], source.at(`${run}:87-97,111-135,269-272`)),
      source.at(`${run}:269-272`, 'pkg/sentry/platform/kvm/bluepill.go:89-95'),
    ),
    KVM_EXIT_INTERNAL_ERROR: reaction({
      prints: is([toStderr('unexpected internal_error exit: …')], source.at(`${run}:87-97,111-135,239-245`)),
      program: is('lives', source.at(`${run}:239-245`)),
      vm: is('entered again', source.at(`${run}:239-245`)),
    }),
    ...unasked(
      dies(
        is([{ to: 'standard error', dump: both('The registers, with the exit reason in them.', '寄存器，退出原因也在其中。') }], dumped),
        dumped,
      ),
    ),
  },
  unchecked: [both('The exit status of the sandbox’s process.', '沙箱进程的退出状态。')],
};
