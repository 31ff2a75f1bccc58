// SPDX-License-Identifier: GPL-2.0-only
import { existsSync } from 'node:fs';
import { release, type } from 'node:os';
import { describe, expect, test, vi } from 'vitest';
import { patches } from '../../src/engine/index.ts';
import { exitpath, objects } from './exitpath.ts';

// Each test starts programs, and other tests run at the same time.
vi.setConfig({ testTimeout: 60_000 });

const json = (...args: readonly string[]) => {
  const { status, stdout, stderr } = exitpath(['kernel', '--json', ...args]);
  expect(stderr).toBe('');
  return { status, answer: objects(stdout)[0] as Record<string, unknown> };
};

describe('exitpath kernel', () => {
  test('says that v5.18 is affected, since when, and that v5.18.18 fixes it', () => {
    const { status, stdout, stderr } = exitpath(['kernel', 'v5.18']);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^v5\.18: affected: /);
    expect(stdout).toContain('guest WRMSR 0x400 (MC0_CTL) = 0x1: KVM_RUN fails with EPERM');
    expect(stdout).toContain(`since     v5.10  7dffecaf4eab  ${patches['7dffecaf4eab'].subject}`);
    expect(stdout).toContain(`fixed by  v6.0   2368048bf5c2  ${patches['2368048bf5c2'].subject}`);
    expect(stdout).toContain('v5.18 is affected from v5.18 on and fixed from v5.18.18 on');
    expect(stdout).toContain('to do     update to v5.18.18 or later');
  });

  test('says that the fixed are not affected, and the older latent', () => {
    expect(exitpath(['kernel', 'v5.18.18'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^v5\.18\.18: not affected: .*#GP/),
    });
    expect(exitpath(['kernel', 'v5.9'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/^v5\.9: not affected: .*latent/) });
  });

  test('says of a branch without the fix that it has none, and where to go', () => {
    const { status, stdout } = exitpath(['kernel', 'v5.17.15']);
    expect(status).toBe(1);
    expect(stdout).toContain('no release of v5.17 has the fix: the branch ended before the fix reached mainline in August 2022');
    expect(stdout).toMatch(/to do {5}move to a release that has the fix: v5\.10\.137, v5\.15\.61, v5\.18\.18, v5\.19\.2, v6\.0/);
    expect(stdout).toContain('or take 0471a7bd1bca and after it 2368048bf5c2');
  });

  test('takes uname’s spelling of a release, and commits added or taken out', () => {
    expect(exitpath(['kernel', '5.18.17']).status).toBe(1);
    expect(exitpath(['kernel', 'v5.18+2368048bf5c2']).status).toBe(0);
    const { status, stdout } = exitpath(['kernel', 'v6.0-2368048bf5c2']);
    expect(status).toBe(1);
    expect(stdout).toContain('put 2368048bf5c2 back: v6.0 has it');
    expect(exitpath(['kernel', 'v5.9+7dffecaf4eab']).stdout).toContain('take 2368048bf5c2 together with 7dffecaf4eab');
  });

  test('lists the catalogue’s commits that the kernel has and lacks, and marks what is not verified', () => {
    const { stdout } = exitpath(['kernel', 'v6.0']);
    const [has = '', lacks = ''] = stdout.split('\nand lacks\n');
    for (const [id, { subject }] of Object.entries(patches)) expect(stdout).toContain(`  ${id}  ${subject}\n`);
    expect(has).toContain('2368048bf5c2  KVM');
    expect(lacks).toContain('598a790fc20f');
    expect(lacks).toContain(`                unverified: ${patches.ee605e315633.unverified}`);
    expect(exitpath(['kernel', 'v5.12']).stdout).toContain('unverified: follows from the commits; no tree from v5.11 to v5.14 was read');
  });

  test.each(['5.10.0-30-amd64', '5.14.0-427.el9', '6.8.0-45-generic'])('cannot tell from %s, and says what to check instead', (name) => {
    const { status, stdout, stderr } = exitpath(['kernel', name]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout.startsWith(`${name}: cannot tell: `)).toBe(true);
    expect(stdout).toContain(patches['2368048bf5c2'].subject);
    expect(stdout).toContain("git log --oneline --grep=2368048bf5c2 --grep='Signal #GP, not -EPERM, on bad WRMSR'");
    expect(stdout).toContain('the behaviour itself');
  });

  test('cannot tell from what is not modelled', () => {
    for (const name of ['v4.19', 'v5.19-rc3', 'v99.1'])
      expect(exitpath(['kernel', name])).toMatchObject({ status: 1, stdout: expect.stringMatching(/cannot tell/), stderr: '' });
  });

  test('without a release asks about this machine', () => {
    const { status, stdout, stderr } = exitpath(['kernel']);
    expect(stderr).toBe('');
    expect([0, 1]).toContain(status);
    expect(stdout).toContain(release());
    if (type() === 'Linux') {
      expect(stdout.startsWith(`This machine runs Linux ${release()}. `)).toBe(true);
      expect(stdout.includes('KVM is there: ')).toBe(existsSync('/sys/module/kvm'));
    }
  });

  test('--json says the same for a program', () => {
    const { status, answer } = json('v5.18');
    expect(status).toBe(1);
    expect(answer).toMatchObject({
      kernel: 'v5.18',
      verdict: 'affected',
      branch: { name: 'v5.18', affected_from: 'v5.18', fixed_in: 'v5.18.18' },
      visible_since: { release: 'v5.10', commit: '7dffecaf4eab' },
      fixed_since: { releases: ['v5.10.137', 'v5.15.61', 'v5.18.18', 'v5.19.2', 'v6.0'], commit: '2368048bf5c2' },
      commits: expect.arrayContaining([
        expect.objectContaining({ commit: '7dffecaf4eab', contained: true }),
        expect.objectContaining({ commit: '2368048bf5c2', contained: false, first_in_branch: 'v5.18.18' }),
        expect.objectContaining({ commit: 'ee605e315633', unverified: patches.ee605e315633.unverified }),
      ]),
    });
    expect(json('v6.1').answer).toMatchObject({ verdict: 'fixed', branch: { affected_from: null, fixed_in: 'v6.1' } });
    expect(json('v5.4.286').answer).toMatchObject({ verdict: 'latent', branch: { affected_from: null, fixed_in: null } });
    expect(json('v5.19-rc3').answer).toMatchObject({ verdict: 'cannot tell', reason: 'not modelled' });
    expect(json('5.10.0-30-amd64').answer).toMatchObject({
      verdict: 'cannot tell',
      reason: 'distribution',
      branch: { name: 'v5.10', fixed_in: 'v5.10.137' },
      look_for: { commit: '2368048bf5c2' },
    });
  });

  test('--json of this machine says what of KVM is there', () => {
    const { answer } = json();
    expect(answer).toMatchObject({ kernel: release(), machine: { system: type(), release: release() } });
  });

  test('--json shows evidence that exitpath run gives as well', () => {
    const { evidence } = json('v5.18').answer as { evidence: readonly { readonly results: unknown }[] };
    const ran = exitpath(['run'], evidence.map((line) => JSON.stringify(line)).join('\n'));
    expect(objects(ran.stdout)).toMatchObject(evidence.map(({ results }) => ({ results })));
  });

  test('the VMM that asks for refused writes gets them, as the advice says, and ignore_msrs does not help', () => {
    const step = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' };
    const lines = [
      { name: 'asked', kernel: 'v5.18', vm: { user_space_msr: ['inval'] }, steps: [step, { op: 'host.complete', error: 1 }] },
      { name: 'ignored', kernel: 'v5.18', module: { ignore_msrs: true }, steps: [step] },
    ];
    expect(objects(exitpath(['run'], lines.map((l) => JSON.stringify(l)).join('\n')).stdout)).toMatchObject([
      { results: [{ reason: 'KVM_EXIT_X86_WRMSR' }, { outcome: 'exception', vector: 13 }] },
      { results: [{ errno: 'EPERM' }] },
    ]);
  });

  test.each([
    [['latest'], '"latest" is not a kernel release'],
    [['v5.20'], 'there is no v5.20'],
    [[''], '"" is not a kernel release'],
    [['v6.0+2368048bf5c2'], 'v6.0 already has 2368048bf5c2'],
    [['v5.18', 'v6.0'], 'kernel takes [RELEASE], and there are 2 operands'],
    [['--nonsense'], "unknown option '--nonsense'"],
  ])('%j is wrong usage', (args, message) => {
    const { status, stdout, stderr } = exitpath(['kernel', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.startsWith(`exitpath: ${message}`), stderr).toBe(true);
  });

  test('has help that fits a terminal', () => {
    const { status, stdout } = exitpath(['kernel', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^usage: exitpath kernel \[RELEASE\]\n/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(84);
  });
});
