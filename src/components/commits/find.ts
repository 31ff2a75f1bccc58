// SPDX-License-Identifier: GPL-2.0-only
/**
 * Looks for what each commit of the catalogue changes and writes it down: `npm run commits:accept`. It takes seconds, so that the build
 * reads the file; a test looks again and compares. Outcomes are not in it: the pages run the scenarios themselves.
 */
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { commitsOfRelease } from '../../engine/diff/commits.ts';
import { formatScenario, patches, patchIds } from '../../engine/index.ts';
import type { Found } from './found.ts';

export function find(): readonly Found[] {
  const releases = [...new Set(patchIds.map((id) => patches[id].mainline))];
  const all = releases.flatMap(commitsOfRelease);
  return patchIds.flatMap((id) =>
    all
      .filter(({ commit }) => commit === id)
      .map(({ commit, scenarios, differing, changes, traced }) => ({
        commit,
        scenarios,
        differing,
        ways: changes.map((c) => ({
          scenarios: c.scenarios,
          step: c.example.step,
          scenario: formatScenario({ ...c.example.b.scenario, name: commit }),
        })),
        ...(traced === undefined ? {} : { traced: formatScenario({ ...traced, name: commit }) }),
      })),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync(new URL('./found.json', import.meta.url), `${JSON.stringify(find(), null, 2)}\n`);
