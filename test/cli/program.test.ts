// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { exitpath, file } from './exitpath.ts';

// Each test starts programs, and other tests run at the same time.
vi.setConfig({ testTimeout: 60_000 });

describe('exitpath', () => {
  test('--help lists the commands on standard output', () => {
    const { status, stdout, stderr } = exitpath(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^exitpath: .*\n\nusage: exitpath COMMAND/);
    expect(stdout).toMatch(/^ {2}run \[FILE\] {2,}\S/m);
    expect(stdout).toMatch(/Exit status: 0 done, 1 .*, 2 wrong usage/);
  });

  test('run --help says what run reads and prints', () => {
    const { status, stdout, stderr } = exitpath(['run', '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^usage: exitpath run \[FILE\]\n/);
  });

  test('run --help shows an example that is true', () => {
    const [, input = '', output] = /echo '(.*)' \| exitpath run\n {2}(.*)\n$/.exec(exitpath(['run', '--help']).stdout) ?? [];
    expect(exitpath(['run'], input)).toEqual({ status: 0, stdout: `${output}\n`, stderr: '' });
  });

  test('has help that fits a terminal, but for the example', () => {
    for (const args of [['--help'], ['run', '--help']])
      for (const line of exitpath(args).stdout.split('\n'))
        if (!line.startsWith('  echo')) expect(line.length, line).toBeLessThanOrEqual(84);
  });

  test('--version is the package’s', () => {
    const { version } = JSON.parse(readFileSync(file('package.json'), 'utf8')) as { readonly version: string };
    expect(exitpath(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
  });

  test.each([
    [[], 'a command is missing: '],
    [[''], 'a command is missing: '],
    [['nonsense'], 'there is no command "nonsense"; the commands are '],
    [['--nonsense'], "unknown option '--nonsense'"],
    [['-x'], "unknown option '-x'"],
    [['--help=yes'], "option '--help' does not take an argument"],
    [['run', '--nonsense'], "unknown option '--nonsense'"],
    [['run', 'a', 'b'], 'run takes [FILE], and there are 2 operands'],
    [['--', 'run'], 'a command is missing: '],
  ])('%j is wrong usage', (args, message) => {
    const { status, stdout, stderr } = exitpath(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr.startsWith(`exitpath: ${message}`), stderr).toBe(true);
    expect(stderr).toMatch(/^[^\n]*; see exitpath (run )?--help\n$/);
  });
});
