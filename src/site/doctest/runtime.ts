// SPDX-License-Identifier: GPL-2.0-only
/** What a page becomes in Vitest: the plugin calls these at the lines of the page's fences. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { countFences } from './count.ts';
import { difference, errorAt, firstDifference } from './difference.ts';
import type { Example, Examples } from './examples.ts';
import type { Problem } from './markdown.ts';
import { exampleName, observe } from './observe.ts';
import { pageName, shownPath } from './project.ts';

const accept = 'npm run docs:accept writes what came out';

async function check(file: string, example: Example, load: () => Promise<unknown>): Promise<void> {
  const { fence, expected } = example;
  const observed = await observe(example, load);
  if (observed.problem !== undefined) throw errorAt(file, fence.line, observed.problem);
  if (expected !== undefined && observed.text === expected.text) return;
  if (expected === undefined) {
    if (observed.text === '') return;
    throw difference(file, fence.lastLine, `this block prints, and no \`\`\`text output fence follows it (${accept})`, '', observed.text);
  }
  if (expected.text === '' && example.kind === 'scenario')
    throw difference(file, fence.line, `no => line says what comes of this scenario (${accept})`, '', observed.text);
  const line = Math.min(
    expected.line + firstDifference(expected.text, observed.text),
    expected.line + expected.text.split('\n').length - 1,
  );
  throw difference(file, line, `${shownPath(file)}:${line} does not say what comes out (${accept})`, expected.text, observed.text);
}

export interface Collector {
  example(example: Example, load: () => Promise<unknown>): void;
  problem(problem: Problem): void;
  /** Every fence of the file, counted in another way, is a test, a test's output or a listing. */
  account(counts: Pick<Examples, 'listings' | 'outputs'>): void;
}

export function collect(file: string): Collector {
  const page = pageName(file);
  return {
    example: (example, load) => test(`${page} › ${exampleName(example)}`, { timeout: 60_000 }, () => check(file, example, load)),
    problem: ({ line, fence = line, message }) =>
      test(`${page} › problem (line ${fence})`, () => {
        throw errorAt(file, line, message);
      }),
    account: ({ listings, outputs }) =>
      test(`${page} › every fence is claimed`, ({ task }) => {
        const registered = task.file.tasks.flatMap((t) => {
          const line = / \(line (\d+)\)$/.exec(t.name)?.[1];
          // Where Vitest says the test is, is where the page has it.
          if (line !== undefined && t.location !== undefined) expect(t.location.line, t.name).toBe(Number(line));
          return line === undefined ? [] : [Number(line)];
        });
        const claimed = new Set([...registered, ...listings.map((f) => f.line), ...outputs.map((f) => f.line)]);
        for (const { line, opening } of countFences(readFileSync(file, 'utf8'))) {
          if (!claimed.has(line)) throw errorAt(file, line, `this fence was counted and nothing claims it: ${opening}`);
          if (!/^(text|c)\b/.test(opening) && !registered.includes(line)) throw errorAt(file, line, `this fence is not a test: ${opening}`);
        }
      }),
  };
}
