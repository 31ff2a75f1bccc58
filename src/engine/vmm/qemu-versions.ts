// SPDX-License-Identifier: GPL-2.0-only
/** The versions of QEMU that were read, and where each says what `qemu.ts` holds of it. */
import { both, is, type Reader, reader, unasked } from './facts.ts';
import { common, filtering, filterSetup, type Lines, setup, unknownExit } from './qemu.ts';
import type { Vmm } from './types.ts';

const imported = both(
  'Read in somebody else’s import of the release; its files were not compared with QEMU’s own.',
  '读的是他人导入的发行版，文件没有与 QEMU 自己的逐一比对。',
);
const status = both('How info status words the run state.', 'info status 怎样写这个运行状态。');

const q70 = reader('fatherMatrix/qemu', '81c7ed41a1b3', '7.0.0-rc4');
const l70: Lines = {
  runFails: q70.at('accel/kvm/kvm-all.c:2894-2910'),
  stops: q70.at('accel/kvm/kvm-all.c:2998-2999', 'softmmu/cpus.c:255-266'),
  threadStays: q70.at('accel/kvm/kvm-accel-ops.c:45-55'),
  contRefused: q70.at('monitor/qmp-cmds.c:123-124', 'softmmu/runstate.c:228-232'),
  resetFirst: q70.at('softmmu/runstate.c:98-100,686-699'),
  shutdown: q70.at('accel/kvm/kvm-all.c:2940-2944'),
  rebootAction: q70.at('softmmu/runstate-action.c:16', 'softmmu/runstate.c:528-541'),
  internalError: q70.at('accel/kvm/kvm-all.c:2675-2699', 'target/i386/kvm/kvm.c:4987-4995'),
  mce: q70.at('target/i386/cpu.h:337-342', 'target/i386/cpu.c:6018-6033', 'target/i386/kvm/kvm.c:1960-1979'),
  setMsrs: q70.at('target/i386/kvm/kvm.c:2983-2998'),
};
const unused70 = (q: Reader, ...words: string[]) => [...q.unused('accel', ...words), ...q.unused('target/i386', ...words)];

/** The last version read that asks for no MSR exits. */
export const qemu70: Vmm = {
  name: 'QEMU 7.0',
  versions: both('7.0; the last candidate before the release was read.', '7.0；读的是发布前的最后一个候选版。'),
  userSpaceMsr: is([], unused70(q70, 'KVM_CAP_X86_USER_SPACE_MSR')),
  msrFilter: is(null, unused70(q70, 'KVM_X86_SET_MSR_FILTER')),
  ...setup(l70),
  endings: {
    ...common(l70),
    ...unasked(unknownExit(l70, q70.at('target/i386/kvm/kvm.c:4979'), 29), unknownExit(l70, q70.at('target/i386/kvm/kvm.c:4979'), 30)),
  },
  unchecked: [both('7.0.0 itself, and every release between it and 8.1.', '7.0.0 本身，以及它与 8.1 之间的各个版本。'), status],
};

const q81 = reader('NikoZHAI/qemu-8.1.0', 'b4f51ea55792', '8.1.0');
const l81: Lines = {
  runFails: q81.at('accel/kvm/kvm-all.c:3003-3022'),
  stops: q81.at('accel/kvm/kvm-all.c:3118-3121', 'softmmu/cpus.c:255-275'),
  threadStays: q81.at('accel/kvm/kvm-accel-ops.c:49-57'),
  contRefused: q81.at('monitor/qmp-cmds.c:79-82', 'softmmu/runstate.c:228-232'),
  resetFirst: q81.at('softmmu/runstate.c:98-100,695-709'),
  shutdown: q81.at('accel/kvm/kvm-all.c:3050-3054'),
  rebootAction: q81.at('softmmu/runstate-action.c:16', 'softmmu/runstate.c:533-546'),
  internalError: q81.at('accel/kvm/kvm-all.c:2785-2809', 'target/i386/kvm/kvm.c:5549-5557'),
  mce: q81.at('target/i386/cpu.h:347-348', 'target/i386/cpu.c:6879-6894', 'target/i386/kvm/kvm.c:2167-2188'),
  setMsrs: q81.at('target/i386/kvm/kvm.c:3283-3298'),
};

