// SPDX-License-Identifier: GPL-2.0-only
/** The parser before whatever it may be given: every recorded line, arbitrary text and JSON, and text that is meant to hurt. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/engine/scenario/format.ts';
import { MAX_TEXT, parseScenario, parseVector, scenarioName } from '../../src/engine/scenario/parse.ts';

describe('A recorded line', () => {
  const vectors = new URL('../vectors/', import.meta.url);
  test.each(readdirSync(vectors).filter((file) => file.endsWith('.jsonl')))('of %s is read, or its kernel is not modelled', (file) => {
    const texts = readFileSync(new URL(file, vectors), 'utf8')
      .split('\n')
      .filter((text) => text !== '');
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      const vector = parseVector(text);
      if (!vector.ok) expect(vector, text).toMatchObject({ at: 'kernel', kind: 'not modelled' });
      else expect(vector.value.results).toEqual(JSON.parse(text).results);
    }
  });
});

describe('Whatever the input', () => {
  const survives = (text: string): void => {
    const scenario = parseScenario(text);
    if (!scenario.ok) {
      expect(scenario.problem).not.toBe('');
      expect(scenario.problem.length).toBeLessThan(1000);
      // A message is one line that a terminal may print.
      expect(formatProblem(scenario)).not.toMatch(/\p{Cc}/u);
    }
    parseVector(text);
    scenarioName(text);
  };

  test('arbitrary text gives a value or a message', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), { numRuns: 1000 });
  });

  test('arbitrary JSON gives a value or a message', () => {
    fc.assert(fc.property(fc.json(), survives), { numRuns: 1000 });
  });

  test('arbitrary values in the fields of a scenario give a value or a message', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('0x0', '0xffffffff', 'intel', 'guest.wrmsr', 'v5.18', 'inval', 0, 16),
    );
    const part = (...names: readonly string[]) => fc.oneof(value, fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), value));
    const steps = part('op', 'msr', 'data', 'on', 'bank', 'error', 'mcg_cap', 'status');
    const ranges = part('flags', 'base', 'count', 'deny');
    const scenario = fc.record(
      {
        name: value,
        kernel: fc.oneof(fc.constant('v5.18'), value),
        host: value,
        module: part('ignore_msrs', 'report_ignored_msrs'),
        vm: fc.oneof(
          part('user_space_msr', 'msr_filter'),
          fc.record({ msr_filter: fc.record({ default: fc.constant('allow'), ranges: fc.array(ranges) }) }),
        ),
        vcpu: part('vendor', 'mcg_cap'),
        steps: fc.oneof(value, fc.array(steps)),
        results: value,
      },
      { requiredKeys: ['name', 'kernel', 'steps'] },
    );
    fc.assert(
      fc.property(scenario, (s) => survives(JSON.stringify(s))),
      { numRuns: 2000 },
    );
  });

  test('hostile text is answered in a moment', () => {
    const long = MAX_TEXT / 4;
    const texts = [
      `{"${'a'.repeat(long)}":1}`,
      `{"name":"${'\\u0041'.repeat(long / 6)}"}`,
      `{"name":"n","kernel":"v5.18${'+a'.repeat(long / 2)}","steps":[]}`,
      `{"name":"n","kernel":"${'1'.repeat(long)}","steps":[]}`,
      `{"name":"n","kernel":"5.1.1-${'a'.repeat(long)}","steps":[]}`,
      `{"name":"n","kernel":"v5.18","steps":[{"op":"${'guest.'.repeat(long / 6)}"}]}`,
      `{"name":"n","kernel":"v5.18","steps":[{"op":"guest.rdmsr","msr":"0x${'0'.repeat(long - 20)}"}]}`,
      `{"name":"n","kernel":"v5.18","steps":[${'0,'.repeat(long / 2 - 20)}0]}`,
      `{"name":"n","kernel":"v5.18","vm":{"user_space_msr":[${'"inval",'.repeat(long / 8 - 20)}"inval"]},"steps":[]}`,
      '"'.repeat(long),
      '\n'.repeat(long),
      `[${'{"a":1},'.repeat(long / 8)}`,
      `{${Array.from({ length: long / 16 }, (_, i) => `"${i}":0`).join(',')}}`,
    ];
    for (const text of texts) {
      const start = performance.now();
      parseScenario(text);
      expect(performance.now() - start).toBeLessThan(3000);
      survives(text);
    }
  }, 60_000);
});
