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
/** The pages whose claims are listed here. */
const looked = /^(?:index|note|exit|emulate-wrmsr|set-msr|mce-banks|gp|userspace|msr-exits|history|host-writes|injection)\./;

interface Breakage {
  readonly what: string;
  readonly from: string;
  readonly to: string;
  /** All the claims that it makes false. */
  readonly claims: readonly string[];
}
const breakages: readonly Breakage[] = [
  {
    what: 'asks the filter about x2APIC’s registers too',
    from: 'if (index >= 0x800 && index <= 0x8ff) return true;',
    to: '',
    claims: ['set-msr.x2apic', 'msr-exits.not-filtered'],
  },
  {
    what: 'takes an MSR exit that nobody answers for refused',
    from: 'vcpu.run.msr.error = 0;',
    to: 'vcpu.run.msr.error = 1;',
    claims: ['msr-exits.unanswered'],
  },
  {
    what: 'gives a refusal of the filter the reason of a bad value',
    from: 'return KVM_MSR_EXIT_REASON_FILTER;',
    to: 'return KVM_MSR_EXIT_REASON_INVAL;',
    claims: [
      'emulate-wrmsr.user-space-can-tell',
      'set-msr.five-places',
      'set-msr.first-range',
      'set-msr.x2apic',
      'set-msr.same-words',
      'msr-exits.no-eperm',
      'msr-exits.reason-3',
      'msr-exits.one-byte',
      'host-writes.nothing-else',
    ],
  },
  {
    what: 'takes any threshold in MCi_CTL2',
    from: 'if ((data & ~(MCI_CTL2_CMCI_EN | MCI_CTL2_CMCI_THRESHOLD_MASK)) !== 0n) return 1;',
    to: '',
    claims: ['mce-banks.ctl2-with', 'host-writes.row-ctl2'],
  },
  {
    what: 'does not say that a second error overflowed the first',
    from: 'mce_banks[bank + 1] = old | MCI_STATUS_OVER;',
    to: '',
    claims: ['injection.row-8', 'injection.keeps-its-address'],
  },
];

describe('an engine', () => {
  test('as it stands makes no claim false', () => {
    expect(red()).toEqual([]);
  });

  for (const { what, from, to, claims } of breakages)
    test(`that ${what} makes its claims false and no others`, () => {
      expect(redAfter(x86, from, to).filter((id) => looked.test(id))).toEqual(claims);
    });

  test('that never looks at the sign makes the claims about EPERM false, and leaves those about user space and #GP', () => {
    const claims = redAfter(x86, 'if (r < 0 && kernel.negativeWrmsrResultLeavesKvmRun) return r;', '');
    expect(claims).toEqual(expect.arrayContaining(['note.b1', 'emulate-wrmsr.silent', 'userspace.fails-again', 'history.not-in-5.19']));
    expect(claims).not.toContain('note.b3');
    expect(claims).not.toContain('gp.df-gate');
  });
});
