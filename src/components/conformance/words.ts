// SPDX-License-Identifier: GPL-2.0-only
/** What the figures of the conformance page say. */
import type { Lang, Text } from '../../site/lang.ts';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const words = {
  agree: t('{n} alike', '{n} 条一致'),
  differ: t('{n} differ', '{n} 条不同'),
  out: t('{n} not asked', '{n} 条没有问'),
  everything: t('all {n} alike', '{n} 条全部一致'),
  reverted: t('the fix taken out', '撤掉修复'),
  realMode: t('in real mode', '实模式'),
  where: t('recorded on', '录自'),
  machine: t('processor of the machine', '机器的处理器'),
  offers: t('MCG_CAP bits offered', '提供的 MCG_CAP 位'),
  vectors: t('recordings', '条数'),
  case: t('case', '用例'),
  asExpected: t('as expected', '一致'),
  notRun: t('–', '–'),
  stays: t('Stays out:', '未覆盖：'),
  number: t('register', '寄存器'),
  name: t('name', '名字'),
  why: t('why', '原因'),
  partly: t('in part', '部分'),
} as const;

/** Why recordings differ, in the order of known-differences.txt. */
export const differences: readonly Text[] = [
  t(
    'FEAT_CTL (0x3a) under kvm_amd, from v6.1 on. KVM tries each register of its list with RDMSR when it is loaded, and keeps those that answer. The emulated processor of the recording answers every RDMSR, so 0x3a was kept, and user space could read it, and write 0. A real AMD processor faults; the engine models that one.',
    'kvm_amd 下的 FEAT_CTL（0x3a），v6.1 起。KVM 加载时用 RDMSR 逐个试读清单里的寄存器，留下有回答的。录制用的模拟处理器对任何 RDMSR 都作答，于是 0x3a 留了下来，用户态可以读它，也可以写 0。真正的 AMD 处理器会出错；引擎建模的是后者。',
  ),
  t(
    'TSX_CTRL (0x122) under kvm_intel. The emulated processor lacks the register and drops what is written to it without a fault. KVM takes that for a register that exists, and lets user space store it.',
    'kvm_intel 下的 TSX_CTRL（0x122）。模拟处理器没有这个寄存器，却不报错地丢弃写入；KVM 把它当成存在的寄存器，让用户态保存。',
  ),
];

const numbers = (lang: Lang) => new Intl.NumberFormat(lang);
/** A count in a phrase, in the language's way of writing numbers. */
export const say = (text: Text, n: number, lang: Lang): string => text[lang].replace('{n}', numbers(lang).format(n));
/** Numbers alone. */
export const number = (n: number, lang: Lang): string => numbers(lang).format(n);
/** `v6.12` and `kvm_intel` of a corpus's name, and what is special about it. */
export function corpusName(corpus: string): { readonly release: string; readonly back: string; readonly special: Text | undefined } {
  const [release = '', ...rest] = corpus.split('-');
  const back = rest.includes('pvm') ? 'pvm' : `kvm_${rest.at(-1)}`;
  const special = rest.includes('reverted') ? words.reverted : rest.includes('real') ? words.realMode : undefined;
  return { release, back, special };
}

/** Kernels in the order of their releases, not of their letters. */
export const byRelease = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
