// SPDX-License-Identifier: GPL-2.0-only
/**
 * What an instrumented file says of itself, once: its functions with their text, and of each the statements, as pieces of that text, so
 * that a page carries every text once.
 */
import type { Fn, Stmt, StmtKind } from './types.ts';

export const kinds = ['let', 'assign', 'call', 'if', 'loop', 'switch', 'return'] as const satisfies readonly StmtKind[];

/**
 * A statement: index in `kinds`; where its text starts in the function's, and how long it is (of an if or a switch what stands between the
 * brackets); lines of the note, where it stands for some; start and length of each part of a condition, where there are several.
 */
export type StmtRow = readonly [kind: number, start: number, length: number, quote?: readonly number[] | 0, atoms?: readonly number[]];
export type FnRow = readonly [name: string, first: number, text: string, stmts: readonly StmtRow[]];

const oneLine = (s: string): string => s.replace(/\s+/g, ' ').trim();

/** The text of a statement, or of its head, on one line. */
export function textOf(kind: StmtKind, piece: string): string {
  const text = oneLine(piece);
  return kind === 'if' || kind === 'switch' ? `${kind} (${text})` : text;
}

/** A name made from a text, for links. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/!==/g, ' is-not ')
    .replace(/===/g, ' is ')
    .replace(/!/g, ' not ')
    .replace(/</g, ' below ')
    .replace(/>/g, ' above ')
    .replace(/[^a-z0-9_]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 48);

/** The statements of a function, each with a name that no other of them has. */
function readStatements(fn: Fn, rows: readonly StmtRow[]): readonly Stmt[] {
  const lineAt = (offset: number): number => fn.first + fn.text.slice(0, offset).split('\n').length - 1;
  const seen = new Map<string, number>();
  return rows.map(([k, start, length, quote, parts = []]) => {
    const kind = kinds[k] ?? 'call';
    const text = textOf(kind, fn.text.slice(start, start + length));
    const lines = quote === 0 || quote === undefined ? [] : quote;
    const base = lines[0] === undefined ? slug(text) : String(lines[0]);
    const n = (seen.get(base) ?? 0) + 1;
    seen.set(base, n);
    const atoms: string[] = [];
    for (let i = 0; i < parts.length; i += 2) atoms.push(oneLine(fn.text.slice(parts[i], (parts[i] ?? 0) + (parts[i + 1] ?? 0))));
    if (kind === 'if' && atoms.length === 0) atoms.push(oneLine(fn.text.slice(start, start + length)));
    return {
      fn,
      kind,
      first: lineAt(start),
      last: lineAt(start + length),
      text,
      quote: lines,
      key: n === 1 ? base : `${base}-${n}`,
      atoms,
    };
  });
}

/** From the rows of one file to its functions and statements, in the order of the text. */
export function readTable(file: string, rows: readonly FnRow[]): { readonly fns: readonly Fn[]; readonly stmts: readonly Stmt[] } {
  const fns = rows.map(([name, first, text]) => ({ name, file, first, last: first + text.split('\n').length - 1, text }));
  return { fns, stmts: fns.flatMap((fn, i) => readStatements(fn, rows[i]?.[3] ?? [])) };
}
