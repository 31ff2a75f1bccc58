// SPDX-License-Identifier: GPL-2.0-only
/** The trace stepper in a real browser, on every page that has one, in both languages, with and without scripts. */
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatLink } from '../../src/components/stepper/link.ts';
import { launch, pagesWith, type Site, serveSite } from './site.ts';

let site: Site;
let browser: Browser;
const pages = pagesWith(/<figure class="fig stepper"/);
/** A page of each language, for what need not be asked of every page. */
const each = ['en', 'zh-CN'].map((lang) => [lang, pages.find((p) => p.startsWith('/zh-cn/') === (lang === 'zh-CN'))] as const);

beforeAll(async () => {
  [site, browser] = await Promise.all([serveSite(), launch()]);
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

interface Opened {
  readonly page: Page;
  readonly figure: Locator;
  /** What the console and the network had to complain about. */
  readonly trouble: string[];
}

/** Opens a page; anything that should not happen is noted. */
async function open(path: string | undefined, fragment = '', options: BrowserContextOptions = {}): Promise<Opened> {
  if (path === undefined) throw new Error('no page of this language has a stepper');
  const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (m) => void (['error', 'warning'].includes(m.type()) && trouble.push(`console: ${m.text()}`)));
  page.on('pageerror', (e) => void trouble.push(`error: ${e.message}`));
  page.on('request', (r) => void (!r.url().startsWith(site.origin) && !r.url().startsWith('data:') && trouble.push(`request: ${r.url()}`)));
  page.on('response', (r) => void (r.status() >= 400 && trouble.push(`${r.status()}: ${r.url()}`)));
  await page.goto(`${site.origin}${path}${fragment}`);
  const figure = page.locator('figure.stepper').first();
  if (options.javaScriptEnabled !== false) {
    if (fragment === '') await figure.scrollIntoViewIfNeeded();
    await page.locator('figure.stepper[data-live]').first().waitFor();
  }
  return { page, figure, trouble };
}

const textOf = (figure: Locator): Promise<string> => figure.evaluate((f) => (f.textContent ?? '').replace(/\s+/g, ' '));
const words = async (l: Locator): Promise<string> => ((await l.textContent()) ?? '').trim();
const say = (figure: Locator): Promise<string> => words(figure.locator('.say'));
/** The figure's document tree. Attributes are sorted: one that went and came back is the last of its element, which means nothing. */
const dom = (figure: Locator): Promise<string> =>
  figure.locator('.st').evaluate((f) => {
    const write = (node: Node): string => {
      if (!(node instanceof Element)) return node.textContent ?? '';
      const attributes = [...node.attributes].map((a) => `${a.name}="${a.value}"`).sort();
      return `<${[node.localName, ...attributes].join(' ')}>${[...node.childNodes].map(write).join('')}</>`;
    };
    return write(f);
  });
/** What axe finds wrong with the steppers of a page. */
const complaints = async (page: Page): Promise<readonly string[]> =>
  (await new AxeBuilder({ page }).include('figure.stepper').analyze()).violations.map(
    (v) => `${v.id}: ${v.nodes[0]?.html} ${v.nodes[0]?.failureSummary}`,
  );
const slider = (figure: Locator): Locator => figure.locator('.scrub input');
const value = (figure: Locator): Promise<number> => slider(figure).evaluate((i) => Number((i as HTMLInputElement).value));
const max = (figure: Locator): Promise<number> => slider(figure).evaluate((i) => Number((i as HTMLInputElement).max));
const title = (figure: Locator): Promise<string> => words(figure.locator('.out strong').first());

test('there is a stepper in both languages', () => {
  for (const [lang, path] of each) expect(path, lang).toBeDefined();
});

test.each(each)('in %s the state stands beside the source, wide enough to be read', async (_, path) => {
  const { page, figure } = await open(path);
  const [source, state] = await Promise.all([figure.locator('.col > :first-child').boundingBox(), figure.locator('.state').boundingBox()]);
  expect(state?.y).toBe(source?.y);
  expect(state?.width).toBeGreaterThan(300);
  await page.context().close();
});

describe.each(pages)('%s', (path) => {
  test('says the same before and after it comes alive, and asks no other origin for anything', async () => {
    const without = await open(path, '', { javaScriptEnabled: false });
    const printed = await Promise.all((await without.page.locator('figure.stepper').all()).map(textOf));
    const { page, trouble } = await open(path);
    const figures = await page.locator('figure.stepper').all();
    for (const [i, figure] of figures.entries()) {
      await figure.scrollIntoViewIfNeeded();
      await page.locator(`figure.stepper[data-live]`).nth(i).waitFor();
      expect(await textOf(figure)).toBe(printed[i]);
    }
    expect(trouble).toEqual([]);
    await without.page.context().close();
    await page.context().close();
  });
});

/* Both languages walk the same film. */
describe.each(pages.filter((p) => !p.startsWith('/zh-cn/') || p === each[1]?.[1]))('%s', (path) => {
  test('walks through every step and back to the same figure, never scrolls the page sideways, leaves axe content', async () => {
    const { page, figure, trouble } = await open(path);
    // In the page: the keys are the same, and a round trip for each step would take most of the time.
    const [steps, differing] = await figure.evaluate(async (f) => {
      const write = (node: Node): string => {
        if (!(node instanceof Element)) return node.textContent ?? '';
        const attributes = [...node.attributes].map((a) => `${a.name}="${a.value}"`).sort();
        return `<${[node.localName, ...attributes].join(' ')}>${[...node.childNodes].map(write).join('')}</>`;
      };
      const input = f.querySelector<HTMLInputElement>('.scrub input');
      if (input === null) throw new Error('no slider');
      const press = async (key: string): Promise<void> => {
        input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await new Promise((resolve) => setTimeout(resolve));
      };
      await press('Home');
      const seen: string[] = [];
      while (Number(input.value) < Number(input.max)) {
        seen.push(write(f.querySelector('.st') ?? f));
        await press('ArrowRight');
      }
      const different: string[] = [];
      for (const before of [...seen].reverse()) {
        await press('ArrowLeft');
        if (write(f.querySelector('.st') ?? f) !== before) different.push(input.getAttribute('aria-valuetext') ?? '');
      }
      return [seen.length, different] as const;
    });
    expect(steps).toBe(await max(figure));
    expect(differing).toEqual([]);

    await figure.locator('details.text').evaluate((d) => d.setAttribute('open', ''));
    expect(await complaints(page)).toEqual([]);
    for (const width of [320, 390, 820, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await slider(figure).focus();
      for (const key of ['Home', 'ArrowRight', 'd', 'd', 'End', 'Shift+ArrowLeft']) {
        await page.keyboard.press(key);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});

describe.each(each)('%s', (lang, path) => {
  test('is complete without scripts', async () => {
    const { page, figure } = await open(path, '', { javaScriptEnabled: false });
    for (const control of await figure.locator('button, input, select').all()) expect(await control.isVisible()).toBe(false);
    await figure.locator('details.text > summary').click();
    const steps = figure.locator('.astext li');
    expect(await steps.count()).toBeGreaterThan(60);
    for (const li of [steps.first(), steps.last()]) expect(await li.isVisible()).toBe(true);
    expect(await figure.locator('.out strong').isVisible()).toBe(true);
    expect(await figure.locator('.astext .o strong').count()).toBe(2);
    await page.emulateMedia({ media: 'print' });
    expect(await steps.last().isVisible()).toBe(true);
    await page.context().close();
  });

  test('obeys its keys, inside the figure and nowhere else', async () => {
    const { page, figure, trouble } = await open(path);
    const at = await value(figure);
    await page.keyboard.press('ArrowLeft');
    expect(await value(figure)).toBe(at);
    await slider(figure).focus();
    await page.keyboard.press('Home');
    expect(await value(figure)).toBe(0);
    await page.keyboard.press('End');
    expect(await value(figure)).toBe(await max(figure));
    await page.keyboard.press('ArrowLeft');
    expect(await value(figure)).toBe((await max(figure)) - 1);
    await page.keyboard.press('Home');
    for (const key of ['ArrowDown', 'ArrowUp', 'Shift+ArrowRight', 'n', 'd']) {
      const before = await value(figure);
      await page.keyboard.press(key);
      expect(await value(figure), key).not.toBe(before);
    }
    await page.keyboard.press('p');
    expect(await slider(figure).getAttribute('aria-valuetext')).toBe(await say(figure));
    await page.keyboard.press('?');
    await expect.poll(() => figure.locator('dialog.keys').isVisible()).toBe(true);
    await figure.locator('dialog.keys input').uncheck();
    await page.keyboard.press('Escape');
    await expect.poll(() => figure.locator('dialog.keys').isVisible()).toBe(false);
    const off = await value(figure);
    await slider(figure).focus();
    await page.keyboard.press('d');
    expect(await value(figure)).toBe(off);
    await page.reload();
    await figure.scrollIntoViewIfNeeded();
    await page.locator('figure.stepper[data-live]').first().waitFor();
    await slider(figure).focus();
    const again = await value(figure);
    await page.keyboard.press('d');
    expect(await value(figure)).toBe(again);
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowLeft');
    expect(await value(figure)).toBe(again);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('announces the step and what it changed', async () => {
    const { page, figure } = await open(path);
    await figure.locator('.ctl button').nth(2).click();
    const live = figure.locator('[aria-live=polite].vh');
    expect(await words(live)).toContain(await say(figure));
    await figure.locator('.ctl button').first().click();
    await figure.locator('.more-moves button').nth(4).click();
    expect(await words(live)).toMatch(/ = /);
    await page.context().close();
  });

  test('reaches every control by keyboard', async () => {
    const { page, figure } = await open(path);
    const wanted = await figure.locator('button:visible, input:visible, select:visible, a:visible, summary:visible').count();
    await figure.locator('.act button').first().focus();
    const reached = new Set<string>();
    for (let i = 0; i < wanted + 20; i++) {
      const id = await page.evaluate(() => {
        const e = document.activeElement;
        const f = e?.closest('figure.stepper');
        return e === null || f === null || f === undefined ? '' : [...f.querySelectorAll('*')].indexOf(e) + e.tagName;
      });
      if (id !== '') reached.add(id);
      await page.keyboard.press('Tab');
    }
    expect([...reached].filter((id) => !/(?:SECTION|DIV)$/.test(id)).length).toBe(wanted);
    await page.context().close();
  });

  test('runs what is edited, and keeps the last run in sight while it cannot', async () => {
    const { page, figure, trouble } = await open(path);
    const data = figure.locator('input.v').last();
    const field = (n: number): Locator => figure.locator('input.v').nth(n);
    // MSR and value stand after the number of banks and mcg_cap.
    await field(2).fill('0x400');
    await field(3).fill('0xffffffffffffffff');
    await expect.poll(() => title(figure)).toContain('●');
    expect(await figure.locator('.st.stale').count()).toBe(0);
    const good = await title(figure);
    await field(3).fill('12');
    await expect.poll(() => words(figure.locator('.wrong'))).toContain(lang === 'en' ? 'does not begin with 0x' : '没有以 0x 开头');
    expect(await figure.locator('.st.stale').count()).toBe(1);
    expect(await title(figure)).toBe(good);
    expect(await field(3).getAttribute('aria-invalid')).toBe('true');
    await field(3).fill('0x1');
    await figure.locator('.which button').first().click();
    await expect.poll(() => title(figure)).toContain('EPERM');
    await figure.locator('.which button').nth(1).click();
    await expect.poll(() => title(figure)).toContain('#GP');
    await figure.locator('select.v:has(option[value="v6.0"])').selectOption('v6.0');
    await expect.poll(() => words(figure.locator('.out .e'))).toContain('v6.0');
    // By name: the register's list and its bank.
    await data.fill('3');
    await expect.poll(() => field(2).inputValue()).toBe('0x40c');
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('gives a link that restores figure and step', async () => {
    const { page, figure } = await open(path);
    await figure.locator('input.v').nth(2).fill('0x405');
    await expect.poll(() => figure.locator('.drawing .mono').first().textContent()).toContain('0x405');
    await figure.locator('.which button').first().click();
    await slider(figure).focus();
    for (let i = 0; i < 7; i++) await page.keyboard.press('ArrowLeft');
    const there = await dom(figure);
    await figure.locator('.act button').nth(1).click();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toContain('#fig=');
    const { page: other, figure: same, trouble } = await open(path, new URL(link).hash);
    await expect.poll(() => dom(same)).toBe(there);
    expect(await same.locator('.note').count()).toBe(0);
    expect(trouble).toEqual([]);
    await other.context().close();
    await page.context().close();
  });

  test('says what is wrong with a link, and works all the same', async () => {
    const { figure: plain, page: first } = await open(path);
    const id = (await plain.getAttribute('id')) ?? '';
    await first.context().close();
    for (const fragment of [
      `#fig=${id}&s=1.%%%`,
      `#fig=${id}&s=9.abc`,
      `#fig=${id}&view=x`,
      formatLink({ fig: id, scenario: '{"name":"a"}' }),
      formatLink({ fig: id, scenario: 'no JSON' }),
      formatLink({ fig: id, step: 'nowhere' }),
      formatLink({ fig: id, want: '00000000' }),
    ]) {
      const { page, figure, trouble } = await open(path, fragment);
      await expect.poll(() => figure.locator('.note').count(), { message: fragment }).toBe(1);
      const before = await value(figure);
      await slider(figure).focus();
      await page.keyboard.press('ArrowLeft');
      expect(await value(figure), fragment).toBe(before - 1);
      expect(trouble).toEqual([]);
      await page.context().close();
    }
  });

  test('follows a link in the text to a step', async () => {
    const { page, figure, trouble } = await open(path);
    const target = 'kvm_emulate_wrmsr/2005';
    await page.evaluate((step) => {
      location.hash = `#step=${step}`;
    }, target);
    await expect.poll(() => words(figure.locator('.r.cur .no').first())).toBe('2005');
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  test('shows both kernels side by side, and one below the other’s place on a small screen', async () => {
    const { page, figure } = await open(path);
    await figure.locator('.which button').nth(2).click();
    expect(await figure.locator('.col').count()).toBe(2);
    expect(await figure.locator('.col.other').isVisible()).toBe(true);
    await page.setViewportSize({ width: 800, height: 900 });
    expect(await figure.locator('.col.other').isVisible()).toBe(false);
    await page.context().close();
  });

  test('has nothing for axe to complain about in its other states: two kernels, an edit that cannot run, the keys, without scripts', async () => {
    const { page, figure } = await open(path);
    await figure.locator('.which button').nth(2).click();
    expect(await complaints(page)).toEqual([]);
    await figure.locator('input.v').nth(3).fill('12');
    await expect.poll(() => figure.locator('.st.stale').count()).toBe(1);
    expect(await complaints(page)).toEqual([]);
    await figure.locator('.more-moves button').last().click();
    expect(await complaints(page)).toEqual([]);
    // Axe itself needs scripts: what stands in the page without them is read in one that has them.
    const plain = await open(path, '', { javaScriptEnabled: false });
    const html = (await plain.page.content())
      .replace(/<meta http-equiv="content-security-policy"[^>]*>/, '')
      .replace(/<script[\s\S]*?<\/script>/g, '');
    await page.setContent(html);
    expect(await complaints(page)).toEqual([]);
    await plain.page.context().close();
    await page.context().close();
  });

  test('asks before it shows', async () => {
    const { page, figure } = await open(path);
    await figure.locator('.act button').first().click();
    expect(await figure.locator('.out').count()).toBe(0);
    await figure.locator('.predict .options button').nth(3).click();
    expect(await figure.locator('.predict .o strong').isVisible()).toBe(true);
    await figure.locator('.predict .reveal').click();
    expect(await figure.locator('.out').count()).toBe(1);
    await page.context().close();
  });

  test('can be touched', async () => {
    const { page, figure } = await open(path, '', { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    for (const b of await figure.locator('.ctl button, .more-moves button:visible, .act button:visible').all()) {
      const box = await b.boundingBox();
      expect(box?.height, await words(b)).toBeGreaterThanOrEqual(44);
    }
    const before = await value(figure);
    await figure.locator('.ctl button').nth(1).tap();
    expect(await value(figure)).toBe(before - 1);
    await page.context().close();
  });

  test(`keeps lang ${lang} on the figure`, async () => {
    const { page } = await open(path);
    expect(await page.locator('.stepper-root').first().getAttribute('lang')).toBe(lang);
    await page.context().close();
  });
});
