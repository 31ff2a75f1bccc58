// SPDX-License-Identifier: GPL-2.0-only
/** An entry of the glossary, and short forms to write one. */
import type { Lang, Text } from '../lang.ts';
import type { PageName } from '../pages.ts';

export interface Term {
  /** Names it in links; the same in both languages. */
  readonly id: string;
  /** What it is called. */
  readonly name: Text;
  /** Other spellings to be marked in running text; the name itself is one. An empty list of a `quiet` term marks nothing. */
  readonly also: Readonly<Record<Lang, readonly string[]>>;
  /** In the glossary only: a chapter of this book is not for readers who do not know it, or says it in every other sentence. */
  readonly quiet?: true;
  /** One or two sentences. */
  readonly means: Text;
  /** The chapter that tells more. */
  readonly page?: PageName;
}

export const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
/** No other spellings. */
export const no: Term['also'] = { en: [], 'zh-CN': [] };
/** Other spellings in English only. */
export const en = (...also: readonly string[]): Term['also'] => ({ en: also, 'zh-CN': [] });
