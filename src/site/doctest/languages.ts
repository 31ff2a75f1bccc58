// SPDX-License-Identifier: GPL-2.0-only
/** Whether the English and the Chinese page hold the same code and data, and where they part. */
import { type Data, type Datum, dataOf } from './data.ts';
import { parsePage } from './markdown.ts';
import { sameButForText, type Value } from './syntax.ts';

export interface LanguageDifference {
  readonly en: number;
  readonly zh: number;
  readonly message: string;
}

const print = (value: Value): string => (typeof value === 'string' ? value : JSON.stringify(value));
/** Where a value's text begins to differ, with a little around it. */
function around(en: Value, zh: Value): string {
  const [a, b] = [print(en), print(zh)];
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
  const cut = (text: string): string =>
    `${at > 20 ? '…' : ''}${text.slice(Math.max(0, at - 20), at + 60)}${text.length > at + 60 ? '…' : ''}`;
  return `\n  en:    ${cut(a)}\n  zh-cn: ${cut(b)}`;
}

/** The first place where two lists part. One is enough: after a missing entry every other one would differ as well. */
function firstParting(what: string, en: readonly Datum[], zh: readonly Datum[]): LanguageDifference | undefined {
  for (let i = 0; i < Math.max(en.length, zh.length); i++) {
    const [a, b] = [en[i], zh[i]];
    if (a !== undefined && b !== undefined) {
      if (sameButForText(a.value, b.value)) continue;
      return {
        en: a.line,
        zh: b.line,
        message: `${what} differ: ${a.shown} (en, line ${a.line}) and ${b.shown} (zh-cn, line ${b.line})${around(a.value, b.value)}`,
      };
    }
    const [only, has, lacks] = a === undefined ? [b, 'zh-cn', 'en'] : [a, 'en', 'zh-cn'];
    const after = (a === undefined ? en : zh).at(-1)?.line ?? 1;
    const message = `${what}: ${has} has ${only?.shown} (line ${only?.line}), ${lacks} has nothing for it (${en.length} in en, ${zh.length} in zh-cn)`;
    return { en: a?.line ?? after, zh: b?.line ?? after, message };
  }
  return undefined;
}

/** Parts of sentences: what one language has in a section and the other has not, wherever in the section and however often. */
function firstMissing(en: readonly Datum[], zh: readonly Datum[]): LanguageDifference | undefined {
  const a = en.find(({ value }) => !zh.some((d) => sameButForText(value, d.value)));
  if (a !== undefined)
    return { en: a.line, zh: 1, message: `inline: en has ${a.shown} (line ${a.line}), zh-cn does not have it in that section` };
  const b = zh.find(({ value }) => !en.some((d) => sameButForText(d.value, value)));
  if (b !== undefined)
    return { en: 1, zh: b.line, message: `inline: zh-cn has ${b.shown} (line ${b.line}), en does not have it in that section` };
  return undefined;
}

function read(source: string): Data | undefined {
  const page = parsePage(source);
  return 'tree' in page ? dataOf(source, page.tree) : undefined;
}

/** At most one difference of each sort; nothing about a page that is not valid MDX, which its own test says. */
export function compareLanguages(en: string, zh: string): readonly LanguageDifference[] {
  const [a, b] = [read(en), read(zh)];
  if (a === undefined || b === undefined) return [];
  const ordered = (['front matter', 'headings', 'fences', 'components'] as const).map((what) => firstParting(what, a[what], b[what]));
  return [...ordered, firstMissing(a.inline, b.inline)].filter((d) => d !== undefined);
}
