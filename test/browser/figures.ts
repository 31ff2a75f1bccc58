// SPDX-License-Identifier: GPL-2.0-only
/** What every figure with an engine behind it is asked in a browser. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Site } from './site.ts';

export interface Shown {
  readonly page: Page;
  readonly figure: Locator;
  /** What the console and the network had to complain about; a breach of the content security policy among them. */
  readonly trouble: string[];
}

/** Opens a page, brings the figure into view and waits until it is alive. */
export async function show(
  { browser, site }: { readonly browser: Browser; readonly site: Site },
  path: string,
  selector: string,
  options: BrowserContextOptions = {},
): Promise<Shown> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (m) => void (['error', 'warning'].includes(m.type()) && trouble.push(`console: ${m.text()}`)));
  page.on('pageerror', (e) => void trouble.push(`error: ${e.message}`));
  page.on('request', (r) => void (!r.url().startsWith(site.origin) && !r.url().startsWith('data:') && trouble.push(`request: ${r.url()}`)));
  page.on('response', (r) => void (r.status() >= 400 && trouble.push(`${r.status()}: ${r.url()}`)));
  await page.goto(`${site.origin}${path}`);
  const figure = page.locator(selector);
  await figure.scrollIntoViewIfNeeded();
  if (options.javaScriptEnabled !== false) await page.locator(`${selector}[data-live]`).waitFor();
  return { page, figure, trouble };
}

export const close = ({ page }: Shown): Promise<void> => page.context().close();

/** What a reader sees and hears of it: what scripts alone show, and what only their absence shows, is left out. */
export const textOf = (figure: Locator): Promise<string> =>
  figure.evaluate((f) => {
    const copy = f.cloneNode(true) as Element;
    for (const e of copy.querySelectorAll('[data-js], [data-nojs], script')) e.remove();
    return (copy.textContent ?? '').replace(/\s+/g, ' ');
  });

/** It says the same with and without scripts, shows no control that needs them, pleases axe in both themes, and fits 320 px. */
export async function expectWhole(where: Parameters<typeof show>[0], path: string, selector: string): Promise<void> {
  const without = await show(where, path, selector, { javaScriptEnabled: false });
  const printed = await textOf(without.figure);
  expect(printed.length).toBeGreaterThan(80);
  for (const control of await without.figure.locator('button, input, select').all()) expect(await control.isVisible()).toBe(false);
  await close(without);

  const shown = await show(where, path, selector, { colorScheme: 'light' });
  expect(await textOf(shown.figure)).toBe(printed);
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page: shown.page }).include(selector).analyze();
    expect(violations.map((v) => `${v.id}: ${v.nodes[0]?.html}`)).toEqual([]);
  }
  await shown.page.setViewportSize({ width: 320, height: 800 });
  expect(await shown.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect(shown.trouble).toEqual([]);
  await close(shown);
}

/** Presses Tab, from the figure's first control on, until the one with this name has the focus. */
export async function tabTo({ page, figure }: Shown, name: string): Promise<void> {
  await figure.locator('button:visible, select:visible, input:visible').first().focus();
  for (let i = 0; i < 60; i++) {
    const at = await page.evaluate(() => {
      const e = document.activeElement;
      return e?.getAttribute('aria-label') ?? e?.textContent?.trim() ?? '';
    });
    if (at === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no control named ${name} can be reached with Tab`);
}

/** Types a text in place of the one that is there. */
export async function retype({ page }: Shown, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}
