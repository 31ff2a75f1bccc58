// SPDX-License-Identifier: GPL-2.0-only
/** Every page of the built site in a real browser, and what the start page and the running head do. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, pagesWith, type Site, serveSite } from './site.ts';

let site: Site;
let browser: Browser;
beforeAll(async () => {
  site = await serveSite();
  browser = await launch();
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

interface Opened {
  readonly page: Page;
  /** Console errors, script errors, and requests to other origins. */
  readonly trouble: readonly string[];
  /** Addresses of the scripts that were loaded. */
  readonly scripts: readonly string[];
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const trouble: string[] = [];
  const scripts: string[] = [];
  page.on('console', (m) => m.type() === 'error' && trouble.push(m.text()));
  page.on('pageerror', (e) => trouble.push(e.message));
  page.on('request', (r) => {
    if (!r.url().startsWith(site.origin) && !r.url().startsWith('data:')) trouble.push(r.url());
    if (r.resourceType() === 'script') scripts.push(r.url());
  });
  await page.goto(site.origin + path, { waitUntil: 'load' });
  return { page, trouble, scripts };
}
const close = (page: Page): Promise<void> => page.context().close();

const complaints = async (axe: AxeBuilder): Promise<readonly string[]> =>
  (await axe.analyze()).violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`);
const violations = (page: Page): Promise<readonly string[]> => complaints(new AxeBuilder({ page }));
/** Of axe's rules, the one that another theme can break. */
const contrasts = (page: Page): Promise<readonly string[]> => complaints(new AxeBuilder({ page }).withRules('color-contrast'));

const pages = pagesWith(/<html/);
const starts = ['/', '/zh-cn/'];

test('every English page has its Chinese twin, and every Chinese page its English one', () => {
  const chinese = pages.filter((p) => p.startsWith('/zh-cn/')).map((p) => p.replace('/zh-cn', ''));
  const english = pages.filter((p) => !p.startsWith('/zh-cn/'));
  expect(chinese.filter((p) => p !== '/404/')).toEqual(english.filter((p) => p !== '/404/'));
  expect(english.length).toBeGreaterThanOrEqual(3);
});

describe.each(pages)('%s', (path) => {
  test('is free of errors and of other origins, says its language, fits 320 px, and leaves axe content in light and in dark', async () => {
    const { page, trouble } = await open(path, { viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
    expect(await page.locator('html').getAttribute('lang')).toBe(path.startsWith('/zh-cn/') ? 'zh-CN' : 'en');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    // A language changes no colour.
    if (!path.startsWith('/zh-cn/')) expect(await contrasts(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(trouble).toEqual([]);
    await close(page);
  });

  test('shows its text without scripts, and no control that needs one', async () => {
    const { page } = await open(path, { javaScriptEnabled: false });
    expect((await page.locator('main').textContent())?.length).toBeGreaterThan(40);
    expect(await page.locator('[data-js]:visible').count()).toBe(0);
    await close(page);
  });
});

describe.each(starts)('the start page %s', (path) => {
  test('shows both fates before any click, with what the engine answers', async () => {
    const { page, scripts } = await open(path, { javaScriptEnabled: false });
    const text = await page.locator('figure.fates').textContent();
    for (const part of [
      'Operation not permitted',
      '{"outcome":"errno","errno":"EPERM"}',
      '{"outcome":"exception","vector":13,"error_code":0}',
    ])
      expect(text).toContain(part);
    expect(scripts).toEqual([]);
    await close(page);
  });

  test('runs the instruction in the page: the engine is loaded then, and its answer is the one that was printed', async () => {
    const { page, scripts, trouble } = await open(path, { reducedMotion: 'reduce' });
    const before = scripts.length;
    await page.locator('[data-kernel="v6.0"]').click();
    await page.locator('button.run').click();
    const answer = page.locator('figure.fates dl[data-only="gp"] [data-answer]');
    await expect.poll(() => answer.textContent()).toBe('{"outcome":"exception","vector":13,"error_code":0}');
    await expect.poll(() => scripts.length).toBeGreaterThan(before);
    expect(await page.locator('[data-kernel="v6.0"]').getAttribute('aria-pressed')).toBe('true');
    expect(trouble).toEqual([]);
    await close(page);
  });

  test('leads to the same page in the other language, and back', async () => {
    const { page } = await open(path);
    await page.locator('header a[hreflang]').click();
    await page.waitForLoadState();
    expect(new URL(page.url()).pathname).toBe(path === '/' ? '/zh-cn/' : '/');
    await close(page);
  });

  test('keeps the chosen theme on the next page', async () => {
    const { page } = await open(path, { colorScheme: 'light' });
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.locator('[data-theme-switch]').click();
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.goto(`${site.origin}${path}note/`);
    expect(await ground()).toBe(dark);
    await close(page);
  });
});

describe('search', () => {
  test.each([
    ['/', 'EPERM'],
    ['/zh-cn/', '客户机'],
  ])('on %s finds pages for %s, and loads nothing before its first use', async (path, word) => {
    const { page, scripts, trouble } = await open(path);
    expect(scripts.filter((s) => /pagefind|dialog/.test(s))).toEqual([]);
    await page.locator('[data-search]').click();
    await page.locator('dialog.search input').fill(word);
    const results = page.locator('dialog.search a');
    await expect.poll(() => results.count(), { timeout: 15_000 }).toBeGreaterThan(0);
    expect(await results.first().getAttribute('href')).toMatch(path === '/' ? /^\/(?!zh-cn)/ : /^\/zh-cn\//);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog.search').isVisible()).toBe(false);
    expect(trouble).toEqual([]);
    await close(page);
  });
});
