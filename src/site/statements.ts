// SPDX-License-Identifier: GPL-2.0-only
/** The statements of a page that carry a claim: what stands before a mark `<C id="…" />`, back to the mark before it or to where its paragraph begins. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Node, parsePage, startOf } from './doctest/markdown.ts';
import { folders, type Lang } from './lang.ts';

export interface Statement {
  readonly id: string;
  /** The sentences, without marks of form. A table's row: its cells. */
  readonly text: string;
  readonly line: number;
}

interface Jsx extends Node {
  readonly name?: string | null;
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
}
interface Mark {
  readonly id: string;
  readonly line: number;
}

/** What a claim's component is called in the pages. */
const mark = (node: Node): Mark | undefined => {
  const { name, attributes = [] } = node as Jsx;
  if (name !== 'C') return undefined;
  return { id: String(attributes.find((a) => a.name === 'id')?.value), line: startOf(node).line };
};

/** Blocks hold blocks; what is in no such thing is a run of words. */
const blocks = new Set(['root', 'list', 'listItem', 'blockquote', 'mdxJsxFlowElement']);
const tidy = (words: string): string =>
  words
    .replace(/^\||\|$/gm, '')
    .replace(/\s*\|\s*/g, ' · ')
    .replace(/\s+/g, ' ')
    .replace(/^[ ·]+|[ ·]+$/g, '');

/** Words and marks of a paragraph in their order. */
function flat(node: Node): readonly (string | Mark)[] {
  const found = mark(node);
  if (found !== undefined) return [found];
  if (node.type === 'mdxTextExpression') return [];
  if (typeof node.value === 'string') return [node.value];
  return (node.children ?? []).flatMap(flat);
}

function* inParagraph(paragraph: Node): Generator<Statement> {
  let words = '';
  let before = '';
  for (const part of flat(paragraph)) {
    if (typeof part === 'string') {
      words += part;
      continue;
    }
    // In a table a mark is for its row.
    const row = /^\s*\|/.test(words) ? (words.split('\n').at(-1) ?? '') : words;
    const text = tidy(row) === '' ? before : tidy(row);
    yield { ...part, text };
    [words, before] = ['', text];
  }
}

function* within(node: Node): Generator<Statement> {
  if (!blocks.has(node.type) || mark(node) !== undefined) yield* inParagraph(node);
  else for (const child of node.children ?? []) yield* within(child);
}

/** @param page text of a page */
export function statementsOf(page: string): readonly Statement[] {
  const parsed = parsePage(page);
  return 'tree' in parsed ? [...within(parsed.tree)] : [];
}

/** The statements of one page of the book. */
export const statementsOn = (lang: Lang, page: string): readonly Statement[] =>
  statementsOf(readFileSync(join(process.cwd(), 'src', 'content', 'docs', folders[lang], `${page}.mdx`), 'utf8'));
