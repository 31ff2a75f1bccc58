// SPDX-License-Identifier: GPL-2.0-only
/** Three lanes for four ends, as data: who runs when, and who could still act. */
import type { Actor } from '../stepper/film.ts';
import type { Fields } from '../widget/fragment.ts';

/** The ways on which the write is sent. */
export const ways = ['nobody', 'fixed', 'gateless', 'asked'] as const;
export type Way = (typeof ways)[number];

/** The moments that all ends have in common, in order. */
export const moments = ['executes', 'down', 'up', 'lands', 'after'] as const;

/** A point of the line through the lanes: who runs, and how many calls deep. */
export interface Point {
  readonly actor: Actor;
  readonly depth: number;
  /** Index of the moment that it belongs to. */
  readonly moment: number;
}

/** One lane after the end: what its owner does, or could do. */
export interface After {
  readonly actor: Actor;
  readonly text: string;
  /** It is this one's turn. */
  readonly turn: boolean;
}

export interface Panel {
  readonly way: Way;
  readonly kernel: string;
  /** The end's name, `EPERM`, and where it lands. */
  readonly name: string;
  readonly actor: Actor;
  readonly alarm: boolean;
  /** The guest goes on by itself. */
  readonly runs: boolean;
  /** The vCPU can be run again, whatever user space does first. */
  readonly again: boolean;
  /** What the register's code said. */
  readonly verdict: string;
  readonly points: readonly Point[];
  /** What happens at each moment but the last, in a sentence. */
  readonly say: readonly string[];
  readonly after: readonly After[];
}

export interface Model {
  readonly panels: readonly Panel[];
}

export const printedFields = { kernel: 'v5.18', host: 'intel', at: '4' } as const satisfies Fields;
