// SPDX-License-Identifier: GPL-2.0-only
/** What the program says of itself: its `--help`, printed by the program. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const printed = new Map<string, string>();

/** @param command a subcommand; undefined for the program's own help */
export function help(command?: string): string {
  const args = command === undefined ? ['--help'] : [command, '--help'];
  const known = printed.get(args.join(' '));
  if (known !== undefined) return known;
  const text = execFileSync(process.execPath, [join(process.cwd(), 'src', 'cli', 'exitpath.mjs'), ...args], { encoding: 'utf8' }).trimEnd();
  printed.set(args.join(' '), text);
  return text;
}

/** The subcommands that the program's help lists. */
export const commands = (): readonly string[] => [...help().matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
