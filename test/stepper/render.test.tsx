// SPDX-License-Identifier: GPL-2.0-only
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { pack, swapQuotes } from '../../src/components/stepper/film.ts';
import { recordedNear } from '../../src/components/stepper/recordings.ts';
import { commandOf } from '../../src/components/stepper/Share.tsx';
import Stepper, { type StepperProps } from '../../src/components/stepper/Stepper.tsx';
import { film, films } from './support.ts';

const choices = swapQuotes(JSON.stringify({ releases: ['v5.18', 'v6.0'], fixes: [['2368048bf5c2', 'subject']], hosts: ['intel'] }));
const props = (f: ReturnType<typeof film>, lang: 'en' | 'zh-CN' = 'en', more: Partial<StepperProps> = {}): StepperProps => ({
  id: 'stepper',
  lang,
  film: pack(f),
  open: 'fork',
  numbers: true,
  recorded: swapQuotes(JSON.stringify(recordedNear(f.walks[f.named].scenario, f.step, []))),
  choices,
  ...more,
});
const html = (p: StepperProps): string => renderToString(<Stepper {...p} />);
const text = (h: string): string =>
  h
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe('the figure as it is printed', () => {
  test.each(films)('holds every step of both kernels, each fate once, and the end: %s', (name, f) => {
    const page = text(html(props(f, name === 'Chinese' ? 'zh-CN' : 'en')));
    const plain = (s: string): string => s.replace(/\s+/g, ' ');
    for (const w of f.walks) {
      for (const s of w.steps) expect(page).toContain(plain(s.say));
      expect(page).toContain(w.ending.title);
    }
  });
  test('is the same each time', () => {
    const p = props(film());
    expect(html(p)).toBe(html(p));
  });
  test('marks every control as needing scripts', () => {
    const page = html(props(film(), 'en', { view: 'both' }));
    const outside = page.replace(/<dialog[\s\S]*?<\/dialog>/, '');
    for (const tag of ['button', 'input', 'select']) {
      for (const m of outside.matchAll(new RegExp(`<${tag}\\b[^>]*>`, 'g'))) {
        const before = outside.slice(0, m.index);
        const open = before.lastIndexOf('data-js');
        expect(m[0].includes('data-js') || open > 0, m[0]).toBe(true);
        if (!m[0].includes('data-js')) {
          // Inside an element that is hidden as a whole.
          const holder = before.slice(before.lastIndexOf('<', open));
          const name = /^<(\w+)/.exec(holder)?.[1] ?? '';
          expect(holder.includes(`</${name}>`), m[0]).toBe(false);
        }
      }
    }
  });
  test('speaks the language of the page only', () => {
    const en = html(props(film()));
    expect(en).not.toMatch(/[\u4e00-\u9fff]/);
    const zh = text(html(props(film({ lang: 'zh-CN' }), 'zh-CN')));
    for (const word of ['without', 'called from', 'State after', 'unchanged', 'Recorded']) expect(zh).not.toContain(word);
  });
  test('stays small', () => {
    expect(html(props(film())).length).toBeLessThan(120_000);
  });
  test('gives a command that a shell reads as it is meant', () => {
    expect(commandOf(`{"name":"it's"}`)).toBe(`printf '%s\\n' '{"name":"it'\\''s"}' | npm run --silent exitpath -- trace --format text`);
  });
});
