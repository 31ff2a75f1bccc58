// SPDX-License-Identifier: GPL-2.0-only
/** What the return-code strip says. */
import type { Lang, Text } from '../../site/lang.ts';
import type { Ending, Place } from './codes.ts';

const words = {
  figure: { en: 'Return codes', 'zh-CN': '返回值' },
  sentence: {
    en: 'On {kernel}, with {host}, asking for {ask}, {ignore}, the register’s code says {number}',
    'zh-CN': '在 {kernel} 上，{host}，{ask}，{ignore}，寄存器的代码说 {number}',
  },
  labelNumber: { en: 'The number to follow', 'zh-CN': '要跟的数' },
  labelOther: { en: 'Another number', 'zh-CN': '另一个数' },
  labelIgnore: { en: 'Module parameter ignore_msrs', 'zh-CN': '模块参数 ignore_msrs' },
  ignoreOff: { en: 'ignore_msrs off', 'zh-CN': 'ignore_msrs 关' },
  ignoreOn: { en: 'ignore_msrs on', 'zh-CN': 'ignore_msrs 开' },

  0: { en: 'done', 'zh-CN': '完成' },
  1: { en: 'refused', 'zh-CN': '拒绝' },
  2: { en: 'unknown register', 'zh-CN': '不认识的寄存器' },
  3: { en: 'denied by the filter', 'zh-CN': '过滤器不许' },
  '-1': { en: 'refused, it meant', 'zh-CN': '拒绝，这是本意' },
  otherNumber: { en: 'if any code said so', 'zh-CN': '假如有代码这样说' },
  from: { en: 'as for `{write}`', 'zh-CN': '例如 `{write}`' },
  fromNone: { en: 'no known write here', 'zh-CN': '此内核上没有已知的写入' },

  ignored: { en: 'ignored', 'zh-CN': '被忽略' },
  passes: { en: 'as it came', 'zh-CN': '原样' },
  no: { en: 'no', 'zh-CN': '否' },
  yes: { en: 'yes', 'zh-CN': '是' },
  notWanted: { en: '{reason} is not in the mask', 'zh-CN': '掩码里没有 {reason}' },
  wanted: { en: '{reason}', 'zh-CN': '{reason}' },
  isErrno: { en: 'an errno, then', 'zh-CN': '那就是 errno' },
  notErrno: { en: 'on it goes', 'zh-CN': '继续' },
  unasked: { en: 'not asked before v5.10', 'zh-CN': 'v5.10 之前不问' },
  injects: { en: 'queues #GP', 'zh-CN': '排入 #GP' },
  skips: { en: 'skips the WRMSR', 'zh-CN': '跳过 WRMSR' },
  again: { en: 'enter the guest again', 'zh-CN': '再进客户机' },
  toUser: { en: 'to user space', 'zh-CN': '回用户态' },
  errno: { en: 'errno {errno}', 'zh-CN': 'errno {errno}' },
  round: { en: 'goes round', 'zh-CN': '再绕一圈' },
  stays: { en: 'does not return', 'zh-CN': '不返回' },
  seen: { en: 'failed, {errno}', 'zh-CN': '失败，{errno}' },
  seenExit: { en: 'see kvm_run', 'zh-CN': '看 kvm_run' },
  unreached: { en: 'not reached', 'zh-CN': '没走到' },
  paused: { en: 'QEMU pauses', 'zh-CN': 'QEMU 暂停' },
  pausedNote: { en: 'the guest learns nothing', 'zh-CN': '客户机不知情' },
  decides: { en: 'VMM decides', 'zh-CN': 'VMM 决定' },
  decidesNote: { en: 'the guest waits', 'zh-CN': '客户机等着' },
  gpNote: { en: 'the guest’s handler', 'zh-CN': '客户机来处理' },
  ok: { en: 'goes on', 'zh-CN': '继续' },
  okNote: { en: 'next instruction', 'zh-CN': '下一条指令' },
  ask: {
    en: 'Suppose a register’s code returned {n}. How would the write end, on {kernel}?',
    'zh-CN': '假设某个寄存器的代码返回 {n}。在 {kernel} 上，这次写入会怎样结束？',
  },
  why: { en: 'KVM_RUN: {ioctl}. The end: {end}.', 'zh-CN': 'KVM_RUN：{ioctl}。结局：{end}。' },
  line: { en: '{head}: {value}{note}', 'zh-CN': '{head}：{value}{note}' },
  numberIs: { en: 'The number {n}, {meant}', 'zh-CN': '{n}，{meant}' },
} as const satisfies Record<string, Text>;

export type CodeWord = keyof typeof words;
export const word = (name: CodeWord, lang: Lang): string => words[name][lang];

/** The heads of the places; code between backquotes. `{vendor}` is vmx or svm. */
export const heads: Readonly<Record<Place, Text>> = {
  handler: { en: '`set_msr_mce`, `{vendor}_set_msr`', 'zh-CN': '`set_msr_mce`、`{vendor}_set_msr`' },
  checked: { en: '`kvm_set_msr_ignored_check`', 'zh-CN': '`kvm_set_msr_ignored_check`' },
  asked: { en: 'ask user space? line 2009', 'zh-CN': '问用户态？2009 行' },
  negative: { en: 'below 0? line 2013', 'zh-CN': '小于 0？2013 行' },
  completes: { en: '`kvm_complete_insn_gp` is given', 'zh-CN': '`kvm_complete_insn_gp` 收到' },
  emulates: { en: '`kvm_emulate_wrmsr` returns', 'zh-CN': '`kvm_emulate_wrmsr` 返回' },
  handles: { en: 'exit handler returns', 'zh-CN': '退出处理返回' },
  loops: { en: '`vcpu_run`', 'zh-CN': '`vcpu_run`' },
  ioctl: { en: '`KVM_RUN`', 'zh-CN': '`KVM_RUN`' },
  end: { en: 'the end', 'zh-CN': '结局' },
};

export const answers: Readonly<Record<Ending, Text>> = {
  ok: { en: 'the guest goes on', 'zh-CN': '客户机继续运行' },
  gp: { en: 'a #GP in the guest', 'zh-CN': '客户机里一个 #GP' },
  exit: { en: 'an exit that user space decides', 'zh-CN': '退出到用户态，由它决定' },
  eperm: { en: 'KVM_RUN fails with EPERM', 'zh-CN': 'KVM_RUN 以 EPERM 失败' },
  errno: { en: 'KVM_RUN fails with another errno', 'zh-CN': 'KVM_RUN 以别的 errno 失败' },
};
