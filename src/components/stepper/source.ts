// SPDX-License-Identifier: GPL-2.0-only
/** Which lines of the function on show have run in this call, which were passed over, and which runs now. */
import type { Film, FilmFunction, FilmStep, Side } from './film.ts';

export type LineMark = 'cur' | 'exec' | 'skip' | '';

export interface SourceLine {
  readonly number: number;
  readonly text: string;
  readonly mark: LineMark;
  /** This step's values, where the line is the current one's last. */
  readonly values: string;
  /** The latest step of this call on this line. */
  readonly step: number | undefined;
}

export interface Caller {
  readonly name: string;
  readonly from: FilmFunction['from'];
  readonly lines: readonly (readonly [number: number, text: string])[];
  readonly step: number;
}

export interface Shown {
  readonly fn: FilmFunction;
  readonly lines: readonly SourceLine[];
  /** The call that made this one, and, further up, the nearest line of the note. */
  readonly callers: readonly Caller[];
}

/** Letters that a line and its values may have together before they would wrap, and move what is below. */
const ROOM = 70;

/** The current line's values in a few words: `r = −1 → true`. */
export function valuesOf(step: FilmStep, line: string): string {
  const list = (pairs: readonly (readonly [string, string])[]): string => pairs.map(([n, v]) => `${n} = ${v}`).join(', ');
  if (step.cond !== undefined) {
    const { operands, value } = step.cond;
    const read = operands.length === 0 ? '' : `${list(operands)} `;
    return `${line.length + read.length > ROOM ? '' : read}→ ${value}`;
  }
  const own = step.returned[0];
  if (own !== undefined && step.sets.length === 0) return `→ ${own[1]}`;
  const sets = list(step.sets);
  return line.length + sets.length > ROOM + 8 ? '' : sets;
}

function callersOf(film: Film, side: Side, frame: number): readonly Caller[] {
  const { frames, steps } = film.walks[side];
  const out: Caller[] = [];
  let at = frames[frame];
  for (let up = 0; at !== undefined && at.parent >= 0; up++) {
    const fn = film.functions[frames[at.parent]?.fn ?? -1];
    const step = steps[at.caller];
    if (fn !== undefined && step !== undefined && (up === 0 || fn.from === 'note')) {
      const numbers = new Set(step.stmts.flatMap((s) => fn.stmts[s] ?? []));
      out.push({ name: fn.name, from: fn.from, lines: fn.lines.filter(([no]) => numbers.has(no)), step: at.caller });
      if (fn.from === 'note') break;
    }
    at = frames[at.parent];
  }
  return out;
}

export function sourceAt(film: Film, side: Side, at: number): Shown | undefined {
  const { steps, frames } = film.walks[side];
  const step = steps[at];
  const fn = film.functions[frames[step?.frame ?? -1]?.fn ?? -1];
  if (step === undefined || fn === undefined) return undefined;
  const ran = new Map<number, number>();
  for (const [i, s] of steps.slice(0, at + 1).entries()) if (s.frame === step.frame) for (const k of s.stmts) ran.set(k, i);
  const over = steps.findLastIndex((s) => s.frame === step.frame) === at;
  const current = Math.max(...step.stmts);
  const currentLines = step.stmts.flatMap((k) => fn.stmts[k] ?? []);
  const last = Math.max(...currentLines);

  const lines = fn.lines.map(([number, text]): SourceLine => {
    const here = fn.stmts.flatMap((lines, k) => (lines.includes(number) ? [k] : []));
    const executed = here.filter((k) => ran.has(k));
    const passed = here.length > 0 && here.every((k) => over || k < current);
    const mark: LineMark = currentLines.includes(number) ? 'cur' : executed.length > 0 ? 'exec' : passed ? 'skip' : '';
    const steps = executed.map((k) => ran.get(k) ?? 0);
    return {
      number,
      text,
      mark,
      values: mark === 'cur' && number === last ? valuesOf(step, text) : '',
      step: steps.length === 0 ? undefined : Math.max(...steps),
    };
  });
  return { fn, lines, callers: callersOf(film, side, step.frame) };
}

/** Names of the calls under way, outermost first. */
export function pathAt(film: Film, side: Side, at: number): readonly string[] {
  const { steps, frames } = film.walks[side];
  const step = steps[at];
  if (step?.actor !== 'kernel') return [];
  const out: string[] = [];
  for (let f = frames[step.frame]; f !== undefined; f = frames[f.parent]) out.unshift(film.functions[f.fn]?.name ?? '');
  return out;
}
