// SPDX-License-Identifier: GPL-2.0-only
/** What a subcommand is. Each stands in its own file here; main.ts holds the list of them. */
import type { ParseArgsOptionsConfig } from 'node:util';

/** The exit statuses that the documentation promises. */
export const DONE = 0;
export const FAILED = 1;
const USAGE = 2;
export type Status = typeof DONE | typeof FAILED | typeof USAGE;

export interface Arguments {
  readonly positionals: readonly string[];
  /** As node:util's parseArgs gives them, for the command's own options. */
  readonly values: Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;
}

export interface Command {
  readonly name: string;
  /** What follows the command's name: `[FILE]`. */
  readonly operands: string;
  readonly maxOperands: number;
  /** For the list of commands. */
  readonly summary: string;
  /** For `--help`: what it does, reads and prints, its options, and an example. */
  readonly help: string;
  readonly options: ParseArgsOptionsConfig;
  readonly run: (args: Arguments) => Promise<Status>;
}

/** A message to the user. Results alone go to standard output. */
export const say = (message: string): void => console.error(`exitpath: ${message}`);

/** Says what is wrong with the command line. */
export function usage(message: string, command?: string): Status {
  say(`${message}; see exitpath ${command === undefined ? '' : `${command} `}--help`);
  return USAGE;
}
