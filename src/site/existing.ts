// SPDX-License-Identifier: GPL-2.0-only
/** Which pages are there, by language: the registry's order, the collection's files. */
import { type CollectionEntry, getCollection } from 'astro:content';
import { folders, type Lang } from './lang.ts';
import { isPageName, type PageName, pageNames } from './pages.ts';

export interface Chapter {
  readonly name: PageName;
  readonly entry: CollectionEntry<'docs'>;
}

/** The chapters of one language in reading order, the start page left out. */
export async function chapters(lang: Lang): Promise<readonly Chapter[]> {
  const start = `${folders[lang]}/`;
  const found = new Map<PageName, CollectionEntry<'docs'>>();
  for (const entry of await getCollection('docs')) {
    if (!entry.id.startsWith(start)) continue;
    const name = entry.id.slice(start.length);
    if (name === 'index') continue;
    if (!isPageName(name))
      throw new Error(`src/content/docs/${entry.id}.mdx: no page "${name}" in src/site/pages.ts; known: ${pageNames.join(', ')}`);
    found.set(name, entry);
  }
  return pageNames.flatMap((name) => {
    const entry = found.get(name);
    return entry === undefined ? [] : [{ name, entry }];
  });
}

/** The names of the chapters that one language has. */
export async function existing(lang: Lang): Promise<ReadonlySet<PageName>> {
  return new Set((await chapters(lang)).map((chapter) => chapter.name));
}
