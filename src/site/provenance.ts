// SPDX-License-Identifier: GPL-2.0-only
/** Where this very build comes from: the commit, the engine's text as one hash, the libraries. The same sources give the same words. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.cwd();

/** What git says, or undefined where there is no git, or no history. */
function git(...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

export interface Commit {
  readonly id: string;
  /** The day of the commit, not of the build: `2026-11-23`. */
  readonly date: string;
  /** The sources differ from it. */
  readonly changed: boolean;
}

/** The commit that is built. Undefined for sources without a history, such as an unpacked archive. */
export function commit(): Commit | undefined {
  const [id, date] = git('log', '-1', '--format=%H %cs')?.split(' ') ?? [];
  if (id === undefined || date === undefined) return undefined;
  return { id, date, changed: git('status', '--porcelain', '--untracked-files=no', 'src', 'astro.config.mjs', 'package-lock.json') !== '' };
}

/** The engine's files, `src/engine/…`, in the order in which they are hashed. */
export const engineFiles = (): readonly string[] =>
  globSync('src/engine/**/*.ts', { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .sort();

/** SHA-256 over the engine's files, each preceded by its name and a zero byte and followed by one. */
export function engineHash(): string {
  const hash = createHash('sha256');
  for (const file of engineFiles())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

export interface Library {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly license?: string; readonly devDependencies?: Readonly<Record<string, string>> }>
  >;
}

/** The libraries that the project names itself, as the lock has them. */
export function libraries(): readonly Library[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock;
  return Object.keys(packages['']?.devDependencies ?? {})
    .sort()
    .map((name) => {
      const { version = '', license = '' } = packages[`node_modules/${name}`] ?? {};
      return { name, version, licence: license };
    });
}
