// SPDX-License-Identifier: GPL-2.0-only
/** A sample of the recorded answers, for what has to be asked again and again. test/engine/vectors.test.ts asks all of them. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge } from '../support/agreement.ts';
import { corpora, vectorsOf } from '../support/vectors.ts';

const known = new Set(readFileSync('test/vectors/known-differences.txt', 'utf8').split('\n'));

describe('a sample of the recorded kernels', () => {
  for (const corpus of corpora)
    test(`${corpus} answers as recorded`, () => {
      const differing = vectorsOf(corpus)
        .map(judge)
        .filter((v) => v.kind === 'differs');
      expect(differing.filter((d) => !known.has(`${corpus} ${d.vector.name}`)).map((d) => d.vector.name)).toEqual([]);
    });
});
