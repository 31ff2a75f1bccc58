// SPDX-License-Identifier: GPL-2.0-only
/** The engine's side of the outcome map: every cell is a run, on the kernel without the commit and on the one with it. */
import { parseScenario, runScenario, type StepResult } from '../../engine/index.ts';
import { compared } from '../stepper/kernels.ts';
import type { Fields } from '../widget/fragment.ts';
import type { Made } from '../widget/use-widget.ts';
import { type Cells, columns, type Model, type Outcome, rows, scenarioOf } from './map.ts';

export function outcomeOf(result: StepResult | undefined): Outcome {
  if (result === undefined || !('outcome' in result)) return 'other';
  if (result.outcome === 'ok') return 'ok';
  if (result.outcome === 'exception') return result.vector === 13 ? '#GP' : 'other';
  if (result.outcome === 'errno') return result.errno === 'EPERM' ? 'EPERM' : 'other';
  return result.outcome === 'exit' && 'msr_reason' in result ? 'exit' : 'other';
}

function cellsOf(kernel: string, fields: Fields): Made<Cells> {
  const cells: Outcome[][] = [];
  for (const row of rows) {
    const line: Outcome[] = [];
    for (const { data } of columns) {
      const read = parseScenario(scenarioOf(row, data, kernel, fields));
      if (!read.ok) return read;
      line.push(outcomeOf(runScenario(read.value).results.at(-1)));
    }
    cells.push(line);
  }
  return { ok: true, value: cells };
}

export function make(fields: Fields): Made<Model> {
  const { kernel = '', fix = '' } = fields;
  const pair = compared(kernel, fix);
  if (pair === undefined) {
    const read = parseScenario(scenarioOf({ name: '', msr: '0x400' }, '0x0', kernel, fields));
    return read.ok ? { ok: false, at: 'fix', problem: `${fix} is not in the catalogue of commits`, kind: 'malformed' } : read;
  }
  const [without, having] = pair.spellings.map((spelling) => cellsOf(spelling, fields));
  if (without === undefined || having === undefined) throw new Error('a pair has two kernels');
  if (!without.ok) return without;
  if (!having.ok) return having;
  return { ok: true, value: { kernels: pair.spellings, maps: [without.value, having.value] } };
}
