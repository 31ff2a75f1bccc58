// SPDX-License-Identifier: GPL-2.0-only
/** The two languages of a chapter, block by block. They hold the same headings and figures, so prose between two of these belongs together. */

/** One block of a chapter's text, as its HTML stands in the page. */
export interface Block {
  /** A heading or a figure has its fellow in the other language; prose is what lies between them. */
  readonly kind: 'heading' | 'figure' | 'prose';
  readonly html: string;
}

/** What stands in one row: the same thing said twice, or one thing for both. */
export type Row = { readonly both: string } | { readonly first: string; readonly second: string };

/** @throws when the pages do not hold the same headings and figures in the same order */
export function align(first: readonly Block[], second: readonly Block[]): readonly Row[] {
  const rows: Row[] = [];
  let [i, j] = [0, 0];
  while (i < first.length || j < second.length) {
    const a: string[] = [];
    const b: string[] = [];
    for (; first[i]?.kind === 'prose'; i++) a.push(first[i]?.html ?? '');
    for (; second[j]?.kind === 'prose'; j++) b.push(second[j]?.html ?? '');
    // As many paragraphs on both sides: each beside its own. Otherwise the passage as a whole.
    if (a.length === b.length) rows.push(...a.map((html, k) => ({ first: html, second: b[k] ?? '' })));
    else rows.push({ first: a.join(''), second: b.join('') });
    const [x, y] = [first[i++], second[j++]];
    if (x?.kind !== y?.kind) throw new Error(`the languages part at ${(x ?? y)?.html.slice(0, 80)}`);
    if (x !== undefined && y !== undefined) rows.push(x.kind === 'heading' ? { first: x.html, second: y.html } : { both: x.html });
  }
  return rows;
}
