// SPDX-License-Identifier: GPL-2.0-only
/** What the pages say each commit changes. */
import { describe, expect, test } from 'vitest';
import { judge } from '../src/claims/judge.ts';
import { claimIds, claimOf } from '../src/claims/ledger.ts';
import { turnedBy } from '../src/claims/turned.ts';
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

describe('the claims that hang on 2368048bf5c2', () => {
  const { without, having } = turnedBy('2368048bf5c2');

  test('are those of how a refused MCi_CTL or MCi_STATUS write ends, before it and after it', () => {
    for (const id of ['patch-1.two-signs', 'index.two-fates', 'userspace.one-point-release']) {
      expect(without).toContain(id);
      expect(having).toContain(id);
    }
    expect(having).toContain('userspace.fails-again');
    expect(without).not.toContain('userspace.fails-again');
  });

  test('hold as the kernels are, and are not all claims', () => {
    for (const id of [...without, ...having]) expect(judge(claimOf(id)).state).toBe('holds');
    expect(without.length + having.length).toBeLessThan(claimIds.length);
  });
});

test('a commit that no run asks for turns no claim', () => {
  expect(turnedBy('8b0e00fba934')).toEqual({ without: [], having: [] });
});
