// SPDX-License-Identifier: GPL-2.0-only
/**
 * A trace as the kernel's own tools print it: the function_graph tracer with funcgraph-retval (Documentation/trace/ftrace.rst), and the
 * trace events alone. The model has no clock: the column of durations is empty.
 */
import type { Fn, Trace, Value } from './types.ts';

/** The module that a function is in, as ftrace shows it. */
const moduleOf = ({ file }: Fn): string =>
  file.includes('/kvm/vmx/') ? 'kvm_intel' : file.includes('/kvm/svm/') ? 'kvm_amd' : file.startsWith('machine/') ? 'kvm_pvm' : 'kvm';
const shown = (fn: Fn): string => `${fn.name} [${moduleOf(fn)}]`;

/** v6.13 put `ret` before the sign of equality (21e92806d39c). */
function sign(kernel: string): string {
  const [major = 0, minor = 0] = kernel.slice(1).split(/[.+-]/).map(Number);
  return major > 6 || (major === 6 && minor >= 13) ? 'ret=' : '= ';
}

/** Numbers as funcgraph-retval shows them: hexadecimal, and what looks like an errno decimal. */
function value(v: Value): string {
  if (typeof v === 'number' && v < 0) return String(v);
  return `0x${BigInt(v === null || typeof v === 'string' ? 0 : v).toString(16)}`;
}

const head = [
  '# tracer: function_graph',
  '#',
  '# Made by exitpath: there are no durations, and functions that a compiler inlines are shown. The same from a host with v6.5 or newer:',
  '#   exitpath repro FILE > scenario.c && cc -o scenario scenario.c',
  '#   trace-cmd record -p function_graph -g kvm_arch_vcpu_ioctl_run -O funcgraph-retval -e kvm -F ./scenario && trace-cmd report',
  '#',
  '# CPU  DURATION                  FUNCTION CALLS',
  '# |     |   |                     |   |   |   |',
];

/** `function_graph` text, the trace events as comments in it. */
export function formatFunctionGraph({ events, result }: Trace): string {
  const out: string[] = [...head];
  const calls: { readonly fn: Fn; readonly at: number }[] = [];
  const put = (text: string): void => void out.push(` 0)               |  ${'  '.repeat(calls.length)}${text}`);
  const equals = sign(result.kernel);
  for (const e of events)
    switch (e.kind) {
      case 'enter':
        put(`${shown(e.fn)}() {`);
        calls.push({ fn: e.fn, at: out.length - 1 });
        break;
      case 'leave': {
        const call = calls.pop();
        const ret = e.value === undefined ? '' : `${equals}${value(e.value)}`;
        if (call !== undefined && call.at === out.length - 1)
          out[call.at] = (out[call.at] ?? '').replace(/ \{$/, ret === '' ? ';' : `; /* ${ret} */`);
        else put(ret === '' ? '}' : `} /* ${shown(e.fn)} ${ret} */`);
        break;
      }
      case 'tracepoint':
        put(`/* ${e.name}: ${e.text} */`);
        break;
      case 'result':
        // Back in the guest the kernel's functions are not over; what follows them was not kept.
        calls.length = 0;
        break;
      default:
        break;
    }
  return out.map((line) => `${line}\n`).join('');
}

/** The trace events, one a line, as `trace-cmd report` has them behind task, processor and time. */
export const formatTraceEvents = ({ events }: Trace): string =>
  events.flatMap((e) => (e.kind === 'tracepoint' ? [`${`${e.name}:`.padEnd(21)} ${e.text}\n`] : [])).join('');
