// SPDX-License-Identifier: GPL-2.0-only
/** The glossary's words in running text: each is marked once a page, in the language of the page. */
import { describe, expect, test } from 'vitest';
import { cut } from '../../src/site/build/first-uses.ts';
import { terms } from '../../src/site/glossary/glossary.ts';
import { langs } from '../../src/site/lang.ts';
import { isPageName } from '../../src/site/pages.ts';

const found = (text: string, lang: 'en' | 'zh-CN', used = new Set<string>()) =>
  cut(text, lang, used).flatMap(({ text: word, id }) => (id === undefined ? [] : [[word, id]]));

describe('first uses', () => {
  test('are found whatever stands around them, and the text stays whole', () => {
    const text = 'A VM exit leads to the vendor module, and banks report a #GP.';
    expect(found(text, 'en')).toEqual([
      ['VM exit', 'vm-exit'],
      ['vendor module', 'vendor-module'],
      ['banks', 'bank'],
      ['#GP', 'gp'],
    ]);
    expect(
      cut(text, 'en', new Set())
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });

  test('are marked once a page', () => {
    const used = new Set<string>();
    expect(found('one bank, two banks', 'en', used)).toEqual([['bank', 'bank']]);
    expect(found('a third bank', 'en', used)).toEqual([]);
  });

  test('take the longest word: an MSR filter is not an MSR', () => {
    expect(found('the MSR filter', 'en')).toEqual([['MSR filter', 'msr-filter']]);
    expect(found('MSR 过滤器与 MSR', 'zh-CN')).toEqual([
      ['MSR 过滤器', 'msr-filter'],
      ['MSR', 'msr'],
    ]);
    expect(found('所有种类的MSR退出', 'zh-CN')).toEqual([['MSR退出', 'msr-exit']]);
  });

  test('are no parts of names: not the bank in bank_num, not the MSR in KVM_SET_MSRS', () => {
    expect(found('bank_num, KVM_SET_MSRS, kvm_set_msr, sandbank', 'en')).toEqual([]);
  });

  test('begin a sentence too, in English, and need no space before them in Chinese', () => {
    expect(found('Migration ends there.', 'en')).toEqual([['Migration', 'migration']]);
    expect(found('一次机器检查异常', 'zh-CN')).toEqual([['机器检查', 'machine-check']]);
  });
});

describe('the glossary', () => {
  test('names each word once, and means something by it in both languages', () => {
    expect(new Set(terms.map((term) => term.id)).size).toBe(terms.length);
    for (const lang of langs) {
      const names = terms.flatMap(({ name, also }) => [name[lang], ...also[lang]]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      for (const { id, means } of terms) expect(means[lang].length, id).toBeGreaterThan(10);
    }
  });

  test('sends readers to pages of the book', () => {
    expect(terms.filter(({ page }) => page !== undefined && !isPageName(page)).map(({ id }) => id)).toEqual([]);
  });
});
