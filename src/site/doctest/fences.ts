// SPDX-License-Identifier: GPL-2.0-only
/** The fences of a page, in order, with everything needed to test them where they stand and to rewrite them in place. */
import { visit } from 'unist-util-visit';
import { headingOf } from './headings.ts';
import { endOf, type Node, type Problem, startOf, type Tree } from './markdown.ts';

export interface Fence {
  readonly lang: string;
  /** The words after the language. */
  readonly meta: string;
  /** The text between the fences, without the indentation or the `>` of what it stands in. */
  readonly body: string;
  /** The nearest heading above; empty before the first. */
  readonly heading: string;
  /** 1-based lines of the opening and the closing fence. */
  readonly line: number;
  readonly lastLine: number;
  /** What stands before each line of the body in the file: indentation and `>`. */
  readonly prefix: string;
  /** Offsets in the file: the body's first line, and the closing fence's line. */
  readonly start: number;
  readonly end: number;
}

interface Code extends Node {
  readonly lang?: string | null;
  readonly meta?: string | null;
}

/** Finds the fences. One that is never closed would swallow the rest of the page: a problem. */
export function fencesOf(source: string, tree: Tree): { readonly fences: readonly Fence[]; readonly problems: readonly Problem[] } {
  const fences: Fence[] = [];
  const problems: Problem[] = [];
  let heading = '';
  visit(tree, (node: Node) => {
    heading = headingOf(node)?.text ?? heading;
    if (node.type !== 'code') return;
    const { lang, meta, value } = node as Code;
    const from = startOf(node);
    const to = endOf(node);
    const offset = from.offset ?? 0;
    const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
    const end = source.lastIndexOf('\n', (to.offset ?? 0) - 1) + 1;
    if (from.line === to.line || !/^[\s>]*(`{3,}|~{3,})\s*$/.test(source.slice(end, to.offset))) {
      problems.push({ line: from.line, fence: from.line, message: 'this fence is never closed' });
      return;
    }
    fences.push({
      lang: lang ?? '',
      meta: meta ?? '',
      body: typeof value === 'string' ? value : '',
      heading,
      line: from.line,
      lastLine: to.line,
      prefix: source.slice(lineStart, offset).replace(/[^\s>]/g, ' '),
      start: source.indexOf('\n', offset) + 1,
      end,
    });
  });
  return { fences, problems };
}
