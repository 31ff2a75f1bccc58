// SPDX-License-Identifier: GPL-2.0-only
/** The return-code strip as data: one number on its way from the register's code to the guest or to user space. */
import type { Fields } from '../widget/fragment.ts';

/** The places that the number comes through, in the order of the path. */
export const places = ['handler', 'checked', 'asked', 'negative', 'completes', 'emulates', 'handles', 'loops', 'ioctl', 'end'] as const;
export type Place = (typeof places)[number];

/** What stands at one place: a value, and what it means there. An empty value: the number does not come here. */
export interface Cell {
  readonly value: string;
  readonly note: string;
  readonly hue: '' | 'guest' | 'user' | 'alarm';
}

export interface Strip {
  /** The number, as it is printed. */
  readonly number: string;
  /** A write that gives it on this kernel, or an empty text where none is known. */
  readonly from: string;
  readonly cells: readonly Cell[];
  /** How it ends, by the name of an answer to the question. */
  readonly ending: Ending;
}

/** How it can end: the answers to the question. */
export const endings = ['ok', 'gp', 'exit', 'eperm', 'errno'] as const;
export type Ending = (typeof endings)[number];

export interface Model {
  readonly kernel: string;
  readonly strips: readonly Strip[];
}

/** The numbers that KVM's register code is known to return, and those that the reader may send up instead. */
export const known = [0, 1, 2, 3, -1] as const;
export const others = [-2, -5, -22, 4] as const;

export const printedFields = { kernel: 'v5.18', host: 'intel', ask: '', ignore: '0', other: '-2', sel: '-1' } as const satisfies Fields;
