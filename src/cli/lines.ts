// SPDX-License-Identifier: GPL-2.0-only
/** A stream of bytes, line by line, in bounded memory whatever the input is. */
import { MAX_TEXT } from '../engine/index.ts';

export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line break; undefined when its bytes are not UTF-8. */
  readonly text: string | undefined;
}

/** UTF-8 takes at most three bytes for what JavaScript counts as one character: what is longer than this, the parser refuses anyhow. */
const MAX_BYTES = 3 * MAX_TEXT + 3;
const NEWLINE = 0x0a;

function decode(parts: readonly Uint8Array[], cut: boolean): string | undefined {
  try {
    // What was cut off may have been half a character.
    return new TextDecoder('utf-8', { fatal: !cut, ignoreBOM: true }).decode(Buffer.concat(parts));
  } catch {
    return undefined;
  }
}

export async function* lines(input: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let size = 0;
  let cut = false;
  const keep = (bytes: Uint8Array): void => {
    const room = MAX_BYTES - size;
    cut ||= bytes.length > room;
    const kept = bytes.subarray(0, room);
    size += kept.length;
    if (kept.length > 0) parts.push(kept);
  };
  const take = (): Line => {
    const text = decode(parts, cut);
    // Windows programs begin a UTF-8 file with a byte order mark.
    const line = { number, text: number === 1 && text?.startsWith('\ufeff') ? text.slice(1) : text };
    [number, parts, size, cut] = [number + 1, [], 0, false];
    return line;
  };
  for await (const chunk of input) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      keep(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    keep(chunk.subarray(start));
  }
  if (size > 0) yield take();
}
