// SPDX-License-Identifier: GPL-2.0-only
/** What a page may weigh, and that the account of it is what a browser downloads. */
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { budgetOf, kinds, pagesOf, scriptsOf, weigh } from '../support/weight.ts';
import { dist, launch, type Site, serveSite } from './site.ts';

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

const pages = pagesOf(dist);

test('there are pages to weigh', () => expect(pages.length).toBeGreaterThan(3));

describe.each(kinds)(`%s`, (kind) => {
  test.each(pages)('of %s is within its budget', (page) => {
    expect(weigh(dist, page)[kind].gzip).toBeLessThanOrEqual(budgetOf(page, kind));
  });
});

const html = (page: string): string => readFileSync(`${dist}${page}index.html`, 'utf8');
/* A page, its Chinese twin and the two side by side have the same figures. */
const english = pages.filter((page) => !page.startsWith('/zh-cn/') && !page.startsWith('/side/'));

describe.each(english)('%s', (page) => {
  test('loads no figure’s script before the figure is near, and then the scripts that were weighed, no others', async () => {
    const tab = await browser.newPage({ viewport: { width: 390, height: 600 } });
    const loaded: string[] = [];
    tab.on('response', (r) => r.request().resourceType() === 'script' && loaded.push(new URL(r.url()).pathname));
    await tab.goto(site.origin + page, { waitUntil: 'networkidle' });
    const islands = tab.locator('astro-island');
    const scripts = (near: boolean): Promise<readonly string[]> =>
      islands.evaluateAll(
        (all, wanted) =>
          all
            .filter((i) => (i.firstElementChild ?? i).getBoundingClientRect().top <= innerHeight * 1.5 === wanted)
            .map((i) => i.getAttribute('component-url') ?? ''),
        near,
      );
    const near = await scripts(true);
    for (const script of await scripts(false)) if (!near.includes(script)) expect(loaded).not.toContain(script);
    // As a reader goes through the page: everything in view once.
    for (const figure of await tab.locator('figure, astro-island > *').all()) await figure.evaluate((f) => f.scrollIntoView());
    for (const island of await islands.all()) await expect.poll(() => island.getAttribute('ssr')).toBeNull();
    await tab.waitForLoadState('networkidle');
    expect([...new Set(loaded)].sort()).toEqual([...scriptsOf(dist, html(page))].sort());
    await tab.close();
  });
});
