// SPDX-License-Identifier: GPL-2.0-only
/** Headings: their words name the tests, their ids are the same in both languages. */
import { type Node, textOf } from './markdown.ts';

export interface Heading {
  readonly depth: number;
  readonly text: string;
  /** Written by the author, in one of the forms below. */
  readonly id: string | undefined;
}

interface Jsx extends Node {
  readonly name?: string | null;
  readonly depth?: number;
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
}

/**
 * The heading that a node is, if it is one: `## Words [#id]`, the book's form (src/site/build/heading-ids.ts), or HTML's
 * `<h2 id="id">Words</h2>`.
 */
export function headingOf(node: Node): Heading | undefined {
  const { name, attributes = [], depth = 0 } = node as Jsx;
  if (node.type === 'heading') {
    const words = textOf(node).trim();
    const bracket = /\s*\[#([\w-]+)\]$/.exec(words);
    return { depth, text: bracket ? words.slice(0, bracket.index) : words, id: bracket?.[1] };
  }
  const html = node.type.startsWith('mdxJsx') ? /^h([1-6])$/.exec(name ?? '') : null;
  if (html === null) return undefined;
  const id = attributes.find((a) => a.name === 'id')?.value;
  return { depth: Number(html[1]), text: textOf(node).trim(), id: typeof id === 'string' ? id : undefined };
}
