// SPDX-License-Identifier: GPL-2.0-only
/** Ways to show code that no test would see: each is a problem, so that a fence is the only way. */
import { visit } from 'unist-util-visit';
import { type Node, type Problem, startOf, type Tree } from './markdown.ts';

const instead = 'use a fence: ```scenario, ```ts, ```console, ```text or ```c';

interface Jsx extends Node {
  readonly name?: string | null;
  readonly attributes?: readonly { readonly name?: string; readonly value?: { readonly value?: string } | string | null }[];
}

/** Everything that an expression or an attribute holds as source text. */
function sourceOf(node: Jsx): string {
  if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression' || node.type === 'mdxjsEsm') return String(node.value);
  return (node.attributes ?? []).map(({ value }) => (typeof value === 'object' ? (value?.value ?? '') : '')).join('\n');
}

/** MDX has no indented code: such lines become a paragraph, which is never what its author meant. */
function looksIndented(node: Node, parent: Node | undefined): boolean {
  if (node.type !== 'paragraph') return false;
  const column = startOf(node).column;
  if (parent === undefined || parent.type === 'root') return column > 4;
  if (parent.type === 'mdxJsxFlowElement') return column >= startOf(parent).column + 6; // two spaces are that element's own style
  const first = parent.children?.[0];
  return first !== undefined && first !== node && column >= startOf(first).column + 4;
}

export function hiddenCode(tree: Tree): readonly Problem[] {
  const problems: Problem[] = [];
  visit(tree, (node: Node, _index, parent) => {
    const at = (message: string): void => void problems.push({ line: startOf(node).line, message });
    const jsx = node as Jsx;
    if (looksIndented(node, parent as Node | undefined)) at(`looks like an indented code block, which MDX does not have; ${instead}`);
    if (jsx.name === 'pre' || /<pre\b/.test(sourceOf(jsx))) at(`<pre> shows code that nothing checks; ${instead}`);
    if (jsx.attributes?.some((a) => a.name === 'set:html')) at(`set:html can show code that nothing checks; ${instead}`);
    if (node.type === 'mdxjsEsm' && /\b(Code|Prism)\b[^;]*['"]astro:components['"]|['"]@astrojs\/prism['"]/.test(sourceOf(jsx)))
      at(`Astro's code components show code that nothing checks; ${instead}`);
    if (node.type === 'mdxjsEsm' && /['"][^'"]+\.(md|mdx)['"]/.test(sourceOf(jsx)))
      at('the fences of an imported Markdown file would not be tested here: write them on this page');
  });
  return problems;
}
