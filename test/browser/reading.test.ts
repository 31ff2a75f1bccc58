// SPDX-License-Identifier: GPL-2.0-only
/** Ways of reading: both languages side by side, on paper, by the links of paragraphs, with the glossary's words at hand. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, type Site, serveSite } from './site.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options })).newPage();
  await page.goto(site.origin + path);
  return page;
}

describe.each([
  ['/side/set-msr/', ['en', 'zh-CN']],
  ['/zh-cn/side/set-msr/', ['zh-CN', 'en']],
] as const)('%s', (path, [own, other]) => {
  test('has both languages beside each other without scripts, this page’s first', async () => {
    const page = await open(path, { javaScriptEnabled: false });
    const pair = page.locator('.pair').first();
    const [first, second] = [pair.locator('> [lang]').nth(0), pair.locator('> [lang]').nth(1)];
    expect(await first.getAttribute('lang')).toBe(own);
    expect(await second.getAttribute('lang')).toBe(other);
    const [a, b] = [await first.boundingBox(), await second.boundingBox()];
    expect(b?.x).toBeGreaterThan((a?.x ?? 0) + (a?.width ?? 0));
    expect(b?.y).toBe(a?.y);
    await page.context().close();
  });

  test('has them by turns on a phone, and never scrolls sideways', async () => {
    const page = await open(path, { viewport: { width: 320, height: 700 } });
    const pair = page.locator('.pair').first();
    const [a, b] = [await pair.locator('> [lang]').nth(0).boundingBox(), await pair.locator('> [lang]').nth(1).boundingBox()];
    expect(b?.y).toBeGreaterThanOrEqual((a?.y ?? 0) + (a?.height ?? 0));
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.context().close();
  });

  test('leaves axe content, and leads back to the chapter', async () => {
    const page = await open(path);
    expect((await new AxeBuilder({ page }).analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
    await page.locator('.side-link').click();
    await page.waitForURL(`**${path.replace('side/', '')}`);
    await page.context().close();
  });
});

describe('a paragraph', () => {
  test('has an address, the same in both languages, and a link to it that takes no stop of the Tab key', async () => {
    const [en, zh] = [await open('/set-msr/'), await open('/zh-cn/set-msr/')];
    const ids = (page: Page) => page.locator('.text > p[id]').evaluateAll((all) => all.map((p) => p.id));
    expect(await ids(en)).toContain('chain.1');
    expect(await ids(zh)).toContain('chain.1');
    expect(await en.locator('.para').evaluateAll((all) => all.every((a) => (a as HTMLElement).tabIndex === -1))).toBe(true);
    await en.locator('#chain .self').focus();
    await en.keyboard.press('ArrowDown');
    await en.keyboard.press('Enter');
    expect(new URL(en.url()).hash).toBe('#chain.1');
    await en.context().close();
    await zh.context().close();
  });

  test('can be linked to without scripts', async () => {
    const page = await open('/set-msr/', { javaScriptEnabled: false });
    expect(await page.locator('#chain\\.1 .para').getAttribute('href')).toBe('#chain.1');
    await page.context().close();
  });
});

describe.each([
  ['/set-msr/', 'en'],
  ['/zh-cn/set-msr/', 'zh-CN'],
])('a word of the glossary on %s', (path) => {
  const shown = (page: Page) =>
    page
      .locator('.term')
      .first()
      .evaluate((term) => getComputedStyle(term, '::after').content !== 'none' && getComputedStyle(term, '::after').display !== 'none');

  test('shows its definition to keyboard and pointer, until Esc, without widening the page', async () => {
    const page = await open(path);
    const term = page.locator('.term').first();
    expect(await shown(page)).toBe(false);
    await page.keyboard.press('Tab');
    await term.focus();
    expect(await shown(page)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await shown(page)).toBe(false);
    await term.hover();
    expect(await shown(page)).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    await page.context().close();
  });

  test('leads to its entry, scripts or none', async () => {
    const page = await open(path, { javaScriptEnabled: false });
    const target = await page.locator('.term').first().getAttribute('href');
    await page.locator('.term').first().click();
    await page.waitForURL(`**${target}`);
    expect(await page.locator(new URL(page.url()).hash).count()).toBe(1);
    await page.context().close();
  });
});

describe('on paper', () => {
  test('there is nothing to press, and links say where they lead', async () => {
    const page = await open('/set-msr/');
    await page.emulateMedia({ media: 'print' });
    for (const gone of ['.head', '.beside', '.side-link', '.foot', '.scenario details'])
      expect(await page.locator(gone).first().isVisible(), gone).toBe(false);
    const after = await page
      .locator('.text > p a[href^="http"], .text > ol a[href^="http"]')
      .first()
      .evaluate((a) => getComputedStyle(a, '::after').content);
    expect(after).toContain('http');
    await page.context().close();
  });
});
