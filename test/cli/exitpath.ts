// SPDX-License-Identifier: GPL-2.0-only
/** Runs the real program, as a shell would. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const launcher = fileURLToPath(new URL('../../src/cli/exitpath.mjs', import.meta.url));
export const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function ended({ status, stdout, stderr }: SpawnSyncReturns<Buffer>): Ended {
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** `exitpath ARGS…`, with this on its standard input. */
export const exitpath = (args: readonly string[], input: string | Uint8Array = ''): Ended =>
  ended(spawnSync(process.execPath, [launcher, ...args], { input, maxBuffer: 1 << 28 }));

/** The objects of a JSON Lines output. */
export const objects = (stdout: string): unknown[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
