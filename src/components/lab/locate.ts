// SPDX-License-Identifier: GPL-2.0-only
/** Where in the text a problem stands that the parser located by path, line or column; and edits of the text that leave the rest as it is. */
import { applyEdits, findNodeAtLocation, type JSONPath, modify, type Node, parseTree } from 'jsonc-parser';

export interface Range {
  /** Offsets into the text. */
  readonly from: number;
  readonly to: number;
}

/** `vm.msr_filter.ranges[0].base` as a path. */
export const pathOf = (at: string): JSONPath =>
  [...at.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name = '']) => (index === undefined ? name : Number(index)));

/** Offset of a line and column as the parser counts them: from 1, columns in code points. */
function offsetOf(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, l) => sum + l.length + 1, 0);
  return before + [...(lines[line - 1] ?? '')].slice(0, column - 1).join('').length;
}

const whole = (text: string): Range => ({ from: 0, to: text.length });
const rangeOf = ({ offset, length }: Node): Range => ({ from: offset, to: offset + length });

/** The nearest place that there is: a missing field is missed in its object. A name that does not belong there is marked itself. */
export function locate(text: string, at: string, problem: string): Range {
  const [, line = '1', column] = /^(?:line (\d+), )?column (\d+): /.exec(problem) ?? [];
  if (at === '' && column !== undefined) {
    const from = Math.min(offsetOf(text, Number(line), Number(column)), text.length);
    return { from: from === text.length ? Math.max(0, from - 1) : from, to: Math.min(from + 1, text.length) };
  }
  const root = parseTree(text);
  if (root === undefined) return whole(text);
  for (let path = pathOf(at); ; path = path.slice(0, -1)) {
    const node = path.length === 0 ? root : findNodeAtLocation(root, path);
    if (node === undefined) continue;
    const stray = /has no field "((?:[^"\\]|\\.)*)"/.exec(problem)?.[1];
    const key = node.children?.find((c) => c.children?.[0]?.value === stray)?.children?.[0];
    if (stray !== undefined && key !== undefined) return rangeOf(key);
    const missing = path.length < pathOf(at).length || path.length === 0;
    return missing ? { from: node.offset, to: node.offset + 1 } : rangeOf(node);
  }
}

const options = { formattingOptions: { insertSpaces: true, tabSize: 2, eol: '\n' } };

/** The text with one value set, or, for undefined, taken out. Text that is no JSON stays as it is. */
export function withValue(text: string, path: JSONPath, value: unknown): string {
  if (parseTree(text) === undefined) return text;
  return applyEdits(text, modify(text, path, value, options));
}

/** The text with a step put in at an index. */
export function withStep(text: string, index: number, step: object): string {
  if (parseTree(text) === undefined) return text;
  return applyEdits(text, modify(text, ['steps', index], step, { ...options, isArrayInsertion: true }));
}
