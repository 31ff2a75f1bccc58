// SPDX-License-Identifier: GPL-2.0-only
/** Whoever breaks the engine sees it in the ledger: a copy of the sources with one change in it, and the claims that no longer hold there. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../src/site/doctest/project.ts';

const copy = mkdtempSync(join(tmpdir(), 'exitpath-broken-'));

beforeAll(() => {
  for (const folder of ['engine', 'claims']) cpSync(join(root, 'src', folder), join(copy, 'src', folder), { recursive: true });
  symlinkSync(join(root, 'test'), join(copy, 'test'));
  writeFileSync(join(copy, 'package.json'), '{"type":"module"}');
  writeFileSync(
    join(copy, 'red.ts'),
    `import { judge } from './src/claims/judge.ts';
     import { claimIds, claimOf } from './src/claims/ledger.ts';
     console.log(JSON.stringify(claimIds.filter((id) => judge(claimOf(id)).state === 'fails')));`,
  );
});
afterAll(() => rmSync(copy, { recursive: true }));

const red = (): readonly string[] =>
  JSON.parse(execFileSync(process.execPath, ['red.ts'], { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })) as string[];

/** The claims that fail once `from`, which stands in the file once, reads `to`. */
function redAfter(file: string, from: string, to: string): readonly string[] {
  const path = join(copy, 'src', 'engine', file);
  const whole = readFileSync(path, 'utf8');
  expect(whole.split(from).length, `${file} holds ${JSON.stringify(from)} once`).toBe(2);
  writeFileSync(path, whole.replace(from, to));
  try {
    return red();
  } finally {
    writeFileSync(path, whole);
  }
}

const x86 = 'arch/x86/kvm/x86.ts';

describe('a broken engine', () => {
  test('is told from a sound one: no claim fails on that', () => {
    expect(red()).toEqual([]);
  });

  test('that takes every odd reason for an unknown register', () => {
    expect(redAfter(x86, 'return KVM_MSR_EXIT_REASON_INVAL;', 'return KVM_MSR_EXIT_REASON_UNKNOWN;')).toEqual(
      expect.arrayContaining(['emulate-wrmsr.user-space-can-tell', 'emulate-wrmsr.two-inval', 'emulate-wrmsr.user-space-first']),
    );
  });

  test('that looks at the sign of a result in no release', () => {
    const claims = redAfter(x86, 'if (r < 0 && kernel.negativeWrmsrResultLeavesKvmRun) return r;', '');
    expect(claims).toEqual(expect.arrayContaining(['emulate-wrmsr.zero-or-ones', 'emulate-wrmsr.five-numbers', 'emulate-wrmsr.silent']));
    expect(claims).not.toEqual(expect.arrayContaining(['emulate-wrmsr.user-space-first']));
  });
});
