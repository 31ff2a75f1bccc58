// SPDX-License-Identifier: GPL-2.0-only
/** Differences as they come in, brought into groups of which the smallest scenarios are kept. */
import type { KernelRelease, Parsed, Scenario } from '../index.ts';
import { type Answers, kindOf } from './answers.ts';
import type { Attribution } from './attribute.ts';
import { type Cause, nameOf } from './causes.ts';
import type { Probe } from './setups.ts';
import { sizeOf } from './size.ts';

/** A scenario for one of the kernels, and what it makes of it: results, or the problem for which it is no scenario there. */
export interface Side {
  readonly scenario: Scenario;
  readonly answers: Parsed<Answers>;
}

/** A scenario on which the kernels differ. */
export interface Example extends Omit<Attribution, 'causes'> {
  readonly a: Side;
  readonly b: Side;
  /** The step that is answered differently: the last, but where one kernel refuses the whole scenario. */
  readonly step: number;
}

/** Scenarios of a group that part at the same operation in the same way. */
export interface Change {
  /** The step's operation; `vm` where one kernel refuses the settings. */
  readonly op: string;
  /** Kinds of end, without their numbers. */
  readonly a: string;
  readonly b: string;
  readonly scenarios: number;
  /** The smallest. */
  readonly example: Example;
}

/** What one cause decides, or several that only together account for the difference. */
export interface Group {
  readonly causes: readonly Cause[];
  readonly scenarios: number;
  /** The one with the smallest example first. */
  readonly changes: readonly Change[];
}

/** One difference, with what decides it. */
export interface Difference {
  readonly probe: Probe;
  readonly step: number;
  readonly a: Parsed<Answers>;
  readonly b: Parsed<Answers>;
  readonly attribution: Attribution;
}

interface Collector {
  readonly add: (difference: Difference) => void;
  readonly groups: () => readonly Group[];
}

interface Counted extends Change {
  readonly size: number;
}

const keyOf = (causes: readonly Cause[]): string => causes.map(nameOf).join('+');

function endOf(answers: Parsed<Answers>, step: number): string {
  const result = answers.ok ? answers.value[step] : undefined;
  return result === undefined ? 'refused' : kindOf(result);
}

/** Collects the differences of two kernels, which have `all` apart. */
export function collector(a: KernelRelease, b: KernelRelease, all: readonly Cause[]): Collector {
  const collected = new Map<string, { readonly causes: readonly Cause[]; readonly changes: Map<string, Counted> }>();
  const firstOf = ({ causes: [first] }: Group): number => (first === undefined ? -1 : all.indexOf(first));
  return {
    add({ probe, step, a: ofA, b: ofB, attribution: { causes, ...proof } }) {
      const name = keyOf(causes);
      const group = collected.get(name) ?? { causes, changes: new Map<string, Counted>() };
      collected.set(name, group);

      const op = ofA.ok && ofB.ok ? (probe.steps[step]?.op ?? '') : 'vm';
      const [endA, endB] = [endOf(ofA, step), endOf(ofB, step)];
      const key = `${op} ${endA} ${endB}`;
      const before = group.changes.get(key);
      const scenarios = (before?.scenarios ?? 0) + 1;
      const size = sizeOf({ ...probe, kernel: b });
      if (before !== undefined && before.size <= size) {
        group.changes.set(key, { ...before, scenarios });
        return;
      }
      const side = (kernel: KernelRelease, answers: Parsed<Answers>): Side => ({ scenario: { ...probe, kernel, name }, answers });
      group.changes.set(key, { op, a: endA, b: endB, scenarios, size, example: { a: side(a, ofA), b: side(b, ofB), step, ...proof } });
    },
    groups: () =>
      [...collected.values()]
        .map(({ causes, changes }) => {
          const sorted = [...changes.values()].sort((x, y) => x.size - y.size);
          return {
            causes,
            scenarios: sorted.reduce((sum, c) => sum + c.scenarios, 0),
            changes: sorted.map(({ size: _, ...change }) => change),
          };
        })
        .sort((x, y) => x.causes.length - y.causes.length || firstOf(x) - firstOf(y)),
  };
}
