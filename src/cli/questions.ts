// SPDX-License-Identifier: GPL-2.0-only
/** What `exitpath verify` asks a kernel: scenarios from files, or those of every recorded corpus, each put to the kernel at hand. */
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { formatProblem, formatScenario, type Host, parseScenario, type Scenario } from '../engine/index.ts';
import { unrecordable } from '../recorder/calls.ts';
import { openInput, reason } from './input.ts';
import { lines } from './lines.ts';

/** The kernel that is asked. */
export interface Asked {
  readonly kernel: string;
  readonly host: Host;
}

export interface Questions {
  readonly scenarios: readonly Scenario[];
  /** Lines that are no scenario, or none that this kernel can be asked: what is wrong, and how many of them. */
  readonly unasked: ReadonlyMap<string, number>;
  /** How many lines were no scenario at all. */
  readonly malformed: number;
}

/** The same scenario, put to another kernel. Parsed anew, for a field may not exist there. */
const putTo = (scenario: Scenario, { kernel, host }: Asked): ReturnType<typeof parseScenario> => {
  const json = JSON.parse(formatScenario(scenario)) as { readonly vcpu?: object };
  return parseScenario(JSON.stringify({ ...json, kernel, host, vcpu: { ...json.vcpu, vendor: scenario.vcpu.vendor } }));
};

const corpora = (): readonly string[] => globSync(fileURLToPath(new URL('../../test/vectors/*.jsonl', import.meta.url))).sort();

/** Equal questions are asked once. A file's are never equal: their names are the user's. */
async function* texts(files: readonly string[]): AsyncGenerator<{ readonly text: string | undefined; readonly where: string }> {
  if (files.length === 0)
    for (const file of corpora())
      for (const text of readFileSync(file, 'utf8').trimEnd().split('\n')) yield { text, where: basename(file) };
  for (const file of files) {
    const { name, stream } = openInput(file);
    try {
      for await (const { text, number } of lines(stream)) if (text?.trim() !== '') yield { text, where: `${name}, line ${number}` };
    } catch (e) {
      throw new Error(`cannot read ${name}: ${reason(e)}`, { cause: e });
    }
  }
}

/** @param say is told of each line that is no scenario */
export async function questions(files: readonly string[], asked: Asked, say: (message: string) => void): Promise<Questions> {
  const scenarios: Scenario[] = [];
  const unasked = new Map<string, number>();
  const seen = new Set<string>();
  let malformed = 0;
  const refuse = (why: string): void => void unasked.set(why, (unasked.get(why) ?? 0) + 1);
  for await (const { text, where } of texts(files)) {
    const scenario = text === undefined ? undefined : parseScenario(text);
    if (!scenario?.ok) {
      malformed++;
      say(`${where}: ${scenario === undefined ? 'not UTF-8 text' : formatProblem(scenario)}`);
      continue;
    }
    const put = putTo(scenario.value, asked);
    if (!put.ok) {
      refuse(formatProblem(put));
      continue;
    }
    const obstacle = unrecordable(put.value);
    if (obstacle !== undefined) {
      refuse(obstacle);
      continue;
    }
    const key = formatScenario({ ...put.value, name: files.length === 0 ? '' : put.value.name });
    if (seen.has(key)) continue;
    seen.add(key);
    scenarios.push(put.value);
  }
  return { scenarios, unasked, malformed };
}
