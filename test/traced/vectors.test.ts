// SPDX-License-Identifier: GPL-2.0-only
/** This project loads the engine instrumented. It answers every recorded vector as the plain engine does, while recording and while not. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { formatResult, parseScenario, tryScenario } from '../../src/engine/index.ts';
import { recordTrace } from '../../src/trace/record.ts';
import { modelledStatements } from '../../src/trace/sink.ts';
import { corpora, type Vector, vectorsOf } from '../support/vectors.ts';

/** The plain engine's answers, from the command line, which is another process and does not instrument. */
function plainAnswers(vectors: readonly Vector[]): readonly (string | null)[] {
  const { stdout } = spawnSync('node', ['src/cli/exitpath.mjs', 'run'], {
    input: vectors.map((v) => v.text).join('\n'),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => ('error' in (JSON.parse(line) as object) ? null : line));
}

describe('the instrumented engine', () => {
  test('is instrumented here', () => {
    expect(modelledStatements().length).toBeGreaterThan(150);
  });

  for (const corpus of corpora)
    test(`${corpus}: answers as the plain engine does, recording or not`, () => {
      const vectors = vectorsOf(corpus);
      const plain = plainAnswers(vectors);
      expect(plain).toHaveLength(vectors.length);
      let ran = 0;
      for (const [i, v] of vectors.entries()) {
        const scenario = parseScenario(v.text);
        const quiet = scenario.ok ? tryScenario(scenario.value) : scenario;
        expect(quiet.ok ? formatResult(quiet.value) : null).toBe(plain[i]);
        if (!scenario.ok || !quiet.ok) continue;
        const trace = recordTrace(scenario.value);
        expect(trace.ok ? formatResult(trace.value.result) : null).toBe(plain[i]);
        ran++;
      }
      expect(ran).toBe(plain.filter((p) => p !== null).length);
    });
});
