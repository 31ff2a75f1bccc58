// SPDX-License-Identifier: GPL-2.0-only
/** Where the pages are and what their examples may import: the facts that the test plugin, `docs:accept` and the type check share. */
import { globSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** The folder that holds en and zh-cn. The tests of the doc-tests themselves name another. */
export const docs: string = resolve(root, process.env['EXITPATH_DOCS'] ?? 'src/content/docs');

/** What `import … from 'exitpath'` means in an example. */
export const modules: Readonly<Record<string, string>> = { exitpath: resolve(root, 'src/engine/index.ts') };
export const moduleNames: readonly string[] = Object.keys(modules);

/** Every page, in both languages. */
export const pageFiles = (): readonly string[] =>
  globSync('*/**/*.mdx', { cwd: docs })
    .map((file) => resolve(docs, file))
    .sort();

/** `en/note`: how a page is called in the names of its tests. */
export const pageName = (file: string): string =>
  relative(docs, file)
    .replaceAll('\\', '/')
    .replace(/\.mdx$/, '');
/** `src/content/docs/en/note.mdx`: how a page is called in messages. */
export const shownPath = (file: string): string => relative(root, file).replaceAll('\\', '/');
