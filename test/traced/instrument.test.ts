// SPDX-License-Identifier: GPL-2.0-only
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modelledFile } from '../../src/trace/files.ts';
import { instrument } from '../../src/trace/instrument.ts';
import { watching } from '../../src/trace/state.ts';
import type { TraceEvent } from '../../src/trace/types.ts';

const files = globSync('src/engine/**/*.ts').filter((f) => modelledFile(`/${f}`) !== undefined);

describe('instrumentation', () => {
  for (const file of files)
    test(`${file} keeps every line where it was`, () => {
      const source = readFileSync(file, 'utf8');
      const out = instrument(source, modelledFile(`/${file}`) ?? '', './sink.ts').split('\n');
      expect(out).toHaveLength(source.split('\n').length);
      // What is left of a line when the insertions are taken out is the line.
      for (const [i, line] of source.split('\n').entries()) {
        let at = 0;
        for (const c of line.replace(/\s/g, '')) {
          at = (out[i] ?? '').indexOf(c, at) + 1;
          expect(at, `${file}:${i + 1}`).toBeGreaterThan(0);
        }
      }
    });

  test('fails when a quoted line’s statement is gone', () => {
    const without = 'export function kvm_complete_insn_gp(vcpu: V, err: int): int {\n  return 1;\n}\n';
    expect(() => instrument(without, 'x.ts', './sink.ts')).toThrow(
      'quotes.ts names "if (err !== 0)" in kvm_complete_insn_gp, which has 0 such statements',
    );
  });
});

describe('the recording proxy', () => {
  const seen = (use: (o: { a: { n: number; list: bigint[]; f: (() => void) | null } }) => void): readonly TraceEvent[] => {
    const events: TraceEvent[] = [];
    use(watching('o', { a: { n: 1, list: [5n, 6n], f: null } }, (e) => events.push(e)));
    return events;
  };
  test('sees a read and a write by path, with the value before', () => {
    expect(
      seen((o) => {
        o.a.n += 1;
      }),
    ).toEqual([
      { kind: 'read', path: 'o.a.n', value: 1 },
      { kind: 'write', path: 'o.a.n', old: 1, value: 2 },
    ]);
  });
  test('names an element of an array by its index', () =>
    expect(seen((o) => void o.a.list[1])).toEqual([{ kind: 'read', path: 'o.a.list[1]', value: 6n }]));
  test('knows a function by its name', () => {
    expect(
      seen((o) => {
        o.a.f = function complete() {};
      }),
    ).toEqual([{ kind: 'write', path: 'o.a.f', old: null, value: 'complete' }]);
  });
});
