// SPDX-License-Identifier: GPL-2.0-only
/**
 * Where instrumented functions report to. One sink for the program: the engine is synchronous, and `recording` sets and restores it.
 * While nobody records, every call returns at once.
 */
import { type FnRow, readTable } from './table.ts';
import type { Fn, Named, Stmt, TraceEvent, Value } from './types.ts';

type Pair = readonly [name: string, value: unknown];

let events: TraceEvent[] | null = null;
/** Truth of the parts of the condition being decided: one list for each call under way, for a part may itself be a call. */
let atoms: (boolean | null)[][] = [];

const isMsrData = (v: object): v is { index: number; data: bigint; host_initiated: boolean } =>
  'host_initiated' in v && 'index' in v && 'data' in v;

/** A value the trace can keep, or undefined for an object, whose parts are seen as reads and writes. */
function kept(v: unknown): Value | undefined {
  if (v === null || typeof v === 'number' || typeof v === 'bigint' || typeof v === 'boolean' || typeof v === 'string') return v;
  if (typeof v === 'function') return v.name;
  return undefined;
}

/** Arguments and operands: numbers as they are, an MSR access by its three fields, other objects left out. */
function named(pairs: readonly Pair[]): Named[] {
  return pairs.flatMap(([name, v]) => {
    if (typeof v === 'object' && v !== null && isMsrData(v)) {
      const { index, data, host_initiated } = v;
      return [
        { name: `${name}.index`, value: index },
        { name: `${name}.data`, value: data },
        { name: `${name}.host_initiated`, value: host_initiated },
      ];
    }
    const value = kept(v);
    return value === undefined ? [] : [{ name, value }];
  });
}

const tables: Fn[] = [];
/** Every modelled function of the program, in the order of the files' loading. */
export const modelledFunctions = (): readonly Fn[] => tables;
const statements: Stmt[] = [];
/** Every statement of the modelled functions. */
export const modelledStatements = (): readonly Stmt[] => statements;

export const sink = {
  /** Called once by each instrumented file: gives its functions and statements their identity. */
  table(file: string, rows: readonly FnRow[]): { readonly fns: readonly Fn[]; readonly stmts: readonly Stmt[] } {
    const read = readTable(file, rows);
    tables.push(...read.fns);
    statements.push(...read.stmts);
    return read;
  },
  /** Called once by each instrumented file: a function keeps its name as a value, though a bundler shortens it. */
  names(fns: Readonly<Record<string, (...args: never) => unknown>>): void {
    for (const [value, fn] of Object.entries(fns)) Object.defineProperty(fn, 'name', { value });
  },
  enter(fn: Fn, args: readonly Pair[]): void {
    if (events === null) return;
    events.push({ kind: 'enter', fn, args: named(args) });
    atoms.push([]);
  },
  stmt(stmt: Stmt): void {
    if (events === null) return;
    events.push({ kind: 'stmt', stmt });
    atoms[atoms.length - 1] = stmt.atoms.map(() => null);
  },
  atom(k: number, value: boolean): boolean {
    const parts = atoms.at(-1);
    if (events !== null && parts !== undefined) parts[k] = value;
    return value;
  },
  cond(stmt: Stmt, value: boolean, operands: readonly Pair[]): boolean {
    if (events !== null) {
      const parts = stmt.atoms.length > 1 ? (atoms.at(-1) ?? []) : [value];
      events.push({ kind: 'cond', stmt, value, atoms: parts, operands: named(operands) });
    }
    return value;
  },
  local(stmt: Stmt, name: string, v: unknown): void {
    for (const local of named([[name, v]])) events?.push({ kind: 'local', stmt, ...local });
  },
  chosen<T>(stmt: Stmt, v: T): T {
    sink.local(stmt, stmt.text.replace(/^switch \(|\)$/g, ''), v);
    return v;
  },
  leave<T>(fn: Fn, value: T): T {
    if (events === null) return value;
    events.push({ kind: 'leave', fn, value: kept(value) });
    atoms.pop();
    return value;
  },
};

/** Collects what happens while `run` runs. `push` is for events of the other layers. */
export function recording(run: (push: (event: TraceEvent) => void) => void): readonly TraceEvent[] {
  const before = [events, atoms] as const;
  const mine: TraceEvent[] = [];
  [events, atoms] = [mine, []];
  try {
    run((event) => void mine.push(event));
  } finally {
    [events, atoms] = before;
  }
  return mine;
}
