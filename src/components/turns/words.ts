// SPDX-License-Identifier: GPL-2.0-only
/** What the three lanes say. */
import type { Lang, Text } from '../../site/lang.ts';
import type { Way } from './turns.ts';

const words = {
  figure: { en: 'Three lanes, four ends', 'zh-CN': '三条泳道，四种结局' },
  sentence: {
    en: 'On {kernel}, with {host}, a guest writes 0x1 to MC0_CTL:',
    'zh-CN': '在 {kernel} 上，{host}，客户机向 MC0_CTL 写 0x1：',
  },
  moment: { en: 'Moment', 'zh-CN': '时刻' },
  executes: { en: 'the guest executes WRMSR', 'zh-CN': '客户机执行 WRMSR' },
  down: { en: 'down to the register', 'zh-CN': '一路下到寄存器' },
  up: { en: 'the answer comes up', 'zh-CN': '答案往上走' },
  lands: { en: 'it lands', 'zh-CN': '落地' },
  after: { en: 'who could act now', 'zh-CN': '此刻谁还能动' },
  sayDown: {
    en: 'KVM runs, {depth} calls deep; set_msr_mce says {verdict}.',
    'zh-CN': 'KVM 在运行，最深 {depth} 层调用；set_msr_mce 说 {verdict}。',
  },
  sayUp: {
    en: 'KVM still runs: {n} statements, from the answer to the way out.',
    'zh-CN': 'KVM 还在运行：从答案到离开内核，共 {n} 条语句。',
  },

  guestRuns: { en: 'runs: its own handler decides', 'zh-CN': '在运行：由它自己的处理程序决定' },
  guestGoes: { en: 'runs: the next instruction', 'zh-CN': '在运行：接着下一条指令' },
  guestStands: {
    en: 'stands at the WRMSR; moved past it, a good write: {next}',
    'zh-CN': '停在 WRMSR 上；若被挪过去，再写一个好值：{next}',
  },
  guestWaits: { en: 'waits at the WRMSR for the answer', 'zh-CN': '停在 WRMSR 上等答复' },
  guestDead: { en: 'is not run any more', 'zh-CN': '不再运行' },
  kernelDone: { en: 'has injected the exception; nothing is left to do', 'zh-CN': '异常已注入，再没有要做的事' },
  kernelSkipped: { en: 'has skipped the instruction; nothing is left to do', 'zh-CN': '指令已跳过，再没有要做的事' },
  kernelNothing: { en: 'keeps nothing: no exception, no completion', 'zh-CN': '什么也没留：没有异常，也没有待完成的退出' },
  kernelWaits: { en: 'keeps the completion for the next KVM_RUN', 'zh-CN': '留着收尾，等下一次 KVM_RUN' },
  kernelOver: { en: 'has given the vCPU up until it is reset', 'zh-CN': '在复位之前放弃这个 vCPU' },
  userIdle: { en: 'is not asked; KVM_RUN has not returned', 'zh-CN': '没有被问到；KVM_RUN 还没返回' },
  userErrno: {
    en: 'has {errno} and no reason. Same call again: {same}. It may move RIP, write the register itself ({host}), or give up',
    'zh-CN': '只拿到 {errno}，没有原因。原样再调一次：{same}。它可以挪 RIP，可以自己写寄存器（{host}），也可以放弃',
  },
  userExit: {
    en: 'has register, value and reason. Says done: {done}; says refused: {refused}',
    'zh-CN': '拿到寄存器、值和原因。答“完成”：{done}；答“拒绝”：{refused}',
  },
  userShutdown: {
    en: 'may reset the machine or end it; its own MSR calls still work ({host})',
    'zh-CN': '可以复位或结束虚拟机；它自己的 MSR 调用仍然有效（{host}）',
  },
  handled: { en: '{n} done', 'zh-CN': '完成 {n} 项' },
  goesOn: { en: 'goes on', 'zh-CN': '继续' },
  notRun: { en: 'not run', 'zh-CN': '不运行' },

  ask: {
    en: 'After which of these ends can the vCPU be run again, without a reset?',
    'zh-CN': '出现哪些结局之后，不复位也能再次运行这个 vCPU？',
  },
  why: { en: 'The engine went on with: {ends}.', 'zh-CN': '引擎接着跑下去的是：{ends}。' },
} as const satisfies Record<string, Text>;

export type TurnWord = keyof typeof words;
export const word = (name: TurnWord, lang: Lang): string => words[name][lang];

export const wayNames: Readonly<Record<Way, Text>> = {
  nobody: { en: 'without the fix', 'zh-CN': '没有修复' },
  fixed: { en: 'with the fix', 'zh-CN': '带修复' },
  gateless: { en: 'with the fix, no gate in the IDT', 'zh-CN': '带修复，IDT 里没有门' },
  asked: { en: 'without the fix, user space asks for inval', 'zh-CN': '没有修复，用户态要求 inval' },
};
