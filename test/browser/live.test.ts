// SPDX-License-Identifier: GPL-2.0-only
/** The widgets of the chapters in a real browser: each by keyboard alone, with and without scripts, small and large, in both languages. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, pagesWith, type Site, serveSite } from './site.ts';

let site: Site;
let browser: Browser;
const pages = pagesWith(/<figure class="fig widget"/);
beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** The widgets that can be linked to. */
const widgets = 'figure.widget:has(.act)';

interface Opened {
  readonly page: Page;
  readonly figures: Locator;
  /** What the console and the network had to complain about: a violated policy is among it. */
  readonly trouble: string[];
}

async function open(path: string, fragment = '', options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (m) => void (['error', 'warning'].includes(m.type()) && trouble.push(`console: ${m.text()}`)));
  page.on('pageerror', (e) => void trouble.push(`error: ${e.message}`));
  page.on('response', (r) => void (r.status() >= 400 && trouble.push(`${r.status()}: ${r.url()}`)));
  await page.goto(`${site.origin}${path}${fragment}`);
  const figures = page.locator(widgets);
  if (options.javaScriptEnabled !== false)
    for (const figure of await figures.all()) {
      await figure.scrollIntoViewIfNeeded();
      await eventually(() => figure.getAttribute('data-live')).toBe('');
    }
  return { page, figures, trouble };
}
const close = ({ page }: Opened): Promise<void> => page.context().close();
const textOf = (figure: Locator): Promise<string> =>
  figure.evaluate((f) => {
    const copy = f.cloneNode(true) as Element;
    for (const e of copy.querySelectorAll('script, style')) e.remove();
    return (copy.textContent ?? '').replace(/\s+/g, ' ');
  });
