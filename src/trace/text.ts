// SPDX-License-Identifier: GPL-2.0-only
/** Printers of a trace for a terminal and for programs. */
import { formatStepResult } from '../engine/index.ts';
import { meaning } from './meaning.ts';
import { formatValue, hex, msrText } from './names.ts';
import type { Fn, Named, Trace, TraceEvent, Value } from './types.ts';

/** In a terminal an int has the plain minus, so that it can be searched for. */
const plain = (name: string, value: Value): string => formatValue(name, value).replace('\u2212', '-');
const list = (values: readonly Named[]): string => values.map((v) => `${v.name}=${plain(v.name, v.value)}`).join(', ');

function guestLine(e: Extract<TraceEvent, { kind: 'guest' }>['event']): string {
  if (e.kind === 'goes on') return '● guest goes on';
  if (e.kind === 'triple fault') return `● guest has no handler for vector ${e.vector}, nor for #DF: triple fault`;
  if (e.kind === 'VM entry fails')
    return `● guest’s own VM entry fails: exit reason ${hex(e.exit_reason)}, qualification ${hex(e.exit_qualification)}`;
  if (e.kind === 'takes') return `● guest takes vector ${e.vector}${e.error_code === undefined ? '' : `, error code ${e.error_code}`}`;
  if (e.instruction === 'wrmsr') return `● guest executes wrmsr ${msrText(e.ecx)} ← ${hex(e.data)}`;
  return `● guest executes ${e.instruction}${e.instruction === 'rdmsr' ? ` ${msrText(e.ecx)}` : ''}`;
}

/** What a step of the scenario is, as the first line of its part. */
function stepLine({ index, step }: Extract<TraceEvent, { kind: 'step' }>): string {
  const { op, ...rest } = step;
  const given = Object.entries(rest).filter(([, v]) => v !== undefined);
  const fields = given.map(([k, v]) => `${k}=${typeof v === 'bigint' || k === 'msr' ? hex(v as number | bigint) : String(v)}`);
  return `step ${index}: ${[op, ...fields].join(' ')}`;
}

interface Call {
  /** Index in `out` of the line that names the call, while nothing has been printed under it. */
  readonly at: number;
}

/**
 * An indented call tree: arguments, return values and what they mean at that level, tracepoints (*), log lines (#), and the lines of the note's quotations
 * with the values that this run gave them.
 */
export function formatTraceText(trace: Trace): string {
  const out: string[] = [];
  const calls: Call[] = [];
  const pad = (): string => '  '.repeat(calls.length);
  const put = (text: string): void => void out.push(`${pad()}${text}`);
  /** A quoted line waits for its value: it is printed when the statement is over or something is printed under it. */
  let quoted: { lines: string; text: string } | undefined;
  const flush = (): void => {
    if (quoted !== undefined) put(`line ${quoted.lines}${quoted.text}`);
    quoted = undefined;
  };

  for (const e of trace.events) {
    switch (e.kind) {
      case 'step':
        put(stepLine(e));
        break;
      case 'enter':
        flush();
        put(`${e.fn.name}(${list(e.args)})`);
        calls.push({ at: out.length - 1 });
        break;
      case 'leave': {
        flush();
        const call = calls.pop();
        const means = meaning(e.fn, e.value, 'en');
        const value = e.value === undefined ? '' : ` = ${plain('', e.value)}${means === '' ? '' : `  ${means}`}`;
        if (call !== undefined && call.at === out.length - 1) out[call.at] += value;
        else if (value !== '') put(`${e.fn.name}${value}`);
        break;
      }
      case 'stmt':
        flush();
        if (e.stmt.quote.length > 0) quoted = { lines: e.stmt.quote.join('-'), text: '' };
        break;
      case 'cond':
        if (e.stmt.quote.length > 0) {
          const operands = list(e.operands);
          const text = `  ${e.value ? 'true' : 'false'}${operands === '' ? '' : `: ${operands}`}`;
          if (quoted === undefined) put(`line ${e.stmt.quote.join('-')}${text}`);
          else quoted.text = text;
        }
        break;
      case 'local':
        if (e.stmt.quote.length > 0) {
          const text = `  ${e.name} = ${plain(e.name, e.value)}`;
          if (quoted === undefined) put(`line ${e.stmt.quote.join('-')}${text}`);
          else quoted.text = text;
        }
        break;
      case 'tracepoint':
        flush();
        put(`* ${e.name}: ${e.text}`);
        break;
      case 'log':
        flush();
        put(`# log ${e.level}: ${e.text}`);
        break;
      case 'guest':
        flush();
        put(guestLine(e.event));
        break;
      case 'result':
        flush();
        // What the kernel did after the guest's end is not kept: the calls that were open stay open.
        calls.length = 0;
        put(`=> ${formatStepResult(e.result)}`);
        break;
      case 'read':
      case 'write':
        break;
    }
  }
  return out.map((l) => `${l}\n`).join('');
}

const isFn = (v: unknown): v is Fn => typeof v === 'object' && v !== null && 'text' in v && 'file' in v;

/** The trace as JSON Lines, one event a line; 64-bit values as hex strings, functions without their text. */
export function formatTraceJson(trace: Trace): string {
  const value = (_: string, v: unknown): unknown => {
    if (typeof v === 'bigint') return hex(v);
    return isFn(v) ? { ...v, text: undefined } : v;
  };
  return trace.events.map((e) => `${JSON.stringify(e, value)}\n`).join('');
}
