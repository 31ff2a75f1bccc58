// SPDX-License-Identifier: GPL-2.0-only
/** vmm-reference: a failed KVM_RUN ends it in silence with status 0; what it does not know it enters again. */
import { answered, both, derived, is, plainSetup, reaction, reader, toStdout, unasked } from './facts.ts';
import type { Vmm } from './types.ts';

const source = reader('rust-vmm/vmm-reference', '89e4c8ba56b5', '2022-09-12');

const exits = source.at('src/vm-vcpu/src/vm.rs:490-498', 'src/vmm/src/lib.rs:370-382', 'src/main.rs:9-27');
const debugOnly = source.at('src/utils/src/lib.rs:6-20');
const unhandled = source.at('src/vm-vcpu/src/vcpu/mod.rs:793-796');
const debugLine = (line: string) => both(`A debug build prints “${line}” on standard error.`, `调试版会在标准错误上打印“${line}”。`);

export const vmmReference: Vmm = {
  name: 'vmm-reference',
  versions: both('Its last state, of September 2022.', '最后的状态，2022 年 9 月。'),
  ...plainSetup(source, '.'),
  shortSetMsrs: is(
    both('Nothing: the count is not looked at.', '不理会：不看这个数目。'),
    source.at('src/vm-vcpu/src/vcpu/mod.rs:402-404'),
  ),
  endings: {
    EPERM: reaction({
      prints: is([], [...source.at('src/vm-vcpu/src/vcpu/mod.rs:799-812'), ...debugOnly], debugLine('Emulation error: …')),
      program: is({ ends: 0 }, exits),
      vm: is('torn down', exits),
    }),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([toStdout('Guest shutdown: Shutdown. Bye!')], source.at('src/vm-vcpu/src/vcpu/mod.rs:698-705')),
      program: is({ ends: 0 }, exits),
      vm: is('torn down', [...source.at('src/vm-vcpu/src/vcpu/mod.rs:698-705'), ...exits]),
    }),
    KVM_EXIT_INTERNAL_ERROR: reaction({
      prints: is([], [...unhandled, ...debugOnly], debugLine('Unhandled vcpu exit: …')),
      program: is('lives', unhandled),
      vm: derived('entered again', unhandled),
    }),
    ...unasked(
      answered(
        derived(
          { error: 0 },
          unhandled,
          both(
            'It leaves the exit as it came, and KVM takes that for success: a write is dropped.',
            '它原样不动，KVM 视之为成功：写入就此丢掉。',
          ),
        ),
        is([], [...unhandled, ...debugOnly], debugLine('Unhandled vcpu exit: …')),
        unhandled,
      ),
    ),
  },
  unchecked: [
    both(
      'Whether it really goes round without end after an internal error: that depends on KVM failing again.',
      '内部错误之后是否真的无休止地循环：取决于 KVM 是否再次失败。',
    ),
  ],
};
