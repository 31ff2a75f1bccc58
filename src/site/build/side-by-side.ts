// SPDX-License-Identifier: GPL-2.0-only
/**
 * Makes from each chapter's two built pages a third, side/NAME/: both languages, paragraph beside paragraph, each figure once. The page
 * is the chapter's own in every other respect. Runs after the search index, which has the chapters already.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { type Lang, langs, otherLang, prefixes } from '../lang.ts';
import { align, type Row } from '../side/align.ts';
import { textOf } from '../side/blocks.ts';

/** The addresses of a page's parts belong to its own language; said twice they would lead nowhere in particular. */
const withoutIds = (html: string): string => html.replace(/(<[^>]*?) id="[^"]*"/g, '$1');

const row = (r: Row, lang: Lang, other: Lang): string =>
  'both' in r ? r.both : `<div class="pair"><div lang="${lang}">${r.first}</div><div lang="${other}">${withoutIds(r.second)}</div></div>`;

/** @returns undefined for pages that are no chapters */
export function sideBySide(page: string, twin: string, lang: Lang): string | undefined {
  const [own, others] = [textOf(page), textOf(twin)];
  if (own === undefined || others === undefined) return undefined;
  const rows = align(own.blocks, others.blocks).map((r) => row(r, lang, otherLang(lang)));
  const made = page.slice(0, own.from) + rows.join('') + page.slice(own.to);
  return (
    made
      .replace('<div class="text">', '<div class="text side">')
      // The chapter stays the page to be found.
      .replace('<meta name="description"', '<meta name="robots" content="noindex"><meta name="description"')
      .replace(
        /<a class="side-link" href="[^"]*" data-back="([^"]*)" data-to="([^"]*)">[^<]*<\/a>/,
        '<a class="side-link" href="$2">$1</a>',
      )
  );
}

export default function side(): AstroIntegration {
  return {
    name: 'side-by-side',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
        let count = 0;
        for (const name of names)
          for (const lang of langs) {
            const [file, twin] = [lang, otherLang(lang)].map((l) => join(root, prefixes[l], name, 'index.html'));
            if (file === undefined || twin === undefined || !existsSync(file) || !existsSync(twin)) continue;
            const page = sideBySide(await readFile(file, 'utf8'), await readFile(twin, 'utf8'), lang);
            if (page === undefined) continue;
            const folder = join(root, prefixes[lang], 'side', name);
            await mkdir(folder, { recursive: true });
            await writeFile(join(folder, 'index.html'), page);
            count++;
          }
        logger.info(`${count} pages in both languages`);
      },
    },
  };
}
