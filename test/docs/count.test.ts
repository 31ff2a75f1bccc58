// SPDX-License-Identifier: GPL-2.0-only
/** No example is skipped: a line count of the fences, page by page, against the tests that Vitest finds on its own. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countFences } from '../../src/site/doctest/count.ts';
import { pageFiles, shownPath } from '../../src/site/doctest/project.ts';
import { vitest } from './doctester/processes.ts';

interface Listed {
  readonly name: string;
  readonly file: string;
}

test('every scenario, ts and console fence is one registered test', { timeout: 120_000 }, async () => {
  const { report } = await vitest<readonly Listed[]>((file) => ['list', '--staticParse=false', `--json=${file}`, '.mdx']);
  const missing: string[] = [];
  const surplus: string[] = [];
  for (const page of pageFiles()) {
    const counted = countFences(readFileSync(page, 'utf8'))
      .filter(({ opening }) => !/^(text|c)\b/.test(opening))
      .map(({ line }) => line);
    const tests = report
      .filter(({ file }) => file === page)
      .map(({ name }) => ({ name, line: Number(/ \(line (\d+)\)$/.exec(name)?.[1]) }));
    missing.push(...counted.filter((line) => !tests.some((t) => t.line === line)).map((line) => `${shownPath(page)}:${line}`));
    surplus.push(...tests.filter((t) => / (scenario|ts|console) \(/.test(t.name) && !counted.includes(t.line)).map((t) => t.name));
  }
  expect({ missing, surplus }).toEqual({ missing: [], surplus: [] });
  expect(report.length).toBeGreaterThan(0);
});
