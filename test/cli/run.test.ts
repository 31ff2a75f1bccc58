// SPDX-License-Identifier: GPL-2.0-only
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ended, exitpath, file, launcher, objects } from './exitpath.ts';

// Each test starts programs, and other tests run at the same time.
vi.setConfig({ testTimeout: 60_000 });

const scenario = (name: string, fields: object = {}): string =>
  JSON.stringify({ name, kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }], ...fields });
const dead = (name: string): object => ({ name, kernel: 'v5.18', results: [{ outcome: 'errno', errno: 'EPERM' }] });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exitpath-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('exitpath run', () => {
  test('answers a scenario on standard input with its result', () => {
    expect(exitpath(['run'], `${scenario('a')}\n`)).toEqual({
      status: 0,
      stdout: '{"name":"a","kernel":"v5.18","results":[{"outcome":"errno","errno":"EPERM"}]}\n',
      stderr: '',
    });
  });

  test('shows the fix', () => {
    const both = `${scenario('without')}\n${scenario('with', { kernel: 'v5.18+2368048bf5c2' })}\n`;
    expect(objects(exitpath(['run'], both).stdout)).toEqual([
      dead('without'),
      { name: 'with', kernel: 'v5.18+2368048bf5c2', results: [{ outcome: 'exception', vector: 13, error_code: 0 }] },
    ]);
  });

  test('reads a file, and standard input for -', () => {
    const path = join(folder, 'a b.jsonl');
    writeFileSync(path, scenario('in a file'));
    expect(objects(exitpath(['run', path]).stdout)).toEqual([dead('in a file')]);
    expect(objects(exitpath(['run', '-'], scenario('in a pipe')).stdout)).toEqual([dead('in a pipe')]);
  });

  test('reads the last line without its line break, lines that end as on Windows, and a byte order mark', () => {
    const input = `\ufeff${scenario('a')}\r\n${scenario('b')}\r\n\r\n${scenario('c')}`;
    expect(exitpath(['run'], input)).toMatchObject({ status: 0, stderr: '' });
    expect(objects(exitpath(['run'], input).stdout)).toEqual(['a', 'b', 'c'].map(dead));
  });

  test('skips blank lines', () => {
    expect(objects(exitpath(['run'], `\n \t\n${scenario('a')}\n\n\r\n${scenario('b')}\n\n`).stdout)).toEqual([dead('a'), dead('b')]);
  });

  test('of nothing prints nothing', () => {
    expect(exitpath(['run'], '')).toEqual({ status: 0, stdout: '', stderr: '' });
    expect(exitpath(['run'], '\n\n')).toEqual({ status: 0, stdout: '', stderr: '' });
  });

  test('answers a line that is no scenario with an error in its place, and runs the others', () => {
    const input = [
      scenario('a'),
      scenario('b', { steps: [{ op: 'guest.rdmsr', msr: 1024 }] }),
      '{"name":"c","kernel":',
      'no JSON',
      scenario('d'),
    ].join('\n');
    const { status, stdout, stderr } = exitpath(['run'], input);
    expect(objects(stdout)).toEqual([
      dead('a'),
      { name: 'b', error: 'steps[0].msr: 1024 is a number, which readers of JSON may round: write "0x400"' },
      { name: 'c', error: 'column 22: the text ends before the JSON value does' },
      { name: null, error: 'column 1: no is not a JSON value; text stands in double quotes' },
      dead('d'),
    ]);
    expect(stderr).toBe('exitpath: 3 of 5 lines did not run, the first of them line 2 of standard input\n');
    expect(status).toBe(1);
  });

  test('answers a scenario that is not modelled with an error that says so', () => {
    const { status, stdout } = exitpath(
      ['run'],
      `${scenario('old', { kernel: 'v2.6.39' })}\n${scenario('tsc', { steps: [{ op: 'guest.rdmsr', msr: '0x10' }] })}`,
    );
    expect(objects(stdout)).toEqual([
      { name: 'old', error: expect.stringMatching(/^not modelled: kernel: v2\.6\.39/) },
      { name: 'tsc', error: expect.stringMatching(/^not modelled: steps\[0\]\.msr: 0x10 /) },
    ]);
    expect(status).toBe(1);
  });

  test('answers a completion that nothing waits for with an error', () => {
    const { status, stdout } = exitpath(['run'], scenario('c', { steps: [{ op: 'host.complete', error: 0 }] }));
    expect(objects(stdout)).toEqual([{ name: 'c', error: expect.stringMatching(/^steps\[0\]: host\.complete/) }]);
    expect(status).toBe(1);
  });

  test('answers bytes that are not UTF-8 with an error', () => {
    const input = Buffer.concat([
      Buffer.from(`${scenario('a')}\n{"name":"`),
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`"}\n${scenario('é👻')}`),
    ]);
    expect(objects(exitpath(['run'], input).stdout)).toEqual([dead('a'), { name: null, error: 'not UTF-8 text' }, dead('é👻')]);
  });

  test('answers a line that is too long with an error, and runs the next', () => {
    const { stdout, status } = exitpath(['run'], `{"name":"long","x":"${'é'.repeat(9_000_000)}"}\n${scenario('b')}\n`);
    expect(objects(stdout)).toEqual([
      { name: 'long', error: expect.stringMatching(/^\d+ characters; at most 4194304 are read$/) },
      dead('b'),
    ]);
    expect(status).toBe(1);
  });

  test('ignores the results of a recorded vector', () => {
    expect(exitpath(['run'], scenario('a', { results: [{ outcome: 'ok' }] })).stdout).toBe(`${JSON.stringify(dead('a'))}\n`);
  });

  test('gives one line for each line of a recorded corpus', () => {
    const { stdout, stderr } = exitpath(['run', file('test/vectors/v5.17-intel.jsonl')]);
    for (const answer of objects(stdout))
      expect(answer).toSatisfy((a: object) => 'results' in a || ('error' in a && /^not modelled: /.test(String(a.error))));
    expect(objects(stdout)).toHaveLength(1145);
    expect(stderr).not.toMatch(/bug/);
  });
});

