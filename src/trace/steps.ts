// SPDX-License-Identifier: GPL-2.0-only
/**
 * From a trace's events to the steps that a reader walks through: one for each statement that ran, one where a call's value arrives,
 * and the guest's and user space's own. A step keeps everything that is true after it, so that a cursor can jump anywhere.
 */
import type { GuestEvent, Step, StepResult } from '../engine/index.ts';
import type { Fn, Named, Stmt, Trace, TraceEvent, Value } from './types.ts';

export type Actor = 'guest' | 'kernel' | 'user';

/** A cell of state that a step changed. */
export interface Change {
  readonly path: string;
  readonly old: Value;
  readonly value: Value;
}

interface Common {
  /** Stable name, for links: `kvm_emulate_wrmsr/2013`, `guest/executes`; `~2` and so on when it comes again. Never an index or a line of ours. */
  readonly id: string;
  readonly actor: Actor;
  /** Calls under way, outermost first; empty for guest and user space. */
  readonly path: readonly Fn[];
  /** Local names and arguments of the innermost call, as they stand after this step. */
  readonly locals: readonly Named[];
  readonly changes: readonly Change[];
  /** Every cell read or written so far in this scenario step, as it stands after this step. */
  readonly cells: ReadonlyMap<string, Value>;
  /** The kernel's tracepoints that this step emitted. */
  readonly tracepoints: readonly { readonly name: string; readonly text: string }[];
}

/** What came back from calls that ended with this step, innermost first. */
export interface Returned {
  readonly fn: Fn;
  readonly value: Value | undefined;
}

export interface KernelStep extends Common {
  readonly actor: 'kernel';
  readonly stmt: Stmt;
  /** Statements that ran as one step: `stmt`, and after it further plain declarations, or further plain assignments. */
  readonly stmts: readonly Stmt[];
  /** `run`: the statement ran, or began a call. `value`: the call it began has come back, and its value is used. */
  readonly phase: 'run' | 'value';
  /** First step of its function. */
  readonly enters: boolean;
  /** The condition's truth, that of its parts, and what it read. */
  readonly cond?: { readonly value: boolean; readonly atoms: readonly (boolean | null)[]; readonly operands: readonly Named[] };
  /** The local names that the statements set, or the value a switch chose by. */
  readonly sets: readonly Named[];
  readonly returned: readonly Returned[];
  /** The first function that this step called. */
  readonly calls?: Fn;
}
export interface GuestStep extends Common {
  readonly actor: 'guest';
  readonly event: GuestEvent;
}
export interface UserStep extends Common {
  readonly actor: 'user';
  /** A call that user space makes, or how one ended. */
  readonly what: { readonly kind: 'does'; readonly step: Step } | { readonly kind: 'sees'; readonly result: StepResult };
}
export type DisplayStep = KernelStep | GuestStep | UserStep;

type Open = { -readonly [K in keyof KernelStep]: KernelStep[K] } & {
  stmts: Stmt[];
  sets: Named[];
  changes: Change[];
  tracepoints: { name: string; text: string }[];
  returned: Returned[];
};

interface Frame {
  readonly fn: Fn;
  readonly locals: Map<string, Value>;
  entered: boolean;
}

/**
 * The steps of one step of the scenario.
 * @param index which; the state cells begin empty and fill as they are touched
 */
export function stepsOf(trace: Trace, index: number): readonly DisplayStep[] {
  const begin = trace.events.findIndex((e) => e.kind === 'step' && e.index === index);
  const end = trace.events.findIndex((e) => e.kind === 'result' && e.index === index);
  if (begin < 0 || end < 0) return [];
  const events = trace.events.slice(begin, end + 1);
  // Of a guest step the way in (KVM_RUN to VM entry) is no news, unless something else than the instruction comes of it.
  const executes = events.findIndex((e) => e.kind === 'guest' && e.event.kind === 'executes');
  return collect(events, Math.max(executes, 0));
}

/** Declarations in a row, or assignments in a row, read as one step. A line of the note's quotation stands for itself. */
function continues(open: Open, stmt: Stmt, depth: number): boolean {
  const plain = stmt.kind === 'let' || stmt.kind === 'assign';
  return (
    plain &&
    stmt.kind === open.stmt.kind &&
    open.phase === 'run' &&
    open.path.length === depth &&
    open.returned.length === 0 &&
    stmt.quote.length === 0 &&
    open.stmt.quote.length === 0
  );
}

