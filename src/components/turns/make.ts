// SPDX-License-Identifier: GPL-2.0-only
/** The engine's side of the three lanes: four runs, and after each a few more, to see what could still be done. */
import { type Parsed, parseScenario, runScenario, type StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { displayInt } from '../../trace/names.ts';
import { recordTrace } from '../../trace/record.ts';
import { type DisplayStep, stepsOf } from '../../trace/steps.ts';
import { endingOf } from '../stepper/endings.ts';
import { compared } from '../stepper/kernels.ts';
import { sentence } from '../stepper/sentences.ts';
import type { Fields } from '../widget/fragment.ts';
import type { Made } from '../widget/use-widget.ts';
import { fill } from '../widget/words.ts';
import { type After, type Model, type Panel, type Point, type Way, ways } from './turns.ts';
import { type TurnWord, word } from './words.ts';

const FIX = '2368048bf5c2';
const write = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' };
const zero = { ...write, data: '0x0' };

/** What a way asks for beside the write. */
const machines: Readonly<Record<Way, { readonly fixed: 0 | 1; readonly more: object }>> = {
  nobody: { fixed: 0, more: {} },
  fixed: { fixed: 1, more: {} },
  gateless: { fixed: 1, more: { vcpu: { idt: [] } } },
  asked: { fixed: 0, more: { vm: { user_space_msr: ['inval'] } } },
};

interface Asked {
  readonly kernel: string;
  readonly host: string;
  readonly more: object;
  readonly lang: Lang;
}

const read = ({ kernel, host, more }: Asked, steps: readonly object[]): ReturnType<typeof parseScenario> =>
  parseScenario(JSON.stringify({ name: 'turns', kernel, host, ...more, steps }));

/** How another step ends after the write, in a word. */
function afterwards(asked: Asked, ...more: readonly object[]): string {
  const scenario = read(asked, [write, ...more]);
  const result = scenario.ok ? runScenario(scenario.value).results.at(-1) : undefined;
  if (!scenario.ok || result === undefined) throw new Error('what is tried after the write can be run');
  if ('ret' in result) return fill(word('handled', asked.lang), { n: result.ret });
  if (result.outcome === 'ok') return word('goesOn', asked.lang);
  if (result.outcome === 'skipped') return word('notRun', asked.lang);
  const step = scenario.value.steps.at(-1);
  return step === undefined ? '' : endingOf(step, result, asked.lang).name;
}

type Kind = 'ok' | 'exception' | 'errno' | 'exit' | 'shutdown';
function kindOf(result: StepResult): Kind {
  if (!('outcome' in result)) throw new Error('a guest step has an outcome');
  switch (result.outcome) {
    case 'ok':
    case 'exception':
    case 'errno':
      return result.outcome;
    default:
      return 'msr_reason' in result ? 'exit' : 'shutdown';
  }
}

function afterOf(asked: Asked, kind: Kind, name: string): readonly After[] {
  const w = (n: TurnWord, values: Readonly<Record<string, string>> = {}): string => fill(word(n, asked.lang), values);
  const host = (): string => afterwards(asked, { op: 'host.set_msr', msr: '0x400', data: '0x0' });
  const lines = (guest: string, kernel: string, user: string, turn: 'guest' | 'user'): readonly After[] => [
    { actor: 'guest', text: guest, turn: turn === 'guest' },
    { actor: 'kernel', text: kernel, turn: false },
    { actor: 'user', text: user, turn: turn === 'user' },
  ];
  switch (kind) {
    case 'ok':
      return lines(w('guestGoes'), w('kernelSkipped'), w('userIdle'), 'guest');
    case 'exception':
      return lines(w('guestRuns'), w('kernelDone'), w('userIdle'), 'guest');
    case 'errno': {
      const [next, same] = [afterwards(asked, zero), afterwards(asked, write)];
      return lines(w('guestStands', { next }), w('kernelNothing'), w('userErrno', { errno: name, same, host: host() }), 'user');
    }
    case 'exit': {
      const [done, refused] = [0, 1].map((error) => afterwards(asked, { op: 'host.complete', error }));
      return lines(w('guestWaits'), w('kernelWaits'), w('userExit', { done: done ?? '', refused: refused ?? '' }), 'user');
    }
    case 'shutdown':
      return lines(w('guestDead'), w('kernelOver'), w('userShutdown', { host: host() }), 'user');
  }
}

/** The line's points, at most one for each step; the register's answer tells the way down from the way up. */
function pointsOf(steps: readonly DisplayStep[], answer: number): readonly Point[] {
  return steps.map((s, i): Point => {
    const moment = i === 0 ? 0 : i === steps.length - 1 ? 3 : i <= answer ? 1 : 2;
    return { actor: s.actor, depth: s.path.length, moment };
  });
}

function panelOf(way: Way, asked: Asked): Parsed<Panel> {
  const scenario = read(asked, [write]);
  if (!scenario.ok) return scenario;
  const trace = recordTrace(scenario.value);
  if (!trace.ok) return trace;
  const [step, result] = [scenario.value.steps[0], trace.value.result.results[0]];
  if (step === undefined || result === undefined) throw new Error('one step has one result');
  const steps = stepsOf(trace.value, 0);
  const answer = steps.findIndex((s) => s.actor === 'kernel' && s.returned.some((r) => r.fn.name === 'set_msr_mce'));
  const said = steps.flatMap((s) => (s.actor === 'kernel' ? s.returned : [])).find((r) => r.fn.name === 'set_msr_mce')?.value;
  const verdict = typeof said === 'number' ? displayInt(said) : '–';
  const { name, actor, alarm } = endingOf(step, result, asked.lang);
  const kind = kindOf(result);
  const [first, last] = [steps[0], steps.at(-1)];
  const depth = Math.max(...steps.map((s) => s.path.length));
  const up = steps.filter((s, i) => i > answer && s.actor === 'kernel').length;
  return {
    ok: true,
    value: {
      way,
      kernel: asked.kernel,
      name,
      actor,
      alarm,
      runs: kind === 'ok' || kind === 'exception',
      again: afterwards(asked, zero) !== word('notRun', asked.lang),
      verdict,
      points: pointsOf(steps, answer),
      say: [
        first === undefined ? '' : sentence(first, asked.lang),
        fill(word('sayDown', asked.lang), { depth, verdict }),
        fill(word('sayUp', asked.lang), { n: up }),
        last === undefined ? '' : sentence(last, asked.lang),
      ],
      after: afterOf(asked, kind, name),
    },
  };
}

export function make({ kernel = '', host = '' }: Fields, lang: Lang): Made<Model> {
  const pair = compared(kernel, FIX);
  if (pair === undefined) {
    const wrong = read({ kernel, host, more: {}, lang }, [write]);
    return wrong.ok ? { ok: false, at: 'kernel', problem: `"${kernel}" cannot be had with and without ${FIX}`, kind: 'malformed' } : wrong;
  }
  const panels: Panel[] = [];
  for (const way of ways) {
    const { fixed, more } = machines[way];
    const panel = panelOf(way, { kernel: pair.spellings[fixed], host, more, lang });
    // Before v5.10 nobody could ask.
    if (!panel.ok && panel.at === 'vm.user_space_msr') continue;
    if (!panel.ok) return panel;
    panels.push(panel.value);
  }
  return { ok: true, value: { panels } };
}
