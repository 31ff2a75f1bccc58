// SPDX-License-Identifier: GPL-2.0-only
/** A run as a file: what the command line prints for the same scenario. */
import { stepText } from '../../cli/words.ts';
import { parseScenario } from '../../engine/index.ts';
import { unrecordable } from '../../recorder/calls.ts';
import machine from '../../recorder/machine.c?raw';
import { cProgram } from '../../recorder/program.ts';
import { formatFunctionGraph, formatTraceEvents } from '../../trace/ftrace.ts';
import { formatPerfetto } from '../../trace/perfetto.ts';
import { recordTrace } from '../../trace/record.ts';
import { formatTraceText } from '../../trace/text.ts';
import type { Format } from './formats.ts';

const printers = { ftrace: formatFunctionGraph, events: formatTraceEvents, text: formatTraceText, perfetto: formatPerfetto } as const;

/**
 * The content of a file.
 * @param scenario canonical JSON that has run
 * @returns for a scenario that cannot be had in this form, why
 */
export function exported(format: Format, scenario: string): { readonly text: string } | { readonly why: string } {
  const parsed = parseScenario(scenario);
  if (!parsed.ok) return { why: parsed.problem };
  switch (format) {
    case 'json':
      return { text: `${scenario}\n` };
    case 'command':
      return { text: `printf '%s\\n' '${scenario.replaceAll("'", "'\\''")}' | npm run --silent exitpath -- trace\n` };
    case 'c': {
      const why = unrecordable(parsed.value);
      return why === undefined ? { text: cProgram(parsed.value, machine, stepText) } : { why };
    }
    default: {
      const trace = recordTrace(parsed.value);
      return trace.ok ? { text: printers[format](trace.value) } : { why: trace.problem };
    }
  }
}
