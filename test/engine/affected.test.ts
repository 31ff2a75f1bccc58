// SPDX-License-Identifier: GPL-2.0-only
/** Which kernels have the bug, by release and by name. */
import { describe, expect, test } from 'vitest';
import { examine } from '../../src/engine/affected/affected.ts';
import { branchOf } from '../../src/engine/affected/branch.ts';
import { understand } from '../../src/engine/affected/spelling.ts';
import { type KernelRelease, parseKernelRelease } from '../../src/engine/index.ts';

function kernel(spelling: string): KernelRelease {
  const release = parseKernelRelease(spelling);
  if (!release.ok) throw new Error(release.problem);
  return release.value;
}

describe('A release', () => {
  const boundaries: readonly (readonly [verdict: string, releases: readonly string[]])[] = [
    ['latent', ['v5.4', 'v5.4.273', 'v5.4.286', 'v5.9']],
    [
      'affected',
      [
        ...['v5.10', 'v5.10.136', 'v5.11', 'v5.12', 'v5.13', 'v5.14', 'v5.15', 'v5.15.60', 'v5.16', 'v5.16.20', 'v5.17', 'v5.17.15'],
        ...['v5.18', 'v5.18.17', 'v5.19', 'v5.19.1', 'v6.0-2368048bf5c2', 'v5.9+7dffecaf4eab'],
      ],
    ],
    ['fixed', ['v5.10.137', 'v5.15.61', 'v5.18.18', 'v5.19.2', 'v6.0', 'v6.12.117', 'v7.3', 'v5.18+2368048bf5c2']],
  ];
  test.each(boundaries.flatMap(([verdict, releases]) => releases.map((r) => [verdict, r] as const)))('is %s: %s', (verdict, release) => {
    expect(examine(kernel(release)).verdict).toBe(verdict);
  });

  test('without 7dffecaf4eab is latent as long as it lacks the fix', () => {
    expect(examine(kernel('v5.18-7dffecaf4eab')).verdict).toBe('latent');
    expect(examine(kernel('v6.0-7dffecaf4eab')).verdict).toBe('fixed');
  });

  test.each([
    ['v5.4', undefined, undefined],
    ['v5.10', 'v5.10', 'v5.10.137'],
    ['v5.14', 'v5.14', undefined],
    ['v5.15', 'v5.15', 'v5.15.61'],
    ['v5.16', 'v5.16', undefined],
    ['v5.17', 'v5.17', undefined],
    ['v5.18', 'v5.18', 'v5.18.18'],
    ['v5.19', 'v5.19', 'v5.19.2'],
    ['v6.0', 'v6.0', 'v6.0'],
    ['v7.3', 'v7.3', 'v7.3'],
  ])('of branch %s is affected from %s on and fixed from %s on', (name, visible, fixed) => {
    const branch = branchOf(`${name}.3`)!;
    expect(branch).toMatchObject({ name, visible, fixed });
    expect(branch.ended !== undefined).toBe(visible !== undefined && fixed === undefined);
  });

  test('that the branch says is the first one fixed is fixed, and the one before it is affected', () => {
    for (const name of ['v5.10', 'v5.15', 'v5.18', 'v5.19']) {
      const [, point = ''] = /\.(\d+)$/.exec(branchOf(name)?.fixed ?? '') ?? [];
      expect(examine(kernel(`${name}.${point}`)).verdict).toBe('fixed');
      expect(examine(kernel(`${name}.${Number(point) - 1}`)).verdict).toBe('affected');
    }
  });
});

describe('A kernel’s name', () => {
  test.each(['v5.18', '5.18', '5.18.17', 'v5.18+2368048bf5c2', '6.0.0-2368048bf5c2'])('%s is a release', (name) => {
    expect(understand(name).kind).toBe('release');
  });

  test.each([
    ['5.10.0-30-amd64', 'v5.10'],
    ['5.14.0-427.el9', 'v5.14'],
    ['5.14.0-427.13.1.el9_4.x86_64', 'v5.14'],
    ['6.8.0-45-generic', 'v6.8'],
    ['5.15.153.1-microsoft-standard-WSL2', 'v5.15'],
    ['6.18.44-fc-v595', 'v6.18'],
    ['6.1.0+', 'v6.1'],
    ['5.14.0-427', 'v5.14'],
    ['4.18.0-553.el8_10.x86_64', undefined],
  ])('%s is a distribution’s or somebody’s own', (name, upstream) => {
    expect(understand(name)).toEqual({ kind: 'distribution', upstream });
  });

  test.each(['v5.19-rc3', '6.0.0-rc1', '6.0.0-rc1-custom', 'v4.19', '4.19', 'v7.4', 'v5.18+deadbeefdead'])('%s is not modelled', (name) => {
    const understood = understand(name);
    expect(understood.kind).toBe('not modelled');
    expect('problem' in understood && understood.problem).not.toContain('accepted');
  });

  test.each(['', 'latest', 'v5.20', 'v5', 'v6.0+2368048bf5c2', 'v5.18+23', '5.10.0 30'])('%j is nonsense', (name) => {
    expect(understand(name).kind).toBe('nonsense');
  });

  test('of any length is answered shortly', () => {
    for (const name of [`5.10.0-${'a'.repeat(1e6)}`, '1'.repeat(1e6), `v5.18${'+aaaaaaa'.repeat(1e5)}`, `5.19.0-rc1${'-'.repeat(1e6)}`])
      expect(JSON.stringify(understand(name)).length).toBeLessThan(1500);
  });
});
