// SPDX-License-Identifier: GPL-2.0-only
/** The words of the injection table. */
import type { Lang, Text } from '../../site/lang.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

/** The decisions of kvm_vcpu_ioctl_x86_set_mce in their order, each with a part of its text that no other has. */
export const decisions = [
  { name: 'valid', mark: 'bank_num' },
  { name: 'isUcna', mark: 'is_ucna' },
  { name: 'mcgOff', mark: 'MCG_CTL_P' },
  { name: 'bankOff', mark: 'mce_banks[bank] !== U64_MAX' },
  { name: 'notReady', mark: 'MCG_STATUS_MCIP' },
  { name: 'free', mark: '(old & MCI_STATUS_UC)' },
  { name: 'isUncorrected', mark: 'uncorrected' },
] as const;
export type Decision = (typeof decisions)[number]['name'];

const words = {
  figure: both('Injection table', '注入表'),
  table: both('What KVM_X86_SET_MCE does, by error and by state of the vCPU', 'KVM_X86_SET_MCE 做什么：按错误与 vCPU 的状态'),
  kernel: both('Kernel release', '内核版本'),
  kind: both('The error', '错误'),
  mcgCtl: both('MCG_CTL is 0', 'MCG_CTL 为 0'),
  ctl: both('MC0_CTL lacks bit 10', 'MC0_CTL 缺第 10 位'),
  noMce: both('CR4.MCE is clear', 'CR4.MCE 为 0'),
  mcip: both('MCIP is set', 'MCIP 已置位'),
  ready: both('ready for a machine check', '随时可以接受机器检查'),
  heldCorrected: both('the bank holds a corrected error', 'bank 里有一个已纠正的错误'),
  heldUncorrected: both('the bank holds an uncorrected error', 'bank 里有一个未纠正的错误'),
  labelMcgCtl: both('MCG_CTL', 'MCG_CTL'),
  labelCtl: both('MC0_CTL', 'MC0_CTL'),
  labelMcip: both('MCIP', 'MCIP'),
  labelMce: both('CR4.MCE', 'CR4.MCE'),
  labelHeld: both('What the bank holds', 'bank 里有什么'),
  uncorrected: both('uncorrected', '未纠正'),
  ucna: both('UCNA', 'UCNA'),
  corrected: both('corrected', '已纠正'),
  invalid: both('VAL clear', 'VAL 为 0'),
  anUncorrected: both('an uncorrected error', '一个未纠正的错误'),
  anUcna: both('a UCNA error', '一个 UCNA 错误'),
  aCorrected: both('a corrected error', '一个已纠正的错误'),
  anInvalid: both('a status without VAL', '一个没有 VAL 的 status'),
  ones: both('all ones', '全 1'),
  but10: both('all ones but bit 10', '除第 10 位外全 1'),
  zero: both('0', '0'),
  set: both('set', '1'),
  clear: both('clear', '0'),
  nothing: both('no error', '没有错误'),
  state: both('the vCPU', 'vCPU'),
  refused: both('EINVAL', 'EINVAL'),
  raised: both('#MC', '#MC'),
  shutdown: both('shutdown', '停机'),
  dropped: both('dropped', '丢弃'),
  noted: both('noted', '记下'),
  over: both('OVER', 'OVER'),
  refusedText: both('The call fails, and nothing is stored.', '调用失败，什么也没有存下。'),
  raisedText: both('The call returns 0, and the guest takes a #MC at its next entry.', '调用返回 0，客户机在下次进入时得到 #MC。'),
  shutdownText: both(
    'The call returns 0, and the next KVM_RUN returns with KVM_EXIT_SHUTDOWN.',
    '调用返回 0，下一次 KVM_RUN 带着 KVM_EXIT_SHUTDOWN 返回。',
  ),
  droppedText: both('The call returns 0, and nothing has happened.', '调用返回 0，而什么也没有发生。'),
  notedText: both(
    'The call returns 0. The error lies in the bank; the guest is not told.',
    '调用返回 0。错误存进了 bank，客户机没有得到通知。',
  ),
  overText: both(
    'The call returns 0. Of this error only OVER is left, in the status of the older one.',
    '调用返回 0。这个错误只留下一个 OVER，记在旧错误的状态里。',
  ),
  left: both('Afterwards MC0_STATUS reads {status} and MCG_STATUS {mcg}.', '此后 MC0_STATUS 读作 {status}，MCG_STATUS 读作 {mcg}。'),
  ladder: both('Asked in this order; the last answer decides', '按这个次序问；最后一个回答说了算'),
  valid: both('Is there no such bank, or is VAL clear?', 'bank 不存在，或者 VAL 为 0？'),
  isUcna: both('From v6.0 on: is it UCNA?', '从 v6.0 起：是 UCNA 吗？'),
  mcgOff: both('Uncorrected, and MCG_CTL not all ones?', '未纠正，而 MCG_CTL 不是全 1？'),
  bankOff: both('Uncorrected, and MC0_CTL not all ones?', '未纠正，而 MC0_CTL 不是全 1？'),
  isUncorrected: both('Uncorrected?', '未纠正？'),
  notReady: both('MCIP set, or CR4.MCE clear?', 'MCIP 已置位，或者 CR4.MCE 为 0？'),
  free: both('Does the bank hold no uncorrected error?', 'bank 里没有未纠正的错误？'),
  yes: both('yes', '是'),
  no: both('no', '否'),
  notAsked: both('not asked', '没有问到'),
  decides: both('this decides', '由它决定'),
  ask: both(
    'the guest has cleared bit 10 of MC0_CTL, and CR4.MCE is clear. User space injects an uncorrected error. What happens?',
    '客户机清掉了 MC0_CTL 的第 10 位，CR4.MCE 也是 0。用户态注入一个未纠正的错误。会怎样？',
  ),
  because: both(
    'MC0_CTL is asked before CR4.MCE. Take either condition away below and see.',
    '先问 MC0_CTL，后问 CR4.MCE。在下面去掉任意一个条件试试。',
  ),
} as const satisfies Readonly<Record<string, Text>>;

export type WordName = keyof typeof words;
export const word = (name: WordName, lang: Lang): string => words[name][lang];

/** The figure's sentence, its values in the order of each language. */
export const sentences: Readonly<Record<Lang, string>> = {
  en: 'On {kernel}, user space injects {kind} into bank 0. MCG_CTL is {mcgCtl}, MC0_CTL {ctl}; MCIP is {mcip}, CR4.MCE {mce}; the bank holds {held}.',
  'zh-CN':
    '在 {kernel} 上，用户态向 bank 0 注入{kind}。MCG_CTL 是 {mcgCtl}，MC0_CTL 是 {ctl}；MCIP 为 {mcip}，CR4.MCE 为 {mce}；bank 里有{held}。',
};
