// SPDX-License-Identifier: GPL-2.0-only
/** Every word that the site itself says, outside its pages. Both languages side by side, so that neither can lack one. */
import type { Lang, Text } from './lang.ts';

const ui = {
  // Words that recur. Terms: guest 客户机, kernel 内核, user space 用户态, machine check 机器检查, VMM 虚拟机监控器.
  guest: { en: 'guest', 'zh-CN': '客户机' },
  kernel: { en: 'kernel', 'zh-CN': '内核' },
  userSpace: { en: 'user space', 'zh-CN': '用户态' },

  // The running head and the foot.
  skip: { en: 'Skip to the text', 'zh-CN': '跳到正文' },
  contents: { en: 'Contents', 'zh-CN': '目录' },
  lab: { en: 'The lab', 'zh-CN': '实验台' },
  affected: { en: 'Is my kernel affected?', 'zh-CN': '我的内核受影响吗' },
  theme: { en: 'Light or dark', 'zh-CN': '深浅配色' },
  licence: { en: 'GPL-2.0-only', 'zh-CN': 'GPL-2.0-only' },
  nothingLeaves: { en: 'System fonts. Nothing leaves this page.', 'zh-CN': '只用系统字体，不向外发送任何东西。' },

  // The map of the path.
  path: { en: 'The path', 'zh-CN': '路径' },
  here: { en: 'you are here', 'zh-CN': '你在这里' },
  hereIs: { en: 'You are here:', 'zh-CN': '你在这里：' },
  about: { en: 'this page looks here', 'zh-CN': '本页看的是这里' },
  aboutIs: { en: 'This page looks at:', 'zh-CN': '本页看的是：' },

  // Chapters.
  sideBySide: { en: 'side by side with 中文', 'zh-CN': '与 English 对照' },
  oneLanguage: { en: 'in English only', 'zh-CN': '只看中文' },
  previousNext: { en: 'Previous and next', 'zh-CN': '上一篇与下一篇' },
  previous: { en: 'Previous:', 'zh-CN': '上一篇：' },
  next: { en: 'Next:', 'zh-CN': '下一篇：' },
  table: { en: 'Table', 'zh-CN': '表格' },
  paragraph: { en: 'Link to this paragraph', 'zh-CN': '本段的链接' },

  // No such page.
  missingTitle: { en: 'No page at this address', 'zh-CN': '这里没有页面' },
  missingText: {
    en: 'In the kernel’s words: −ENOENT. Nothing was left half done; the contents list every page there is.',
    'zh-CN': '用内核的话说：−ENOENT。没有什么做到一半；现有的每一页都在目录里。',
  },

  // Search.
  search: { en: 'Search', 'zh-CN': '搜索' },
  searchLabel: { en: 'Search this book', 'zh-CN': '搜索本书' },
  searchClose: { en: 'Close', 'zh-CN': '关闭' },
  searchHint: { en: 'Type a word; ↓ and ↑ walk the results, Esc closes.', 'zh-CN': '输入词语；↓ ↑ 在结果间移动，Esc 关闭。' },
  searchBusy: { en: 'Searching…', 'zh-CN': '正在搜索…' },
  searchNone: { en: 'Nothing found for “{query}”.', 'zh-CN': '没有找到“{query}”。' },
  searchOne: { en: 'One page for “{query}”.', 'zh-CN': '“{query}”：找到 1 页。' },
  searchMany: { en: '{count} pages for “{query}”.', 'zh-CN': '“{query}”：找到 {count} 页。' },
  searchUnavailable: {
    en: 'The index could not be read. It is made by the build; a site under development has none.',
    'zh-CN': '读不到索引。索引由构建生成，开发中的站点没有。',
  },
} as const satisfies Record<string, Text>;

export type StringName = keyof typeof ui;

/** The words of one language: `strings(lang).search`. */
export function strings(lang: Lang): Readonly<Record<StringName, string>> {
  const names = Object.keys(ui) as StringName[];
  return Object.fromEntries(names.map((name) => [name, ui[name][lang]])) as Record<StringName, string>;
}
