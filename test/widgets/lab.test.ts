// SPDX-License-Identifier: GPL-2.0-only
/** The lab's bench, without a browser: what runs, where a problem stands, what undo and redo lead to. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exported } from '../../src/components/lab/exports.ts';
import { formats } from '../../src/components/lab/formats.ts';
import { amend, begin, current, ends, go, push, redo, undo } from '../../src/components/lab/history.ts';
import { formatBench, readBench } from '../../src/components/lab/link.ts';
import { locate, withStep, withValue } from '../../src/components/lab/locate.ts';
import { type Preset, presets } from '../../src/components/lab/presets.ts';
import { runBench } from '../../src/components/lab/run.ts';
import { laidOut } from '../../src/components/lab/state.ts';

const text = (steps: readonly object[], rest: object = {}): string => JSON.stringify({ name: 'a', kernel: 'v5.18', ...rest, steps });
const write = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' };
const read = { op: 'guest.rdmsr', msr: '0x400' };
const bench = (t: string, other = '', at: number | null = null) => ({ text: t, other, at });
const ran = (...b: Parameters<typeof bench>) => {
  const made = runBench(bench(...b), 'en');
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value;
};

describe('a run', () => {
  test('names the first step that two kernels answer differently, and the step on show forks where they do', () => {
    const run = ran(text([read, write]), 'v6.0');
    expect(run.sides.map((s) => s.results.map((r) => r.json))).toEqual([
      ['{"outcome":"ok","data":"0xffffffffffffffff"}', '{"outcome":"errno","errno":"EPERM"}'],
      ['{"outcome":"ok","data":"0xffffffffffffffff"}', '{"outcome":"exception","vector":13,"error_code":0}'],
    ]);
    expect(run.parts).toBe(1);
    expect(run.film?.step).toBe(1);
    expect(run.film?.fork).not.toBeNull();
    expect(run.traces[0]).toMatch(/^step 1: guest\.wrmsr/);
    expect(run.traces[0]).toContain('EPERM');
  });

  test('of one kernel has one side and no fork', () => {
    const run = ran(text([write]));
    expect(run.sides).toHaveLength(1);
    expect([run.parts, run.film?.fork]).toEqual([null, null]);
  });

  test('of no steps is a run', () => expect(ran(text([]), 'v6.0').film).toBeNull());

  test('holds results that the scenario brings against its own, whatever the order of their fields', () => {
    const gp = { error_code: 0, vector: 13, outcome: 'exception' };
    expect(ran(text([write, read], { kernel: 'v6.0', results: [gp, { outcome: 'ok', data: '0x0' }] })).unmet).toEqual([
      null,
      '{"outcome":"ok","data":"0x0"}',
    ]);
  });

  test('of a second kernel that is none says that the second is meant', () => {
    expect(runBench(bench(text([write]), 'v5.18x'), 'en')).toMatchObject({ ok: false, at: 'other' });
    expect(runBench(bench(text([write], { vm: { user_space_msr: ['inval'] } }), 'v5.9'), 'en')).toMatchObject({ ok: false });
  });
});

test.each(presets.map((p: Preset) => [p.id, p] as const))('preset %s runs on every kernel that it names', (_, preset) => {
  expect(ran(laidOut(JSON.stringify(preset.scenario)), preset.other).steps.length).toBeGreaterThan(0);
});

describe('a problem', () => {
  const marked = (t: string, other = ''): string => {
    const made = runBench(bench(t, other), 'en');
    if (made.ok) throw new Error('it runs');
    const { from, to } = locate(t, made.at, made.problem);
    return t.slice(from, to);
  };
  test('is marked at its value, its name, or where the text breaks off', () => {
    expect(marked(laidOut(text([write, { ...write, data: '1' }])))).toBe('"1"');
    expect(marked(laidOut(text([{ ...write, dat: '0x1' }])))).toBe('"dat"');
    expect(marked('{\n "name": "a",\n "kernel": v5.18 }')).toBe('v');
    expect(marked('{"name":"中文","kernel":x')).toBe('x');
  });
  test('has a place in any text', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (t, at, problem) => {
        const { from, to } = locate(t, at, problem);
        expect(0 <= from && from <= to && to <= t.length).toBe(true);
      }),
    );
  });
});

test('a setting and a step are written into the text, and what the reader wrote around them stays', () => {
  const t = '{"name":"a",\n\n"kernel":"v5.18","steps":[]}';
  expect(withValue(t, ['kernel'], 'v6.0')).toBe(t.replace('v5.18', 'v6.0'));
  expect(JSON.parse(withStep(t, 0, write))).toMatchObject({ steps: [write] });
  expect(withValue('not JSON', ['kernel'], 'v6.0')).toBe('not JSON');
});

describe('history', () => {
  const typed = amend(push(begin('a'), 'b'), 'bc');
  test('goes back and forth, and typing goes on in place', () => {
    expect(current(typed)).toBe('bc');
    const back = undo(typed);
    expect(back && current(back)).toBe('a');
    expect(back && undo(back)).toBeUndefined();
    const forth = back && redo(back);
    expect(forth && current(forth)).toBe('bc');
    expect(redo(typed)).toBeUndefined();
  });
  test('keeps as a branch what followed a past that is changed', () => {
    const back = undo(typed);
    if (back === undefined) throw new Error('nothing to undo');
    const other = amend(back, 'd');
    expect(ends(other).map((i) => other.nodes[i]?.state)).toEqual(['bc', 'd']);
    const returned = go(other, ends(other)[0] ?? -1);
    expect(current(returned)).toBe('bc');
    const start = undo(returned);
    const again = start && redo(start);
    expect(again && current(again)).toBe('bc');
  });
});

test('a link brings back scenario, second kernel and step; a damaged one is said to be one', () => {
  const state = bench(text([write, read]), 'v5.18+2368048bf5c2', 1);
  expect(readBench(formatBench(state))).toEqual(state);
  expect(readBench('#fig=lab&s=1.e30&at=x')).toEqual({ kind: 'bad', why: 'damaged' });
  expect(readBench('#fig=lab')).toEqual({ kind: 'none' });
});

test('every form of a run has content, or says why not', () => {
  for (const format of formats) expect(exported(format, text([write]))).toHaveProperty('text', expect.stringMatching(/\S/));
  expect(exported('c', text([{ ...write, via: 'vm_entry' }]))).toHaveProperty('why', expect.stringContaining('VM entry'));
});
