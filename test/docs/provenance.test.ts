// SPDX-License-Identifier: GPL-2.0-only
/** What the colophon says of the build comes from the sources, and from nothing else. */
import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { counts } from '../../src/components/colophon/counts.ts';
import { commit, engineFiles, engineHash, libraries } from '../../src/site/provenance.ts';

test('the commit is the one that git has checked out', () => {
  expect(commit()?.id).toBe(execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim());
  expect(commit()?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('without a repository there is no commit, and no failure', () => {
  const before = process.env['GIT_DIR'];
  process.env['GIT_DIR'] = '/nowhere';
  try {
    expect(commit()).toBeUndefined();
  } finally {
    if (before === undefined) delete process.env['GIT_DIR'];
    else process.env['GIT_DIR'] = before;
  }
});

test('the engine’s hash covers all its files and is the same each time', () => {
  expect(engineFiles()).toContain('src/engine/arch/x86/kvm/x86.ts');
  expect(engineFiles().every((file) => file.startsWith('src/engine/'))).toBe(true);
  expect(engineHash()).toMatch(/^[0-9a-f]{64}$/);
  expect(engineHash()).toBe(engineHash());
});

test('every library has a version and a licence', () => {
  expect(libraries().map(({ name }) => name)).toContain('preact');
  expect(libraries().filter(({ version, licence }) => version === '' || licence === '')).toEqual([]);
});

test('the examples are counted as the tests read them', () => {
  const { pages, scenario, ts, console } = counts();
  for (const count of [pages, scenario, ts, console]) expect(count).toBeGreaterThan(5);
});
