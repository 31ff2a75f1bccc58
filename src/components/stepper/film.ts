// SPDX-License-Identifier: GPL-2.0-only
/**
 * What a figure shows, as plain data: two walks of one scenario, on two kernels, in one language; mostly a kernel without and with one commit.
 * Made by shoot.ts, where the engine is; carried in the page as text, so that a figure can be read and stepped through before the
 * engine is loaded. The first edit loads the engine, which makes the next film.
 */

/** 0: the kernel without the commit; 1: with it. Of two kernels of the reader's choice, the first and the second. */
export type Side = 0 | 1;
export const sides = [0, 1] as const satisfies readonly Side[];
export type Actor = 'guest' | 'kernel' | 'user';

/** Name and value, both as text. */
export type Pair = readonly [name: string, value: string];

/** A function whose text is shown. */
export interface FilmFunction {
  readonly name: string;
  readonly file: string;
  /** Whose words: the note's quotation of the kernel, the engine's own text, or what runs outside KVM. */
  readonly from: 'note' | 'engine' | 'guest' | 'user';
  readonly lines: readonly (readonly [number: number, text: string])[];
  /** For each statement, in the order of the text, the numbers of the lines it stands on. */
  readonly stmts: readonly (readonly number[])[];
}

/** One call of a function. */
export interface Frame {
  /** Index of its function. */
  readonly fn: number;
  /** Index of the frame that called it, or −1. */
  readonly parent: number;
  /** Index of the caller's step that made the call, or −1 where that lies before the first step. */
  readonly caller: number;
}

export interface FilmStep {
  /** Stable name, as in steps.ts. */
  readonly id: string;
  readonly actor: Actor;
  /** One sentence. */
  readonly say: string;
  /** Index of its frame; guest and user space have one each. */
  readonly frame: number;
  /** Calls under way; 0 for guest and user space. */
  readonly depth: number;
  /** Indices into the function's `stmts`; the first is the one that is named. */
  readonly stmts: readonly number[];
  readonly enters: boolean;
  /** A condition's truth, its parts with theirs (null: not reached), and what it read. */
  readonly cond?: {
    readonly value: boolean;
    readonly parts: readonly (readonly [text: string, value: boolean | null])[];
    readonly operands: readonly Pair[];
  };
  /** Local names that got a value. */
  readonly sets: readonly Pair[];
  readonly locals: readonly Pair[];
  readonly changes: readonly (readonly [path: string, old: string, value: string])[];
  /** Cells that were first seen, or seen with a new value, in this step. */
  readonly cells: readonly Pair[];
  /** Trace lines, as trace-cmd prints them. */
  readonly traces: readonly string[];
  /** Calls that ended, innermost first, with the value and what it means at that level. */
  readonly returned: readonly (readonly [fn: string, value: string, meaning: string])[];
}

/** How a walk ended, in words. */
export interface Ending {
  readonly actor: Actor;
  /** EPERM, shutdown: the alarming hue. */
  readonly alarm: boolean;
  /** Short, for the drawing: `EPERM`. */
  readonly name: string;
  readonly title: string;
  /** One sentence; what stands between backquotes is code. */
  readonly text: string;
  /** Where a statement about other software was read, or an empty text. */
  readonly source: string;
}

export interface Walk {
  /** The kernel's spelling. */
  readonly kernel: string;
  /** The scenario on that kernel, canonical JSON. */
  readonly scenario: string;
  /** The step's result, JSON of the scenario format. */
  readonly result: string;
  readonly steps: readonly FilmStep[];
  readonly frames: readonly Frame[];
  readonly ending: Ending;
  /** One number, read at each level. */
  readonly levels: readonly Level[];
}

/** A cell of the table "one number, read at each level". */
export interface Level {
  /** Heading; code between backquotes. */
  readonly head: string;
  readonly value: string;
  /** What it means there, or an empty text. */
  readonly note: string;
  readonly hue: '' | 'guest' | 'user' | 'alarm';
}

/** One position of the shared scrubber: index into each walk, null where that walk has no counterpart. */
export interface FilmRow {
  readonly at: readonly [number | null, number | null];
  readonly same: boolean;
}

export interface Film {
  /** Which of the two the scenario named. */
  readonly named: Side;
  /** Index of the scenario's step that is shown. */
  readonly step: number;
  /** That step, short: `wrmsr 0x400 ← 0x1`. */
  readonly what: string;
  /** What happens before that step, a line each. */
  readonly before: readonly string[];
  readonly functions: readonly FilmFunction[];
  readonly walks: readonly [Walk, Walk];
  readonly rows: readonly FilmRow[];
  /** First row that differs, or null. */
  readonly fork: number | null;
}

/** A film of two kernels that differ by one commit. */
export interface CommitFilm extends Film {
  /** The commit, by the catalogue's id, and its words. */
  readonly fix: { readonly id: string; readonly subject: string; readonly changes: string };
}

/** Swaps `"` and `^`, both ways: JSON in an attribute, where each `"` would be six characters. */
export const swapQuotes = (s: string): string => s.replace(/["^]/g, (c) => (c === '"' ? '^' : '"'));

// As text: equal steps and frames are kept once, rows are one character each.
type Packed<F extends Film> = Omit<F, 'walks' | 'rows'> & {
  readonly pool: readonly (FilmStep | Frame)[];
  readonly rows: string;
  readonly walks: readonly (Omit<Walk, 'steps' | 'frames'> & { readonly steps: readonly number[]; readonly frames: readonly number[] })[];
};

export function pack<F extends Film>(film: F): string {
  const pool: (FilmStep | Frame)[] = [];
  const known = new Map<string, number>();
  const index = (item: FilmStep | Frame): number => {
    const text = JSON.stringify(item);
    const at = known.get(text) ?? pool.push(item) - 1;
    known.set(text, at);
    return at;
  };
  const rows = film.rows.map(({ at: [a, b], same }) => (a === null ? 'b' : b === null ? 'a' : same ? '=' : '!')).join('');
  const walks = film.walks.map((w) => ({ ...w, steps: w.steps.map(index), frames: w.frames.map(index) }));
  return swapQuotes(JSON.stringify({ ...film, walks, rows, pool } satisfies Packed<F>));
}

/** The inverse of pack; for its own output only. */
export function unpack<F extends Film>(text: string): F {
  const packed = JSON.parse(swapQuotes(text)) as Packed<F>;
  const from = <T extends FilmStep | Frame>(indices: readonly number[]): T[] => indices.map((i) => packed.pool[i] as T);
  const [a, b] = packed.walks.map((w): Walk => ({ ...w, steps: from<FilmStep>(w.steps), frames: from<Frame>(w.frames) }));
  if (a === undefined || b === undefined) throw new Error('a film has two walks');
  const { pool: _, ...rest } = packed;
  let [i, j] = [0, 0];
  const rows = [...packed.rows].map((c): FilmRow => ({ at: [c === 'b' ? null : i++, c === 'a' ? null : j++], same: c === '=' }));
  return { ...rest, walks: [a, b], rows } as unknown as F;
}
