// SPDX-License-Identifier: GPL-2.0-only
/** The note's two quotations of kernel code, exact to the character, cut out of the note itself. */
import note from '../../content/note/note.txt?raw';
import { quoteRange } from '../../trace/quotes.ts';

/** A line as the note has it: the number the note gives it, and the text after the blank that follows the number. */
export type QuotedLine = readonly [number: number, text: string];

const numbered: readonly QuotedLine[] = note.split('\n').flatMap((line): QuotedLine[] => {
  const m = /^(\d{3,4})(?: (.*))?$/.exec(line);
  return m === null ? [] : [[Number(m[1]), m[2] ?? '']];
});

/** The quotation of a function, or undefined for one that the note does not quote. */
export function quotation(fn: string): readonly QuotedLine[] | undefined {
  const range = quoteRange[fn];
  if (range === undefined) return undefined;
  const [first, last] = range;
  const lines = numbered.filter(([no]) => no >= first && no <= last);
  if (lines.length !== last - first + 1) throw new Error(`note.txt lacks lines of ${fn}: ${first} to ${last}, found ${lines.length}`);
  return lines;
}
