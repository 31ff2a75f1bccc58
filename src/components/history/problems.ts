// SPDX-License-Identifier: GPL-2.0-only
/** What is wrong with the name of a kernel, in the reader's language: the engine's messages, phrase by phrase. */
import type { Lang } from '../../site/lang.ts';

const phrases: readonly (readonly [RegExp, string])[] = [
  [
    /; accepted: a release from (\S+) to (\S+) \((\S+), (\S+)\), with commits added or taken out \((\S+), (\S+)\)/,
    '；可以写：$1 到 $2 的版本（$3、$4），也可以加上或去掉提交（$5、$6）',
  ],
  [/ is not a kernel release/, ' 不是内核版本'],
  [/(v\S+) is newer than (\S+), the newest release that is modelled/, '$1 比建模的最新版本 $2 还新'],
  [/(v\S+) is older than (\S+), the oldest release that is modelled/, '$1 比建模的最老版本 $2 还老'],
  [/there is no (v\S+): (\S+) was the last of its major version/, '没有 $1：它的主版本到 $2 为止'],
  [
    /a release candidate, or made from one, has a part of what its release brings/,
    '候选版，或由候选版做成的内核，只带着那个版本的一部分改动',
  ],
  [/("[^"]*") does not name a commit: write at least 7 hex digits of its id/, '$1 没有指明提交：请写出提交号的至少 7 个十六进制数字'],
  [/commit (\S+) is not in the catalogue; known: /, '提交 $1 不在目录里；目录里有：'],
  [/(v\S+) already has (\S+): ("[^"]*") adds nothing/, '$1 已经有 $2：$3 什么也没加'],
  [/(v\S+) does not have (\S+): there is nothing to take out/, '$1 没有 $2：无从去掉'],
];

/** The message, and the language that it came out in: one that is not in the list stays as it is. */
export function kernelProblem(problem: string, lang: Lang): { readonly text: string; readonly lang: Lang } {
  if (lang === 'en') return { text: problem, lang };
  const text = phrases.reduce((t, [from, to]) => t.replace(from, to), problem);
  // What the reader wrote stands in quotes; besides names of releases and commits, a word of three letters is a phrase that was missed.
  const left = text.replace(/"[^"]*"|\bv\d\S*|\b[0-9a-f]{7,40}\b/g, '');
  return /[A-Za-z]{3}/.test(left) ? { text: problem, lang: 'en' } : { text, lang };
}
