// SPDX-License-Identifier: GPL-2.0-only
/** The figures of the chapters that ask the engine, in a real browser: whole without scripts, and driven by the keyboard alone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { word as bankWord } from '../../src/components/banks/words.ts';
import { word as deliveryWord } from '../../src/components/delivery/words.ts';
import { word as affectedWord } from '../../src/components/history/affected-words.ts';
import { word as injectionWord } from '../../src/components/injection/words.ts';
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
    await expect.poll(() => figure.locator('.wrong').textContent()).toContain('"0x35"');
    expect(await figure.locator('input[aria-invalid="true"]').count()).toBe(1);
    expect(trouble).toEqual([]);
    await close(shown);
  });

  test('asks before it shows, and says what it was', async () => {
    const shown = await show(where, path, '#what-next');
    await tabTo(shown, nextWord('failed', lang));
    await shown.page.keyboard.press('Enter');
    await expect.poll(() => shown.figure.locator('.predict [aria-live]').textContent()).toContain('crosvm');
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
    await expect.poll(() => figure.locator('.wrong').textContent()).toContain('v5.20');
    await tabTo(shown, 'v5.17.15');
    await page.keyboard.press('Enter');
    await expect.poll(verdict).toBe(printed);
    expect(trouble).toEqual([]);
    await close(shown);
  });
});

describe.each(both)('%s: the bank map', (lang, prefix) => {
  const path = `${prefix}mce-banks/`;
  test('is whole', () => expectWhole(where, path, '#bank-map'));

  test('goes from number to bank and back, and refuses what is no number', async () => {
    const shown = await show(where, path, '#bank-map');
    const { figure, page, trouble } = shown;
    const title = (): Promise<string | null> => figure.locator('.end').textContent();
    await tabTo(shown, bankWord('msr', lang));
    await retype(shown, '0x429');
    await expect.poll(title).toContain('MC10_STATUS');
    await tabTo(shown, bankWord('banks', lang));
    await retype(shown, '11');
    await expect.poll(() => figure.locator('[aria-live] > p').nth(1).textContent()).toContain('0x0');
    await tabTo(shown, bankWord('bank', lang));
    await page.keyboard.press('Home');
    await expect.poll(title).toContain('MC0_STATUS');
    await tabTo(shown, bankWord('register', lang));
    await page.keyboard.press('Home');
    await expect.poll(title).toContain('MC0_CTL');
    expect(await figure.locator('input.v').nth(1).inputValue()).toBe('0x400');
    await tabTo(shown, bankWord('msr', lang));
    await retype(shown, '400');
    await expect.poll(() => figure.locator('.wrong').textContent()).toContain('"400"');
    expect(trouble).toEqual([]);
    await close(shown);
  });

  test('takes a cell that is pointed at', async () => {
    const shown = await show(where, path, '#bank-map');
    const svg = shown.figure.locator('svg.wide');
    const box = await svg.boundingBox();
    if (box === null) throw new Error('the map is not drawn');
    const scale = box.width / 1070;
    await svg.click({ position: { x: (74 + 2.5 * 31) * scale, y: (26 + 1.5 * 24) * scale } });
    await expect.poll(() => shown.figure.locator('.end').textContent()).toContain('MC2_STATUS');
    await close(shown);
  });
});

describe.each(both)('%s: a register, bit by bit', (lang, prefix) => {
  const path = `${prefix}mce-banks/`;
  test('is whole', () => expectWhole(where, path, '#bits'));

  test('is changed by bit, by field and as a number', async () => {
    const shown = await show(where, path, '#bits');
    const { figure, page, trouble } = shown;
    const value = (): Promise<string> => figure.locator('input.v').first().inputValue();
    await tabTo(shown, 'MCi_STATUS');
    await tabTo(shown, bankWord('value', lang));
    await retype(shown, '0x0');
    await expect.poll(() => figure.locator('.told').textContent()).not.toContain('EPERM');
    await page.keyboard.press('Tab');
    for (const key of ['ArrowRight', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    await expect.poll(value).toBe('0x40000000');
    await expect.poll(() => figure.locator('.told').textContent()).toContain('EPERM');
    await tabTo(shown, 'VAL');
    await page.keyboard.press('Space');
    await expect.poll(value).toBe('0x8000000040000000');
    await tabTo(shown, 'HWCR');
    await page.keyboard.press('Enter');
    await expect.poll(value).toBe('0x40000');
    expect(trouble).toEqual([]);
    await close(shown);
  });
});

describe.each(both)('%s: exception delivery', (lang, prefix) => {
  const path = `${prefix}gp/`;
  test('is whole', () => expectWhole(where, path, '#delivery'));

  test('takes gates away and merges what is in the slot', async () => {
    const shown = await show(where, path, '#delivery');
    const { figure, page, trouble } = shown;
    const end = (): Promise<string | null> => figure.locator('.end').textContent();
    await expect.poll(end).toContain('#DF(0)');
    await tabTo(shown, deliveryWord('second', lang));
    await page.keyboard.press('Tab');
    for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await expect.poll(end).toContain('KVM_EXIT_SHUTDOWN');
    expect(await figure.locator('.gates [aria-pressed="true"]').count()).toBe(0);
    await page.keyboard.press('Space');
    await expect.poll(end).toContain('#DF(0)');
    await tabTo(shown, deliveryWord('first', lang));
    await page.keyboard.press('End');
    await expect.poll(() => figure.locator('.pair p').nth(1).textContent()).toContain('#MC');
    expect(trouble).toEqual([]);
    await close(shown);
  });
});

describe.each(both)('%s: the injection table', (lang, prefix) => {
  const path = `${prefix}injection/`;
  test('is whole', () => expectWhole(where, path, '#inject'));

  test('flips conditions, shows which decision wins, and is walked with the arrow keys', async () => {
    const shown = await show(where, path, '#inject');
    const { figure, page, trouble } = shown;
    const end = (): Promise<string | null> => figure.locator('.end').textContent();
    const decides = (): Promise<string | null> => figure.locator('.decides').textContent();
    await tabTo(shown, injectionWord('labelMce', lang));
    await page.keyboard.press('End');
    await expect.poll(end).toContain(injectionWord('shutdown', lang));
    await expect.poll(decides).toContain(injectionWord('notReady', lang));
    await tabTo(shown, injectionWord('labelCtl', lang));
    await page.keyboard.press('End');
    await expect.poll(end).toContain(injectionWord('dropped', lang));
    await expect.poll(decides).toContain(injectionWord('bankOff', lang));
    expect(await figure.locator('.cells [aria-pressed="true"]').count()).toBe(0);
    await figure.locator('.cells button').first().focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await expect.poll(end).toContain(injectionWord('shutdown', lang));
    expect(await figure.locator('.cells tr:nth-child(3) [aria-pressed="true"]').count()).toBe(1);
    expect(trouble).toEqual([]);
    await close(shown);
  });
});
