// SPDX-License-Identifier: GPL-2.0-only
/**
 * A trace: what happened while a scenario ran, in order, as a closed union of events. Three layers feed it: the kernel's own
 * tracepoints, the statements of the modelled functions (build-time instrumentation, instrument.ts), and reads and writes of the
 * vCPU's state (recording proxy, state.ts).
 */
import type { GuestEvent, Result, Step, StepResult } from '../engine/index.ts';

/** A value as the trace keeps it. Objects are left out: their parts appear as reads and writes. */
export type Value = number | bigint | boolean | string | null;
export interface Named {
  readonly name: string;
  readonly value: Value;
}

/** A modelled function, known once per program: written by instrument.ts. */
export interface Fn {
  readonly name: string;
  /** Path in src/engine, which is the kernel's: `arch/x86/kvm/x86.ts`. */
  readonly file: string;
  /** 1-based first and last line in that file. */
  readonly first: number;
  readonly last: number;
  /** Its lines, as they stand there. */
  readonly text: string;
}

export type StmtKind = 'let' | 'assign' | 'call' | 'if' | 'loop' | 'switch' | 'return';
/** A statement of a modelled function. */
export interface Stmt {
  readonly fn: Fn;
  readonly kind: StmtKind;
  /** 1-based lines in the file; of a compound statement (if, for) only its head. */
  readonly first: number;
  readonly last: number;
  /** The head's text on one line. */
  readonly text: string;
  /** Line numbers of the note's quotes that this statement stands for, e.g. [2003]; empty elsewhere. */
  readonly quote: readonly number[];
  /** Stable name inside the function: the quote's line, or a slug of the text. With the function's name it names a step in links. */
  readonly key: string;
  /** Texts of the parts of a condition joined by && or ||, in order; one for a plain condition; empty for other statements. */
  readonly atoms: readonly string[];
}

export type TraceEvent =
  | { readonly kind: 'step'; readonly index: number; readonly step: Step }
  | { readonly kind: 'enter'; readonly fn: Fn; readonly args: readonly Named[] }
  | { readonly kind: 'stmt'; readonly stmt: Stmt }
  /** A condition was decided. `operands`: the local names it reads, with their values; `atoms`: truth of each part, null where it was not reached. */
  | {
      readonly kind: 'cond';
      readonly stmt: Stmt;
      readonly value: boolean;
      readonly atoms: readonly (boolean | null)[];
      readonly operands: readonly Named[];
    }
  /** A local name got a value. */
  | { readonly kind: 'local'; readonly stmt: Stmt; readonly name: string; readonly value: Value }
  | { readonly kind: 'leave'; readonly fn: Fn; readonly value: Value | undefined }
  /** A state cell, by path from the vCPU (`vcpu.arch.mcg_cap`, `vcpu.kvm.arch.…`). */
  | { readonly kind: 'read'; readonly path: string; readonly value: Value }
  | { readonly kind: 'write'; readonly path: string; readonly old: Value; readonly value: Value }
  /** The guest itself did something: executed, took an exception, went on. */
  | { readonly kind: 'guest'; readonly event: GuestEvent }
  /** A kernel tracepoint: `kvm_msr`, with the text the kernel prints after `kvm_msr: `. */
  | { readonly kind: 'tracepoint'; readonly name: string; readonly text: string }
  /** A line of the kernel's log. */
  | { readonly kind: 'log'; readonly level: 'err' | 'debug'; readonly text: string }
  | { readonly kind: 'result'; readonly index: number; readonly result: StepResult };

export interface Trace {
  readonly events: readonly TraceEvent[];
  readonly result: Result;
}
