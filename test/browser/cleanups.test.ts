// SPDX-License-Identifier: GPL-2.0-only
/** The comparison of the clean-ups in a real browser. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, type Site, serveSite } from './site.ts';

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

describe.each(['/patch-2-3/', '/zh-cn/patch-2-3/'])('the comparison on %s', (path) => {
  test('finds a slip, and says which case', async () => {
    const page = await browser.newPage();
    await page.goto(site.origin + path);
    await page.locator('.cleanups select').selectOption('end');
    await page.locator('.cleanups .run').click();
    await expect.poll(() => page.locator('.cleanups [data-said]').textContent(), { timeout: 20_000 }).toContain('0x404');
    await page.close();
  });

  test('counts while it runs, and can be stopped', async () => {
    const page = await browser.newPage();
    await page.goto(site.origin + path);
    const run = page.locator('.cleanups .run');
    const before = await run.textContent();
    await run.click();
    await expect
      .poll(() => page.locator('.cleanups progress').evaluate((bar: HTMLProgressElement) => bar.value), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await run.click();
    await expect.poll(() => run.textContent()).toBe(before);
    expect(await page.locator('.cleanups [data-said]').textContent()).toMatch(/\d/);
    await page.close();
  });

  test('tells its count without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(site.origin + path);
    const counts = await page.locator('.cleanups .count b').allTextContents();
    expect(counts).toHaveLength(2);
    expect(counts[0]).toMatch(/^\d+(,\d+)+$/);
    expect(counts[0]).toBe(counts[1]);
    await context.close();
  });
});
