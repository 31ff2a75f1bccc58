// SPDX-License-Identifier: GPL-2.0-only
/** Firecracker: any error of a vCPU ends the process with status 1. Up to 1.14 a triple fault counted as the guest's orderly end. */
import { both, derived, is, plainSetup, reaction, reader, toLog, toStderr, unasked } from './facts.ts';
import type { Fact, Printed, Reaction, Source, Vmm, Words } from './types.ts';

type Sources = readonly Source[];

const v11 = reader('firecracker-microvm/firecracker', '77cfb9ceaa6a', '1.1.0');
const v114 = reader('firecracker-microvm/firecracker', '7137308817dc', '1.14.0');
const v116 = reader('firecracker-microvm/firecracker', '81b38b9dad60', 'after 1.16.0');

/** How a vCPU's error becomes the status of the process. */
const status114 = [
  ...v11.at('src/vmm/src/vstate/vcpu/mod.rs:294-296', 'src/vmm/src/lib.rs:84,848-871', 'src/firecracker/src/main.rs:399-400'),
  ...v114.at('src/vmm/src/vstate/vcpu.rs:233-242', 'src/vmm/src/lib.rs:167,765-790', 'src/firecracker/src/main.rs:93-105'),
];
const status116 = v116.at(
  'src/vmm/src/vstate/vcpu.rs:261,386-401',
  'src/vmm/src/lib.rs:178-182,797-822',
  'src/firecracker/src/main.rs:107-119',
);

const lines = (reason: string): readonly Printed[] => [
  toLog(reason),
  toStderr('Error: …'),
  toLog('Firecracker exiting with error. exit_code=1'),
];
const failed = lines('Failure during vcpu run: Operation not permitted (os error 1)');
const internalError = lines('Received KVM_EXIT_INTERNAL_ERROR signal');
const unexpected = lines('Unexpected exit reason on vcpu run: …');

const errnoText = both(
  'The words for errno 1 follow from those for errno 22 in a test of Firecracker’s.',
  'errno 1 的措辞由 Firecracker 一个测试里 errno 22 的措辞推出。',
);
const before16: Words = both('1.1.0 prints the first line only; the last came with 1.6.', '1.1.0 只打印第一行；最后一行从 1.6 开始有。');
const and = (a: Words, b: Words): Words => both(`${a.en} ${b.en}`, `${a['zh-CN']}${b['zh-CN']}`);

const ends = (prints: Fact<readonly Printed[]>, status: 0 | 1, from: Sources): Reaction =>
  reaction({ prints, program: is({ ends: status }, from), vm: is('torn down', from) });

const unexpected114 = [...v11.at('src/vmm/src/vstate/vcpu/x86_64.rs:416'), ...v114.at('src/vmm/src/arch/x86_64/vcpu.rs:747-756')];

/** The versions that take a triple fault for the guest's orderly end. */
export const firecracker11: Vmm = {
  name: 'Firecracker 1.1 … 1.14',
  versions: both('1.1 to 1.14; 1.1.0 and 1.14.0 were read.', '1.1 到 1.14；读的是 1.1.0 和 1.14.0。'),
  ...plainSetup(v114, 'src'),
  shortSetMsrs: is(
    both('A snapshot is not restored: the vCPU reports an incomplete write of its MSRs.', '快照不予恢复：vCPU 报告 MSR 没有写全。'),
    [...v114.at('src/vmm/src/arch/x86_64/vcpu.rs:97-98,706-711'), ...v11.at('src/vmm/src/vstate/vcpu/x86_64.rs:386')],
    both('From 1.2 on; 1.1 does not look at the count.', '从 1.2 开始；1.1 不看这个数目。'),
  ),
  endings: {
    EPERM: ends(
      derived(
        failed,
        [...v11.at('src/vmm/src/vstate/vcpu/mod.rs:538-543'), ...v114.at('src/vmm/src/vstate/vcpu.rs:527-531'), ...status114],
        and(errnoText, before16),
      ),
      1,
      status114,
    ),
    KVM_EXIT_SHUTDOWN: ends(
      is(
        [toLog('Received KVM_EXIT_SHUTDOWN signal'), toLog('Firecracker exiting successfully. exit_code=0')],
        [...v11.at('src/vmm/src/vstate/vcpu/mod.rs:472-475'), ...v114.at('src/vmm/src/vstate/vcpu.rs:463-466'), ...status114],
        before16,
      ),
      0,
      status114,
    ),
    KVM_EXIT_INTERNAL_ERROR: ends(
      is(
        internalError,
        [...v11.at('src/vmm/src/vstate/vcpu/mod.rs:484-492'), ...v114.at('src/vmm/src/vstate/vcpu.rs:481-489'), ...status114],
        before16,
      ),
      1,
      status114,
    ),
    ...unasked(ends(is(unexpected, [...unexpected114, ...status114], before16), 1, status114)),
  },
  unchecked: [],
};

/** The versions that take a triple fault for an error. */
export const firecracker115: Vmm = {
  name: 'Firecracker 1.15',
  versions: both('1.15.0 and later; a state after 1.16.0 was read.', '1.15.0 及以后；读的是 1.16.0 之后的一个状态。'),
  ...plainSetup(v116, 'src'),
  shortSetMsrs: is(
    both('A snapshot is not restored: the vCPU reports an incomplete write of its MSRs.', '快照不予恢复：vCPU 报告 MSR 没有写全。'),
    v116.at('src/vmm/src/arch/x86_64/vcpu.rs:96-97,738-742'),
  ),
  endings: {
    EPERM: ends(derived(failed, [...v116.at('src/vmm/src/vstate/vcpu.rs:523-527,816'), ...status116], errnoText), 1, status116),
    KVM_EXIT_SHUTDOWN: ends(
      is(lines('Unexpected exit reason on vcpu run: Shutdown'), [
        ...v116.at('src/vmm/src/arch/x86_64/vcpu.rs:780-787', 'src/vmm/src/vstate/vcpu.rs:729-733'),
        ...status116,
      ]),
      1,
      status116,
    ),
    KVM_EXIT_INTERNAL_ERROR: ends(is(internalError, [...v116.at('src/vmm/src/vstate/vcpu.rs:477-485'), ...status116]), 1, status116),
    ...unasked(ends(is(unexpected, [...v116.at('src/vmm/src/arch/x86_64/vcpu.rs:780-787'), ...status116]), 1, status116)),
  },
  unchecked: [],
};
