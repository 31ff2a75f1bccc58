// SPDX-License-Identifier: GPL-2.0-only
/** The body of a ```scenario fence: one scenario, then a line `=> …` for each step. The page renders it and the tests run it from here. */
import { formatProblem, formatStepResult, parseScenario, type Result, type Scenario, tryScenario } from '../../engine/index.ts';

const arrow = '=>';
/** What stands after the arrow where the page shows a scenario that is refused. */
export const refusal = '=> error: ';

export interface ScenarioFence {
  /** The scenario as the page has it, on as many lines as its author liked. */
  readonly json: string;
  /** The `=>` lines, as they stand. */
  readonly answers: readonly string[];
  /** Index in the body's lines where they start, or where they would. */
  readonly answersAt: number;
  /** Why the body is not of this form; with the index of the line. */
  readonly problem?: { readonly at: number; readonly message: string };
}

export function readScenarioFence(body: string): ScenarioFence {
  const lines = body === '' ? [] : body.split('\n');
  const first = lines.findIndex((line) => line.startsWith(arrow));
  const answersAt = first === -1 ? lines.length : first;
  const answers = lines.slice(answersAt);
  const fence = { json: lines.slice(0, answersAt).join('\n'), answers, answersAt };
  if (fence.json.trim() === '') return { ...fence, problem: { at: 0, message: 'there is no scenario in this fence' } };
  const stray = answers.findIndex((line) => !line.startsWith(`${arrow} `));
  if (stray !== -1)
    return {
      ...fence,
      problem: {
        at: answersAt + stray,
        message: `after the first ${arrow} every line is "${arrow} " and a step's result, or "${refusal}…"`,
      },
    };
  return fence;
}

/** Gives a scenario without a name one. Done on the text, so that everything else wrong with it is still the parser's to say. */
function named(json: string, name: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value) || 'name' in value) return json;
    return json.replace('{', `{"name":${JSON.stringify(name)}${Object.keys(value).length === 0 ? '' : ','}`);
  } catch {
    return json;
  }
}

/** What the engine says to a fence: the lines that belong after it, and what they were made from. */
export type Answer =
  | { readonly ok: true; readonly answers: readonly string[]; readonly scenario: Scenario; readonly result: Result }
  | { readonly ok: false; readonly answers: readonly string[]; readonly problem: string };

/** Runs the scenario of a fence. @param name for a scenario that has none */
export function answer(json: string, name: string): Answer {
  const parsed = parseScenario(named(json, name));
  const ran = parsed.ok ? tryScenario(parsed.value) : parsed;
  if (parsed.ok && ran.ok) {
    const answers = ran.value.results.map((r) => `${arrow} ${formatStepResult(r)}`);
    return { ok: true, answers, scenario: parsed.value, result: ran.value };
  }
  const problem = ran.ok ? '' : formatProblem(ran);
  return { ok: false, answers: [refusal + problem], problem };
}
