// SPDX-License-Identifier: GPL-2.0-only
/** Runs a scenario with everybody looking on. Complete only where the engine was loaded instrumented (vite-plugin.ts, node-hook.ts). */
import type { Observer, Parsed, Result, Scenario } from '../engine/index.ts';
import { tryScenario } from '../engine/index.ts';
import { recording } from './sink.ts';
import { watching } from './state.ts';
import type { Trace } from './types.ts';

/**
 * The trace of a scenario, or the problem that keeps it from running. After the guest's end of a step nothing is kept until the next step.
 * @param says a what-if: the number that the register's code returns, whatever the register and the value
 */
export function recordTrace(scenario: Scenario, says?: number): Parsed<Trace> {
  let ran: Parsed<Result> | undefined;
  const all = recording((push) => {
    const observer: Observer = {
      tracepoint: (name, text) => push({ kind: 'tracepoint', name, text }),
      watch: (vcpu) => watching('vcpu', vcpu, push),
      log: (level, text) => push({ kind: 'log', level, text }),
      guest: (event) => push({ kind: 'guest', event }),
      stepBegins: (index, step) => push({ kind: 'step', index, step }),
      stepEnds: (index, result) => push({ kind: 'result', index, result }),
    };
    ran = tryScenario(scenario, observer, says);
  });
  if (ran === undefined) throw new Error('the engine did not return');
  if (!ran.ok) return ran;
  // What comes before the first step sets the machine up; what comes after the guest's own end only tells user space.
  let done = true;
  const events = all.filter((e) => {
    if (e.kind === 'step' || e.kind === 'result') done = false;
    const keep = !done;
    if (e.kind === 'result' || (e.kind === 'guest' && ['takes', 'VM entry fails', 'goes on'].includes(e.event.kind))) done = true;
    return keep;
  });
  return { ok: true, value: { events, result: ran.value } };
}
