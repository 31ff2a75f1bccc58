// SPDX-License-Identifier: GPL-2.0-only
/** Runs a program of the repository in a process of its own, with nothing of this Vitest in its environment. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../../src/site/doctest/project.ts';

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param docs folder of pages; the one being tested without it */
export function node(args: readonly string[], docs = process.env['EXITPATH_DOCS']): Promise<Ended> {
  const { PATH, HOME, TMPDIR } = process.env;
  const env = { PATH, HOME, TMPDIR, NO_COLOR: '1', CI: '1', ...(docs === undefined ? {} : { EXITPATH_DOCS: docs }) };
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (ended.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ended.stderr += text));
    child.on('error', fail);
    child.on('close', (status) => done({ status, ...ended }));
  });
}

/** A `vitest` command on the pages, its JSON report read back. */
export async function vitest<Report>(
  command: (file: string) => readonly string[],
  docs?: string,
): Promise<{ readonly ended: Ended; readonly report: Report }> {
  const folder = mkdtempSync(join(tmpdir(), 'exitpath-vitest-'));
  const file = join(folder, 'report.json');
  try {
    const ended = await node(['node_modules/vitest/vitest.mjs', ...command(file), '--config', 'test/docs/vitest.docs.config.ts'], docs);
    return { ended, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
