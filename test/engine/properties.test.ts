// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tryScenario } from '../../src/engine/index.ts';
import * as arbitrary from '../support/arbitrary.ts';
import { scenario, type Written } from '../support/check.ts';

const runs = { numRuns: 2000 };
const outcome = (r: unknown): string | undefined => (r as { outcome?: string }).outcome;

/** The results, or undefined where a step answers an exit that is not there. */
function results(written: Written): readonly unknown[] | undefined {
  const ran = tryScenario(scenario(written));
  if (ran.ok) return ran.value.results;
  expect(ran).toMatchObject({ kind: 'malformed', at: expect.stringMatching(/^steps\[\d+\]$/) });
  return undefined;
}

describe('whatever the scenario', () => {
  test('the engine gives one result for each step, and never finds itself in a state that cannot be', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const r = results(s);
        if (r !== undefined) expect(r).toHaveLength(s.steps.length);
      }),
      runs,
    );
  });

  test('the same scenario gives the same result, and looking on changes nothing', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const parsed = scenario(s);
        const once = tryScenario(parsed);
        const again = tryScenario(parsed, {
          tracepoint: () => {},
          guest: () => {},
          stepBegins: () => {},
          stepEnds: () => {},
          watch: (v) => v,
        });
        expect(again).toEqual(once);
      }),
      runs,
    );
  });

  test('an access by KVM_SET_MSRS or KVM_GET_MSRS queues nothing: the guest runs on as if it had not been', () => {
    const host = fc.oneof(
      fc.record({ op: fc.constant('host.set_msr'), msr: arbitrary.msr, data: arbitrary.data }),
      fc.record({ op: fc.constant('host.get_msr'), msr: arbitrary.msr }),
    );
    fc.assert(
      fc.property(arbitrary.kernel, fc.array(host, { maxLength: 6 }), (kernel, steps) => {
        expect(results({ kernel, steps: [...steps, { op: 'guest.run' }] })?.at(-1)).toEqual({ outcome: 'ok' });
      }),
      runs,
    );
  });

  test('a kernel with 2368048bf5c2 never ends a guest’s instruction in EPERM', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const release = scenario(s).kernel;
        if (!release.badMciWriteSignalsGp) return;
        for (const [i, r] of (results(s) ?? []).entries())
          if (String(s.steps[i]?.['op']).startsWith('guest.')) expect(outcome(r)).not.toBe('errno');
      }),
      runs,
    );
  });

  test('a read never fails KVM_RUN, in any kernel', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        for (const [i, r] of (results(s) ?? []).entries()) if (s.steps[i]?.['op'] === 'guest.rdmsr') expect(outcome(r)).not.toBe('errno');
      }),
      runs,
    );
  });

  test('with and without the fix two kernels differ only where one fails with EPERM and the other takes a #GP', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        // With every gate present, so that a #GP is taken as one, and nothing taken after it.
        const vcpu = { ...(s['vcpu'] as object), idt: undefined, single_step: undefined, real_mode: undefined };
        const [a, b] = [results({ ...s, vcpu, kernel: 'v5.18' }), results({ ...s, vcpu, kernel: 'v5.18+2368048bf5c2' })];
        expect(a === undefined).toBe(b === undefined);
        for (const [i, x] of (a ?? []).entries()) {
          const y = b?.[i];
          if (outcome(x) === 'errno' && String(s.steps[i]?.['op']).startsWith('guest.'))
            expect(y).toEqual({ outcome: 'exception', vector: 13, error_code: 0 });
          else expect(y).toEqual(x);
        }
      }),
      runs,
    );
  });
});
