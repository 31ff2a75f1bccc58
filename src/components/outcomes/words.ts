// SPDX-License-Identifier: GPL-2.0-only
/** What the outcome map says. */
import type { Lang, Text } from '../../site/lang.ts';
import type { Outcome } from './map.ts';

const words = {
  figure: { en: 'Outcome map', 'zh-CN': '结局表' },
  sentence: {
    en: 'On {kernel}, {has} {fix}, with {host}, asking for {ask}, a guest writes',
    'zh-CN': '在{has} {fix} 的 {kernel} 上，{host}，{ask}，客户机写入',
  },
  without: { en: 'without', 'zh-CN': '没有' },
  having: { en: 'with', 'zh-CN': '有' },
  which: { en: 'Kernel without the commit, or with it', 'zh-CN': '没有这个提交的内核，或有它的内核' },
  register: { en: 'register', 'zh-CN': '寄存器' },
  was: { en: 'was', 'zh-CN': '原为' },
  status: {
    en: '{n} of {all} writes end otherwise than on {other}: outlined.',
    'zh-CN': '与 {other} 相比，{all} 次写入中有 {n} 次结局不同：已加框。',
  },
  same: { en: 'All {all} writes end as on {other}.', 'zh-CN': '{all} 次写入的结局都与 {other} 相同。' },
  open: {
    en: 'A cell opens its run in the stepper. Arrow keys move between cells.',
    'zh-CN': '点一格，在逐步执行图里打开这次运行。方向键在格间移动。',
  },
  line: { en: '`{row}`{note}: {parts}.', 'zh-CN': '`{row}`{note}：{parts}。' },
  part: { en: '{outcome} for {values}', 'zh-CN': '{values} → {outcome}' },
  onKernel: { en: 'On {kernel}:', 'zh-CN': '{kernel}：' },
  ask: {
    en: 'One commit, {fix}, between {a} and {b}. For which registers does it change how a write ends?',
    'zh-CN': '{a} 与 {b} 之间只差一个提交 {fix}。写哪些寄存器的结局会因它而变？',
  },
  why: { en: 'It changes {rows}.', 'zh-CN': '它改变的是 {rows}。' },
  whyNone: { en: 'It changes none of them.', 'zh-CN': '一个也没有变。' },
} as const satisfies Record<string, Text>;

export const word = (name: keyof typeof words, lang: Lang): string => words[name][lang];

/** An outcome's shape, class and word. The shape is the actor's who deals with it. */
export const outcomes: Readonly<Record<Outcome, { readonly shape: string; readonly look: string; readonly name: Text }>> = {
  ok: { shape: '', look: 'ok', name: { en: 'taken', 'zh-CN': '接受' } },
  '#GP': { shape: '●', look: 'gp', name: { en: '#GP', 'zh-CN': '#GP' } },
  EPERM: { shape: '▲', look: 'eperm', name: { en: 'EPERM', 'zh-CN': 'EPERM' } },
  exit: { shape: '▲', look: 'exit', name: { en: 'exit', 'zh-CN': '退出' } },
  other: { shape: '■', look: 'other', name: { en: 'other', 'zh-CN': '其他' } },
};
