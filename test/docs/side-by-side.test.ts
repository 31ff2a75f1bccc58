// SPDX-License-Identifier: GPL-2.0-only
/** Both languages side by side: paragraph beside paragraph, a figure once, and no address twice. */
import { describe, expect, test } from 'vitest';
import { sideBySide } from '../../src/site/build/side-by-side.ts';
import { align, type Block } from '../../src/site/side/align.ts';
import { textOf } from '../../src/site/side/blocks.ts';

const prose = (html: string): Block => ({ kind: 'prose', html });
const figure = (html: string): Block => ({ kind: 'figure', html });
const heading = (html: string): Block => ({ kind: 'heading', html });

describe('aligned blocks', () => {
  test('paragraphs go beside each other, headings too, and a figure stands once', () => {
    expect(align([heading('A'), prose('a'), prose('b'), figure('F')], [heading('甲'), prose('一'), prose('二'), figure('图')])).toEqual([
      { first: 'A', second: '甲' },
      { first: 'a', second: '一' },
      { first: 'b', second: '二' },
      { both: 'F' },
    ]);
  });

  test('a passage with more paragraphs in one language stands beside the other as a whole', () => {
    expect(align([prose('a'), prose('b'), figure('F'), prose('c')], [prose('一'), figure('图'), prose('二')])).toEqual([
      { first: 'ab', second: '一' },
      { both: 'F' },
      { first: 'c', second: '二' },
    ]);
  });

  test('languages that part in their figures are an error', () => {
    expect(() => align([figure('F')], [heading('甲')])).toThrow('the languages part at F');
    expect(() => align([figure('F'), figure('G')], [figure('图')])).toThrow('the languages part at G');
  });
});

const page = (lang: string, text: string): string =>
  `<html lang="${lang}"><head><meta name="description" content=""></head><body><main><a class="side-link" href="/side/x/" data-back="one" data-to="/x/">both</a><div class="text">${text}</div></main></body></html>`;

describe('a page made of two', () => {
  const en = page('en', '<h2 id="try">Try</h2><p id="try.1">One <b>word</b>.</p><pre>code</pre>');
  const zh = page('zh-CN', '<h2 id="try">试试</h2><p id="try.1">一个<b>词</b>。</p><pre>code</pre>');
  const made = sideBySide(en, zh, 'en') ?? '';

  test('says of each paragraph which language it is in, and has each address once', () => {
    expect(made).toContain('<div lang="en"><p id="try.1">One <b>word</b>.</p></div><div lang="zh-CN"><p>一个<b>词</b>。</p></div>');
    expect(made.match(/id="try"/g)).toHaveLength(1);
    expect(made.match(/<pre>/g)).toHaveLength(1);
  });

  test('leads back to the chapter, and leaves it to the chapter to be found', () => {
    expect(made).toContain('<a class="side-link" href="/x/">one</a>');
    expect(made).toContain('<meta name="robots" content="noindex">');
  });

  test('is not made of a page without a chapter’s text', () => {
    expect(sideBySide('<html><body><main>Start</main></body></html>', zh, 'en')).toBeUndefined();
    expect(textOf(en)?.blocks.map((block) => block.kind)).toEqual(['heading', 'prose', 'figure']);
  });
});
