// SPDX-License-Identifier: GPL-2.0-only
/** The states in which a VMM can leave a VM: what each is called, what the guest can still do in it, and what gets it going again. */
import type { VmState, Words } from './types.ts';

/** What one state is called, and what can be done about it. */
interface StateWords {
  readonly name: Words;
  readonly guest: Words;
  readonly again: Words;
}

const restart: Words = {
  en: 'Start the VMM again; the guest boots from the beginning.',
  'zh-CN': '重新启动虚拟机监控器，客户机从头启动。',
};
const stopAndRestart: Words = {
  en: 'End the VMM by hand and start it again; the guest boots from the beginning.',
  'zh-CN': '手动结束虚拟机监控器，再重新启动，客户机从头启动。',
};
const nothingToDo: Words = { en: 'Nothing needs to be done.', 'zh-CN': '什么也不用做。' };

/** The words for each state. */
export const vmStates = {
  paused: {
    name: { en: 'paused, in run state internal-error', 'zh-CN': '已暂停，运行状态是 internal-error' },
    guest: {
      en: 'Nothing until it is reset: its vCPUs stand still, its memory and devices are kept.',
      'zh-CN': '复位之前什么也做不了：vCPU 全部停住，内存和设备都还在。',
    },
    again: { en: 'Reset it, then let it run.', 'zh-CN': '先复位，再让它运行。' },
  },
  reset: {
    name: { en: 'reset', 'zh-CN': '已复位' },
    guest: { en: 'It boots from the beginning, in the same process.', 'zh-CN': '在同一个进程里从头启动。' },
    again: nothingToDo,
  },
  'rebooted in place': {
    name: { en: 'rebooted in place', 'zh-CN': '原地重启' },
    guest: {
      en: 'The VM is built anew in the same process, and the guest boots from the beginning.',
      'zh-CN': '虚拟机在同一个进程里重新建立，客户机从头启动。',
    },
    again: nothingToDo,
  },
  'torn down': {
    name: { en: 'torn down', 'zh-CN': '已拆除' },
    guest: { en: 'Nothing: it is gone, and its memory with it.', 'zh-CN': '什么也做不了：它和它的内存都已不在。' },
    again: restart,
  },
  'halted and kept': {
    name: { en: 'halted and kept', 'zh-CN': '停下并保留' },
    guest: {
      en: 'Nothing: none of its vCPUs runs. Its memory is kept for whoever wants to look.',
      'zh-CN': '什么也做不了：没有一个 vCPU 在运行。内存保留着，可供检查。',
    },
    again: stopAndRestart,
  },
  'goes on': {
    name: { en: 'goes on', 'zh-CN': '继续运行' },
    guest: {
      en: 'It goes on; what it makes of the outcome is its own business.',
      'zh-CN': '继续运行；拿到的结果怎么处理，由它自己决定。',
    },
    again: nothingToDo,
  },
  'entered again': {
    name: { en: 'entered again', 'zh-CN': '再次进入' },
    guest: {
      en: 'Its vCPU is entered again at the same instruction. Where KVM gives up again, that repeats without end.',
      'zh-CN': '它的 vCPU 在同一条指令处再次进入。KVM 若再次放弃，就这样无休止地重复。',
    },
    again: stopAndRestart,
  },
  'one vCPU short': {
    name: { en: 'one vCPU short', 'zh-CN': '少了一个 vCPU' },
    guest: {
      en: 'Its other vCPUs go on; this one never runs again. A guest with a single vCPU stands still.',
      'zh-CN': '其余的 vCPU 继续运行，这一个再也不会运行。只有一个 vCPU 的客户机就此停住。',
    },
    again: stopAndRestart,
  },
} as const satisfies Record<VmState, StateWords>;
