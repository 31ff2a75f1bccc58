// SPDX-License-Identifier: GPL-2.0-only
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { type Ended, exitpath, objects } from './exitpath.ts';

// Each test starts programs that run some hundred thousand scenarios, and other tests run at the same time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const scenarioLines = (stdout: string): readonly string[] => stdout.split('\n').filter((line) => line.startsWith('{'));

describe('exitpath diff v5.17 v6.0', () => {
  let diff: Ended = { status: null, stdout: '', stderr: '' };
  beforeAll(() => {
    diff = exitpath(['diff', 'v5.17', 'v6.0']);
  });
  /** The paragraph that begins with this line's beginning. */
  const paragraph = (start: string): string => diff.stdout.split('\n\n').find((p) => p.startsWith(start)) ?? '';

  test('compares, and says on how many scenarios', () => {
    expect(diff).toMatchObject({ status: 0, stderr: '' });
    expect(diff.stdout).toMatch(/^Between v5\.17 and v6\.0 lie \d+ commits of the catalogue/);
    expect(diff.stdout).toMatch(/\n\d{6} scenarios ran on both: \d+ end differently, all others alike\.\n/);
  });

  test.each([
    ['2368048bf5c2', 'guest WRMSR 0x400 (MC0_CTL) = 0x1', 'v5.17: KVM_RUN fails with EPERM; v6.0: #GP(0)'],
    ['0471a7bd1bca', 'guest WRMSR 0x400 (MC0_CTL) = 0xfffffffffffffffe', 'v5.17: KVM_RUN fails with EPERM; v6.0: done'],
    ['281b52780b57', 'KVM_GET_MSRS 0x280 (MC0_CTL2)', 'v5.17: refused; v6.0: gives 0x0'],
    ['aebc3ca19063', 'KVM_X86_SETUP_MCE 0x100050a', 'v5.17: fails with EINVAL; v6.0: done'],
  ])('names %s by the input that shows it: %s', (commit, input, ends) => {
    const group = paragraph(`${commit}  KVM: `);
    expect(group).toContain(`; the smallest: ${input}\n  ${ends}\n`);
    expect(group).toContain(`v5.17+${commit} answers as v6.0 does`);
  });

  test('names a61d7c5432ac as what no scenario shows', () => {
    const rest = paragraph('No scenario on kvm_intel shows these');
    expect(rest).toMatch(/^ {2}a61d7c5432ac {2}KVM: x86: Trace re-injected exceptions/m);
    expect(rest).toContain('    unverified: the first 5.10.y that has it');
  });

  test('prints scenarios that exitpath run answers as printed, differently for the two kernels', () => {
    const lines = scenarioLines(diff.stdout);
    const written = lines.map((line) => JSON.parse(line) as { name: string; kernel: string; results: unknown });
    const ran = exitpath(['run'], lines.join('\n'));
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    expect(objects(ran.stdout)).toEqual(written.map(({ name, kernel, results }) => ({ name, kernel, results })));
    expect(lines.length % 2).toBe(0);
    for (let i = 0; i < lines.length; i += 2) {
      expect([written[i]?.kernel, written[i + 1]?.kernel]).toEqual(['v5.17', 'v6.0']);
      expect(written[i]?.results).not.toEqual(written[i + 1]?.results);
    }
  });
});

describe('exitpath diff', () => {
  test('--json gives the comparison as one line, on the host and for the guest that are asked for', () => {
    const { status, stdout, stderr } = exitpath(['diff', 'v6.0', 'v6.0-2368048bf5c2', '--host', 'pvm', '--vendor', 'amd', '--json']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const [comparison, ...others] = objects(stdout) as [Record<string, unknown>];
    expect(others).toEqual([]);
    expect(comparison).toMatchObject({ a: 'v6.0', b: 'v6.0-2368048bf5c2', host: 'pvm', unobserved: [], without: [] });
    const [group] = comparison['groups'] as [{ causes: unknown; changes: readonly { smallest: unknown; proofs: unknown }[] }];
    expect(comparison['groups']).toHaveLength(1);
    expect(group.causes).toMatchObject([{ commit: '2368048bf5c2', in: 'a' }]);
    const scenario = {
      name: '2368048bf5c2',
      host: 'pvm',
      vcpu: { vendor: 'amd' },
      steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }],
    };
    expect(group.changes[0]?.smallest).toEqual([
      { ...scenario, kernel: 'v6.0', results: [{ outcome: 'exception', vector: 13, error_code: 0 }] },
      { ...scenario, kernel: 'v6.0-2368048bf5c2', results: [{ outcome: 'errno', errno: 'EPERM' }] },
    ]);
    expect(group.changes[0]?.proofs).toContain('v6.0-2368048bf5c2 answers as v6.0-2368048bf5c2 does');
  });

  test('of a kernel and itself finds nothing', () => {
    const { status, stdout } = exitpath(['diff', 'v5.18', 'v5.18.0', '--vendor', 'intel']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Between v5\.18 and v5\.18\.0 lie no commits of the catalogue\.\n\d+ scenarios ran on both: all end alike\.\n/);
    expect(scenarioLines(stdout)).toEqual([]);
  });

  test('shows what one kernel does not know at all as a scenario that is none there', () => {
    const { stdout } = exitpath(['diff', 'v5.9', 'v5.10', '--vendor', 'intel']);
    expect(stdout).toContain(
      'v5.9: no scenario (vm.user_space_msr: does not exist before v5.10, and the kernel here is v5.9); v5.10: done',
    );
    expect(stdout).toContain('Not every kernel here has vm.user_space_msr and vm.msr_filter: the scenarios that ran do without.');
  });

  test('names a difference whose commit is not identified as such', () => {
    const { stdout } = exitpath(['diff', 'v6.1', 'v6.2', '--vendor', 'intel']);
    expect(stdout).toMatch(/^featCtlHostWritesFree {2}\(commit not identified\) .* \[v6\.2\]$/m);
  });

  test('of a kernel that is not modelled fails', () => {
    for (const pair of [
      ['v5.17', 'v4.19'],
      ['v99.1', 'v6.0'],
      ['v5.18', 'v5.19-rc3'],
    ]) {
      const { status, stdout, stderr } = exitpath(['diff', ...pair]);
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
      expect(stderr).toMatch(/^exitpath: not modelled: ["v]/);
    }
  });

  test.each([
    [[], 'diff takes two kernels'],
    [['v5.17'], 'diff takes two kernels'],
    [['v5.17', 'v5.18', 'v6.0'], 'diff takes KERNEL_A KERNEL_B, and there are 3 operands'],
    [['v5.17', '5.18'], '"5.18" lacks the v: write "v5.18"'],
    [['5.10.0-30-amd64', 'v6.0'], '"5.10.0-30-amd64" looks like a distribution\'s uname -r'],
    [['v5.17', 'v6.0', '--host', 'arm'], '--host arm is not a host; the hosts are intel, amd, pvm'],
    [['v5.17', 'v6.0', '--vendor', 'via'], '--vendor via is not a vendor; the vendors are intel, amd'],
    [['v5.17', 'v6.0', '--nonsense'], "unknown option '--nonsense'"],
  ])('%j is wrong usage', (args, message) => {
    const { status, stdout, stderr } = exitpath(['diff', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.startsWith(`exitpath: ${message}`), stderr).toBe(true);
  });

  test('has help that fits a terminal', () => {
    const { status, stdout } = exitpath(['diff', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^usage: exitpath diff KERNEL_A KERNEL_B\n/);
    for (const line of stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(84);
  });
});
