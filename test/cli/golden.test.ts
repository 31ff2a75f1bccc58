// SPDX-License-Identifier: GPL-2.0-only
/** One readable trace for each end of the path, as `exitpath trace` prints it. A changed file is read in review like code; `vitest -u` writes it. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

const paths: readonly (readonly [file: string, scenario: Record<string, unknown>])[] = [
  ['eperm', { kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }] }],
  ['gp', { kernel: 'v5.18+2368048bf5c2', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }] }],
  ['skipped', { kernel: 'v6.0', steps: [{ op: 'guest.wrmsr', msr: '0x401', data: '0x0' }] }],
  [
    'user-space-exit',
    {
      kernel: 'v5.18',
      vm: { user_space_msr: ['inval'] },
      steps: [
        { op: 'guest.wrmsr', msr: '0x400', data: '0x1' },
        { op: 'host.complete', error: 1 },
      ],
    },
  ],
  ['host-write', { kernel: 'v5.18', steps: [{ op: 'host.set_msr', msr: '0x400', data: '0x1' }] }],
];

describe('exitpath trace', () => {
  for (const [name, scenario] of paths)
    test(`prints the path of ${name} as the golden file has it`, async () => {
      const { stdout, status } = spawnSync('node', ['src/cli/exitpath.mjs', 'trace'], {
        encoding: 'utf8',
        input: JSON.stringify({ name, ...scenario }),
      });
      expect(status).toBe(0);
      await expect(stdout).toMatchFileSnapshot(`../golden/${name}.txt`);
    });
});
