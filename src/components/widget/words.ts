// SPDX-License-Identifier: GPL-2.0-only
/** The words that every figure with an engine behind it says. */
import type { Lang, Text } from '../../site/lang.ts';

const words = {
  loading: { en: 'The engine is being loaded…', 'zh-CN': '正在加载引擎…' },
  noEngine: {
    en: 'The engine could not be loaded. Reload the page to change anything.',
    'zh-CN': '引擎没有加载成功。重新加载页面后再改。',
  },
  asText: { en: 'as text', 'zh-CN': '文字版' },
  guess: { en: 'Guess first:', 'zh-CN': '先猜：' },
  skip: { en: 'no question', 'zh-CN': '不猜' },
  right: { en: 'So it is.', 'zh-CN': '正是。' },
  wrong: { en: 'Not so.', 'zh-CN': '并非如此。' },
} as const satisfies Readonly<Record<string, Text>>;

export const say = (name: keyof typeof words, lang: Lang): string => words[name][lang];
