// SPDX-License-Identifier: GPL-2.0-only
/** Asks the engine which machine-check numbers a vCPU answers, and what one of them is. */
import { parseScenario, type StepResult, tryScenario } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { hex } from '../../trace/names.ts';
import { bankRegisters, msrOf, registerOf } from '../stepper/draft.ts';
import { endingOf } from '../stepper/endings.ts';
import type { Actor } from '../stepper/film.ts';
import { problemWords } from '../stepper/problem-words.ts';
import { word } from './words.ts';

export const BANKS = 32;

/** A machine, and a number on it. `banks` and `msr` are as the reader wrote them. */
export interface Place {
  readonly kernel: string;
  readonly host: 'intel' | 'amd';
  readonly banks: string;
  readonly cmci: 'yes' | 'no';
  readonly msr: string;
}

export interface Shown {
  /** For each register of a bank, in the order of `registers`, one letter for each bank: `+` answers, `-` does not. */
  readonly answers: readonly string[];
  /** What KVM_X86_SETUP_MCE said to the machine. */
  readonly refused: boolean;
  /** Register and bank of the number, where it is one of a bank. */
  readonly register: string;
  readonly bank: number;
  readonly title: string;
  readonly text: string;
  /** What becomes of three writes. */
  readonly writes: readonly { readonly data: string; readonly name: string; readonly actor: Actor; readonly alarm: boolean }[];
  readonly wrong: { readonly field: 'banks' | 'msr'; readonly text: string; readonly lang: Lang } | undefined;
}

const values = ['0x0', '0x1', '0xffffffffffffffff'] as const;
const CAP = 0x1000100n;
const CMCI_P = 0x400n;

/** KVM_X86_SETUP_MCE's argument for so many banks. */
const capOf = (banks: number, cmci: boolean): string => hex(CAP | (cmci ? CMCI_P : 0n) | BigInt(banks));
const every = bankRegisters.flatMap((r) => Array.from({ length: BANKS }, (_, b) => msrOf(r, b)));

interface Ran {
  readonly results: readonly StepResult[];
  readonly problem: string | undefined;
}
function run({ kernel, host }: Place, steps: readonly object[]): Ran {
  const read = parseScenario(JSON.stringify({ name: '', kernel, host, vcpu: { mcg_cap: null }, steps }));
  if (!read.ok) return { results: [], problem: read.problem };
  const ran = tryScenario(read.value);
  return ran.ok ? { results: ran.value.results, problem: undefined } : { results: [], problem: ran.problem };
}
const done = (r: StepResult | undefined): boolean => r !== undefined && 'outcome' in r && r.outcome === 'ok';

function writesTo(place: Place, setup: object, lang: Lang): Shown['writes'] {
  return values.flatMap((data) => {
    const step = { op: 'guest.wrmsr', msr: Number(place.msr), data: BigInt(data) } as const;
    const [, result] = run(place, [setup, { op: step.op, msr: place.msr, data }]).results;
    if (result === undefined) return [];
    const { name, actor, alarm } = endingOf(step, result, lang);
    return [{ data, name, actor, alarm }];
  });
}

/** Why a bank's number is not answered. */
function why(place: Place, register: string, bank: number, answers: readonly string[]): 'beyond' | 'noCmci' | 'noCtl2' {
  if (register === 'CTL2' && !hasCtl2(place)) return 'noCtl2';
  return bank > (answers[0]?.lastIndexOf('+') ?? -1) ? 'beyond' : 'noCmci';
}
/** Whether this kernel and host have CTL2 at all: asked with CMCI_P. */
const hasCtl2 = (place: Place): boolean =>
  done(
    run(place, [
      { op: 'host.setup_mce', mcg_cap: capOf(10, true) },
      { op: 'guest.rdmsr', msr: '0x280' },
    ]).results[1],
  );

export function bankMap(place: Place, lang: Lang): Shown {
  const wrong = (field: 'banks' | 'msr', problem: string): Shown => {
    const said = problemWords(problem, lang);
    return {
      answers: [],
      refused: false,
      register: '',
      bank: -1,
      title: '',
      text: '',
      writes: [],
      wrong: { field, text: said.text, lang: said.lang },
    };
  };
  if (!/^\d{1,3}$/.test(place.banks) || Number(place.banks) > 255)
    return {
      ...wrong('banks', ''),
      wrong: { field: 'banks', text: word('banksWrong', lang).replaceAll('{what}', JSON.stringify(place.banks)), lang },
    };
  const setup = { op: 'host.setup_mce', mcg_cap: capOf(Number(place.banks), place.cmci === 'yes') };
  const read = parseScenario(JSON.stringify({ name: '', kernel: place.kernel, steps: [{ op: 'guest.rdmsr', msr: place.msr }] }));
  if (!read.ok) return wrong('msr', read.problem);

  const { results } = run(place, [setup, ...every.map((msr) => ({ op: 'guest.rdmsr', msr }))]);
  const marks = results.slice(1).map((r) => (done(r) ? '+' : '-'));
  const answers = bankRegisters.map((_, i) => marks.slice(i * BANKS, (i + 1) * BANKS).join(''));
  const count = String(answers[0]?.replaceAll('-', '').length ?? 0);
  const refused = 'outcome' in (results[0] ?? {});

  const [register = '', bank = -1] = registerOf(place.msr) ?? [];
  const { results: own, problem } = run(place, [setup, { op: 'guest.rdmsr', msr: place.msr }]);
  const result = own[1];
  const fill = (name: Parameters<typeof word>[0]): string =>
    word(name, lang)
      .replaceAll('{msr}', place.msr)
      .replaceAll('{register}', register)
      .replaceAll('{bank}', String(bank))
      .replaceAll('{banks}', count)
      .replaceAll('{value}', result !== undefined && 'data' in result && result.data !== undefined ? hex(result.data) : '');
  const shown = { answers, refused, register, bank, wrong: undefined };
  if (problem !== undefined) return { ...shown, title: fill('none'), text: problemWords(problem, lang).text, writes: [] };
  const writes = writesTo(place, setup, lang);
  if (bank < 0)
    return { ...shown, title: register === '' ? fill('none') : fill('one'), text: fill(done(result) ? 'reads' : 'noRead'), writes };
  if (done(result)) return { ...shown, title: fill('is'), text: fill('reads'), writes };
  return { ...shown, title: fill('wouldBe'), text: fill(why(place, register, bank, answers)), writes };
}
