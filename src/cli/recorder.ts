// SPDX-License-Identifier: GPL-2.0-only
/** The recorder on this machine: builds it, and has it run scenarios. */
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Scenario } from '../engine/index.ts';
import { plan } from '../recorder/calls.ts';
import type { Machine } from '../recorder/explain.ts';
import { reason } from './input.ts';

/** What one scenario came to on /dev/kvm: its results in the scenario format's JSON, or why it did not run. */
export type Recording = { readonly results: readonly unknown[] } | { readonly refused: string };

/** Why /dev/kvm cannot be used; undefined when it can. */
function obstacle(): string | undefined {
  try {
    accessSync('/dev/kvm', constants.R_OK | constants.W_OK);
    return undefined;
  } catch (e) {
    const missing = (e as NodeJS.ErrnoException).code === 'ENOENT';
    return missing
      ? 'there is no /dev/kvm here: load kvm_intel or kvm_amd, and in a virtual machine ask its host for nested virtualization'
      : `/dev/kvm may not be opened (${reason(e)}): join the group that owns it, or ask root`;
  }
}

/** Builds the recorder. @returns its path, in a folder that goes with this process; or why there is none */
function build(): { readonly path: string } | { readonly problem: string } {
  const problem = obstacle();
  if (problem !== undefined) return { problem };
  const folder = mkdtempSync(join(tmpdir(), 'exitpath-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'recorder');
  const source = fileURLToPath(new URL('../recorder/recorder.c', import.meta.url));
  const cc = spawnSync('cc', ['-O2', '-Wall', '-Wextra', '-Werror', '-o', path, source], { encoding: 'utf8' });
  if (cc.error !== undefined) return { problem: `the recorder is built with cc, which does not start: ${cc.error.message}` };
  return cc.status === 0 ? { path } : { problem: `the recorder does not build: ${cc.stderr.trim()}` };
}

function recording(lines: readonly string[]): Recording {
  const [first = 'it printed nothing'] = lines;
  try {
    const { results } = JSON.parse(first) as { readonly results: readonly unknown[] };
    return { results };
  } catch {
    return { refused: first };
  }
}

/** One process of the recorder: answers in order. */
async function* answers(path: string, scenarios: readonly Scenario[]): AsyncGenerator<Recording> {
  const child = spawn(path, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.on('error', () => {}); // A recorder that dies stops reading; the answers that lack then say so.
  child.stdin.end(scenarios.map((s) => `${plan(s)}\n`).join(''));
  let lines: string[] = [];
  let answered = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line !== '.') {
      lines.push(line);
      continue;
    }
    answered++;
    yield recording(lines);
    lines = [];
  }
  for (; answered < scenarios.length; answered++) yield { refused: 'the recorder ended before it came to this' };
}

export interface Recorder {
  readonly machine: Machine;
  /** Runs scenarios, several at a time. @param done is called after each, with its index in the list */
  readonly record: (scenarios: readonly Scenario[], done: (index: number, recording: Recording) => void) => Promise<void>;
}

/** The recorder, or why it cannot be had. @param jobs processes at a time */
export function openRecorder(jobs: number): Recorder | { readonly problem: string } {
  const built = build();
  if ('problem' in built) return built;
  const about = spawnSync(built.path, ['--machine'], { encoding: 'utf8', maxBuffer: 1 << 24 });
  if (about.status !== 0) return { problem: `/dev/kvm does not say what it supports: ${about.stderr.trim()}` };
  return {
    machine: JSON.parse(about.stdout) as Machine,
    async record(scenarios, done) {
      const hands = Array.from({ length: Math.min(jobs, scenarios.length) }, (_, hand) =>
        [...scenarios.keys()].filter((i) => i % jobs === hand),
      );
      await Promise.all(
        hands.map(async (mine) => {
          let next = 0;
          const list = mine.flatMap((i) => scenarios[i] ?? []);
          for await (const recording of answers(built.path, list)) done(mine[next++] ?? 0, recording);
        }),
      );
    },
  };
}
