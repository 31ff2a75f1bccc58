// SPDX-License-Identifier: GPL-2.0-only
/** The doc-tests, run for real on pages made for it: one where all is well, and one for each way to go wrong. */
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../src/site/doctest/project.ts';
import { vitest } from './processes.ts';

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly title: string;
      readonly status: string;
      readonly location: { readonly line: number };
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

const pages = 'test/docs/fixtures/pages';
const files = [pages, 'test/docs/types', 'test/docs/languages', 'test/docs/count'];

async function run() {
  const { ended, report } = await vitest<Report>((file) => ['run', ...files, '--reporter=json', `--outputFile=${file}`], pages);
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map((t) => ({ ...t, file: relative(root, name) })),
  );
  return { ended, tests };
}

let ran: Awaited<ReturnType<typeof run>>;
beforeAll(async () => {
  ran = await run();
}, 120_000);

describe('a good page', () => {
  const titles = (file: string): string[] => ran.tests.filter((t) => t.file === `${pages}/${file}`).map((t) => t.title);

  test('has one test for each example, named by page, heading, kind and line', () => {
    expect(titles('en/good.mdx')).toEqual([
      'en/good › scenario (line 8)',
      'en/good › Scenarios › scenario (line 17)',
      'en/good › Scenarios › scenario (line 32)',
      'en/good › The exitpath module › ts (line 39)',
      'en/good › The exitpath module › ts (line 52)',
      'en/good › The exitpath module › ts (line 66)',
      'en/good › The exitpath module › ts (line 72)',
      'en/good › A session › console (line 84)',
      'en/good › every fence is claimed',
    ]);
    expect(titles('zh-cn/good.mdx')).toHaveLength(9);
  });

  test('reports each test where the page has it', () => {
    const onPages = ran.tests.filter((t) => t.file.endsWith('.mdx') && t.title.includes('(line '));
    expect(onPages.length).toBeGreaterThan(16);
    expect(onPages.map((t) => t.location.line)).toEqual(onPages.map((t) => Number(/\(line (\d+)\)/.exec(t.title)?.[1])));
  });

  test('has one type check for each ts block', () => {
    const types = ran.tests.map((t) => t.title).filter((t) => t.includes('/good ›') && t.includes('› types (line '));
    expect(types).toContain('zh-cn/good › 模块 exitpath › types (line 52)');
    expect(types).toHaveLength(8);
  });
});

/** Test, where its stack points, and what the message says. Every failure of the folder, and no other. */
const failures: readonly (readonly [title: string, place: string, says: string])[] = [
  ['en/broken › problem (line 7)', 'en/broken.mdx:7', 'not valid MDX'],
  ['en/command › problem (line 7)', 'en/command.mdx:8', 'a page writes no files'],
  ['en/foreign-import › problem (line 7)', 'en/foreign-import.mdx:7', "imports from 'exitpath', not from 'node:fs'"],
  ['en/hidden › every fence is claimed', 'en/hidden.mdx:8', 'this fence was counted and nothing claims it: ts'],
  ['en/imported-markdown › problem (line 7)', 'en/imported-markdown.mdx:7', 'write them on this page'],
  ['en/indented › problem (line 9)', 'en/indented.mdx:9', 'looks like an indented code block'],
  ['en/looks-like-a-prompt › Here › console (line 7)', 'en/looks-like-a-prompt.mdx:7', 'prints a line that looks like a prompt'],
  ['en/no-exit-status › Here › console (line 7)', 'en/no-exit-status.mdx:9', 'does not say what comes out'],
  ['en/no-language › problem (line 7)', 'en/no-language.mdx:7', 'nothing claims a fence ```(no language); accepted: scenario, ts'],
  ['en/no-output-fence › Here › ts (line 7)', 'en/no-output-fence.mdx:9', 'no ```text output fence follows it'],
  ['en/no-result › Here › scenario (line 7)', 'en/no-result.mdx:7', 'no => line'],
  ['en/not-a-scenario › Here › scenario (line 7)', 'en/not-a-scenario.mdx:7', 'did you mean "steps"?'],
  ['en/pre › problem (line 8)', 'en/pre.mdx:8', '<pre> shows code that nothing checks'],
  ['en/set-html › problem (line 7)', 'en/set-html.mdx:7', 'set:html'],
  ['en/stray-output › problem (line 7)', 'en/stray-output.mdx:7', 'belongs to the ts block right before it'],
  ['en/syntax-error › Here › ts (line 7)', 'en/syntax-error.mdx:9', 'Unterminated string'],
  ['en/syntax-error › Here › types (line 7)', 'en/syntax-error.mdx:11', 'TS1160: Unterminated template literal.'],
  ['en/throws › Here › ts (line 7)', 'en/throws.mdx:9', 'thrown on the page'],
  ['en/too-many-results › Here › scenario (line 7)', 'en/too-many-results.mdx:10', 'does not say what comes out'],
  ['en/type-error › Here › types (line 11)', 'en/type-error.mdx:12', "TS2322: Type 'boolean' is not assignable to type 'string'."],
  ['en/unclosed › problem (line 7)', 'en/unclosed.mdx:7', 'never closed'],
  ['en/unknown-language › problem (line 7)', 'en/unknown-language.mdx:7', 'nothing claims a fence ```python'],
  ['en/unknown-meta › problem (line 7)', 'en/unknown-meta.mdx:7', 'nothing claims a fence ```scenario title="x"'],
  ['en/words-after-results › problem (line 7)', 'en/words-after-results.mdx:10', 'after the first => every line'],
  ['en/wrong-output › Here › ts (line 9)', 'en/wrong-output.mdx:15', 'does not say what comes out'],
  ['en/wrong-result › Here › scenario (line 7)', 'en/wrong-result.mdx:10', 'does not say what comes out'],
  ['en/wrong-session › Here › console (line 7)', 'en/wrong-session.mdx:11', 'does not say what comes out'],
  ['throws holds the same code and data', 'zh-cn/throws.mdx:7', 'fences differ: ```ts (en, line 7) and ```ts (zh-cn, line 7)'],
];

/** These speak of several pages. */
const ofAllPages = ['have the same pages', 'every scenario, ts and console fence is one registered test'];

describe('pages with a mistake', () => {
  const failed = () => ran.tests.filter((t) => t.status === 'failed');

  test('fail, and nothing else does', () => {
    const expected = [...failures.map(([title]) => title), ...ofAllPages].sort();
    expect(
      failed()
        .map((t) => t.title)
        .sort(),
    ).toEqual(expected);
    expect(ran.ended.status).toBe(1);
  });

  test.each(failures)('%s', (title, place, says) => {
    const message = failed().find((t) => t.title === title)?.failureMessages[0] ?? '';
    expect(message).toContain(says);
    const [where = ''] = /[^\s(]*fixtures\/pages\/[^\s)]*:\d+(?=:\d+)/.exec(message) ?? [];
    expect(relative(join(root, pages), where)).toBe(place);
  });
});
