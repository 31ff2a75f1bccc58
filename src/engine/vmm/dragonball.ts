// SPDX-License-Identifier: GPL-2.0-only
/** Dragonball, the VMM inside Kata Containers: whatever a vCPU cannot handle, a triple fault included, is an error that asks the VMM to stop. */
import { both, derived, is, plainSetup, reaction, reader, toLog, unasked, unknown } from './facts.ts';
import type { Fact, Printed, Reaction, Source, Vmm } from './types.ts';

const source = reader('kata-containers/kata-containers', '07f44c3e0aeb', '2022-05-15');
const file = 'src/dragonball/src/vcpu/vcpu_impl.rs';

const stops = source.at(`${file}:613-617,726-733`);
const lastWords = toLog('vcpu: 0, run_emulation failed: …');

const stopped = (prints: Fact<readonly Printed[]>): Reaction =>
  reaction({
    prints,
    program: unknown(
      'What the Kata runtime, whose process it is, does when asked to stop was not looked up.',
      '它所在的是 Kata 运行时的进程；那里收到停止请求之后怎么做，没有查。',
    ),
    vm: derived('torn down', stops, both('The vCPU asks for it; the rest was not followed.', '由 vCPU 发出请求；后面的没有跟下去。')),
  });

const line = (text: string, lines: `${number}-${number}`, ...more: readonly Printed[]): Fact<readonly Printed[]> => {
  const from: readonly Source[] = [...source.at(`${file}:${lines}`), ...stops];
  return is([toLog(text), ...more, lastWords], from);
};

export const dragonball: Vmm = {
  name: 'Dragonball',
  versions: both('The state of May 2022, in Kata Containers’ tree.', '2022 年 5 月的状态，在 Kata Containers 的代码树里。'),
  ...plainSetup(source, 'src/dragonball'),
  shortSetMsrs: unknown('Where it sets MSRs was not found in its own tree.', '在它自己的代码树里没有找到设置 MSR 的地方。'),
  endings: {
    EPERM: stopped(line('Failure during vcpu run: …', '516-530', toLog('dump regs: …, dump sregs: …'))),
    KVM_EXIT_SHUTDOWN: stopped(line('Received KVM_EXIT_SHUTDOWN signal', '466-469')),
    KVM_EXIT_INTERNAL_ERROR: stopped(line('Received KVM_EXIT_INTERNAL_ERROR signal', '476-480')),
    ...unasked(stopped(line('Unexpected exit reason on vcpu run: …', '498-504'))),
  },
  unchecked: [both('Every state after May 2022.', '2022 年 5 月之后的各个状态。')],
};
