// SPDX-License-Identifier: GPL-2.0-only
/** Makes the search index from the built pages, one index for each language, and leaves Pagefind's own user interface out. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { close, createIndex } from 'pagefind';

/** The files of Pagefind's ready-made interfaces; the book has its own. */
const unused = /^pagefind-(?:ui|modular-ui|component-ui|highlight)\b/;

export default function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir, logger }) => {
        const root = fileURLToPath(dir);
        // `_` and `#` belong to words here: set_msr_mce, #GP.
        const { index, errors } = await createIndex({ includeCharacters: '_#' });
        if (index === undefined) throw new Error(`the search index cannot be made: ${errors.join('; ')}`);
        const added = await index.addDirectory({ path: root });
        const { files } = await index.getFiles();
        for (const { path, content } of files) {
          if (unused.test(path)) continue;
          const file = join(root, 'pagefind', path);
          await mkdir(dirname(file), { recursive: true });
          await writeFile(file, content);
        }
        await close();
        if (added.errors.length > 0) throw new Error(`the search index cannot be made: ${added.errors.join('; ')}`);
        logger.info(`${added.page_count} pages read`);
      },
    },
  };
}
