// SPDX-License-Identifier: GPL-2.0-only
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { make as ask, outcomeOf } from '../../src/components/outcomes/make.ts';
import { columns, differing, type Model, printedFields, rows, scenarioOf } from '../../src/components/outcomes/map.ts';
import OutcomeMap from '../../src/components/outcomes/OutcomeMap.tsx';
import { formatLink, readLink } from '../../src/components/stepper/link.ts';
import { packAnswer } from '../../src/components/widget/use-answer.ts';
import { listReleases, parseScenario, patchIds, runScenario } from '../../src/engine/index.ts';
import { langs } from '../../src/site/lang.ts';
import { bare } from './support.ts';

const model = (change: Partial<Record<keyof typeof printedFields, string>> = {}): Model => {
  const made = ask({ ...printedFields, ...change });
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value;
};
const changed = (m: Model): readonly string[] => [...new Set(differing(...m.maps).map(([r]) => rows[r]?.name ?? ''))];

describe('the outcome map', () => {
  test('shows that the fix changes MCi_CTL and MCi_STATUS, from EPERM to #GP, and nothing else', () => {
    const m = model();
    expect(changed(m)).toEqual(['MC0_CTL', 'MC0_STATUS']);
    for (const [r, c] of differing(...m.maps)) expect([m.maps[0][r]?.[c], m.maps[1][r]?.[c]]).toEqual(['EPERM', '#GP']);
  });
  test('shows no EPERM where −1 is not yet an errno, nor where user space is asked first', () => {
    for (const m of [model({ kernel: 'v5.9' }), model({ ask: 'inval' })]) expect(m.maps.flat(2)).not.toContain('EPERM');
    expect(changed(model({ ask: 'inval' }))).toEqual([]);
  });
  test('tells the vendors apart: with McStatusWrEn an AMD guest may fill MCi_STATUS', () => {
    const withWrEn = rows.findIndex((row) => row.before !== undefined);
    expect(model({ host: 'amd' }).maps[0][withWrEn]).toEqual(columns.map(() => 'ok'));
    expect(model({ host: 'intel' }).maps[0][withWrEn]).not.toEqual(columns.map(() => 'ok'));
  });
  test('has an answer on every release, with every commit and each vendor module', () => {
    for (const kernel of listReleases())
      for (const host of ['intel', 'amd']) expect(model({ kernel, host }).maps.flat(2)).not.toContain('other');
    for (const fix of patchIds) expect(ask({ ...printedFields, fix }).ok, fix).toBe(true);
  });
  test('says what cannot be: MSR exits before v5.10, a commit that is none', () => {
    expect(ask({ ...printedFields, kernel: 'v5.9', ask: 'inval' })).toMatchObject({ ok: false, at: 'vm.user_space_msr' });
    expect(ask({ ...printedFields, fix: 'abcdefabcdef' })).toMatchObject({ ok: false, at: 'fix' });
    expect(ask({ ...printedFields, kernel: 'v99' })).toMatchObject({ ok: false, at: 'kernel' });
  });
  test('links each cell to a scenario that ends as the cell says', () => {
    const m = model();
    for (const [r, row] of rows.entries())
      for (const [c, column] of columns.entries()) {
        const link = readLink(formatLink({ fig: 'stepper', scenario: scenarioOf(row, column.data, m.kernels[0], printedFields), view: 0 }));
        const read = parseScenario((link.kind === 'link' && link.link.scenario) || '');
        if (!read.ok) throw new Error(read.problem);
        expect(outcomeOf(runScenario(read.value).results.at(-1))).toBe(m.maps[0][r]?.[c]);
      }
  });
  test.each(langs)('is whole as it is printed, and its text says what its cells say: %s', (lang) => {
    const m = model();
    const props = {
      id: 'outcomes',
      lang,
      printed: packAnswer(printedFields, { ok: true, value: m }),
      releases: [],
      fixes: [],
      stepper: 'stepper',
    };
    const html = renderToString(<OutcomeMap {...props} />);
    expect(html.match(/class="cell"/g)).toHaveLength(rows.length * columns.length);
    const [figure = '', text = ''] = html.split('<details');
    for (const name of ['MC0_CTL', 'MCG_CTL']) for (const half of [figure, text]) expect(bare(half).replace(/\s/g, '')).toContain(name);
    // As text: one line for each row of both kernels.
    expect(text.match(/<li>/g)).toHaveLength(2 * rows.length);
    expect(bare(text)).toContain('EPERM');
  });
});
