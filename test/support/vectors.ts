// SPDX-License-Identifier: GPL-2.0-only
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A recorded vector, as its line says it. */
export interface Vector {
  readonly name: string;
  readonly text: string;
  readonly results: readonly unknown[];
}

/** Names of the recorded corpora, without the ending. */
export const corpora: readonly string[] = globSync('test/vectors/*.jsonl')
  .map((f) => basename(f, '.jsonl'))
  .sort();

/** EXITPATH_EVERY=23 reads every 23rd vector: a sample, for mutation testing. */
const every = Number(process.env['EXITPATH_EVERY'] ?? 1);

/** The vectors of one corpus, in the order of the recording. */
export function vectorsOf(corpus: string): readonly Vector[] {
  const lines = readFileSync(`test/vectors/${corpus}.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .filter((_, i) => i % every === 0);
  return lines.map((text) => {
    const { name, results } = JSON.parse(text) as { name: string; results: readonly unknown[] };
    return { name, text, results };
  });
}

/** The first part of a vector's name. */
export const groupOf = (v: Vector): string => v.name.split('/')[0] ?? '';
