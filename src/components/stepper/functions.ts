// SPDX-License-Identifier: GPL-2.0-only
/** The text of a modelled function: the note's quotation of it where there is one, the engine's own otherwise. */
import { modelledStatements } from '../../trace/sink.ts';
import type { Fn, Stmt } from '../../trace/types.ts';
import { quotation } from '../quote/note.ts';
import type { FilmFunction } from './film.ts';

/** Its lines, with their numbers in the file. */
const linesOf = ({ first, text }: Fn): FilmFunction['lines'] => text.split('\n').map((line, i) => [first + i, line] as const);

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** A function as it is shown, and its statements, by whose order FilmFunction lists them. */
export function textOf(fn: Fn): { readonly text: FilmFunction; readonly order: readonly Stmt[] } {
  const order = modelledStatements().filter((s) => s.fn === fn);
  const quoted = quotation(fn.name);
  const { name, file } = fn;
  return {
    order,
    text:
      quoted === undefined
        ? { name, file, from: 'engine', lines: linesOf(fn), stmts: order.map((s) => range(s.first, s.last)) }
        : { name, file, from: 'note', lines: quoted, stmts: order.map((s) => s.quote) },
  };
}
