// SPDX-License-Identifier: GPL-2.0-only
/** The figures of the chapters that ask the engine, in a real browser: whole without scripts, and driven by the keyboard alone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { word as affectedWord } from '../../src/components/history/affected-words.ts';
import { word as nextWord } from '../../src/components/vmm/what-next-words.ts';
import type { Lang } from '../../src/site/lang.ts';
import { close, expectWhole, retype, show, tabTo } from './figures.ts';
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

const both: readonly (readonly [lang: Lang, prefix: string])[] = [
  ['en', '/'],
  ['zh-CN', '/zh-cn/'],
];

describe.each(both)('%s: what a VMM does next', (lang, prefix) => {
  const path = `${prefix}userspace/`;
  test('is whole', () => expectWhole(where, path, '#what-next'));

  test('answers for another program, another end, and a register', async () => {
    const shown = await show(where, path, '#what-next');
    const { page, figure, trouble } = shown;
    await tabTo(shown, nextWord('vmm', lang));
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => figure.locator('select').first().inputValue()).toBe('qemu-10.2');
    await tabTo(shown, nextWord('end', lang));
    await page.keyboard.press('End');
    await tabTo(shown, nextWord('reason', lang));
    await page.keyboard.press('End');
    await tabTo(shown, nextWord('msr', lang));
    await retype(shown, '0x35');
    await expect.poll(() => figure.locator('dl').textContent()).toContain('error 0');
    await tabTo(shown, nextWord('msr', lang));
    await retype(shown, '53');
    await expect.poll(() => figure.locator('.trouble').textContent()).toContain('"0x35"');
    expect(await figure.locator('input[aria-invalid="true"]').count()).toBe(1);
    expect(trouble).toEqual([]);
    await close(shown);
  });

  test('asks before it shows, and says what it was', async () => {
    const shown = await show(where, path, '#what-next');
    await tabTo(shown, nextWord('failed', lang));
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => shown.figure.locator('.ask [aria-live]').textContent()).toContain('crosvm');
    await close(shown);
  });
});

describe.each(both)('%s: is my kernel affected?', (lang, prefix) => {
  const path = `${prefix}history/`;
  test('is whole', () => expectWhole(where, path, '#affected'));
  test('the history line is whole, and its labels stay readable on a phone', async () => {
    const shown = await show(where, path, '#line', { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    const sizes = await shown.figure.locator('svg.narrow text').evaluateAll((all) => all.map((t) => t.getBoundingClientRect().height));
    expect(sizes.length).toBeGreaterThan(15);
    for (const size of sizes) expect(size).toBeGreaterThan(10.6);
    expect(await shown.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close(shown);
  });

  test('answers for a release, a distribution’s name, and says what is wrong with anything else', async () => {
    const shown = await show(where, path, '#affected');
    const { figure, page, trouble } = shown;
    const verdict = (): Promise<string | null> => figure.locator('.end').textContent();
    const printed = await verdict();
    await tabTo(shown, affectedWord('label', lang));
    await retype(shown, '5.15.61');
    await expect.poll(verdict).not.toBe(printed);
    await expect.poll(() => figure.locator('dl').textContent()).toContain('v5.15.61');
    await retype(shown, '6.8.0-45-generic');
    await expect.poll(() => figure.locator('dl').textContent()).toContain('/proc/version_signature');
    await retype(shown, 'v5.20');
    await expect.poll(() => figure.locator('.trouble').textContent()).toContain('v5.20');
    await tabTo(shown, 'v5.17.15');
    await page.keyboard.press('Enter');
    await expect.poll(verdict).toBe(printed);
    expect(trouble).toEqual([]);
    await close(shown);
  });
});
