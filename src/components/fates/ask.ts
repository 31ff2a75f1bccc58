// SPDX-License-Identifier: GPL-2.0-only
/** Asks the engine the start page's question. The build and the reader's Run both come here. */
import { formatStepResult, parseScenario, runScenario } from '../../engine/index.ts';
import { type Fate, fateOf, type Kernel, scenarioText } from './fate.ts';

export interface Answer {
  readonly kernel: Kernel;
  /** The result as the scenario format prints it. */
  readonly text: string;
  readonly fate: Fate;
}

/** @throws where the engine answers what the drawing cannot draw: the page would be wrong */
export function ask(kernel: Kernel): Answer {
  const scenario = parseScenario(scenarioText(kernel));
  if (!scenario.ok) throw new Error(`the start page's scenario: ${scenario.at}: ${scenario.problem}`);
  const result = runScenario(scenario.value).results[0];
  if (result === undefined) throw new Error('the start page’s scenario has no result');
  const fate = fateOf(result);
  const text = formatStepResult(result);
  if (fate === undefined) throw new Error(`the start page's drawing has no line for ${kernel} answering ${text}`);
  return { kernel, text, fate };
}
