// SPDX-License-Identifier: GPL-2.0-only
// @ts-check

import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import preact from '@astrojs/preact';
import sitemap from '@astrojs/sitemap';
import { defineConfig } from 'astro/config';
import { codeTheme, toneClasses } from './src/site/build/code-theme.ts';
import csp from './src/site/build/csp.ts';
import { firstUses } from './src/site/build/first-uses.ts';
import { headingIds } from './src/site/build/heading-ids.ts';
import { paragraphIds } from './src/site/build/paragraph-ids.ts';
import searchIndex from './src/site/build/search-index.ts';
import sideBySide from './src/site/build/side-by-side.ts';
import { traceLines } from './src/trace/vite-plugin.ts';

// Where the site will stand: SITE=https://example.org BASE=/exitpath npm run build
const { SITE = 'http://localhost:4321', BASE = '/' } = process.env;

export default defineConfig({
  site: SITE,
  base: BASE,
  // PAGE/index.html: any static host serves it, and a forgotten slash is forgiven.
  build: { format: 'directory' },
  trailingSlash: 'ignore',
  i18n: {
    locales: ['en', { path: 'zh-cn', codes: ['zh-CN'] }],
    defaultLocale: 'en',
    routing: { prefixDefaultLocale: false },
  },
  markdown: {
    // Quotation marks are curled; dashes and dots stay as written: `--format` and −1 are not typography.
    processor: satteri({
      mdastPlugins: [headingIds, paragraphIds, firstUses],
      features: { smartPunctuation: { dashes: false, ellipses: false } },
    }),
    // `scenario` and `console` fences are not highlighted text but runs: src/components/Fence.astro renders them.
    syntaxHighlight: { type: 'shiki', excludeLangs: ['scenario', 'console', 'math'] },
    shikiConfig: { theme: codeTheme, transformers: [toneClasses] },
  },
  integrations: [
    mdx(),
    preact(),
    sitemap({
      filter: (page) => !/\/404\/?$/.test(page),
      i18n: { defaultLocale: 'en', locales: { en: 'en', 'zh-cn': 'zh-CN' } },
    }),
    searchIndex(),
    sideBySide(),
    csp(),
  ],
  devToolbar: { enabled: false },
  vite: {
    // The engine that the site runs reports its statements: the figures are drawn from that.
    plugins: [traceLines()],
    worker: { format: 'es' },
    build: { modulePreload: false, rollupOptions: { checks: { moduleLevelDirective: false } } },
  },
});
