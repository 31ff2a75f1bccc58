// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tryScenario } from '../../src/engine/index.ts';
import { align } from '../../src/trace/align.ts';
import { recordTrace } from '../../src/trace/record.ts';
import { stepsOf } from '../../src/trace/steps.ts';
import * as arbitrary from '../support/arbitrary.ts';
import { scenario } from '../support/check.ts';

describe('whatever the scenario', () => {
  test('recording its trace changes no result', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const parsed = scenario(s);
        const plain = tryScenario(parsed);
        const traced = recordTrace(parsed);
        expect(traced.ok ? { ok: true, value: traced.value.result } : traced).toEqual(plain);
      }),
      { numRuns: 500 },
    );
  });

  test('each of its steps can be walked: every step of a walk has a name of its own, and a walk aligned with itself is the same throughout', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const traced = recordTrace(scenario(s));
        if (!traced.ok) return;
        for (const index of s.steps.keys()) {
          const walk = stepsOf(traced.value, index);
          expect(new Set(walk.map((w) => w.id)).size).toBe(walk.length);
          expect(align(walk, walk).fork).toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });
});
