// SPDX-License-Identifier: GPL-2.0-only
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type Cell, known, type Model, others, type Place, places, printedFields } from '../../src/components/codes/codes.ts';
import { make as send } from '../../src/components/codes/make.ts';
import ReturnCodes from '../../src/components/codes/ReturnCodes.tsx';
import { packAnswer } from '../../src/components/widget/use-answer.ts';
import { listReleases, parseScenario, runScenario } from '../../src/engine/index.ts';
import { langs } from '../../src/site/lang.ts';
import { bare } from './support.ts';

const model = (change: Partial<Record<keyof typeof printedFields, string>> = {}): Model => {
  const made = send({ ...printedFields, ...change }, 'en');
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value;
};
const cell = (m: Model, number: number, place: Place): Cell => {
  const found = m.strips[(known as readonly number[]).indexOf(number)]?.cells[places.indexOf(place)];
  if (found === undefined) throw new Error(`no ${number}`);
  return found;
};
const ends = (m: Model): readonly string[] => m.strips.map((s) => s.ending);

describe('the return-code strip', () => {
  test('ends 0 in the guest, 1, 2 and 3 as #GP, −1 as EPERM and −2 as another errno', () => {
    expect(ends(model())).toEqual(['ok', 'gp', 'gp', 'gp', 'eperm', 'errno']);
  });
  test('knows no errno before v5.10, where every number but 0 is a #GP', () => {
    const m = model({ kernel: 'v5.9' });
    expect(ends(m)).toEqual(['ok', 'gp', 'gp', 'gp', 'gp', 'gp']);
    expect(cell(m, -1, 'negative').note).toContain('v5.10');
    expect(cell(m, -1, 'completes').value).toBe('\u22121');
  });
  test('hands 1, −1 and −2 to user space as inval where it asks for that, and leaves 2 and 3 alone', () => {
    const m = model({ ask: 'inval' });
    expect(ends(m)).toEqual(['ok', 'exit', 'gp', 'gp', 'exit', 'exit']);
    expect(cell(m, -1, 'asked').note).toContain('inval');
  });
  test('makes a 0 of the 2 with ignore_msrs, and of no other number', () => {
    const m = model({ ignore: '1' });
    expect(ends(m)).toEqual(['ok', 'gp', 'ok', 'gp', 'eperm', 'errno']);
    expect(cell(m, 2, 'checked').value).toBe('0');
  });
  test('names, for each number, a write that gives it on this kernel: none gives −1 once the fix is in', () => {
    expect(model().strips.map((s) => s.from !== '')).toEqual([true, true, true, true, true, false]);
    expect(model({ kernel: 'v6.0' }).strips.map((s) => s.from !== '')).toEqual([true, true, true, true, false, false]);
    const scenario = parseScenario(
      JSON.stringify({ name: 'x', kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }] }),
    );
    expect(model().strips[4]?.from).toBe('0x400 ← 0x1');
    expect(scenario.ok && runScenario(scenario.value).results[0]).toEqual({ outcome: 'errno', errno: 'EPERM' });
  });
  test('has something at every place, on every release, with each vendor module and every number', () => {
    for (const kernel of listReleases())
      for (const host of ['intel', 'amd'])
        for (const other of others)
          for (const strip of model({ kernel, host, other: String(other) }).strips)
            for (const { value, note } of strip.cells) expect(value === '' || value === 'undefined' || note === '').toBe(false);
  });
  test('says what it does not take', () => {
    expect(send({ ...printedFields, other: '-4' }, 'en')).toMatchObject({ ok: false, at: 'other' });
    expect(send({ ...printedFields, kernel: 'v5.9', ask: 'inval' }, 'en')).toMatchObject({ ok: false, at: 'vm.user_space_msr' });
  });
  test.each(langs)('is whole as it is printed, and its text says all that its cells say: %s', (lang) => {
    const made = send(printedFields, lang);
    if (!made.ok) throw new Error(made.problem);
    const html = renderToString(<ReturnCodes id="codes" lang={lang} printed={packAnswer(printedFields, made)} releases={[]} />);
    const [figure = '', text = ''] = html.split('<details');
    for (const half of [figure, text])
      for (const { cells } of made.value.strips)
        for (const { value, note } of cells) for (const part of [value, note]) expect(bare(half)).toContain(part.replaceAll('`', ''));
    if (lang === 'en') expect(bare(html)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
