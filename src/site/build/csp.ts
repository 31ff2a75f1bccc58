// SPDX-License-Identifier: GPL-2.0-only
/** Writes into each built page the content security policy that fits exactly it: every inline script and style by its hash. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

const charset = '<meta charset="utf-8">';

/** The hashes of the inline elements of one kind; those with a `src`, and data that is never run, need none. */
function hashes(html: string, tag: 'script' | 'style'): readonly string[] {
  const found = new Set<string>();
  for (const [, attributes = '', body = ''] of html.matchAll(new RegExp(`<${tag}(\\s[^>]*)?>([\\s\\S]*?)</${tag}>`, 'g')))
    if (!/\ssrc=|\stype="application\/(?:ld\+)?json"/.test(attributes))
      found.add(`'sha256-${createHash('sha256').update(body).digest('base64')}'`);
  return [...found];
}

/** The policy for one page. Style attributes are allowed, style elements by hash; no other origin is, for anything. */
export function policy(html: string): string {
  return [
    "default-src 'none'",
    ["script-src 'self'", ...hashes(html, 'script')].join(' '),
    ["style-src-elem 'self'", ...hashes(html, 'style')].join(' '),
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

export default function csp(): AstroIntegration {
  return {
    name: 'csp',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        const pages = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.html'));
        for (const page of pages) {
          const html = await readFile(join(root, page), 'utf8');
          if (!html.includes(charset)) throw new Error(`${page}: no ${charset} to put the policy after`);
          await writeFile(
            join(root, page),
            html.replace(charset, `${charset}<meta http-equiv="content-security-policy" content="${policy(html)}">`),
          );
        }
        logger.info(`${pages.length} pages carry their policy`);
      },
    },
  };
}
