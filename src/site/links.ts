// SPDX-License-Identifier: GPL-2.0-only
/** Every address inside the site is made here, so that a base path (BASE=/exitpath) reaches all of them. */
import { type Lang, prefixes } from './lang.ts';
import type { PageName } from './pages.ts';

/** The path the site is served under, with a slash at its end. */
export const base: string = `${import.meta.env.BASE_URL.replace(/\/+$/, '')}/`;

/** The address of a page, or of the start page; with the section in it, where one is given. */
export function href(lang: Lang, page: PageName | 'index' = 'index', section?: string): string {
  return base + prefixes[lang] + (page === 'index' ? '' : `${page}/`) + (section === undefined ? '' : `#${section}`);
}

/** The address of a chapter in both languages, this one first (src/site/build/side-by-side.ts). */
export const sideHref = (lang: Lang, page: PageName): string => `${base}${prefixes[lang]}side/${page}/`;

/** The address of a file that is served as it is: `asset('favicon.svg')`. */
export const asset = (file: string): string => base + file;
