// SPDX-License-Identifier: GPL-2.0-only
/** A page as a syntax tree. The one place that knows which parser reads the pages for the tests (the site itself uses another: Astro's). */
import remarkFrontmatter from 'remark-frontmatter';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkMdx);

export type Tree = ReturnType<typeof parser.parse>;
/** What walking and printing need of any node. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly children?: readonly Node[];
  readonly position?: { readonly start: Point; readonly end: Point } | undefined;
}
interface Point {
  readonly line: number;
  readonly column: number;
  readonly offset?: number | undefined;
}

/** Something about a page that its author must change: where, and what is accepted instead. */
export interface Problem {
  readonly line: number;
  /** Line of the fence it is in, if it is in one. */
  readonly fence?: number;
  readonly message: string;
}

/** The tree of a page, or the syntax error that its author has to mend first. */
export function parsePage(source: string): { readonly tree: Tree } | { readonly problem: Problem } {
  try {
    return { tree: parser.parse(source) };
  } catch (error) {
    const { line, reason, cause } = error as { line?: number; reason?: string; cause?: { message?: string } };
    const why = cause?.message === undefined ? '' : `: ${cause.message}`;
    return { problem: { line: line ?? 1, message: `not valid MDX: ${reason ?? String(error)}${why}` } };
  }
}

export const startOf = (node: Node): Point => node.position?.start ?? { line: 1, column: 1, offset: 0 };
export const endOf = (node: Node): Point => node.position?.end ?? { line: 1, column: 1, offset: 0 };

/** The words a reader sees of a node: no marks, no expressions. */
export function textOf(node: Node): string {
  if (node.type === 'mdxTextExpression' || node.type === 'mdxFlowExpression') return '';
  if (typeof node.value === 'string') return node.value;
  return (node.children ?? []).map(textOf).join('');
}