const complaints = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).include(widgets).analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html} ${v.nodes[0]?.failureSummary}`,
  );
/** On a busy machine a figure takes its time. */
const eventually = <T>(what: () => T | Promise<T>) => expect.poll(what, { timeout: 20_000 });
/** The text of the element that has the focus. */
const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');
/** Tabs until the focus is on an element that matches. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate((s) => document.activeElement?.matches(s) === true, selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
}

test('there are widgets in both languages', () => {
  const english = pages.filter((p) => !p.startsWith('/zh-cn/'));
  expect(english.length).toBeGreaterThan(0);
  expect(pages.filter((p) => p.startsWith('/zh-cn/'))).toEqual(english.map((p) => `/zh-cn${p}`));
});

describe.each(pages)('%s', (path) => {
  test('says the same before and after its widgets come alive', async () => {
    const plain = await open(path, '', { javaScriptEnabled: false });
    const printed = await Promise.all((await plain.figures.all()).map(textOf));
    const alive = await open(path);
    expect(await Promise.all((await alive.figures.all()).map(textOf))).toEqual(printed);
    expect(alive.trouble).toEqual([]);
    await Promise.all([close(plain), close(alive)]);
  });

  test('shows no control of a widget without scripts, and the whole figure as text', async () => {
    const opened = await open(path, '', { javaScriptEnabled: false });
    for (const control of await opened.figures.locator('button, input, select').all()) expect(await control.isVisible()).toBe(false);
    for (const figure of await opened.figures.all()) {
      await figure.locator('details.text > summary').click();
      expect(await figure.locator('details.text li').last().isVisible()).toBe(true);
    }
    await close(opened);
  });

  test('leaves axe content, open and closed, light and dark, and never scrolls the page sideways', async () => {
    const opened = await open(path);
    const { page, figures } = opened;
    for (const details of await figures.locator('details.text').all()) await details.evaluate((d) => d.setAttribute('open', ''));
    expect(await complaints(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    for (const ask of await figures.locator('.act [aria-pressed]').all()) await ask.click();
    expect(await complaints(page)).toEqual([]);
    for (const reveal of await figures.locator('.predict .reveal').all()) {
      await figures.locator('.predict .options button').first().click();
      await reveal.click();
    }
    for (const width of [320, 390, 820]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `at ${width} px`).toBeLessThanOrEqual(0);
    }
    expect(opened.trouble).toEqual([]);
    await close(opened);
  });

  test('reaches every control of its widgets by Tab, but one cell of a grid', async () => {
    const opened = await open(path);
    const { page, figures } = opened;
    const wanted = await figures.locator(':is(button, input, select, a, summary):visible:not([tabindex="-1"])').count();
    await figures.first().locator('.act :is(button, a)').first().focus();
    const reached = new Set<string>();
    for (let i = 0; i < wanted + 400 && reached.size < wanted; i++) {
      const at = await page.evaluate((selector) => {
        const e = document.activeElement;
        return e === null || e.closest(selector) === null ? '' : String([...document.querySelectorAll('*')].indexOf(e));
      }, widgets);
      if (at !== '') reached.add(at);
      await page.keyboard.press('Tab');
    }
    expect(reached.size).toBe(wanted);
    await close(opened);
  });
});

const withFigure = (name: string): readonly string[] => pagesWith(new RegExp(`<figure class="fig widget" id="${name}"`));

describe.each(withFigure('outcomes'))('the outcome map of %s', (path) => {
  const figureOf = ({ page }: Opened): Locator => page.locator('figure#outcomes');

  test('is walked with the arrow keys, and Enter opens the cell’s run in the stepper', async () => {
    const opened = await open(path);
    const { page } = opened;
    const figure = figureOf(opened);
    await figure.locator('.act :is(button, a)').first().focus();
    await tabTo(page, 'figure#outcomes a.cell');
    expect(await focused(page)).toMatch(/#GP/);
    await page.keyboard.press('Control+Home');
    const seen: string[] = [];
    for (const key of [
      'ArrowRight',
      'ArrowDown',
      'ArrowDown',
      'ArrowDown',
      'ArrowLeft',
      'End',
      'Control+End',
      'ArrowDown',
      'Control+Home',
      'ArrowRight',
    ]) {
      await page.keyboard.press(key);
      seen.push(await page.evaluate(() => document.activeElement?.getAttribute('data-at') ?? ''));
    }
    expect(seen).toEqual(['0,1', '1,1', '2,1', '3,1', '3,0', '3,4', '9,4', '9,4', '0,0', '0,1']);
    await page.keyboard.press('Enter');
    const stepper = page.locator('figure.stepper').first();
    await eventually(() => stepper.locator('.out strong').first().textContent()).toContain('#GP');
    await eventually(() => stepper.locator('input.v').nth(2).inputValue()).toBe('0x400');
    expect(opened.trouble).toEqual([]);
    await close(opened);
  });

  test('outlines what a reverted commit and another kernel change, and carries both in a link', async () => {
    const opened = await open(path);
    const { page } = opened;
    const figure = figureOf(opened);
    expect(await figure.locator('.changed').count()).toBe(10);
    await figure.locator('.seg button').first().focus();
    await page.keyboard.press('Enter');
    expect(await figure.locator('.changed.eperm').count()).toBe(10);
    await figure.locator('select:has(option[value="v5.9"])').focus();
    await page.keyboard.type('v5.9');
    await eventually(() => figure.locator('td.eperm').count()).toBe(0);
    expect(await figure.locator('.changed').count()).toBe(10);
    await figure.locator('.act button').nth(1).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).hash).toBe('#fig=outcomes&kernel=v5.9&has=0');
    await figure.locator('.act button').last().focus();
    await page.keyboard.press('Enter');
    expect(await figure.locator('td.gp.changed').count()).toBe(10);
    const there = await open(path, new URL(link).hash);
    await eventually(() => figureOf(there).locator('td.eperm').count()).toBe(0);
    expect([...opened.trouble, ...there.trouble]).toEqual([]);
    await Promise.all([close(opened), close(there)]);
  });

  test('says what cannot be run, and keeps the last map', async () => {
    const opened = await open(path, '#fig=outcomes&kernel=v5.9&ask=inval');
    const figure = figureOf(opened);
    await eventually(() => figure.locator('.wrong').textContent()).toContain('vm.user_space_msr');
    expect(await figure.locator('.changed').count()).toBe(10);
    await close(opened);
  });
});

describe.each(withFigure('codes'))('the return codes of %s', (path) => {
  const figureOf = ({ page }: Opened): Locator => page.locator('figure#codes');

  test('follow another number and another kernel by keyboard, and come back as printed', async () => {
    const opened = await open(path);
    const { page } = opened;
    const figure = figureOf(opened);
    const printed = await figure.locator('table').textContent();
    await figure.locator('.act :is(button, a)').first().focus();
    await tabTo(page, 'figure#codes .seg button');
    await page.keyboard.press('Enter');
    expect(await figure.locator('tr.sel th').textContent()).toMatch(/^0/);
    await figure.locator('.scn select').first().focus();
    await page.keyboard.type('v5.9');
    await eventually(() => figure.locator('tbody tr').nth(4).textContent()).toContain('#GP(0)');
    await tabTo(page, 'figure#codes .codes select');
    await page.keyboard.press('ArrowDown');
    await eventually(() => figure.locator('tr.sel').textContent()).toContain('\u22125');
    await figure.locator('.act button').last().focus();
    await page.keyboard.press('Enter');
    expect(await figure.locator('table').textContent()).toBe(printed);
    expect(opened.trouble).toEqual([]);
    await close(opened);
  });

  test('show one number at a time on a phone, and all of them there without scripts', async () => {
    const small = { viewport: { width: 390, height: 800 } };
    const [alive, plain] = [await open(path, '', small), await open(path, '', { ...small, javaScriptEnabled: false })];
    expect(await figureOf(alive).locator('tbody tr:visible').count()).toBe(1);
    expect(await figureOf(plain).locator('tbody tr:visible').count()).toBe(6);
    await Promise.all([close(alive), close(plain)]);
  });

  test('ask before they show', async () => {
    const opened = await open(path);
    const figure = figureOf(opened);
    await figure.locator('.act button').first().focus();
    await opened.page.keyboard.press('Enter');
    expect(await figure.locator('table').count()).toBe(0);
    await figure.locator('.predict .options button').nth(4).focus();
    await opened.page.keyboard.press('Enter');
    await eventually(() => figure.locator('.predict [aria-live]').textContent()).toContain('ENOENT');
    await figure.locator('.predict .reveal').focus();
    await opened.page.keyboard.press('Enter');
    expect(await figure.locator('tr.sel').textContent()).toContain('ENOENT');
    await close(opened);
  });
});

describe.each(withFigure('turns'))('the three lanes of %s', (path) => {
  const figureOf = ({ page }: Opened): Locator => page.locator('figure#turns');

  test('are walked through by the slider’s keys, and run on another kernel', async () => {
    const opened = await open(path);
    const { page } = opened;
    const figure = figureOf(opened);
    const slider = figure.locator('input[type=range]');
    await figure.locator('.act :is(button, a)').first().focus();
    await tabTo(page, 'figure#turns input[type=range]');
    const said: (string | null)[] = [];
    await page.keyboard.press('Home');
    for (let i = 0; i < 5; i++) {
      said.push(await slider.getAttribute('aria-valuetext'));
      expect(await figure.locator('.moment b').textContent()).toBe(said.at(-1));
      await page.keyboard.press('ArrowRight');
    }
    expect(new Set(said).size).toBe(5);
    expect(await figure.locator('.lanes3').count()).toBe(4);
    await figure.locator('select').first().focus();
    await page.keyboard.type('v5.9');
    await eventually(() => figure.locator('section').count()).toBe(3);
    expect(opened.trouble).toEqual([]);
    await close(opened);
  });
});

describe.each(withFigure('filter'))('the filter editor of %s', (path) => {
  const figureOf = ({ page }: Opened): Locator => page.locator('figure#filter');

  test('is edited by keyboard: a range typed over, one taken away, one added, and a filter that the kernel refuses', async () => {
    const opened = await open(path);
    const { page } = opened;
    const figure = figureOf(opened);
    const row = (msr: string): Locator => figure.locator('.accesses tr', { hasText: msr });
    await figure.locator('.act :is(button, a)').first().focus();
    await tabTo(page, 'figure#filter .ranges input');
    // The first range's base, its number of registers, and what it denies.
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await figure.locator('.ranges li').first().locator('input').last().focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('0x400');
    await eventually(() => row('MC0_CTL').locator('td.denied').count()).toBe(2);
    await page.keyboard.type(',0x500');
    await eventually(() => figure.locator('.wrong').textContent()).toContain('0x500');
    expect(await row('MC0_CTL').locator('td.denied').count()).toBe(2);
    await tabTo(page, 'figure#filter .ranges button');
    await page.keyboard.press('Enter');
    await eventually(() => figure.locator('.ranges li').count()).toBe(1);
    await tabTo(page, 'figure#filter .more button');
    await page.keyboard.press('Enter');
    await eventually(() => figure.locator('.ranges li').count()).toBe(2);
    await figure.locator('.ranges select').last().focus();
    await page.keyboard.press('End');
    await eventually(() => figure.locator('.answer').textContent()).toContain('EINVAL');
    expect(await figure.locator('.accesses').count()).toBe(0);
    await figure.locator('.act button').nth(1).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    const there = await open(path, new URL(link).hash);
    await eventually(() => figureOf(there).locator('.answer').textContent()).toContain('EINVAL');
    expect([...opened.trouble, ...there.trouble]).toEqual([]);
    await Promise.all([close(opened), close(there)]);
  });
});
