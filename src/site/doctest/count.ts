// SPDX-License-Identifier: GPL-2.0-only
/** Counts fences by reading lines and nothing else: no parser, no code shared with the scanner, so that it notices what that one misses. */

export interface Counted {
  readonly line: number;
  /** The words after the opening backticks. */
  readonly opening: string;
}

export function countFences(source: string): readonly Counted[] {
  const found: Counted[] = [];
  let fence = ''; // the open one's marks
  source.split('\n').forEach((text, i) => {
    const bare = text.replace(/^(?:\s|>|[-*+]\s|\d+[.)]\s)*/, '').trimEnd();
    if (fence !== '') {
      if (bare.startsWith(fence) && bare.replaceAll(fence.charAt(0), '') === '') fence = '';
      return;
    }
    const marks = /^(`{3,}(?=[^`]*$)|~{3,})/.exec(bare)?.[0];
    if (marks === undefined) return;
    fence = marks;
    found.push({ line: i + 1, opening: bare.slice(marks.length).trim() });
  });
  return found;
}
