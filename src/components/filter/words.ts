// SPDX-License-Identifier: GPL-2.0-only
/** What the filter editor says. */
import type { Lang, Text } from '../../site/lang.ts';

const words = {
  figure: { en: 'MSR filter', 'zh-CN': 'MSR 过滤器' },
  sentence: {
    en: 'On {kernel}, with {host}, asking for {ask}; what no range covers, {default}.',
    'zh-CN': '在 {kernel} 上，{host}，{ask}；哪一段都不覆盖的，一律{default}。',
  },
  labelDefault: { en: 'Default action', 'zh-CN': '默认动作' },
  allow: { en: 'allow', 'zh-CN': '允许' },
  deny: { en: 'deny', 'zh-CN': '拒绝' },
  range: {
    en: '{n}. {flags} of {count} registers from {base}: denied {deny}',
    'zh-CN': '{n}. {flags} 从 {base} 起的 {count} 个寄存器：拒绝 {deny}',
  },
  labelFlags: { en: 'Accesses of range {n}', 'zh-CN': '第 {n} 段管的访问' },
  labelBase: { en: 'First register of range {n}', 'zh-CN': '第 {n} 段的首个寄存器' },
  labelCount: { en: 'Number of registers of range {n}', 'zh-CN': '第 {n} 段的寄存器个数' },
  labelDeny: { en: 'Registers that range {n} denies', 'zh-CN': '第 {n} 段拒绝的寄存器' },
  r: { en: 'reads', 'zh-CN': '读' },
  w: { en: 'writes', 'zh-CN': '写' },
  rw: { en: 'reads and writes', 'zh-CN': '读写' },
  none: { en: 'no access', 'zh-CN': '不管任何访问' },
  nobody: { en: 'none', 'zh-CN': '无' },
  bitmap: { en: 'bitmap {bytes}', 'zh-CN': '位图 {bytes}' },
  remove: { en: 'remove', 'zh-CN': '删去' },
  removeN: { en: 'remove range {n}', 'zh-CN': '删去第 {n} 段' },
  add: { en: 'add a range', 'zh-CN': '加一段' },
  noRanges: { en: 'No ranges.', 'zh-CN': '一段也没有。' },

  answer: { en: 'KVM_X86_SET_MSR_FILTER on {kernel}: {answer}', 'zh-CN': '{kernel} 上的 KVM_X86_SET_MSR_FILTER：{answer}' },
  taken: { en: '0, the filter is set', 'zh-CN': '0，过滤器已设好' },
  refused: { en: '\u22121, {errno}. {why}', 'zh-CN': '\u22121，{errno}。{why}' },
  noAccess: { en: 'Range {range} names neither reads nor writes.', 'zh-CN': '第 {range} 段既不管读也不管写。' },
  tooLong: {
    en: 'Range {range} has more than 12288 registers: its bitmap would be longer than 0x600 bytes.',
    'zh-CN': '第 {range} 段超过 12288 个寄存器：位图会长于 0x600 字节。',
  },
  emptyDeny: { en: 'No range has a register in it, and the default is to deny.', 'zh-CN': '哪一段里都没有寄存器，而默认动作是拒绝。' },
  everywhere: { en: 'By release: {list}.', 'zh-CN': '各版本：{list}。' },
  span: { en: '{first} … {last}: {answer}', 'zh-CN': '{first} … {last}：{answer}' },
  noCall: { en: 'no such call', 'zh-CN': '没有这个调用' },

  table: { en: 'What becomes of each access', 'zh-CN': '每次访问的结果' },
  register: { en: 'register', 'zh-CN': '寄存器' },
  read: { en: 'RDMSR', 'zh-CN': 'RDMSR' },
  write: { en: 'WRMSR {data}', 'zh-CN': 'WRMSR {data}' },
  labelData: { en: 'Value to write', 'zh-CN': '要写的值' },
  labelMsr: { en: 'Another register', 'zh-CN': '另一个寄存器' },
  allowed: { en: 'allowed', 'zh-CN': '允许' },
  denied: { en: 'denied', 'zh-CN': '拒绝' },
  byRange: { en: 'range {n}', 'zh-CN': '第 {n} 段' },
  byDefault: { en: 'default', 'zh-CN': '默认' },
  never: { en: 'never filtered', 'zh-CN': '从不过滤' },
  ends: { en: ', then {outcome}', 'zh-CN': '，结局是 {outcome}' },
  line: { en: '{msr}: read {read}; write {write}.', 'zh-CN': '{msr}：读，{read}；写，{write}。' },
  how: { en: '{decision} ({by}){ends}', 'zh-CN': '{decision}（{by}）{ends}' },

  ask: {
    en: 'This filter has these ranges: {ranges}. Which accesses to 0x400 does it deny?',
    'zh-CN': '过滤器有这几段：{ranges}。对 0x400 的哪些访问会被拒绝？',
  },
  both: { en: 'both', 'zh-CN': '读和写' },
  neither: { en: 'neither', 'zh-CN': '都不拒绝' },
  whyRange: {
    en: 'The first range that covers register and access decides: reads, {read}; writes, {write}.',
    'zh-CN': '由第一个既覆盖这个寄存器、又管这种访问的段说了算：读，{read}；写，{write}。',
  },
} as const satisfies Record<string, Text>;

export type FilterWord = keyof typeof words;
export const word = (name: FilterWord, lang: Lang): string => words[name][lang];
