// SPDX-License-Identifier: GPL-2.0-only
/** User space's side of a run. */
import { describe, expect, test } from 'vitest';
import { ModelError, runScenario, tryScenario } from '../../src/engine/index.ts';
import { answer, check, mce, ok, rdmsr, read, run, scenario, setMce, shutdown, wrmsr, wrmsrExit } from '../support/check.ts';
import { events } from '../support/events.ts';

const bad = wrmsr('0x400', '0x1');

describe('a run', () => {
  test('completes an unanswered MSR exit before the next instruction, which is then executed', () =>
    check({ kernel: 'v5.18', vm: { user_space_msr: ['inval'] }, steps: [bad, wrmsr('0x400', '0x0'), rdmsr('0x400')] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      ok,
      read('0x0'),
    ]));
  test('clears CR4.MCE as it set it', () =>
    check({ kernel: 'v5.18', steps: [mce(true), mce(false), setMce(0, '0xb200000000000000'), run] }, [ok, ok, { ret: 0 }, shutdown]));
  test('inside another keeps what is traced and logged of the other', () => {
    const steps = [wrmsr('0x12345', '0x1'), bad];
    const seen: string[] = [];
    const inner = scenario({ kernel: 'v6.0', steps: [bad] });
    const observer = {
      tracepoint: (name: string, text: string) => {
        tryScenario(inner);
        seen.push(`${name}: ${text}`);
      },
      log: (level: string) => seen.push(level),
    };
    tryScenario(scenario({ kernel: 'v6.0', steps }), observer);
    expect(seen.filter((e) => e !== 'debug')).toEqual(events({ kernel: 'v6.0', steps }));
    expect(seen).toContain('debug');
  });
});

describe('runScenario', () => {
  test('gives the result of a scenario that runs', () =>
    expect(runScenario(scenario({ kernel: 'v6.0', steps: [run] }))).toEqual({ name: 'test', kernel: 'v6.0', results: [ok] }));
  test('throws a ModelError for one that does not', () =>
    expect(() => runScenario(scenario({ kernel: 'v6.0', steps: [rdmsr('0x10')] }))).toThrow(ModelError));
});

describe('what is not modelled', () => {
  const problem = (msr: string) => answer({ kernel: 'v6.0', steps: [rdmsr(msr)] });
  test('is named with the reason where there is one', () =>
    expect(problem('0x10')).toMatchObject({ problem: '0x10 (TSC) is not modelled: it depends on time' }));
  test('is a number without a name otherwise', () =>
    expect(problem('0x5555')).toMatchObject({ problem: expect.stringMatching(/^0x5555 is not modelled: neither a register/) }));
});
