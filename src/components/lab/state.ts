// SPDX-License-Identifier: GPL-2.0-only
/** What the reader of the lab has before them, as plain data: it fits in a link, and the engine answers for it. */
import type { Film } from '../stepper/film.ts';

export interface Bench {
  /** A scenario, as text of the scenario format; with `results`, these are what is expected. */
  readonly text: string;
  /** Spelling of the second kernel, or empty for none. */
  readonly other: string;
  /** Index of the step on show; null for the guest's last. */
  readonly at: number | null;
}

/** One step's result on one kernel. */
export interface Ended {
  /** JSON of the scenario format. */
  readonly json: string;
  /** In the words of the figures: `KVM_RUN → −1, EPERM`. */
  readonly title: string;
  readonly actor: 'guest' | 'kernel' | 'user';
  readonly alarm: boolean;
}

export interface Run {
  readonly name: string;
  /** The scenario on the first kernel, canonical JSON. */
  readonly scenario: string;
  /** Each step, short. */
  readonly steps: readonly string[];
  /** One kernel or two. */
  readonly sides: readonly { readonly kernel: string; readonly scenario: string; readonly results: readonly Ended[] }[];
  /** First step that the two answer differently; null where there is none. */
  readonly parts: number | null;
  /** For each step what the scenario says of its result, JSON; null where it says nothing or the same. */
  readonly unmet: readonly (string | null)[];
  /** How many results the scenario itself brought along. */
  readonly expected: number;
  /** Of the step on show, if there are steps. */
  readonly film: Film | null;
  /** The step on show as text, for each kernel. */
  readonly traces: readonly string[];
}

/** A scenario as one types it: settings a line each, steps a line each. Text that is no JSON object stays as it is. */
export function laidOut(text: string): string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return text;
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return text;
  const list = (items: readonly unknown[]): string =>
    items.length === 0 ? '[]' : `[\n${items.map((i) => `    ${JSON.stringify(i)}`).join(',\n')}\n  ]`;
  const fields = Object.entries(json).map(([name, value]) => {
    const rows = (name === 'steps' || name === 'results') && Array.isArray(value);
    return `  ${JSON.stringify(name)}: ${rows ? list(value) : JSON.stringify(value)}`;
  });
  return `{\n${fields.join(',\n')}\n}\n`;
}
