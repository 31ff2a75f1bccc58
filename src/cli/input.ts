// SPDX-License-Identifier: GPL-2.0-only
/** Where a command reads from and writes to. */
import { createReadStream } from 'node:fs';
import { say } from './command.ts';

export interface Input {
  readonly name: string;
  readonly stream: AsyncIterable<Uint8Array>;
}

/** FILE, or standard input for no FILE and for `-`. */
export function openInput(file: string | undefined): Input {
  if (file !== undefined && file !== '-') return { name: file, stream: createReadStream(file) };
  // Without this, a program that waits for input looks like one that hangs.
  if (file === undefined && process.stdin.isTTY)
    say('reading scenarios from the terminal, one per line; end the input with Ctrl-D, or see --help');
  return { name: 'standard input', stream: process.stdin };
}

/** Thrown by a write that fails. `closed`: nobody reads the output any more (`exitpath run | head`), which is not a failure of ours. */
export class OutputError extends Error {
  readonly closed: boolean;
  constructor(cause: NodeJS.ErrnoException) {
    super(`cannot write the results: ${reason(cause)}`, { cause });
    this.closed = cause.code === 'EPIPE' || cause.code === 'ERR_STREAM_DESTROYED';
  }
}

/** A system error's message without the call and the path, which the reader did not write. */
export const reason = (e: unknown): string => (e instanceof Error ? e.message.replace(/, \w+( '.*')?$/s, '') : String(e));

/** Lines to standard output, no faster than they are taken. */
export function openOutput(): { readonly line: (text: string) => Promise<void> } {
  const { stdout } = process;
  return {
    line: (text) => new Promise((resolve, reject) => stdout.write(`${text}\n`, (e) => (e ? reject(new OutputError(e)) : resolve()))),
  };
}
