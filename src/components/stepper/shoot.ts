// SPDX-License-Identifier: GPL-2.0-only
/** Makes a film: runs the scenario on both kernels in the instrumented engine, and writes down what the figure needs. */
import { formatScenario, formatStepResult, type Parsed, parseScenario, patches, type Scenario, type Step } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { align } from '../../trace/align.ts';
import { meaning } from '../../trace/meaning.ts';
import { formatValue, hex, msrText } from '../../trace/names.ts';
import { recordTrace } from '../../trace/record.ts';
import { type DisplayStep, stepsOf } from '../../trace/steps.ts';
import type { Fn, Named, Stmt, Value } from '../../trace/types.ts';
import { endingOf } from './endings.ts';
import type { CommitFilm, Film, FilmFunction, FilmStep, Frame, Pair, Side, Walk } from './film.ts';
import { textOf } from './functions.ts';
import { type Compared, compared, isPatch } from './kernels.ts';
import { levelsOf } from './levels.ts';
import { guestListing, type Listing, userListing } from './outside.ts';
import { sentence } from './sentences.ts';

export interface Order {
  /** A scenario, as text of the scenario format. */
  readonly scenario: string;
  /** Commit of the catalogue that the two kernels differ by. */
  readonly fix: string;
  /** Which of the scenario's steps is shown; without it the last one of the guest, or the last one. */
  readonly step?: number | undefined;
  readonly lang: Lang;
}

const text = (name: string, value: Value): string => formatValue(name, value);
const pair = ({ name, value }: Named): Pair => [name, text(name, value)];
/** Of several values for one name, the last. */
const lastOf = (values: readonly Named[]): Pair[] => [...new Map(values.map((v) => [v.name, v])).values()].map(pair);

/** Functions by their order of appearance, shared by both walks. */
class Functions {
  readonly shown: FilmFunction[] = [];
  readonly #known = new Map<Fn, { readonly index: number; readonly order: readonly Stmt[] }>();
  of(fn: Fn): { readonly index: number; readonly order: readonly Stmt[] } {
    const known = this.#known.get(fn);
    if (known !== undefined) return known;
    const { text: shown, order } = textOf(fn);
    const entry = { index: this.shown.push(shown) - 1, order };
    this.#known.set(fn, entry);
    return entry;
  }
  /** A listing of what runs outside KVM; equal ones are kept once. */
  add({ text: shown }: Listing): number {
    const known = this.shown.findIndex((f) => f.from === shown.from && JSON.stringify(f) === JSON.stringify(shown));
    return known >= 0 ? known : this.shown.push(shown) - 1;
  }
}

/** Where guest and user space run. */
interface Outside {
  readonly guest: Listing;
  readonly user: Listing;
}

/** Gives each call its frame: the steps name only the functions under way. Frames 0 and 1 are the guest's and user space's. */
function framesOf(
  steps: readonly DisplayStep[],
  functions: Functions,
  outside: Outside,
): { readonly frames: readonly Frame[]; readonly of: readonly number[] } {
  const frames: Frame[] = [outside.guest, outside.user].map((l) => ({ fn: functions.add(l), parent: -1, caller: -1 }));
  let stack: number[] = [];
  const lastStep: number[] = [];
  const of = steps.map((step, i) => {
    const { path } = step;
    const enters = step.actor === 'kernel' && step.enters;
    stack = stack.slice(0, enters ? path.length - 1 : path.length);
    for (let depth = stack.length; depth < path.length; depth++) {
      const fn = path[depth];
      if (fn === undefined) break;
      const parent = stack.at(-1) ?? -1;
      stack.push(frames.push({ fn: functions.of(fn).index, parent, caller: parent < 0 ? -1 : (lastStep[parent] ?? -1) }) - 1);
    }
    if (step.actor !== 'kernel') return step.actor === 'guest' ? 0 : 1;
    const frame = stack.at(-1) ?? -1;
    if (frame >= 0) lastStep[frame] = i;
    return frame;
  });
  return { frames, of };
}

function filmSteps(
  steps: readonly DisplayStep[],
  frames: readonly number[],
  functions: Functions,
  outside: Outside,
  lang: Lang,
): FilmStep[] {
  let seen: ReadonlyMap<string, Value> = new Map();
  return steps.map((s, i): FilmStep => {
    const cells = [...s.cells]
      .filter(([path, value]) => seen.get(path) !== value || !seen.has(path))
      .map(([path, value]): Pair => [path, text(path, value)]);
    seen = s.cells;
    const common = {
      id: s.id,
      actor: s.actor,
      say: sentence(s, lang),
      frame: frames[i] ?? -1,
      depth: s.path.length,
      locals: s.locals.map(pair),
      changes: s.changes.map((c) => [c.path, text(c.path, c.old), text(c.path, c.value)] as const),
      cells,
      traces: s.tracepoints.map((t) => `${t.name}: ${t.text}`),
    };
    if (s.actor !== 'kernel') return { ...common, stmts: [outside[s.actor].lineOf(s)], enters: false, sets: [], returned: [] };
    const { order } = functions.of(s.stmt.fn);
    return {
      ...common,
      stmts: s.stmts.map((stmt) => order.indexOf(stmt)),
      enters: s.enters,
      sets: lastOf(s.sets),
      returned: s.returned.flatMap((r) =>
        r.value === undefined ? [] : [[r.fn.name, text('', r.value), meaning(r.fn, r.value, lang)] as const],
      ),
      ...(s.cond === undefined
        ? {}
        : {
            cond: {
              value: s.cond.value,
              parts: s.stmt.atoms.map((atom, k) => [atom, s.cond?.atoms[k] ?? null] as const),
              operands: lastOf(s.cond.operands),
            },
          }),
    };
  });
}

