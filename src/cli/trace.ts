// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath trace`: the path that a scenario takes. */
import { formatError, formatProblem, parseScenario, scenarioName } from '../engine/index.ts';
import { formatFunctionGraph, formatTraceEvents } from '../trace/ftrace.ts';
import { formatPerfetto } from '../trace/perfetto.ts';
import { formatTraceJson, formatTraceText } from '../trace/text.ts';
import { importTraced } from '../trace/traced.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say, usage } from './command.ts';
import { OutputError, openInput, openOutput, reason } from './input.ts';
import { lines } from './lines.ts';

const printers = {
  text: formatTraceText,
  ftrace: formatFunctionGraph,
  events: formatTraceEvents,
  perfetto: formatPerfetto,
  json: formatTraceJson,
} as const;
type Format = keyof typeof printers;
const isFormat = (f: unknown): f is Format => typeof f === 'string' && Object.hasOwn(printers, f);

const help = `
Prints the path each scenario takes through the modelled kernel, from KVM_RUN to the guest's fate.

  --format text            an indented call tree: arguments, return values and what they mean at that level, tracepoints (*), log lines (#),
                           and the lines of the note's two quotations (line 2003 …) with this run's values; the default
  --format ftrace          as the function_graph tracer prints it, return values included (funcgraph-retval), the kvm trace events as comments
  --format events          the kvm trace events alone, as trace-cmd report prints them after the time
  --format perfetto        Chrome JSON, which ui.perfetto.dev opens: tracks for guest, kernel and user space
  --format json            every event as JSON Lines: calls, statements, conditions, reads, writes, tracepoints
  --help                   this text

FILE holds one scenario per line; without FILE, or when it is -, standard input is read.

Exit status: 0 every line ran, 1 a line did not or the input could not be read, 2 wrong usage.

Example:

  echo '{"name":"a","kernel":"v5.18","steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}' | exitpath trace
`;

async function traceAll(file: string | undefined, format: Format): Promise<Status> {
  const { recordTrace } = await importTraced();
  const input = openInput(file);
  const output = openOutput();
  let status: Status = DONE;
  try {
    for await (const { text } of lines(input.stream)) {
      if (text?.trim() === '') continue;
      const scenario = text === undefined ? undefined : parseScenario(text);
      const trace = scenario?.ok ? recordTrace(scenario.value) : scenario;
      if (trace?.ok) {
        await output.line(printers[format](trace.value).trimEnd());
        continue;
      }
      const problem = trace === undefined ? 'not UTF-8 text' : formatProblem(trace);
      say(problem);
      await output.line(formatError(text === undefined ? null : scenarioName(text), problem));
      status = FAILED;
    }
  } catch (e) {
    if (e instanceof OutputError && e.closed) return status;
    say(e instanceof OutputError ? e.message : `cannot read ${input.name}: ${reason(e)}`);
    return FAILED;
  }
  return status;
}

export const trace: Command = {
  name: 'trace',
  operands: '[FILE]',
  maxOperands: 1,
  summary: 'prints the path that a scenario takes',
  help,
  options: { format: { type: 'string', default: 'text' } },
  run: async ({ positionals: [file], values }: Arguments) => {
    const { format } = values;
    if (!isFormat(format))
      return usage(`--format ${String(format)} is not a format; the formats are ${Object.keys(printers).join(', ')}`, 'trace');
    return traceAll(file, format);
  },
};
