// SPDX-License-Identifier: GPL-2.0-only
/** Two answers to one scenario: whether they are the same, and where and how they part. */
import type { StepResult } from '../index.ts';

export type Answers = readonly StepResult[];

function sameResult(x: StepResult, y: StepResult): boolean {
  const a: object = x;
  const b: object = y;
  const names = Object.keys(a) as (keyof typeof a)[];
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

/** The index of the first step that is answered differently, or −1. Both have one result for each step. */
export function partingStep(a: Answers, b: Answers): number {
  return a.findIndex((result, i) => {
    const other = b[i];
    return other === undefined || !sameResult(result, other);
  });
}

/** A result without its numbers: what kind of end it is. */
export function kindOf(result: StepResult): string {
  if ('ret' in result) return `ret ${result.ret}`;
  switch (result.outcome) {
    case 'exception':
      return `exception ${result.vector}`;
    case 'exit':
      return 'msr_reason' in result ? `${result.reason} (${result.msr_reason})` : result.reason;
    case 'errno':
      return result.errno;
    default:
      return result.outcome;
  }
}