describe('exitpath run, when something is in its way,', () => {
  test('says which file it cannot read', () => {
    const missing = join(folder, 'missing.jsonl');
    expect(exitpath(['run', missing])).toEqual({
      status: 1,
      stdout: '',
      stderr: `exitpath: cannot read ${missing}: ENOENT: no such file or directory\n`,
    });
    expect(exitpath(['run', folder])).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/cannot read .*: EISDIR: illegal operation on a directory\n$/),
    });
  });

  test.runIf(existsSync('/dev/full'))('says that the disk is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [launcher, 'run'], { input: scenario('a'), stdio: ['pipe', full, 'pipe'] });
    expect({ status, stderr: stderr.toString() }).toEqual({
      status: 1,
      stderr: 'exitpath: cannot write the results: ENOSPC: no space left on device\n',
    });
  });

  test('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [launcher, 'run']);
    let stderr = '';
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => {});
    const feed = setInterval(() => child.stdin.write(`${scenario('a')}\n`.repeat(200)), 5);
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on('close', resolve));
    clearInterval(feed);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  test('answers each line as it comes, without waiting for the end', async () => {
    const child = spawn(process.execPath, [launcher, 'run']);
    const answer = (): Promise<string> => new Promise((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
    for (const name of ['a', 'b']) {
      child.stdin.write(`${scenario(name)}\n`);
      expect(JSON.parse(await answer())).toEqual(dead(name));
    }
    child.stdin.end();
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
  });

  // A terminal for the program to read from is what script(1) makes.
  test.runIf(existsSync('/usr/bin/script'))('says that it reads from the terminal', () => {
    const command = `'${process.execPath}' '${launcher}' run`;
    const { stdout } = ended(spawnSync('/usr/bin/script', ['-qec', command, '/dev/null'], { input: '\u0004', timeout: 20_000 }));
    expect(stdout).toContain('exitpath: reading scenarios from the terminal, one per line; end the input with Ctrl-D, or see --help');
  });
});