/** The first version read that filters an MSR. */
export const qemu81: Vmm = {
  name: 'QEMU 8.1',
  versions: both('8.1.0.', '8.1.0。'),
  ...filterSetup(q81.at('target/i386/kvm/kvm.c:2754-2772'), q81.at('target/i386/kvm/kvm.c:2765-2771,5306-5342')),
  ...setup(l81),
  endings: {
    ...common(l81),
    ...filtering(q81.at('target/i386/kvm/kvm.c:2765-2766,5369-5406'), q81.at('target/i386/kvm/kvm.c:5525-5534')),
  },
  unchecked: [
    imported,
    both('The first release that filters MSRs: it lies after 7.0, and not after 8.1.', '最早过滤 MSR 的版本：在 7.0 之后，不晚于 8.1。'),
    status,
  ],
};

const q91 = reader('eabdullin1/qemu-kvm', '319ce4beed06', '9.1.0');
const l91: Lines = {
  runFails: q91.at('accel/kvm/kvm-all.c:3039-3060'),
  stops: q91.at('accel/kvm/kvm-all.c:3164-3167', 'system/cpus.c:289-312'),
  threadStays: q91.at('accel/kvm/kvm-accel-ops.c:48-56'),
  contRefused: q91.at('monitor/qmp-cmds.c:78-81', 'system/runstate.c:260-264'),
  resetFirst: q91.at('system/runstate.c:98-100,789-803'),
  shutdown: q91.at('accel/kvm/kvm-all.c:3085-3088'),
  rebootAction: q91.at('system/runstate-action.c:16', 'system/runstate.c:618-631'),
  internalError: q91.at('accel/kvm/kvm-all.c:2710-2732', 'target/i386/kvm/kvm.c:5982-5990'),
  mce: q91.at('target/i386/cpu.h:359-360', 'target/i386/cpu.c:7240-7255', 'target/i386/kvm/kvm.c:2219-2240'),
  setMsrs: q91.at('target/i386/kvm/kvm.c:3718-3733'),
};

export const qemu91: Vmm = {
  name: 'QEMU 9.1',
  versions: both('9.1.0, as a distribution packages it.', '9.1.0，发行版打包的版本。'),
  ...filterSetup(q91.at('target/i386/kvm/kvm.c:3175-3192'), q91.at('target/i386/kvm/kvm.c:3186-3227,5693-5729'), true),
  ...setup(l91),
  endings: {
    ...common(l91),
    ...filtering(q91.at('target/i386/kvm/kvm.c:3186-3187,5756-5793'), q91.at('target/i386/kvm/kvm.c:5955-5964')),
  },
  unchecked: [imported, status],
};

const q102 = reader('pderwin/qemu-10.2.0', '61c219c0ab70', '10.2.0');
const l102: Lines = {
  runFails: q102.at('accel/kvm/kvm-all.c:3213-3230'),
  stops: q102.at('accel/kvm/kvm-all.c:3338-3339', 'system/cpus.c:294-310'),
  threadStays: q102.at('accel/kvm/kvm-accel-ops.c:49-58'),
  contRefused: q102.at('monitor/qmp-cmds.c:80', 'system/runstate.c:259-263'),
  resetFirst: q102.at('system/runstate.c:96-98,866-879'),
  shutdown: q102.at('accel/kvm/kvm-all.c:3258-3261'),
  rebootAction: q102.at('system/runstate-action.c:16', 'system/runstate.c:691-704'),
  internalError: q102.at('accel/kvm/kvm-all.c:2858-2880', 'target/i386/kvm/kvm.c:6226-6234'),
  mce: q102.at('target/i386/cpu.h:349-354', 'target/i386/cpu.c:8803-8818', 'target/i386/kvm/kvm.c:2292-2311'),
  setMsrs: q102.at('target/i386/kvm/kvm.c:3880-3895', 'include/qemu/osdep.h:311-312'),
};

export const qemu102: Vmm = {
  name: 'QEMU 10.2',
  versions: both('10.2.0.', '10.2.0。'),
  ...filterSetup(q102.at('target/i386/kvm/kvm.c:3193-3203,3373'), q102.at('target/i386/kvm/kvm.c:3205-3240,5891-5923'), true),
  ...setup(l102),
  endings: {
    ...common(l102),
    ...filtering(q102.at('target/i386/kvm/kvm.c:3205-3206,5951-5988'), q102.at('target/i386/kvm/kvm.c:6171-6180')),
  },
  unchecked: [imported, both('QEMU 11.', 'QEMU 11。'), status],
};
