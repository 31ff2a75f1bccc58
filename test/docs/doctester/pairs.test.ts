// SPDX-License-Identifier: GPL-2.0-only
/** What counts as a difference between the English and the Chinese page, and what is only translation. */
import { describe, expect, test } from 'vitest';
import { compareLanguages } from '../../../src/site/doctest/languages.ts';

const fence = (lang: string, body: string): string => `\`\`\`${lang}\n${body}\n\`\`\`\n`;
const page = (...parts: readonly string[]): string => ['---\ntitle: x\ndescription: y\n---', '## One [#one]', ...parts].join('\n\n');

describe('alike', () => {
  test.each<[what: string, en: string, zh: string]>([
    ['prose of any length', page('One paragraph.\n\nAnother, with `code`.'), page('一段。')],
    ['headings in other words', page('## Two [#two]'), page('## 二 [#two]')],
    [
      'front matter in other words',
      '---\ntitle: The note\ndescription: a\nmap: [exit]\n---\n',
      '---\ntitle: 笔记\ndescription: >\n  多\n  行\nmap: [exit]\n---\n',
    ],
    [
      'comments and layout of a ts block',
      page(fence('ts', 'const a = 1; // one\nconsole.log(a);')),
      page(fence('ts', 'const a = 1; /* 一 */ console.log(\n  a);')),
    ],
    [
      'name and layout of a scenario',
      page(fence('scenario', '{"name":"a","steps":[1]}\n=> 1')),
      page(fence('scenario', '{ "name": "b",\n "steps": [1] }\n=> 1')),
    ],
    ['the words of a prose listing', page(fence('text prose', 'one')), page(fence('text prose', '一\n二'))],
    [
      'texts of a component',
      page('<Stepper msr="0x400" title="Up" note="down" />'),
      page('<Stepper msr="0x400" title="Up!" note="向下" />'),
    ],
    [
      'texts inside an expression',
      page('<Try items={[{ msr: 0x400, say: "write" }]} />'),
      page('<Try items={[{ msr: 0x400, say: "写" }]} />'),
    ],
    ['components that only arrange prose', page('<Margin>\n  words\n</Margin>'), page('话')],
    ['words of a sentence', page('The <Actor is="guest" /> writes.'), page('写。')],
    ['the order inside a sentence', page('<Msr n={1} /> and <Msr n={2} />'), page('<Msr n={2} /> 与 <Msr n={1} />、<Msr n={1} />')],
    ['comments', page('{/* for the translator */}'), page('{/* 给译者 */}')],
  ])('%s', (_what, en, zh) => {
    expect(compareLanguages(en, zh)).toEqual([]);
  });
});

describe('different', () => {
  const seven = fence('text', 'seven');
  test.each<[what: string, en: string, zh: string, lines: readonly [en: number, zh: number], says: string]>([
    [
      'a heading id',
      page('## Two [#two]'),
      page('## 二 [#er]'),
      [8, 8],
      'headings differ: ## Two [#two] (en, line 8) and ## 二 [#er] (zh-cn, line 8)',
    ],
    ['a heading level', page('## Two [#two]'), page('### 二 [#two]'), [8, 8], 'headings differ'],
    [
      'a heading less',
      page('## Two [#two]'),
      page('二'),
      [8, 6],
      'headings: en has ## Two [#two] (line 8), zh-cn has nothing for it (2 in en, 1 in zh-cn)',
    ],
    ['front matter', '---\nmap: [exit]\n---\n', '---\nmap: [gp]\n---\n', [1, 1], 'front matter differ'],
    [
      'a fence less',
      page('Words.'),
      page('话', seven),
      [1, 10],
      'fences: zh-cn has ```text (line 10), en has nothing for it (0 in en, 1 in zh-cn)',
    ],
    [
      'the order of fences',
      page(seven, fence('c', 'x')),
      page(fence('c', 'x'), seven),
      [8, 8],
      'fences differ: ```text (en, line 8) and ```c (zh-cn, line 8)',
    ],
    [
      'what a fence is for',
      page(fence('ts', 'a')),
      page(fence('ts session=a', 'a')),
      [8, 8],
      'fences differ: ```ts (en, line 8) and ```ts session=a',
    ],
    ['a listing', page(fence('c', 'r = 1;')), page(fence('c', 'r = -1;')), [8, 8], 'fences differ'],
    ['a token of a ts block', page(fence('ts', 'f(1)')), page(fence('ts', 'f(2)')), [8, 8], 'fences differ'],
    ['a string of a ts block', page(fence('ts', 'f("a")')), page(fence('ts', 'f("b")')), [8, 8], 'fences differ'],
    ['a scenario', page(fence('scenario', '{"steps":[1]}\n=> 1')), page(fence('scenario', '{"steps":[2]}\n=> 1')), [8, 8], 'fences differ'],
    ['a result', page(fence('scenario', '{"steps":[1]}\n=> 1')), page(fence('scenario', '{"steps":[1]}\n=> 2')), [8, 8], 'fences differ'],
    ['a session', page(fence('console', '$ echo a\na')), page(fence('console', '$ echo b\nb')), [8, 8], 'fences differ'],
    [
      'a component’s data',
      page('<Stepper msr="0x400" />'),
      page('<Stepper msr="0x401" />'),
      [8, 8],
      'components differ: <Stepper> (en, line 8) and <Stepper> (zh-cn, line 8)',
    ],
    [
      'data beside a text',
      page('<Try items={[{ msr: 1, say: "a" }]} />'),
      page('<Try items={[{ msr: 2, say: "写" }]} />'),
      [8, 8],
      'components differ',
    ],
    [
      'a widget less',
      page('<Lab />'),
      page('话'),
      [8, 1],
      'components: en has <Lab> (line 8), zh-cn has nothing for it (1 in en, 0 in zh-cn)',
    ],
    ['another section', page('<Lab />', '## Two [#two]'), page('## 二 [#two]', '<Lab />'), [8, 10], 'components differ'],
    ['an import', page('import a from "./a.ts";'), page('import a from "./b.ts";'), [8, 8], 'components differ: import a from "./a.ts";'],
    ['an expression', page('{1 + 1}'), page('{1 + 2}'), [8, 8], 'components differ: {1 + 1}'],
    [
      'a part of a sentence',
      page('At <Msr n={1} />.'),
      page('在 <Msr n={2} />。'),
      [8, 1],
      'inline: en has <Msr> (line 8), zh-cn does not have it in that section',
    ],
    [
      'a part too many',
      page('At.'),
      page('在 <Msr n={2} />。'),
      [1, 8],
      'inline: zh-cn has <Msr> (line 8), en does not have it in that section',
    ],
  ])('%s', (_what, en, zh, lines, says) => {
    const [first, ...rest] = compareLanguages(en, zh);
    expect(rest).toEqual([]);
    expect(first?.message).toContain(says);
    expect([first?.en, first?.zh]).toEqual(lines);
  });

  test('shows both sides from where they part', () => {
    const [first] = compareLanguages(page('<Stepper msr="0x400" data="0x1" />'), page('<Stepper msr="0x400" data="0x2" />'));
    expect(first?.message).toMatch(/\n {2}en: {4}…[^\n]*"0x1"[^\n]*\n {2}zh-cn: …[^\n]*"0x2"/);
  });
});
