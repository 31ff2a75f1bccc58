// SPDX-License-Identifier: GPL-2.0-only
/** A quoted function as one walk went through it: which lines ran, which were passed over, and with which values. */
import type { Film, FilmStep, Side } from '../stepper/film.ts';

export interface QuoteLine {
  readonly number: number;
  readonly text: string;
  readonly mark: 'exec' | 'skip' | '';
  /** This run's values on the line; code between backquotes. */
  readonly values: readonly string[];
  /** The line decides what the two kernels do differently; `bad`: and with an errno in the end. */
  readonly key: '' | 'key' | 'bad';
}

/** What a step says in the margin: the values it set, the truth of its condition, what it returned. */
function marginOf(s: FilmStep): readonly string[] {
  const out = s.sets.map(([name, value]) => `\`${name} = ${value}\``);
  if (s.cond !== undefined) {
    const read = s.cond.operands.filter(([name]) => name === 'r' || name === 'err').map(([name, value]) => `${name} = ${value}`);
    out.push(`${read.length === 0 ? '' : `\`${read.join(', ')}\` `}→ **${s.cond.value}**`);
  }
  return [...out, ...s.traces.map((t) => `\`${t}\``)];
}

/** Lines where the two walks part inside the function: a condition that comes out otherwise, or a line that only one of them runs. */
function deciding(film: Film, fn: string): ReadonlySet<number> {
  const of = (side: Side): Map<string, FilmStep> => new Map(stepsIn(film, side, fn).map((s) => [s.id, s]));
  const [a, b] = [of(0), of(1)];
  const first = [...a.values()].find((s) => s.cond !== undefined && b.has(s.id) && b.get(s.id)?.cond?.value !== s.cond.value);
  if (first === undefined) return new Set();
  return new Set(numbersOf(film, first, fn));
}

const functionOf = (film: Film, side: Side, s: FilmStep): string => film.functions[film.walks[side].frames[s.frame]?.fn ?? -1]?.name ?? '';
const stepsIn = (film: Film, side: Side, fn: string): readonly FilmStep[] =>
  film.walks[side].steps.filter((s) => s.actor === 'kernel' && functionOf(film, side, s) === fn);
const numbersOf = (film: Film, s: FilmStep, fn: string): readonly number[] => {
  const shown = film.functions.find((f) => f.name === fn);
  return s.stmts.flatMap((k) => shown?.stmts[k] ?? []);
};

/** @returns undefined where the walk does not come through the function */
export function quoteLines(film: Film, side: Side, fn: string): readonly QuoteLine[] | undefined {
  const shown = film.functions.find((f) => f.name === fn && f.from === 'note');
  const mine = stepsIn(film, side, fn);
  if (shown === undefined || mine.length === 0) return undefined;
  const decide = deciding(film, fn);
  const ran = new Map<number, FilmStep[]>();
  for (const s of mine) for (const no of numbersOf(film, s, fn)) ran.set(no, [...(ran.get(no) ?? []), s]);
  // What a deciding condition leads to on the next line belongs to it.
  const order = mine.map((s) => numbersOf(film, s, fn)[0] ?? 0);
  const after = new Set(
    [...decide].flatMap((no) => order[order.lastIndexOf(no) + 1] ?? []).filter((no) => [...decide].some((d) => no === d + 1)),
  );
  const statements = new Set(shown.stmts.flat());
  // What the function returns is said where it was left, also when the value came out of a call made there.
  const left = mine.at(-1);
  const whole = film.walks[side].steps.flatMap((s) => s.returned).find(([name]) => name === fn);
  const alarm = film.walks[side].ending.alarm;
  return shown.lines.map(([number, text]): QuoteLine => {
    const steps = ran.get(number) ?? [];
    // Of a statement on two lines the values stand at the last.
    const last = steps.every((s) => Math.max(...numbersOf(film, s, fn)) === number);
    const key = decide.has(number) || after.has(number) ? (alarm ? 'bad' : 'key') : '';
    const returned = whole !== undefined && left !== undefined && steps.includes(left) ? [whole] : [];
    return {
      number,
      text,
      mark: steps.length > 0 ? 'exec' : statements.has(number) ? 'skip' : '',
      values: last
        ? [...steps.flatMap(marginOf), ...returned.map(([, value, meaning]) => `\`${value}\`${meaning === '' ? '' : `: ${meaning}`}`)]
        : [],
      key,
    };
  });
}
