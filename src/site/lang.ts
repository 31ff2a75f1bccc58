// SPDX-License-Identifier: GPL-2.0-only
/** The two languages of the book: the tag in `lang`, the folder of its pages, the prefix of its addresses. */

/** A language, by the tag that HTML's `lang` takes. */
export type Lang = 'en' | 'zh-CN';
/** A text in every language: a missing one does not compile. */
export type Text = Readonly<Record<Lang, string>>;

export const langs = ['en', 'zh-CN'] as const satisfies readonly Lang[];

/** Folder in src/content/docs. */
export const folders = { en: 'en', 'zh-CN': 'zh-cn' } as const satisfies Record<Lang, string>;
/** First part of an address; English stands at the root. */
export const prefixes = { en: '', 'zh-CN': 'zh-cn/' } as const satisfies Record<Lang, string>;
/** What a language calls itself. */
export const selfNames = { en: 'English', 'zh-CN': '中文' } as const satisfies Text;

export const otherLang = (lang: Lang): Lang => (lang === 'en' ? 'zh-CN' : 'en');

/** The language of the page being rendered: `langOf(Astro.currentLocale)`. */
export function langOf(currentLocale: string | undefined): Lang {
  const lang = langs.find((l) => l === currentLocale);
  if (lang === undefined) throw new Error(`no language for locale ${JSON.stringify(currentLocale)}; known: ${langs.join(', ')}`);
  return lang;
}
