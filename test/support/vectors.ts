// SPDX-License-Identifier: GPL-2.0-only
import { corpora, linesOf } from '../../src/site/corpora.ts';

export { corpora };

/** A recorded vector, as its line says it. */
export interface Vector {
  readonly name: string;
  readonly text: string;
  readonly results: readonly unknown[];
}

/** EXITPATH_EVERY=23 reads every 23rd vector: a sample, for mutation testing. */
const every = Number(process.env['EXITPATH_EVERY'] ?? 1);

/** The vectors of one corpus, in the order of the recording. */
export function vectorsOf(corpus: string): readonly Vector[] {
  const lines = linesOf(corpus).filter((_, i) => i % every === 0);
  return lines.map((text) => {
    const { name, results } = JSON.parse(text) as { name: string; results: readonly unknown[] };
    return { name, text, results };
  });
}

/** The first part of a vector's name. */
export const groupOf = (v: Vector): string => v.name.split('/')[0] ?? '';
