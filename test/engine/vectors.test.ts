// SPDX-License-Identifier: GPL-2.0-only
/** Real kernels decide. Every recorded answer is the engine's answer, or the engine says that it does not model the question. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { groups, judge } from '../support/agreement.ts';

/** `corpus name` of each vector that is known to differ. */
const known = new Set(
  readFileSync('test/vectors/known-differences.txt', 'utf8')
    .split('\n')
    .filter((l) => l !== '' && !l.startsWith('#')),
);

describe('recorded kernels', () => {
  for (const { corpus, group, vectors } of groups)
    test(`${corpus}: every modelled vector of the group ${group} agrees, or differs for a known reason`, () => {
      const differing = vectors.map(judge).filter((v) => v.kind === 'differs');
      const unexplained = differing.filter((d) => !known.has(`${corpus} ${d.vector.name}`));
      expect(unexplained.map((d) => ({ name: d.vector.name, recorded: d.vector.results, engine: d.got }))).toEqual([]);
    });
});

describe('known-differences.txt', () => {
  test('lists no vector that differs no more', () => {
    const differing = new Set(
      groups.flatMap(({ corpus, vectors }) => vectors.filter((v) => judge(v).kind === 'differs').map((v) => `${corpus} ${v.name}`)),
    );
    expect([...known].filter((k) => !differing.has(k))).toEqual([]);
  });
});

describe('the engine’s reach', () => {
  const count = (of: (key: string) => void): void => {
    for (const { vectors } of groups)
      for (const v of vectors) {
        const verdict = judge(v);
        of(verdict.kind === 'not modelled' ? verdict.reason : verdict.kind);
      }
  };

  test('the vectors that are not modelled yet, by reason, are the ones listed in not-modelled.json, and the number may only fall', () => {
    const found: Record<string, number> = {};
    count((key) => {
      if (key !== 'agrees' && key !== 'differs') found[key] = (found[key] ?? 0) + 1;
    });
    const listed = JSON.parse(readFileSync('test/vectors/not-modelled.json', 'utf8')) as Record<string, number>;
    expect(found).toEqual(listed);
  });

  test('every vector is accounted for: it agrees, or has a reason', () => {
    let total = 0;
    count(() => total++);
    const lines = groups.map((g) => g.vectors.length).reduce((a, b) => a + b, 0);
    expect(total).toBe(lines);
    expect(lines).toBeGreaterThanOrEqual(10_340);
  });
});
