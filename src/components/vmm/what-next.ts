// SPDX-License-Identifier: GPL-2.0-only
/** What one VMM does next, asked of the catalogue, in the words of a page's language. */
import {
  afterRun,
  type Fact,
  type MsrReason,
  type Outcome,
  type Program,
  parseScenario,
  type Reaction,
  type Vmm,
  type VmmId,
  type VmState,
  vmms,
  vmStates,
} from '../../engine/index.ts';
import type { Lang, Text } from '../../site/lang.ts';
import { problemWords } from '../stepper/problem-words.ts';
import { linksOfFacts, printedWords, programWords, type Told, tell, words } from './words.ts';

export const ends = ['EPERM', 'KVM_EXIT_SHUTDOWN', 'KVM_EXIT_INTERNAL_ERROR', 'KVM_EXIT_X86_WRMSR', 'KVM_EXIT_X86_RDMSR'] as const;
export type End = (typeof ends)[number];
export const reasons = ['inval', 'unknown', 'filter'] as const satisfies readonly MsrReason[];

/** A VMM, and how its KVM_RUN has ended. The last three count for an MSR exit only, and are as the reader wrote them. */
export interface Ended {
  readonly vmm: VmmId;
  readonly end: End;
  readonly reason: MsrReason;
  readonly msr: string;
  readonly data: string;
}

export interface WhatNext {
  /** What is wrong with the register or the value; the rest is then empty. */
  readonly wrong: { readonly field: 'msr' | 'data'; readonly text: string; readonly lang: Lang } | undefined;
  /** Why it does not come to this under this VMM. */
  readonly never: string;
  readonly prints: readonly { readonly to: string; readonly line: string; readonly dump: boolean }[];
  readonly printed: Told;
  readonly program: Told & { readonly is: 'lives' | 'ends' | 'unknown' };
  readonly vm: Told & { readonly is: VmState | 'unknown' };
  readonly guest: Told;
  readonly again: Told;
  /** The answer to an MSR exit. */
  readonly answer: Told;
  readonly sources: readonly { readonly text: string; readonly address: string }[];
}

const nothing: Told = { says: '', derived: false, note: undefined };
const empty: Omit<WhatNext, 'wrong'> = {
  never: '',
  prints: [],
  printed: nothing,
  program: { ...nothing, is: 'unknown' },
  vm: { ...nothing, is: 'unknown' },
  guest: nothing,
  again: nothing,
  answer: nothing,
  sources: [],
};

/** Where it prints to. */
const streams: Readonly<Record<'standard error' | 'standard output' | 'log', Text>> = {
  'standard error': { en: 'on standard error', 'zh-CN': '标准错误' },
  'standard output': { en: 'on standard output', 'zh-CN': '标准输出' },
  log: { en: 'in its log', 'zh-CN': '日志' },
};
const answers: readonly Text[] = [
  { en: 'error 0: the instruction counts as done', 'zh-CN': 'error 0：这条指令算是完成了' },
  { en: 'error 1: the guest takes a #GP', 'zh-CN': 'error 1：客户机得到 #GP' },
];

function outcomeOf({ end, reason, msr, data }: Ended): Outcome | { readonly field: 'msr' | 'data'; readonly problem: string } {
  if (end === 'EPERM') return { outcome: 'errno', errno: 'EPERM' };
  if (end === 'KVM_EXIT_SHUTDOWN' || end === 'KVM_EXIT_INTERNAL_ERROR') return { outcome: 'exit', reason: end };
  // The parser of scenarios says what a register's number and a value look like; what the engine models does not matter to a VMM.
  const read = parseScenario(JSON.stringify({ name: '', kernel: 'v6.0', steps: [{ op: 'guest.wrmsr', msr, data }] }));
  if (!read.ok) return { field: read.at.endsWith('data') ? 'data' : 'msr', problem: read.problem };
  const [step] = read.value.steps;
  if (step?.op !== 'guest.wrmsr') throw new Error('a parsed scenario lost its step');
  const exit = { outcome: 'exit', msr_reason: reason, msr: step.msr } as const;
  return end === 'KVM_EXIT_X86_RDMSR' ? { ...exit, reason: end } : { ...exit, reason: end, data: step.data };
}

const programIs = (program: Fact<Program>): WhatNext['program']['is'] =>
  'unknown' in program ? 'unknown' : program.is === 'lives' ? 'lives' : 'ends';

function told({ prints, program, vm, guest, again, answer }: Reaction, never: Fact<Text> | undefined, lang: Lang): Omit<WhatNext, 'wrong'> {
  const facts: readonly Fact<unknown>[] = [prints, program, vm, guest, again, ...(answer ? [answer] : []), ...(never ? [never] : [])];
  return {
    never: never === undefined ? '' : 'is' in never ? never.is[lang] : never.unknown[lang],
    prints: 'unknown' in prints ? [] : prints.is.map((p) => ({ to: streams[p.to][lang], ...printedWords(p, lang) })),
    printed: tell(prints, lang, (p) => (p.length === 0 ? words.nothing[lang] : '')),
    program: { ...tell(program, lang, (p) => programWords(p, lang)), is: programIs(program) },
    vm: {
      ...tell(vm, lang, (state) => vmStates[state].name[lang]),
      is: 'unknown' in vm ? 'unknown' : vm.is,
    },
    guest: tell(guest, lang, (text) => text[lang]),
    again: tell(again, lang, (text) => text[lang]),
    answer: answer === undefined ? nothing : tell(answer, lang, ({ error }) => answers[error]?.[lang] ?? ''),
    sources: linksOfFacts(facts, lang),
  };
}

/** @throws for an end that the catalogue has no answer to: those of `ends` all have one */
export function whatNext(asked: Ended, lang: Lang): WhatNext {
  const outcome = outcomeOf(asked);
  if ('field' in outcome) {
    const said = problemWords(outcome.problem, lang);
    return { ...empty, wrong: { field: outcome.field, text: said.text, lang: said.lang } };
  }
  const after = afterRun(asked.vmm, outcome);
  if (after.kind !== 'reacts') throw new Error(`${asked.vmm}: no reaction to ${asked.end}`);
  return { ...told(after.reaction, after.never, lang), wrong: undefined };
}

/** The programs, each with the versions that were read. */
export const programs = (): readonly (readonly [id: VmmId, name: string])[] =>
  Object.entries<Vmm>(vmms).map(([id, { name }]) => [id as VmmId, name]);
