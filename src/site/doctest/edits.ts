// SPDX-License-Identifier: GPL-2.0-only
/** What came out, written into a page: only the expected lines change, and they keep the indentation of their fence. */
import type { Example } from './examples.ts';

export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const withPrefix = (text: string, prefix: string): string =>
  text === ''
    ? ''
    : text
        .split('\n')
        .map((line) => `${line === '' ? prefix.trimEnd() : prefix + line}\n`)
        .join('');

/** A fence that its contents cannot close. */
function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((m) => m[0].length));
  return '`'.repeat(longest + 1);
}

/** The change that makes the page say `text`; undefined when it says so already. */
export function editOf({ fence, expected }: Example, text: string, source: string): Edit | undefined {
  const { prefix } = fence;
  if (expected !== undefined)
    return expected.text === text ? undefined : { start: expected.start, end: expected.end, text: withPrefix(text, prefix) };
  if (text === '') return undefined;
  // A new output fence, after a blank line that belongs to the same list item or quotation.
  const closing = source.indexOf('\n', fence.end);
  const at = closing === -1 ? source.length : closing + 1;
  const marks = fenceFor(text);
  const added = withPrefix(`\n${marks}text output\n${text}\n${marks}`, prefix);
  return { start: at, end: at, text: closing === -1 ? `\n${added}` : added };
}

/** Applies edits that do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let text = source;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => b.start - a.start))
    text = text.slice(0, start) + replacement + text.slice(end);
  return text;
}
