// SPDX-License-Identifier: GPL-2.0-only
/** Asks the engine what becomes of one exception, or of two, in a guest whose IDT lacks gates. */
import { parseScenario, runQueued, type Scenario, type Slot } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { word } from './words.ts';

export const vectors = {
  '#DE': 0,
  '#DB': 1,
  '#UD': 6,
  '#DF': 8,
  '#TS': 10,
  '#NP': 11,
  '#SS': 12,
  '#GP': 13,
  '#PF': 14,
  '#MC': 18,
} as const;
export type Name = keyof typeof vectors;
export const names = Object.keys(vectors) as Name[];

export interface Queue {
  /** What is in the slot; '' for nothing. */
  readonly first: Name | '';
  readonly second: Name;
  /** The gates that are present, by name, separated by spaces. */
  readonly gates: string;
}

export type Rule = 'alone' | 'double' | 'triple' | 'replaced';
export interface Delivered {
  /** What the slot holds in the end, `#GP(0)`; '' for a triple fault that KVM asks for itself. */
  readonly slot: string;
  readonly rule: Rule;
  /** What the processor looks for, one after the other, and whether its gate is there. */
  readonly hops: readonly { readonly name: string; readonly gate: boolean }[];
  /** The exception whose handler runs; '' where there is none. */
  readonly handler: string;
  readonly title: string;
  readonly text: string;
}

const nameOf = (vector: number): string => names.find((n) => vectors[n] === vector) ?? `#${vector}`;
const told = (slot: Exclude<Slot, 'triple fault'>): string =>
  `${nameOf(slot.vector)}${slot.error_code === undefined ? '' : `(${slot.error_code === 0 ? 0 : `0x${slot.error_code.toString(16)}`})`}`;

const ALL = Array.from({ length: 32 }, (_, v) => v);
function scenarioWith(idt: readonly number[]): Scenario {
  const read = parseScenario(JSON.stringify({ name: '', kernel: 'v6.0', vcpu: { idt }, steps: [{ op: 'guest.run' }] }));
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return read.value;
}

/** What a handler catches of these exceptions, or a triple fault. */
function caught(queue: readonly number[], idt: readonly number[]): Slot {
  const { ends } = runQueued(scenarioWith(idt), queue);
  if (ends !== undefined && 'outcome' in ends && ends.outcome === 'exception')
    return ends.error_code === undefined ? { vector: ends.vector } : { vector: ends.vector, error_code: ends.error_code };
  return 'triple fault';
}

export function deliver({ first, second, gates }: Queue, lang: Lang): Delivered {
  const queue = [...(first === '' ? [] : [vectors[first]]), vectors[second]];
  const present = gates.split(' ').flatMap((name) => names.filter((n) => n === name).map((n) => vectors[n] as number));
  const slot = runQueued(scenarioWith(present), queue).slots.at(-1);
  if (slot === undefined) throw new Error('nothing was queued');
  if (slot === 'triple fault')
    return {
      slot: '',
      rule: 'triple',
      hops: [],
      handler: '',
      title: 'KVM_EXIT_SHUTDOWN',
      text: `${word('ruleTriple', lang)} ${word('endAsked', lang)}`,
    };
  const rule: Rule = first === '' ? 'alone' : slot.vector === vectors['#DF'] && second !== '#DF' ? 'double' : 'replaced';

  // Where a gate is missing, the next to be looked for is what is caught when all others are there.
  const hops: { name: string; gate: boolean }[] = [];
  for (let at: Slot = slot; at !== 'triple fault'; ) {
    const { vector } = at;
    const gate = present.includes(vector);
    hops.push({ name: told(at), gate });
    if (gate) break;
    at = caught(
      at === slot ? queue : [vector],
      ALL.filter((v) => v !== vector),
    );
  }
  const end = caught(queue, present);
  const handler = end === 'triple fault' ? '' : told(end);
  const rules = { alone: 'ruleAlone', double: 'ruleDouble', replaced: 'ruleReplaced' } as const;
  const missed = hops.filter((h) => !h.gate).map((h) => h.name);
  const ending = handler === '' ? 'endTriple' : missed.length === 0 ? 'endHandler' : 'endOther';
  const text = [word(rules[rule], lang), word(ending, lang)]
    .join(' ')
    .replaceAll('{first}', first)
    .replaceAll('{second}', second)
    .replaceAll('{slot}', told(slot))
    .replaceAll('{missed}', missed.join(lang === 'en' ? ', ' : '、'))
    .replaceAll('{handler}', handler);
  return { slot: told(slot), rule, hops, handler, title: handler === '' ? 'KVM_EXIT_SHUTDOWN' : handler, text };
}
