// SPDX-License-Identifier: GPL-2.0-only
/** The two ways to find fences, each against the other: the parser that the tests come from, and the plain line count. */
import { expect, test } from 'vitest';
import { countFences } from '../../../src/site/doctest/count.ts';
import { fencesOf } from '../../../src/site/doctest/fences.ts';
import { parsePage } from '../../../src/site/doctest/markdown.ts';

const parsed = (source: string): readonly (readonly [number, string])[] => {
  const page = parsePage(source);
  if (!('tree' in page)) throw new Error(page.problem.message);
  return fencesOf(source, page.tree).fences.map((f) => [f.line, `${f.lang} ${f.meta}`.trim()]);
};
const counted = (source: string): readonly (readonly [number, string])[] => countFences(source).map((f) => [f.line, f.opening]);

test.each<[what: string, source: string, fences: readonly (readonly [number, string])[]]>([
  ['a fence', 'a\n\n```ts session=a\nx\n```\n', [[3, 'ts session=a']]],
  ['a fence at once after a paragraph', 'a\n```text\nx\n```\n', [[2, 'text']]],
  [
    'two in a row',
    '```c\nx\n```\n```text output\ny\n```\n',
    [
      [1, 'c'],
      [4, 'text output'],
    ],
  ],
  ['no language', '```\nx\n```\n', [[1, '']]],
  ['tildes', '~~~c\n```\n~~~\n', [[1, 'c']]],
  ['longer marks around shorter', '````text\n```ts\nx\n```\n````\n', [[1, 'text']]],
  [
    'shorter marks do not close',
    '````text\n```\n````\n\n```c\n```\n',
    [
      [1, 'text'],
      [5, 'c'],
    ],
  ],
  [
    'words after the marks do not close',
    '```text\n``` not yet\n```\n\n```c\n```\n',
    [
      [1, 'text'],
      [5, 'c'],
    ],
  ],
  [
    'a list',
    '- a\n\n  ```ts\n  x\n  ```\n\n1. ```c\n   y\n   ```\n',
    [
      [3, 'ts'],
      [7, 'c'],
    ],
  ],
  [
    'a quotation',
    '> ```ts\n> x\n> ```\n>\n> - ```c\n>   y\n>   ```\n',
    [
      [1, 'ts'],
      [5, 'c'],
    ],
  ],
  ['a component', '<A>\n  ```ts\n  x\n  ```\n</A>\n', [[2, 'ts']]],
  ['front matter', '---\ntitle: x\n---\n\n```c\n```\n', [[5, 'c']]],
  ['code within a sentence is none', 'a ```b``` c\n\n```` ```ts ```` d\n', []],
  [
    'Windows line ends',
    'a\r\n\r\n```ts\r\nx\r\n```\r\n\r\n```c\r\n```\r\n',
    [
      [3, 'ts'],
      [7, 'c'],
    ],
  ],
])('both see %s', (_what, source, fences) => {
  expect(parsed(source)).toEqual(fences);
  expect(counted(source)).toEqual(fences);
});

test('the count sees a fence inside a comment or a template, which the parser does not', () => {
  const source = '{/*\n```ts\nx\n```\n*/}\n';
  expect(parsed(source)).toEqual([]);
  expect(counted(source)).toEqual([[2, 'ts']]);
});
