// SPDX-License-Identifier: GPL-2.0-only
import { tryScenario } from '../../src/engine/index.ts';
import { scenario, type Written } from './check.ts';

/** The kernel's tracepoints that a scenario emits, as `name: text`. */
export function events(written: Written): readonly string[] {
  const seen: string[] = [];
  const ran = tryScenario(scenario(written), { tracepoint: (name, text) => seen.push(`${name}: ${text}`) });
  if (!ran.ok) throw new Error(ran.problem);
  return seen;
}
