// SPDX-License-Identifier: GPL-2.0-only
/** The words of the figure of exception delivery. */
import type { Lang, Text } from '../../site/lang.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const words = {
  figure: both('From the slot to a handler', '从槽位到处理程序'),
  first: both('In the slot', '槽位里的'),
  second: both('The new exception', '新来的异常'),
  nothing: both('nothing', '什么也没有'),
  gates: both('Gates present in the guest’s IDT', '客户机 IDT 里存在的门'),
  guest: both('guest', '客户机'),
  kernel: both('kernel', '内核'),
  user: both('user space', '用户态'),
  slot: both('slot', '槽位'),
  gate: both('gate', '有门'),
  noGate: both('no gate', '没有门'),
  ruleAlone: both(
    'The slot was empty: KVM puts {slot} into it and injects it at the next entry.',
    '槽位是空的：KVM 把 {slot} 放进去，下次进入时注入。',
  ),
  ruleDouble: both('{first} was waiting, and {second} came: the two become {slot}.', '{first} 还在等，又来了 {second}：两个并成 {slot}。'),
  ruleReplaced: both(
    '{first} was waiting, and {second} takes its place; the old one is lost.',
    '{first} 还在等，{second} 占了它的位置；原来那个就此丢失。',
  ),
  ruleTriple: both('A #DF was waiting: one more, and KVM asks for a triple fault.', '#DF 还在等：再来一个，KVM 就要求三重故障。'),
  endAsked: both('KVM_RUN returns before the guest is entered again.', '还没有再次进入客户机，KVM_RUN 就返回了。'),
  endHandler: both(
    'Its gate is there, and the guest’s handler runs. KVM_RUN does not return for it.',
    '它的门在，运行的是客户机的处理程序；KVM_RUN 不因此返回。',
  ),
  endOther: both(
    'The processor misses the gate of {missed} and raises {handler}, whose handler runs. KVM has no part in this, and sees none of it.',
    '处理器找不到 {missed} 的门，引发 {handler}，运行的是它的处理程序。这一步没有 KVM 的事，它也看不见。',
  ),
  endTriple: both(
    'The processor misses the gate of {missed}: a triple fault. The vCPU leaves the guest, and KVM_RUN returns with KVM_EXIT_SHUTDOWN.',
    '处理器找不到 {missed} 的门：三重故障。vCPU 退出客户机，KVM_RUN 带着 KVM_EXIT_SHUTDOWN 返回。',
  ),
  ask: both(
    'KVM injects a #MC. Of all gates only that of #MC is missing. Whose handler runs?',
    'KVM 注入 #MC。所有的门里只缺 #MC 的。运行的是谁的处理程序？',
  ),
  nobody: both('nobody’s: a triple fault', '谁的也不是：三重故障'),
  because: both(
    'A missing gate raises #NP. Only behind a contributory exception or a #PF does that make a #DF, and a #MC is benign.',
    '缺门引发 #NP。只有前面那个是 contributory 类或 #PF，才会并成 #DF；而 #MC 属于 benign 类。',
  ),
} as const satisfies Readonly<Record<string, Text>>;

export const word = (name: keyof typeof words, lang: Lang): string => words[name][lang];

/** The figure's sentence, its values in the order of each language. */
export const sentences: Readonly<Record<Lang, string>> = {
  en: 'In the slot waits {first}; now comes {second}.',
  'zh-CN': '槽位里等着的是 {first}，现在来了 {second}。',
};
