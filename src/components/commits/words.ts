// SPDX-License-Identifier: GPL-2.0-only
/** The words around a commit's two diffs. */
import type { Text } from '../../site/lang.ts';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const words = {
  text: t('The text', '文字'),
  behaviour: t('The behaviour', '行为'),
  trace: t('Trace events of the first scenario', '第一个场景的跟踪事件'),
  traceOnly: t('Trace events of one run', '一次运行的跟踪事件'),
  own: t('the engine’s own text of {with}, without the commit (−) and with it (+)', '引擎自己的文字，{with}，不带（−）与带（+）这个提交'),
  new: t('new', '新增'),
  gone: t('gone', '移除'),
  constants: t('constants', '常量'),
  equalOne: t('1 equal line', '相同的 1 行'),
  equal: t('{n} equal lines', '相同的 {n} 行'),
  counted: t(
    '{n} of {of} scenarios end differently. In how many ways: {ways}; the smallest of each:',
    '{of} 个场景中有 {n} 个结局不同。不同的方式：{ways} 种；每种最小的一个：',
  ),
  refused: t('What user space asks for exists with the commit only:', '用户态要求的东西，带上这个提交才有：'),
  onlyTrace: t('All {of} scenarios end alike. Some trace events differ.', '{of} 个场景的结局全都相同，不同的只是跟踪事件。'),
  alike: t(
    'All {of} scenarios end alike, with the same trace events. The commit changes what no scenario reports.',
    '{of} 个场景的结局与跟踪事件全都相同。这个提交改变的东西，场景的结果里看不到。',
  ),
  more: t('and {n} more ways', '另有 {n} 种'),
  noCall: t('no such call', '没有这个调用'),
  without: t('without', '不带'),
  with: t('with', '带'),
  removed: t('removed:', '去掉：'),
  added: t('added:', '加上：'),
  since: t('Since {release}', '自 {release} 起'),
  stable: t('and in {list}', '以及 {list}'),
  unverified: t('Not checked:', '未核实：'),
  claims: t('What the book says', '书里的断言'),
  claimsHang: t('the claims that hang on it', '取决于它的那些'),
  claimsWithout: t('Without it, this no longer holds ({n}):', '去掉它，这些不再成立（{n} 条）：'),
  claimsHaving: t('Added to a kernel that lacks it, this no longer holds ({n}):', '加到没有它的内核上，这些不再成立（{n} 条）：'),
  commit: t('commit', '提交'),
  lines: t('lines', '行'),
  scenarios: t('scenarios that end differently', '结局不同的场景'),
  what: t('what it changes', '改变了什么'),
} as const satisfies Record<string, Text>;

/** Fills the `{names}` of a sentence. */
export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
