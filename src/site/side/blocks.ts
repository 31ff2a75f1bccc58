// SPDX-License-Identifier: GPL-2.0-only
/** A built chapter's text, cut into its blocks: slices of the page as it is, so that nothing is written anew. */
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import type { Block } from './align.ts';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;
const attribute = (element: Element, name: string): string => element.attrs.find((a) => a.name === name)?.value ?? '';
const classes = (element: Element): readonly string[] => attribute(element, 'class').split(' ');

function find(node: DefaultTreeAdapterMap['parentNode'], is: (element: Element) => boolean): Element | undefined {
  for (const child of node.childNodes) {
    if (!isElement(child)) continue;
    const found = is(child) ? child : find(child, is);
    if (found !== undefined) return found;
  }
  return undefined;
}

function kindOf(element: Element): Block['kind'] {
  if (/^h[1-6]$/.test(element.tagName)) return 'heading';
  const prose = ['p', 'ul', 'ol', 'dl', 'blockquote', 'aside'].includes(element.tagName) || classes(element).includes('tbl');
  return prose ? 'prose' : 'figure';
}

export interface Text {
  /** Where the blocks begin and end in the page. */
  readonly from: number;
  readonly to: number;
  readonly blocks: readonly Block[];
}

/** The blocks of a page's `<div class="text">`; undefined for a page that is no chapter. */
export function textOf(html: string): Text | undefined {
  const text = find(parse(html, { sourceCodeLocationInfo: true }), (e) => e.tagName === 'div' && classes(e).includes('text'));
  const place = text?.sourceCodeLocation;
  if (text === undefined || place?.startTag === undefined || place?.endTag === undefined) return undefined;
  const blocks = text.childNodes.flatMap((node): readonly Block[] => {
    const at = node.sourceCodeLocation;
    if (!isElement(node) || at == null) return [];
    return [{ kind: kindOf(node), html: html.slice(at.startOffset, at.endOffset) }];
  });
  return { from: place.startTag.endOffset, to: place.endTag.startOffset, blocks };
}
