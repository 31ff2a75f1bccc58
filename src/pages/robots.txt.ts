// SPDX-License-Identifier: GPL-2.0-only
/** Everything may be read; the sitemap says what there is. */
import type { APIRoute } from 'astro';
import { asset } from '../site/links.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${new URL(asset('sitemap-index.xml'), site).href}\n`);
