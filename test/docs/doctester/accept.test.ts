// SPDX-License-Identifier: GPL-2.0-only
/** `npm run docs:accept`, run for real on a copy of pages that say nothing yet, or the wrong thing. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../src/site/doctest/project.ts';
import { type Ended, node } from './processes.ts';

const fixtures = join(root, 'test/docs/fixtures');
const read = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.mdx'))
      .sort()
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  );
const accept = (docs: string, ...pages: readonly string[]): Promise<Ended> => node(['src/site/doctest/accept.ts', ...pages], docs);

const folders: string[] = [];
const copy = (fixture: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'exitpath-docs-'));
  folders.push(folder);
  cpSync(join(fixtures, fixture), folder, { recursive: true });
  return folder;
};
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

describe('pages without results', () => {
  let docs: string;
  let first: Ended;
  beforeAll(async () => {
    docs = copy('accept/before');
    first = await accept(docs);
  }, 60_000);

  test('get them, in both languages, with the indentation of their fences', () => {
    expect(read(docs)).toEqual(read(join(fixtures, 'accept/after')));
    expect(first.stderr).toBe('');
    expect(first.status).toBe(0);
  });

  test('and what changed is printed, by place', () => {
    expect(first.stdout).toContain('en/page.mdx:7 One › scenario (line 7)\n    + => {"outcome":"errno","errno":"EPERM"}\n');
    expect(first.stdout).toContain('    - => error: old words\n    + => error: kernel: "5.18" lacks the v: write "v5.18"\n');
    expect(first.stdout).toMatch(/\n18 changed\n$/);
  });

  test('once accepted, there is nothing to change', { timeout: 60_000 }, async () => {
    expect(await accept(docs)).toEqual({ status: 0, stdout: 'nothing to change\n', stderr: '' });
    expect(read(docs)).toEqual(read(join(fixtures, 'accept/after')));
  });
});

describe('what cannot be accepted', () => {
  test('is named and left alone, and the rest is written', { timeout: 60_000 }, async () => {
    const docs = copy('pages');
    const before = read(docs);
    const { status, stdout, stderr } = await accept(docs);
    expect(status).toBe(1);
    expect(stderr).toMatch(/not accepted: .*en\/not-a-scenario\.mdx:7 not a scenario that runs: .*did you mean "steps"/);
    expect(stderr).toMatch(/not accepted: .*en\/throws\.mdx:7 Error: thrown on the page/);
    expect(stderr).toMatch(/not accepted: .*en\/command\.mdx:8 a page writes no files/);
    expect(stdout).toMatch(/\n\d+ changed, \d+ not accepted\n$/);
    const after = read(docs);
    const changed = Object.keys(before).filter((file) => before[file] !== after[file]);
    expect(changed).toEqual([
      'en/no-exit-status.mdx',
      'en/no-output-fence.mdx',
      'en/no-result.mdx',
      'en/too-many-results.mdx',
      'en/wrong-output.mdx',
      'en/wrong-result.mdx',
      'en/wrong-session.mdx',
    ]);
  });

  test('a page may be named; one that is none is wrong usage', { timeout: 60_000 }, async () => {
    const docs = copy('accept/before');
    const page = join(docs, 'en/page.mdx');
    const { stdout } = await accept(docs, page);
    expect(stdout).toMatch(/\n9 changed\n$/);
    expect(readFileSync(join(docs, 'zh-cn/page.mdx'), 'utf8')).toBe(readFileSync(join(fixtures, 'accept/before/zh-cn/page.mdx'), 'utf8'));
    expect(await accept(docs, 'README.md')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('README.md is not a page'),
    });
  });
});
