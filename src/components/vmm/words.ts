// SPDX-License-Identifier: GPL-2.0-only
/** The tables of VMMs: their own words, and the catalogue's facts as short texts in one language. */
import type { Fact, Printed, Program, Source } from '../../engine/index.ts';
import type { Lang, Text } from '../../site/lang.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

/** Between the members of a list. */
export const comma: Text = both(', ', '、');

export const words = {
  vmm: both('VMM', '虚拟机监控器'),
  reads: both('one reads', '看得到的'),
  process: both('its process', '它的进程'),
  guest: both('The guest:', '客户机：'),
  again: both('To go on:', '恢复：'),
  asks: both('asks for', '要求接手'),
  filters: both('filters', '过滤'),
  nothing: both('nothing', '什么也没有'),
  none: both('–', '–'),
  lives: both('lives on', '还在'),
  sigabrt: both('ends by SIGABRT', '因 SIGABRT 结束'),
  ends: both('ends', '结束'),
  notLookedUp: both('not looked up', '没有查'),
  notFollowed: both('not followed further', '没有跟下去'),
  never: both('does not come to it', '走不到这一步'),
  derived: both(
    '* Follows from the VMM’s code; the code does not say it in so many words, and nobody ran it.',
    '*由代码推出：代码没有直接这样说，也没有实际运行过。',
  ),
  sources: both('What was read: versions, files, lines', '读的是什么：版本、文件、行号'),
  unusedIn: both('not used anywhere in', '没有用到，查的是'),
  mail: both('mail', '邮件'),
  root: both('the whole tree', '整棵代码树'),
  unchecked: both('Open:', '存疑：'),
} as const satisfies Readonly<Record<string, Text>>;

/** A fact's value in words, a star where it was derived, and its note. */
export interface Told {
  readonly says: string;
  readonly derived: boolean;
  readonly note: string | undefined;
}

export function tell<T>(fact: Fact<T>, lang: Lang, say: (value: T) => string): Told {
  if ('unknown' in fact) return { says: words.notLookedUp[lang], derived: false, note: fact.unknown[lang] };
  return { says: say(fact.is), derived: fact.derived === true, note: fact.note?.[lang] };
}

export function programWords(program: Program, lang: Lang): string {
  if (program === 'lives') return words.lives[lang];
  if (program.ends === 'SIGABRT') return words.sigabrt[lang];
  if (program.ends === 'status unknown') return words.ends[lang];
  return both(`ends, status ${program.ends}`, `结束，状态 ${program.ends}`)[lang];
}

/** A printed line, or what is dumped. */
export const printedWords = (printed: Printed, lang: Lang): { readonly line: string; readonly dump: boolean } =>
  'line' in printed ? { line: printed.line.trim(), dump: false } : { line: printed.dump[lang], dump: true };

/** `QEMU 7.0, 8.1`: the words that all names begin with are said once. */
export function namesTogether(names: readonly string[], lang: Lang): string {
  const [first = '', ...more] = names;
  const head = first.slice(0, first.lastIndexOf(' ') + 1);
  return [first, ...more.map((name) => (head !== '' && name.startsWith(head) ? name.slice(head.length) : name))].join(comma[lang]);
}

export const namesBelongTogether = (a: string, b: string): boolean => a.split(' ')[0] === b.split(' ')[0];

interface Link {
  readonly text: string;
  readonly address: string;
}

/** One link for each run of lines: GitHub, at the commit that was read. */
function linksOf(source: Source, lang: Lang): readonly Link[] {
  if ('mail' in source) return [{ text: words.mail[lang], address: source.mail }];
  const tree = `https://github.com/${source.repository}`;
  if ('unusedIn' in source) {
    const root = source.unusedIn === '.';
    const where = root ? words.root[lang] : source.unusedIn;
    return [
      {
        text: `${source.words.join(', ')}: ${words.unusedIn[lang]}${lang === 'en' ? ' ' : ''}${where}`,
        address: `${tree}/tree/${source.commit}${root ? '' : `/${source.unusedIn}`}`,
      },
    ];
  }
  return source.lines.split(',').map((lines, i) => ({
    text: i === 0 ? `${source.file.split('/').at(-1)}:${lines}` : lines,
    address: `${tree}/blob/${source.commit}/${source.file}#${lines
      .split('-')
      .map((line) => `L${line}`)
      .join('-')}`,
  }));
}

/** What facts rest on, each place once. */
export function linksOfFacts(facts: readonly Fact<unknown>[], lang: Lang): readonly Link[] {
  const links = facts.flatMap((fact) => ('unknown' in fact ? [] : fact.from.flatMap((source) => linksOf(source, lang))));
  return links.filter((link, i) => links.findIndex((l) => l.address === link.address) === i);
}
