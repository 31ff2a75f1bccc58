// SPDX-License-Identifier: GPL-2.0-only
/** Runs the commands of a ```console fence as a reader would: bash, in the repository, with its `exitpath` on the PATH. */
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { threadId } from 'node:worker_threads';
import { type Command, statusLine } from './console-fence.ts';
import { root } from './project.ts';

const SECONDS = 30;

const cache = join(root, 'node_modules/.cache/doctest');

/** A folder with an executable `exitpath`, as an installed package would have: the one that package.json names. */
function installed(): string {
  const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: Record<string, string> };
  const folder = join(cache, 'bin');
  const ours = join(folder, `.${process.pid}.${threadId}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(ours, `#!/bin/sh\nexec '${process.execPath}' '${resolve(root, bin['exitpath'] ?? '')}' "$@"\n`, { mode: 0o755 });
  renameSync(ours, join(folder, 'exitpath')); // workers write the same file at the same time; each sees a whole one
  return folder;
}
let folder: string | undefined;

function environment(): NodeJS.ProcessEnv {
  folder ??= installed();
  const path = [folder, dirname(process.execPath), join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(delimiter);
  const compiled = join(cache, 'compiled'); // half the time of a command
  // Nothing of the caller's but where to find programs: the same text for everybody, without colour.
  const home = { HOME: process.env['HOME'] ?? tmpdir(), TMPDIR: tmpdir() };
  return { ...home, PATH: path, LC_ALL: 'C.UTF-8', TZ: 'UTC', TERM: 'dumb', NO_COLOR: '1', COLUMNS: '80', NODE_COMPILE_CACHE: compiled };
}

/** One command's standard output and error as they come, and its exit status. */
function bash(text: string): Promise<{ readonly output: string; readonly status: number }> {
  return new Promise((done, fail) => {
    const child = spawn('bash', ['--noprofile', '--norc', '-c', `exec 2>&1\n${text}`], {
      cwd: root,
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true,
    });
    const chunks: Buffer[] = [];
    const clock = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL'); // the whole pipeline, which is its own process group
      fail(new Error(`not done after ${SECONDS} s: ${text}`));
    }, SECONDS * 1000);
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', fail);
    child.on('close', (status, signal) => {
      clearTimeout(clock);
      if (signal !== null) fail(new Error(`ended by ${signal}: ${text}`));
      done({ output: Buffer.concat(chunks).toString('utf8'), status: status ?? 0 });
    });
  });
}

/** The session as the page should show it; `problem` when what came out does not belong on a page. */
export async function sessionOf(commands: readonly Command[]): Promise<{ readonly text: string; readonly problem?: string }> {
  const lines: string[] = [];
  const problems: string[] = [];
  for (const { text, shown } of commands) {
    const { output, status } = await bash(text);
    const printed = output === '' ? [] : output.replace(/\n$/, '').split('\n');
    const refuse = (why: string): void => void problems.push(`${text}: ${why}\n${output}`);
    if (printed.some((line) => line.startsWith('$ ')))
      refuse('prints a line that looks like a prompt, so the session could not be read back');
    if (output.includes(root)) refuse(`prints where the repository is on this machine, ${root}`);
    if (output.includes('\u001b') || output.includes('\r')) refuse('prints control characters');
    if (status === 126 || status === 127) refuse('bash could not run it');
    lines.push(...shown, ...printed, ...(status === 0 ? [] : [statusLine(status)]));
  }
  const [problem] = problems;
  return problem === undefined ? { text: lines.join('\n') } : { text: lines.join('\n'), problem };
}