function collect(events: readonly TraceEvent[], from: number): readonly DisplayStep[] {
  const out: DisplayStep[] = [];
  const frames: Frame[] = [];
  const cells = new Map<string, Value>();
  const seen = new Map<string, number>();
  let open: Open | undefined;

  const id = (base: string): string => {
    const n = (seen.get(base) ?? 0) + 1;
    seen.set(base, n);
    return n === 1 ? base : `${base}~${n}`;
  };
  const locals = (): Named[] => [...(frames.at(-1)?.locals ?? [])].map(([name, value]) => ({ name, value }));
  const path = (): Fn[] => frames.map((f) => f.fn);
  const close = (): void => {
    if (open === undefined) return;
    open.cells = new Map(cells);
    out.push(open);
    open = undefined;
  };
  const kernelStep = (stmt: Stmt, phase: 'run' | 'value', frame: Frame): Open => {
    close();
    const step: Open = {
      id: id(`${stmt.fn.name}/${stmt.key}${phase === 'value' ? '=' : ''}`),
      actor: 'kernel',
      path: path(),
      locals: locals(),
      changes: [],
      cells,
      tracepoints: [],
      stmt,
      stmts: [stmt],
      phase,
      enters: !frame.entered,
      sets: [],
      returned: [],
    };
    frame.entered = true;
    return step;
  };
  /** The open step of this statement, or a new one where calls came between. */
  const stepOf = (stmt: Stmt): Open | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined) return undefined;
    if (open?.stmts.at(-1) !== stmt || open.path.length !== frames.length) open = kernelStep(stmt, 'value', frame);
    return open;
  };
  const other = (step: { actor: 'guest'; event: GuestEvent } | { actor: 'user'; what: UserStep['what'] }, name: string): void => {
    close();
    out.push({ ...step, id: id(name), path: [], locals: [], changes: [], cells: new Map(cells), tracepoints: [] } as GuestStep | UserStep);
  };

  for (const [i, e] of events.entries()) {
    if (e.kind === 'enter' && i >= from && open !== undefined) open.calls ??= e.fn;
    if (e.kind === 'enter') frames.push({ fn: e.fn, locals: new Map(e.args.map((a) => [a.name, a.value])), entered: i < from });
    if (e.kind === 'read' || e.kind === 'write') cells.set(e.path, e.value);
    if (i < from) {
      if (e.kind === 'local') frames.at(-1)?.locals.set(e.name, e.value);
      if (e.kind === 'leave') frames.pop();
      continue;
    }
    switch (e.kind) {
      case 'step':
        if (!e.step.op.startsWith('guest.')) other({ actor: 'user', what: { kind: 'does', step: e.step } }, 'user/does');
        break;
      case 'stmt': {
        const frame = frames.at(-1);
        if (frame === undefined) break;
        if (open !== undefined && continues(open, e.stmt, frames.length)) open.stmts.push(e.stmt);
        else open = kernelStep(e.stmt, 'run', frame);
        break;
      }
      case 'cond': {
        const step = stepOf(e.stmt);
        if (step !== undefined) step.cond = { value: e.value, atoms: e.atoms, operands: e.operands };
        break;
      }
      case 'local': {
        frames.at(-1)?.locals.set(e.name, e.value);
        const step = stepOf(e.stmt);
        if (step !== undefined) {
          step.sets.push({ name: e.name, value: e.value });
          step.locals = locals();
        }
        break;
      }
      case 'leave':
        frames.pop();
        open?.returned.push({ fn: e.fn, value: e.value });
        break;
      case 'write':
        open?.changes.push({ path: e.path, old: e.old, value: e.value });
        break;
      case 'tracepoint':
        open?.tracepoints.push({ name: e.name, text: e.text });
        break;
      case 'guest':
        other({ actor: 'guest', event: e.event }, `guest/${e.event.kind.replace(' ', '-')}`);
        break;
      case 'result':
        if (!('outcome' in e.result) || e.result.outcome === 'errno' || e.result.outcome === 'exit' || e.result.outcome === 'skipped')
          other({ actor: 'user', what: { kind: 'sees', result: e.result } }, 'user/sees');
        break;
    }
  }
  close();
  return out;
}
