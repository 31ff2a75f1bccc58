// SPDX-License-Identifier: GPL-2.0-only
/** What the pages say each commit changes. */
import { describe, expect, test } from 'vitest';
import { find } from '../src/components/commits/find.ts';
import { foundFor, runBoth } from '../src/components/commits/found.ts';
import { patchIds } from '../src/engine/index.ts';

test('the written-down differences of every commit are those that a search finds (npm run commits:accept)', () => {
  expect(find()).toEqual(patchIds.map(foundFor));
}, 120_000);

describe.each(patchIds)('%s', (id) => {
  const { ways, differing, traced } = foundFor(id);

  test('each way shown is one in which the two kernels do part, at the step named', () => {
    for (const { scenario, step } of ways) {
      const { without, having } = runBoth(id, scenario);
      if (!having.ok) throw new Error(`${scenario}: ${having.problem}`);
      if (!without.ok) continue;
      expect(without.value[step]).not.toEqual(having.value[step]);
      expect(without.value.slice(0, step)).toEqual(having.value.slice(0, step));
    }
  });

  test('where only trace events differ, they do', () => {
    if (traced === undefined) return;
    expect(differing).toBe(0);
    expect(runBoth(id, traced).events.some((l) => l.mark !== '')).toBe(true);
  });
});
