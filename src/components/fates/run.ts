// SPDX-License-Identifier: GPL-2.0-only
/** Run: the engine answers in this page, the drawing takes its fate from the answer, and a ring travels there. Loaded by figure.ts. */
import { ask } from './ask.ts';
import { kernels } from './fate.ts';
import { travel } from './travel.ts';

const host = document.querySelector<HTMLElement>('.fates');
let runs = 0;

async function run(figure: HTMLElement, named: unknown): Promise<void> {
  const kernel = kernels.find((k) => k === named);
  if (kernel === undefined) return;
  const mine = ++runs;
  const answer = ask(kernel);
  figure.dataset['fate'] = answer.fate;
  const facts = figure.querySelector(`[data-only="${answer.fate}"]`);
  const when = facts?.querySelector('[data-when]');
  const said = facts?.querySelector('[data-answer]');
  if (when) when.textContent = figure.dataset['busy'] ?? '';
  await travel(figure, answer.fate, () => mine === runs);
  if (mine !== runs) return;
  // The built text has places to break; it is replaced only if the page's engine says something else.
  if (said && said.textContent !== answer.text) said.textContent = answer.text;
  if (when) when.textContent = figure.dataset['now'] ?? '';
}

host?.addEventListener('run', (event) => {
  if (event instanceof CustomEvent) run(host, event.detail);
});
