// SPDX-License-Identifier: GPL-2.0-only
import { formatScenario, type Scenario } from '../index.ts';

/** Values at the ends of a JSON value, and one more for each object in a list: a step is something said as well. */
function leaves(json: unknown): number {
  if (typeof json !== 'object' || json === null) return 1;
  const inside = Object.values(json).reduce((sum: number, value: unknown) => sum + leaves(value), 0);
  return inside + (Array.isArray(json) ? json.length : 0);
}

/** How much a scenario says beyond the format's defaults. Name, kernel and host do not count: they are the comparison's. */
export function sizeOf(scenario: Scenario): number {
  const { name: _name, kernel: _kernel, host: _host, ...said } = JSON.parse(formatScenario(scenario)) as Record<string, unknown>;
  return leaves(said);
}
