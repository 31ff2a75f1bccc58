// SPDX-License-Identifier: GPL-2.0-only
/** Every word of the lab that is not about one particular run. */
import type { Lang, Text } from '../../site/lang.ts';

const words = {
  lab: { en: 'The lab', 'zh-CN': '实验台' },
  begin: { en: 'Begin with', 'zh-CN': '从这里开始' },
  source: { en: 'Source:', 'zh-CN': '出处：' },
  scenario: { en: 'Scenario', 'zh-CN': '场景' },
  scenarioLabel: { en: 'Scenario as JSON', 'zh-CN': '场景（JSON）' },
  kernel: { en: 'Kernel', 'zh-CN': '内核' },
  other: { en: 'Second kernel', 'zh-CN': '第二个内核' },
  none: { en: 'none', 'zh-CN': '无' },
  host: { en: 'Vendor module', 'zh-CN': '厂商模块' },
  undo: { en: 'undo', 'zh-CN': '撤销' },
  redo: { en: 'redo', 'zh-CN': '重做' },
  branch: { en: 'Kept branches', 'zh-CN': '保留的分支' },
  layOut: { en: 'lay out', 'zh-CN': '整理格式' },
  showWhere: { en: 'show where', 'zh-CN': '指出位置' },
  notRun: { en: 'Not run. Below is the last run that worked.', 'zh-CN': '没有运行；下面是上一次成功的运行。' },
  loading: { en: 'The engine is being loaded…', 'zh-CN': '正在加载引擎…' },
  noEngine: { en: 'The engine could not be loaded. Reload the page to go on.', 'zh-CN': '引擎没有加载成功。请重新加载页面。' },

  results: { en: 'Results', 'zh-CN': '结果' },
  step: { en: 'Step', 'zh-CN': '步骤' },
  show: { en: 'show', 'zh-CN': '查看' },
  showStep: { en: 'Show step {n}', 'zh-CN': '查看第 {n} 步' },
  remove: { en: 'remove', 'zh-CN': '删去' },
  removeStep: { en: 'Remove step {n}', 'zh-CN': '删去第 {n} 步' },
  add: { en: 'Add a step after it', 'zh-CN': '在其后加一步' },
  choose: { en: 'choose…', 'zh-CN': '选择…' },
  noSteps: { en: 'There are no steps: nothing happens.', 'zh-CN': '没有步骤，什么也没发生。' },
  partHere: { en: 'Here the two part.', 'zh-CN': '两个内核在此分道。' },
  alike: { en: 'Both kernels answer every step alike.', 'zh-CN': '两个内核对每一步的回答都相同。' },
  asExpected: {
    en: 'As expected: {kernel} answers all {n} steps as the scenario says.',
    'zh-CN': '与预期相同：{kernel} 对全部 {n} 步的回答与场景所写一致。',
  },
  notExpected: {
    en: 'Not as expected: {n} results of {kernel} differ from what the scenario says.',
    'zh-CN': '与预期不同：{kernel} 有 {n} 个结果与场景所写不符。',
  },
  expected: { en: 'expected', 'zh-CN': '预期' },

  walk: { en: 'Step {n}, statement by statement', 'zh-CN': '第 {n} 步，逐句看' },
  view: { en: 'Which kernel is shown', 'zh-CN': '看哪个内核' },
  both: { en: 'both', 'zh-CN': '并排' },
  forks: { en: 'On this step the two kernels part at', 'zh-CN': '这一步里，两个内核分道于' },
  noFork: { en: 'On this step the two kernels take the same way.', 'zh-CN': '这一步里，两个内核走的路相同。' },
  trace: { en: 'Step {n} as text', 'zh-CN': '第 {n} 步的文字版' },

  take: { en: 'Take it away', 'zh-CN': '带走' },
  format: { en: 'Form', 'zh-CN': '形式' },
  copy: { en: 'copy', 'zh-CN': '复制' },
  copied: { en: 'copied', 'zh-CN': '已复制' },
  notCopied: { en: 'The browser did not let it be copied; it can be selected above.', 'zh-CN': '浏览器不允许复制；可以在上面选取。' },
  download: { en: 'download', 'zh-CN': '下载' },
  onHost: { en: 'The same on a real host:', 'zh-CN': '在真机上：' },
  noExport: { en: 'Not in this form:', 'zh-CN': '没有这种形式：' },
  copyLink: { en: 'copy link', 'zh-CN': '复制链接' },
  copyExpecting: { en: 'copy link with results', 'zh-CN': '复制带结果的链接' },

  linkBad: { en: 'The link is damaged; here is the lab as it is printed.', 'zh-CN': '链接已损坏；这里是实验台原本的样子。' },
  linkVersion: {
    en: 'The link was made by a newer edition of this book; here is the lab as it is printed.',
    'zh-CN': '链接出自本书更新的版本；这里是实验台原本的样子。',
  },
} as const satisfies Record<string, Text>;

export type WordName = keyof typeof words;
/** With `{name}` replaced. */
export const word = (name: WordName, lang: Lang, values: Readonly<Record<string, string | number>> = {}): string =>
  words[name][lang].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));
