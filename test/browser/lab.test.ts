// SPDX-License-Identifier: GPL-2.0-only
/** The lab in a real browser: edited, linked to, taken away. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type WordName, word } from '../../src/components/lab/words.ts';
import { formatLink } from '../../src/components/stepper/link.ts';
import type { Lang } from '../../src/site/lang.ts';
import { exitpath } from '../cli/exitpath.ts';
import { close, expectWhole, type Shown, show } from './figures.ts';
import { launch, type Site, serveSite } from './site.ts';

let where: { readonly browser: Browser; readonly site: Site };
beforeAll(async () => {
  const [site, browser] = await Promise.all([serveSite(), launch()]);
  where = { site, browser };
});
afterAll(async () => {
  await where.browser.close();
  await where.site.close();
});

const step = { op: 'guest.wrmsr', msr: '0x410', data: '0x2' };
const scenario = JSON.stringify({ name: 'linked', kernel: 'v5.18', host: 'amd', steps: [step] });
const rows = ({ figure }: Shown) => figure.locator('.results tbody tr');
const button = ({ figure }: Shown, name: string) => figure.getByRole('button', { name, exact: true });

describe.each([
  ['en', '/lab/'],
  ['zh-CN', '/zh-cn/lab/'],
] as const satisfies readonly (readonly [Lang, string])[])('%s', (lang, path) => {
  const say = (name: WordName, values = {}): string => word(name, lang, values);

  test('is whole', () => expectWhole(where, path, '#lab'), 120_000);

  test('an edit runs on both kernels; a broken one is located and leaves the last run; both can be undone', async () => {
    const shown = await show(where, path, '#lab');
    const { page, figure, trouble } = shown;
    const text = figure.getByLabel(say('scenarioLabel'));
    await text.focus();
    await text.fill(scenario);
    await expect.poll(() => rows(shown).count()).toBe(1);
    expect(await rows(shown).textContent()).toContain('"errno":"EPERM"');
    expect(await rows(shown).textContent()).toContain('"vector":13');
    await page.waitForTimeout(1100);
    await text.fill(scenario.replace('"0x2"', '"2"'));
    await expect.poll(() => figure.locator('#lab-wrong').textContent()).toContain('steps[0].data');
    expect(await rows(shown).count()).toBe(1);
    await button(shown, say('showWhere')).press('Enter');
    expect(await text.evaluate((t: HTMLTextAreaElement) => t.value.slice(t.selectionStart, t.selectionEnd))).toBe('"2"');
    await button(shown, say('undo')).press('Enter');
    await expect.poll(() => figure.locator('#lab-wrong').textContent()).toBe('');
    await button(shown, say('undo')).press('Enter');
    await expect.poll(() => rows(shown).count()).toBe(2);
    await button(shown, say('removeStep', { n: 1 })).press('Enter');
    await expect.poll(() => rows(shown).count()).toBe(1);
    expect(await figure.getByLabel(say('branch')).locator('option').count()).toBe(2);
    expect(trouble).toEqual([]);
    await close(shown);
  });

  test('the address holds what is seen; results in a link are compared; a damaged link is said to be one', async () => {
    const shown = await show(where, path, '#lab');
    await shown.figure.getByLabel(say('scenarioLabel')).fill(scenario);
    await shown.figure.getByLabel(say('other')).fill('');
    await expect.poll(() => rows(shown).locator('td').count()).toBe(1);
    const address = new URL(shown.page.url());
    await close(shown);

    const again = await show(where, address.pathname + address.hash, '#lab');
    await expect.poll(() => rows(again).locator('td').count()).toBe(1);
    expect(await rows(again).textContent()).toContain('"errno":"EPERM"');
    await close(again);

    const expecting = (result: object): string =>
      path + formatLink({ fig: 'lab', scenario: scenario.replace('"steps"', `"results":[${JSON.stringify(result)}],"steps"`) });
    const met = await show(where, expecting({ errno: 'EPERM', outcome: 'errno' }), '#lab');
    await expect.poll(() => met.figure.locator('.verdict').textContent()).toBe(say('asExpected', { kernel: 'v5.18', n: 1 }));
    await close(met);
    const unmet = await show(where, expecting({ outcome: '<img src=x onerror=alert(1)>' }), '#lab');
    await expect.poll(() => unmet.figure.locator('.verdict').textContent()).toBe(say('notExpected', { kernel: 'v5.18', n: 1 }));
    expect(await unmet.figure.locator('img').count()).toBe(0);
    await close(unmet);

    for (const bad of ['#fig=lab&s=1.@@', '#fig=lab&s=1.%F0', '#s=1.e30&at=-1']) {
      const damaged = await show(where, path + bad, '#lab');
      await expect.poll(() => damaged.figure.locator('.note').textContent()).toBe(say('linkBad'));
      expect(await rows(damaged).count()).toBe(2);
      expect(damaged.trouble).toEqual([]);
      await close(damaged);
    }
  });

  test('what is taken away is what the command line prints', async () => {
    const shown = await show(where, path + formatLink({ fig: 'lab', scenario }), '#lab');
    await expect.poll(() => rows(shown).count()).toBe(1);
    const formats = [
      ['function_graph', 'ftrace', ['trace', '--format', 'ftrace']],
      ['Perfetto', 'perfetto', ['trace', '--format', 'perfetto']],
      [lang === 'en' ? 'C program' : 'C 程序', 'c', ['repro']],
    ] as const;
    for (const [name, format, args] of formats) {
      await button(shown, name).press('Enter');
      const content = shown.figure.locator(`pre[data-export="${format}"]`);
      await expect.poll(() => content.textContent()).toContain(format === 'ftrace' ? 'set_msr_mce' : 'linked');
      expect((await content.textContent())?.trimEnd()).toBe(exitpath([...args], `${scenario}\n`).stdout.trimEnd());
    }
    const [download] = await Promise.all([
      shown.page.waitForEvent('download'),
      button(shown, `${say('download')} scenario.c`).press('Enter'),
    ]);
    expect(download.suggestedFilename()).toBe('scenario.c');
    await close(shown);
  });
});
