// SPDX-License-Identifier: GPL-2.0-only
/** The MSR filter while it is edited, as text, and what there is to show of it. */
import type { Outcome } from '../outcomes/map.ts';
import type { Fields } from '../widget/fragment.ts';

/** A range as it is typed. Nothing is checked here: the scenario's parser and the kernel do that. */
export interface Range {
  /** Some of `r` and `w`. */
  readonly flags: string;
  readonly base: string;
  readonly count: string;
  /** MSR numbers, with commas between. */
  readonly deny: string;
}

/** KVM_MSR_FILTER_MAX_RANGES: struct kvm_msr_filter has room for no more. */
export const MAX_RANGES = 16;

const clean = (text: string): string => text.replace(/[:;]/g, '');

/** All ranges in one field: `w:0x400:8:0x404;rw:0x400:8:`. */
export const writeRanges = (ranges: readonly Range[]): string =>
  ranges.map((r) => [r.flags, r.base, r.count, r.deny].map(clean).join(':')).join(';');

export function readRanges(text: string): readonly Range[] {
  if (text === '') return [];
  return text
    .split(';')
    .slice(0, MAX_RANGES)
    .map((part) => {
      const [flags = '', base = '', count = '', deny = ''] = part.split(':');
      return { flags, base, count, deny };
    });
}

/** Two ranges that overlap: the first one that fits decides. */
export const printedFields = {
  kernel: 'v5.18',
  host: 'intel',
  ask: '',
  default: 'allow',
  ranges: 'w:0x400:8:0x404;rw:0x400:8:0x400,0x401,0x404',
  data: '0x0',
  msr: '0x12345',
} as const satisfies Fields;

/** The registers whose accesses are tried, besides one that the reader names. */
export const probes = ['0x179', '0x400', '0x401', '0x404', '0x408', '0x830', '0xc0010015'] as const;

/** What became of one access. */
export interface Access {
  readonly denied: boolean;
  /** Number of the range that decided, from 1; 0: none, the default did; −1: this register is never filtered. */
  readonly by: number;
  readonly outcome: Outcome;
}

export interface Tried {
  readonly msr: string;
  readonly name: string;
  readonly read: Access;
  readonly write: Access;
}

/** Why the kernel does not take a filter. */
export type Refusal = { readonly why: 'noAccess' | 'tooLong'; readonly range: number } | { readonly why: 'emptyDeny' };

export interface Model {
  readonly kernel: string;
  /** KVM_X86_SET_MSR_FILTER's answer: `0`, or an errno's name. */
  readonly answer: string;
  readonly refusal: Refusal | null;
  /** The same call on every release that has it, releases that answer alike together. */
  readonly releases: readonly { readonly first: string; readonly last: string; readonly answer: string }[];
  /** Of each range, its bitmap's first bytes as the kernel gets them. */
  readonly bitmaps: readonly string[];
  /** Nothing where the kernel has not taken the filter. */
  readonly tried: readonly Tried[];
}
