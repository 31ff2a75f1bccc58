// SPDX-License-Identifier: GPL-2.0-only
/** What the start page's figure says. Line numbers are those of the note's quotation. */
import type { Text } from '../../site/lang.ts';

export const words = {
  lead: { en: 'The same instruction on two kernels.', 'zh-CN': '同一条指令，两个内核。' },
  choose: { en: 'Choose one, then run it.', 'zh-CN': '选一个，运行它。' },
  kernel: { en: 'Kernel', 'zh-CN': '内核版本' },
  run: { en: 'Run', 'zh-CN': '运行' },
  drawing: {
    en: 'The path of one WRMSR: from the guest into the kernel, and from there either back to the guest as #GP, or out to user space as EPERM',
    'zh-CN': '一条 WRMSR 的路径：从客户机进入内核，再以 #GP 回到客户机，或以 EPERM 落到用户态',
  },

  exit: { en: 'VM exit', 'zh-CN': 'VM 退出' },
  reason: { en: 'reason 32', 'zh-CN': '原因 32' },
  reads: { en: 'reads ECX, EDX:EAX', 'zh-CN': '读出 ECX、EDX:EAX' },
  refuses: { en: '{data} is not 0, nor all ones', 'zh-CN': '{data} 既非 0，也非全 1' },
  refusesShort: { en: 'not 0, nor all ones', 'zh-CN': '既非 0，也非全 1' },
  decides: { en: 'line 2013', 'zh-CN': '第 2013 行' },

  gpWay: { en: 'on to line 2018', 'zh-CN': '走到第 2018 行' },
  gpEnd: { en: 'an exception, at the WRMSR;', 'zh-CN': '异常，停在 WRMSR 这条指令上；' },
  gpThen: { en: 'the guest’s own handler goes on', 'zh-CN': '由客户机自己的处理程序接着走' },
  gpShort: { en: 'its handler', 'zh-CN': '由它自己的' },
  gpShortThen: { en: 'goes on', 'zh-CN': '处理程序接着走' },
  epermWay: { en: 'out at line 2014', 'zh-CN': '从第 2014 行出去' },
  epermEnd: { en: 'KVM_RUN fails', 'zh-CN': 'KVM_RUN 失败' },
  epermThen: { en: 'QEMU pauses', 'zh-CN': 'QEMU 暂停' },

  see: { en: 'On {kernel} you would see', 'zh-CN': '在 {kernel} 上，你会看到' },
  seeEperm: { en: 'error: kvm run failed', 'zh-CN': 'error: kvm run failed' },
  seeEpermWhere: {
    en: 'QEMU’s line on the host, then a register dump; the run state is internal-error.',
    'zh-CN': '宿主机上 QEMU 打印的一行，随后是寄存器转储；运行状态为 internal-error。',
  },
  seeGp: { en: 'vector 13, error code 0, RIP at the wrmsr', 'zh-CN': '向量 13，错误码 0，RIP 指向 wrmsr' },
  seeGpWhere: {
    en: 'Inside the guest, in its own handler. The host sees nothing unusual.',
    'zh-CN': '只在客户机里，由它自己的处理程序看见。宿主机上一切如常。',
  },
  answer: { en: 'The engine answers', 'zh-CN': '引擎的回答' },
  answeredThen: { en: 'computed when this page was built', 'zh-CN': '构建本页时算出' },
  answeredNow: { en: 'computed just now, in this page', 'zh-CN': '刚刚在本页里算出' },
  answering: { en: 'running…', 'zh-CN': '正在运行…' },
  failed: { en: 'the engine could not be loaded', 'zh-CN': '引擎加载失败' },
  recorded: { en: 'Recorded', 'zh-CN': '真实内核的记录' },
} as const satisfies Record<string, Text>;
