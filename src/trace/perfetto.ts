// SPDX-License-Identifier: GPL-2.0-only
/**
 * A trace in the Chrome JSON format, which Perfetto opens: a track for each of guest, kernel and user space. The model has no clock: an
 * event's time is its place in the trace, in microseconds.
 */
import { formatStepResult } from '../engine/index.ts';
import { formatValue, hex } from './names.ts';
import type { Named, Trace, TraceEvent } from './types.ts';

const PROCESS = 1;
const tracks = { guest: 1, kernel: 2, 'user space': 3 } as const;

interface Slice {
  /** M names a track, B and E begin and end a slice, i is an instant. */
  readonly ph: 'M' | 'B' | 'E' | 'i';
  readonly name?: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds. */
  readonly ts?: number;
  /** The scope of an instant: its track. */
  readonly s?: 't';
  readonly args?: Readonly<Record<string, unknown>>;
}

const values = (list: readonly Named[]): Readonly<Record<string, string>> =>
  Object.fromEntries(list.map(({ name, value }) => [name, formatValue(name, value)]));

const fields = (o: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(o).map(([k, v]) => [k, typeof v === 'bigint' ? hex(v) : v]));

/** The process is named after the kernel that is modelled. */
export function formatPerfetto({ events, result }: Trace): string {
  const named = (name: string, what: string, tid: number): Slice => ({ ph: 'M', name, pid: PROCESS, tid, args: { name: what } });
  const out: Slice[] = [
    named('process_name', `exitpath: ${result.kernel}, ${result.name}`, 0),
    ...Object.entries(tracks).map(([name, tid]) => named('thread_name', name, tid)),
  ];
  let depth = 0;
  const slices = (e: TraceEvent, ts: number): readonly Slice[] => {
    const on = (track: keyof typeof tracks) => ({ pid: PROCESS, tid: tracks[track], ts });
    switch (e.kind) {
      case 'step':
        return [{ ph: 'B', name: e.step.op, ...on('user space'), args: fields(e.step) }];
      case 'enter':
        depth++;
        return [{ ph: 'B', name: e.fn.name, ...on('kernel'), args: { file: e.fn.file, ...values(e.args) } }];
      case 'leave':
        depth--;
        return [{ ph: 'E', ...on('kernel'), ...(e.value === undefined ? {} : { args: { returns: formatValue('', e.value) } }) }];
      case 'guest':
        return [{ ph: 'i', s: 't', name: `guest ${e.event.kind}`, ...on('guest'), args: fields(e.event) }];
      case 'tracepoint':
        return [{ ph: 'i', s: 't', name: e.name, ...on('kernel'), args: { text: e.text } }];
      case 'log':
        return [{ ph: 'i', s: 't', name: `log ${e.level}`, ...on('kernel'), args: { text: e.text } }];
      case 'result': {
        // Functions that the guest's end left open end here.
        const open = Array.from({ length: depth }, (): Slice => ({ ph: 'E', ...on('kernel') }));
        depth = 0;
        return [...open, { ph: 'E', ...on('user space'), args: { result: formatStepResult(e.result) } }];
      }
      default:
        return [];
    }
  };
  let ts = 0;
  for (const e of events) {
    const made = slices(e, ts);
    if (made.length > 0) ts++;
    out.push(...made);
  }
  return `${JSON.stringify({ displayTimeUnit: 'ns', traceEvents: out })}\n`;
}
