// SPDX-License-Identifier: GPL-2.0-only
/** Runs an example and says what belongs on the page. The tests compare it with what is there; `docs:accept` puts it there. */

import { readConsoleFence } from './console-fence.ts';
import type { Example } from './examples.ts';
import type { Fence } from './fences.ts';
import { printedBy } from './printed.ts';
import { answer, readScenarioFence, refusal } from './scenario-fence.ts';
import { sessionOf } from './shell.ts';

export interface Observed {
  readonly text: string;
  /** Why this must not simply be written to the page. */
  readonly problem?: string;
}

/** @param load imports a ts block's module */
export async function observe(example: Example, load: () => Promise<unknown>): Promise<Observed> {
  switch (example.kind) {
    case 'scenario': {
      const { json, answers } = readScenarioFence(example.fence.body);
      const said = answer(json, exampleName(example));
      const text = said.answers.join('\n');
      // A typing mistake is refused as well: only a page that says so means it.
      if (said.ok || answers[0]?.startsWith(refusal)) return { text };
      return {
        text,
        problem: `not a scenario that runs: ${said.problem}\nIf that is what the page shows, put a line "${refusal}" under it and run npm run docs:accept.`,
      };
    }
    case 'ts':
      return { text: await printedBy(load) };
    case 'console':
      return sessionOf(readConsoleFence(example.fence.body).commands);
  }
}

/** An example without its page: `Banks › scenario (line 43)`. */
export const exampleName = ({ kind, fence }: { readonly kind: string; readonly fence: Fence }): string =>
  `${fence.heading === '' ? '' : `${fence.heading} › `}${kind} (line ${fence.line})`;
