// SPDX-License-Identifier: GPL-2.0-only
/** The contents as plain text, for programs that read a site by its /llms.txt. */

import { getEntry } from 'astro:content';
import type { APIRoute } from 'astro';
import { chapters } from '../site/existing.ts';
import { folders, langs, selfNames } from '../site/lang.ts';
import { href } from '../site/links.ts';

export const GET: APIRoute = async ({ site }) => {
  const absolute = (path: string): string => new URL(path, site).href;
  const sections = await Promise.all(
    langs.map(async (lang) => {
      const start = await getEntry('docs', `${folders[lang]}/index`);
      const lines = (await chapters(lang)).map(
        ({ name, entry }) => `- [${entry.data.title}](${absolute(href(lang, name))}): ${entry.data.description}`,
      );
      return `## ${selfNames[lang]}\n\n${start?.data.description ?? ''} ${absolute(href(lang))}\n\n${lines.join('\n')}\n`;
    }),
  );
  return new Response(`# exitpath\n\n${sections.join('\n')}`);
};
