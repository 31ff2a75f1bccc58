// SPDX-License-Identifier: GPL-2.0-only
/**
 * Every page that the book may have, in reading order. A page is there once its file is in src/content/docs/LANG;
 * Contents, the running head and the path's map name only those. Titles stand in the pages themselves.
 */
import type { Text } from './lang.ts';

interface Page {
  readonly name: string;
  /** What stands beside the name in Contents. */
  readonly line: Text;
}

interface Part {
  readonly title: Text;
  readonly pages: readonly Page[];
}

export const parts = [
  {
    title: { en: 'The note', 'zh-CN': '笔记' },
    pages: [{ name: 'note', line: { en: 'the whole note, claim by claim', 'zh-CN': '笔记全文，逐条核对' } }],
  },
  {
    title: { en: 'The path', 'zh-CN': '路径' },
    pages: [
      { name: 'exit', line: { en: 'from WRMSR to the exit handler', 'zh-CN': '从 WRMSR 到退出处理' } },
      { name: 'emulate-wrmsr', line: { en: 'what 0, 1, 2, 3 and −1 mean', 'zh-CN': '0、1、2、3、−1 各指什么' } },
      { name: 'set-msr', line: { en: 'filters, unknown registers', 'zh-CN': '过滤器与未知寄存器' } },
      { name: 'mce-banks', line: { en: 'set_msr_mce, value by value', 'zh-CN': '逐值读 set_msr_mce' } },
      { name: 'gp', line: { en: 'from 1 to an exception', 'zh-CN': '从 1 到一次异常' } },
      { name: 'userspace', line: { en: 'from −1 to EPERM', 'zh-CN': '从 −1 到 EPERM' } },
      { name: 'msr-exits', line: { en: 'when user space is asked', 'zh-CN': '交给用户态决定' } },
    ],
  },
  {
    title: { en: 'The patches', 'zh-CN': '补丁' },
    pages: [
      { name: 'patch-1', line: { en: 'before and after, at one line', 'zh-CN': '一行之差的前后' } },
      { name: 'patch-2-3', line: { en: 'clean-ups that change nothing', 'zh-CN': '什么也没改的清理' } },
      { name: 'history', line: { en: 'harmless, deadly, fixed', 'zh-CN': '无害、致命、修复' } },
      { name: 'commits', line: { en: 'every commit, as text and as behaviour', 'zh-CN': '每个提交的文字与行为' } },
    ],
  },
  {
    title: { en: 'Around it', 'zh-CN': '周边' },
    pages: [
      { name: 'host-writes', line: { en: 'reset and migration', 'zh-CN': '复位与迁移' } },
      { name: 'injection', line: { en: 'machine checks from outside', 'zh-CN': '从外部注入机器检查' } },
      { name: 'emulator', line: { en: 'the other way in', 'zh-CN': '另一个入口' } },
    ],
  },
  {
    title: { en: 'Proof', 'zh-CN': '验证' },
    pages: [
      { name: 'conformance', line: { en: 'the engine against real kernels', 'zh-CN': '引擎与真实内核对照' } },
      { name: 'claims', line: { en: 'every statement and its evidence', 'zh-CN': '每条陈述及其证据' } },
      { name: 'lab', line: { en: 'everything at once', 'zh-CN': '全部摆上台面' } },
    ],
  },
  {
    title: { en: 'Reference', 'zh-CN': '参考' },
    pages: [
      { name: 'scenario-format', line: { en: 'one format for all tools', 'zh-CN': '各工具共用的格式' } },
      { name: 'cli', line: { en: 'the command line', 'zh-CN': '命令行' } },
      { name: 'engine', line: { en: 'the programming interface', 'zh-CN': '编程接口' } },
      { name: 'msrs', line: { en: 'every register touched', 'zh-CN': '涉及的每个寄存器' } },
      { name: 'glossary', line: { en: 'terms in both languages', 'zh-CN': '双语术语' } },
      { name: 'colophon', line: { en: 'how this was made', 'zh-CN': '本书如何制成' } },
    ],
  },
] as const satisfies readonly Part[];

/** The name of a page: its file's name and the last part of its address. */
export type PageName = (typeof parts)[number]['pages'][number]['name'];

export const pageNames: readonly PageName[] = parts.flatMap((part) => part.pages.map((page) => page.name));

export const isPageName = (name: string): name is PageName => pageNames.some((n) => n === name);

/** The part of the book that a page stands in. */
export function partOf(name: PageName): Part {
  const part = parts.find((p) => p.pages.some((page) => page.name === name));
  if (part === undefined) throw new Error(`page ${name} is in no part`);
  return part;
}
