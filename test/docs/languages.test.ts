// SPDX-License-Identifier: GPL-2.0-only
/** The English and the Chinese book hold the same code and data. One test a page; a failure stands at the Chinese page's line. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorAt } from '../../src/site/doctest/difference.ts';
import { compareLanguages } from '../../src/site/doctest/languages.ts';
import { type Node, parsePage, startOf, textOf } from '../../src/site/doctest/markdown.ts';
import { docs, pageFiles, pageName } from '../../src/site/doctest/project.ts';

/** What runs on in one line: a paragraph, a heading, a cell. */
const lines = (node: Node): readonly Node[] =>
  ['paragraph', 'heading', 'tableCell'].includes(node.type) ? [node] : (node.children ?? []).flatMap(lines);

describe('both languages', () => {
  const pages = pageFiles().map(pageName);
  const en = pages.filter((p) => p.startsWith('en/')).map((p) => p.slice('en/'.length));
  const zh = pages.filter((p) => p.startsWith('zh-cn/')).map((p) => p.slice('zh-cn/'.length));

  test('have the same pages', () => {
    const only = (these: readonly string[], those: readonly string[]) => these.filter((page) => !those.includes(page));
    expect({ 'only in en': only(en, zh), 'only in zh-cn': only(zh, en) }).toEqual({ 'only in en': [], 'only in zh-cn': [] });
  });

  for (const page of en) {
    const files = { en: join(docs, 'en', `${page}.mdx`), zh: join(docs, 'zh-cn', `${page}.mdx`) };
    if (!existsSync(files.zh)) continue; // the test above names it
    test(`${page} holds the same code and data`, () => {
      const differences = compareLanguages(readFileSync(files.en, 'utf8'), readFileSync(files.zh, 'utf8'));
      const [first] = differences;
      if (first !== undefined) throw errorAt(files.zh, first.zh, differences.map((d) => d.message).join('\n'));
    });
  }
});

describe('Chinese is set as Chinese', () => {
  for (const file of pageFiles().filter((path) => path.includes('/zh-cn/')))
    test(`${pageName(file)}: a space between a Han character and a Latin letter or digit, and full-width punctuation after it`, () => {
      const page = parsePage(readFileSync(file, 'utf8'));
      if ('problem' in page) throw errorAt(file, page.problem.line, page.problem.message);
      const wrong =
        /.{0,8}(?:\p{Script=Han}\w|\w\p{Script=Han}|\p{Script=Han} \p{Script=Han}|\p{Script=Han}[,;:?!()]|[,;:?!()]\p{Script=Han}).{0,8}/u;
      const found = lines(page.tree).flatMap((node) =>
        (wrong.exec(textOf(node)) ?? []).map((text) => `line ${startOf(node).line}: ${text}`),
      );
      expect(found).toEqual([]);
    });
});
