// SPDX-License-Identifier: GPL-2.0-only
/** The words of the figure "what a VMM does next". */
import type { Lang, Text } from '../../site/lang.ts';
import type { End } from './what-next.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const words = {
  figure: both('What a VMM does next', '虚拟机监控器接下来做什么'),
  vmm: both('VMM and version', '虚拟机监控器与版本'),
  end: both('How KVM_RUN ends', 'KVM_RUN 怎样结束'),
  reason: both('Reason of the MSR exit', 'MSR 退出的原因'),
  msr: both('MSR number', 'MSR 编号'),
  data: both('Value', '值'),
  guest: both('guest', '客户机'),
  kernel: both('kernel', '内核'),
  user: both('VMM', 'VMM'),
  reads: both('The operator reads', '运维人员看到'),
  process: both('The process', '进程'),
  vm: both('The VM', '虚拟机'),
  canDo: both('The guest', '客户机'),
  again: both('To go on', '恢复'),
  answer: both('Its answer to KVM', '它给 KVM 的答复'),
  would: both('It does not come to this.', '走不到这一步。'),
  ifSo: both('If it did, this is what its code would do:', '假如走到了，它的代码会这样做：'),
  follow: both('not followed further', '没有跟下去'),
  ask: both(
    'under crosvm a guest writes the bad value on v5.18, and KVM_RUN fails. What does whoever started crosvm see?',
    'crosvm 下的客户机在 v5.18 上写了坏值，KVM_RUN 失败。启动 crosvm 的一方看到什么？',
  ),
  failed: both('a process that failed', '进程失败退出'),
  orderly: both('an orderly end, status 0', '正常结束，状态 0'),
  alive: both('a process that lives on', '进程还在'),
  because: both('crosvm {program}. Choose it below to see the rest.', 'crosvm 的进程{program}。在下面选中它，可以看到其余的。'),
  lives: both('lives on', '还在'),
  ends: both('ends', '结束'),
  unknown: both('not looked up', '没有查'),
} as const satisfies Readonly<Record<string, Text>>;

export type WhatNextWord = keyof typeof words;
export const word = (name: WhatNextWord, lang: Lang): string => words[name][lang];

const endWords: Readonly<Record<End, Text>> = {
  EPERM: both('fails with EPERM', '以 EPERM 失败'),
  KVM_EXIT_SHUTDOWN: both('returns KVM_EXIT_SHUTDOWN', '返回 KVM_EXIT_SHUTDOWN'),
  KVM_EXIT_INTERNAL_ERROR: both('returns KVM_EXIT_INTERNAL_ERROR', '返回 KVM_EXIT_INTERNAL_ERROR'),
  KVM_EXIT_X86_WRMSR: both('returns KVM_EXIT_X86_WRMSR', '返回 KVM_EXIT_X86_WRMSR'),
  KVM_EXIT_X86_RDMSR: both('returns KVM_EXIT_X86_RDMSR', '返回 KVM_EXIT_X86_RDMSR'),
};
export const endWord = (end: End, lang: Lang): string => endWords[end][lang];

/** The figure's sentence, its values in the order of each language. */
export const sentences: Readonly<Record<Lang, { readonly plain: string; readonly exit: string; readonly write: string }>> = {
  en: {
    plain: 'Under {vmm}, KVM_RUN {end}.',
    exit: 'Under {vmm}, KVM_RUN {end} with reason {reason}, for register {msr}.',
    write: 'Under {vmm}, KVM_RUN {end} with reason {reason}, for register {msr} and the value {data}.',
  },
  'zh-CN': {
    plain: '在 {vmm} 下，KVM_RUN {end}。',
    exit: '在 {vmm} 下，KVM_RUN {end}，原因 {reason}，寄存器 {msr}。',
    write: '在 {vmm} 下，KVM_RUN {end}，原因 {reason}，寄存器 {msr}，值 {data}。',
  },
};