const isGuest = (s: Step): boolean => s.op.startsWith('guest.');
/** The step to show where none is named. */
export const shownStep = (steps: readonly Step[]): number =>
  Math.max(steps.findLastIndex(isGuest), isGuest(steps.at(-1) ?? { op: 'guest.run' }) ? 0 : steps.length - 1);

/** A step of the scenario on one line: `guest.wrmsr 0x400 (MC0_CTL) ← 0x1`. */
function stepText(s: Step | undefined): string {
  if (s === undefined) return '';
  if ('msr' in s) return `${s.op} ${msrText(s.msr)}${'data' in s ? ` ← ${hex(s.data)}` : ''}`;
  const { op, ...rest } = s;
  return [op, ...Object.entries(rest).map(([k, v]) => `${k}=${typeof v === 'bigint' ? hex(v) : String(v)}`)].join(' ');
}

/** The film of a scenario on a kernel without and with a commit, or the problem that keeps it from being made. */
export function shoot({ scenario: json, fix, step, lang }: Order): Parsed<CommitFilm> {
  const parsed = parseScenario(json);
  if (!parsed.ok) return parsed;
  const pairOf = compared(parsed.value.kernel.spelling, fix);
  if (pairOf === undefined || !isPatch(fix))
    return { ok: false, at: 'fix', problem: `${fix} is not in the catalogue of commits`, kind: 'malformed' };
  const film = shootKernels(parsed.value, pairOf.spellings, pairOf.named, step, lang);
  if (!film.ok) return film;
  return { ok: true, value: { fix: { id: fix, subject: patches[fix].subject, changes: patches[fix].changes[lang] }, ...film.value } };
}

/**
 * The film of a scenario on two kernels.
 * @param spellings of the kernels
 * @param named which of them is the scenario's own
 * @param step index of the step that is shown, as in {@link Order}
 */
export function shootKernels(
  asked: Scenario,
  spellings: Compared['spellings'],
  named: Side,
  step: number | undefined,
  lang: Lang,
): Parsed<Film> {
  const { steps } = asked;
  if (steps.length === 0) return { ok: false, at: 'steps', problem: 'empty; there is nothing to show', kind: 'malformed' };
  const at = step === undefined || steps[step] === undefined ? shownStep(steps) : step;

  const functions = new Functions();
  const film = (kernel: string): Parsed<{ readonly walk: Walk; readonly steps: readonly DisplayStep[] }> => {
    const same = parseScenario(JSON.stringify({ ...(JSON.parse(formatScenario(asked)) as object), kernel }));
    if (!same.ok) return same;
    const scenario: Scenario = same.value;
    const trace = recordTrace(scenario);
    if (!trace.ok) return trace;
    const shown = stepsOf(trace.value, at);
    const [it, result] = [scenario.steps[at], trace.value.result.results[at]];
    if (it === undefined || result === undefined) throw new Error(`step ${at} has no result`);
    const outside = { guest: guestListing(it, result, lang), user: userListing(it, result) };
    const { frames, of } = framesOf(shown, functions, outside);
    const ending = endingOf(it, result, lang);
    const walk: Walk = {
      kernel,
      scenario: formatScenario(scenario),
      result: formatStepResult(result),
      steps: filmSteps(shown, of, functions, outside, lang),
      frames,
      ending,
      levels: levelsOf(it, shown, result, ending, lang),
    };
    return { ok: true, value: { walk, steps: shown } };
  };
  const a = film(spellings[0]);
  if (!a.ok) return a;
  const b = film(spellings[1]);
  if (!b.ok) return b;

  const { rows, fork } = align(a.value.steps, b.value.steps);
  return {
    ok: true,
    value: {
      named,
      step: at,
      what: stepText(steps[at])
        .replace(/^(guest|host)\./, '')
        .replace(/ \(.*\)/, ''),
      before: steps.slice(0, at).map(stepText),
      functions: functions.shown,
      walks: [a.value.walk, b.value.walk],
      rows: rows.map((r) => ({ at: [r.a, r.b], same: r.same })),
      fork,
    },
  };
}
