// SPDX-License-Identifier: GPL-2.0-only
/** The words that every figure with an engine behind it says. */
import type { Lang, Text } from '../../site/lang.ts';

const words = {
  loading: { en: 'The engine is being loaded…', 'zh-CN': '正在加载引擎……' },
  noEngine: {
    en: 'The engine could not be loaded. Reload the page to change anything.',
    'zh-CN': '引擎没有加载成功。重新加载页面后再改。',
  },
  asText: { en: 'as text', 'zh-CN': '文字版' },
  guess: { en: 'Guess first:', 'zh-CN': '先猜：' },
  skip: { en: 'no question', 'zh-CN': '不猜' },
  right: { en: 'So it is.', 'zh-CN': '正是。' },
  wrong: { en: 'Not so.', 'zh-CN': '并非如此。' },

  predict: { en: 'predict first', 'zh-CN': '先猜' },
  guessed: { en: 'that is my guess', 'zh-CN': '就猜这些' },
  show: { en: 'show me', 'zh-CN': '直接看' },
  copyLink: { en: 'copy link', 'zh-CN': '复制链接' },
  copied: { en: 'copied', 'zh-CN': '已复制' },
  notCopied: { en: 'the browser did not let it be copied; here it is:', 'zh-CN': '浏览器不允许复制，内容在此：' },
  reset: { en: 'as printed', 'zh-CN': '恢复原样' },
  stale: { en: 'Not run. Shown is the last run that worked.', 'zh-CN': '没有运行；显示的是上一次成功的运行。' },

  guest: { en: 'guest', 'zh-CN': '客户机' },
  kernel: { en: 'kernel', 'zh-CN': '内核' },
  user: { en: 'user space', 'zh-CN': '用户态' },
  labelKernel: { en: 'Kernel release', 'zh-CN': '内核版本' },
  labelFix: { en: 'Commit', 'zh-CN': '提交' },
  labelHost: { en: 'Vendor module', 'zh-CN': '厂商模块' },
  labelAsk: { en: 'MSR exits that user space asks for', 'zh-CN': '用户态要求的 MSR 退出' },
  noExits: { en: 'no MSR exits', 'zh-CN': '不要求 MSR 退出' },
} as const satisfies Readonly<Record<string, Text>>;

export const say = (name: keyof typeof words, lang: Lang): string => words[name][lang];

/** Puts values into the places of a text: `{kernel}`. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));

/** A list as the language writes it: `a, b`, `a、b`. */
export const listed = (items: readonly string[], lang: Lang): string => items.join(lang === 'en' ? ', ' : '、');

/** Options that say what they are. */
export const same = <V extends string>(values: readonly V[]): readonly (readonly [V, V])[] => values.map((v) => [v, v] as const);
export const hosts = [
  ['intel', 'kvm_intel'],
  ['amd', 'kvm_amd'],
] as const;
/** Options for sets of MSR exits, `inval,unknown`. */
export const exitOptions = (sets: readonly string[], lang: Lang): readonly (readonly [string, string])[] =>
  sets.map((set) => [set, set === '' ? say('noExits', lang) : set.split(',').join(' + ')] as const);
