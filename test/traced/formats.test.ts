// SPDX-License-Identifier: GPL-2.0-only
/** A trace as other tools have it: ftrace's function_graph, the trace events, Chrome JSON for Perfetto. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatFunctionGraph, formatTraceEvents } from '../../src/trace/ftrace.ts';
import { formatPerfetto } from '../../src/trace/perfetto.ts';
import { recordTrace } from '../../src/trace/record.ts';
import type { Trace } from '../../src/trace/types.ts';
import * as arbitrary from '../support/arbitrary.ts';
import { scenario } from '../support/check.ts';

const badWrite = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' };
function trace(fields: object): Trace {
  const traced = recordTrace(scenario({ name: 'a', kernel: 'v5.18', steps: [badWrite], ...fields }));
  if (!traced.ok) throw new Error(traced.problem);
  return traced.value;
}

describe('function_graph', () => {
  test('has a leaf on one line and closes every other function with its name and return value, an errno in decimal', () => {
    const text = formatFunctionGraph(trace({}));
    expect(text).toContain('set_msr_mce [kvm](); /* = -1 */');
    expect(text).toContain('} /* vmx_set_msr [kvm_intel] = -1 */');
    expect(text).toContain('/* kvm_userspace_exit: reason error (1) */');
    expect(text.match(/\{$/gm)?.length).toBe(text.match(/\| {2} *\}/gm)?.length);
  });

  test('names the return value ret from v6.13 on', () => {
    expect(formatFunctionGraph(trace({ kernel: 'v6.12' }))).toContain('set_msr_mce [kvm](); /* = 0x1 */');
    expect(formatFunctionGraph(trace({ kernel: 'v6.13' }))).toContain('set_msr_mce [kvm](); /* ret=0x1 */');
  });

  test('says that kvm_amd’s functions are kvm_amd’s', () => {
    expect(formatFunctionGraph(trace({ host: 'amd' }))).toContain('svm_set_msr [kvm_amd]() {');
  });
});

test('the trace events alone are the names and texts of the tracepoints, in order', () => {
  expect(
    formatTraceEvents(trace({ kernel: 'v6.0' }))
      .split('\n')
      .map((l) => l.split(':')[0]),
  ).toEqual(['kvm_entry', 'kvm_exit', 'kvm_msr', 'kvm_inj_exception', 'kvm_entry', '']);
});

interface TraceEvent {
  readonly ph: string;
  readonly name?: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts?: number;
  readonly s?: string;
}
const parsed = (t: Trace): readonly TraceEvent[] => (JSON.parse(formatPerfetto(t)) as { readonly traceEvents: TraceEvent[] }).traceEvents;

describe('Chrome JSON', () => {
  test('has tracks named guest, kernel and user space, and functions on the kernel’s', () => {
    const events = JSON.parse(formatPerfetto(trace({}))) as { traceEvents: (TraceEvent & { args?: { name?: string } })[] };
    const tracks = new Map(events.traceEvents.filter((e) => e.name === 'thread_name').map((e) => [e.tid, e.args?.name]));
    expect([...tracks.values()]).toEqual(['guest', 'kernel', 'user space']);
    expect(tracks.get(events.traceEvents.find((e) => e.name === 'set_msr_mce')?.tid ?? 0)).toBe('kernel');
  });

  test('for any scenario: every event has what its phase needs, time goes on, and what begins on a track ends on it', () => {
    fc.assert(
      fc.property(arbitrary.scenario, (s) => {
        const traced = recordTrace(scenario(s));
        if (!traced.ok) return;
        const open = new Map<number, number>();
        let last = -1;
        for (const e of parsed(traced.value)) {
          expect(['M', 'B', 'E', 'i']).toContain(e.ph);
          if (e.ph !== 'E') expect(e.name).toBeTypeOf('string');
          if (e.ph === 'M') continue;
          expect(e.ts).toBeGreaterThanOrEqual(last);
          last = e.ts ?? -1;
          if (e.ph === 'i') expect(e.s).toBe('t');
          const depth = (open.get(e.tid) ?? 0) + (e.ph === 'B' ? 1 : e.ph === 'E' ? -1 : 0);
          expect(depth).toBeGreaterThanOrEqual(0);
          open.set(e.tid, depth);
        }
        expect([...open.values()].every((depth) => depth === 0)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
