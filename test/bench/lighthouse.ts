// SPDX-License-Identifier: GPL-2.0-only
/** Lighthouse's four categories, mobile, on pages of the built site. It is not among the dependencies, for its size: `npm install --no-save lighthouse`. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromiumPath, dist, serveSite } from '../browser/site.ts';

const PROGRAM = 'node_modules/lighthouse/cli/index.js';
const pages = ['/', '/emulate-wrmsr/', '/lab/', '/zh-cn/', '/zh-cn/emulate-wrmsr/', '/zh-cn/lab/'];

type Scores = Readonly<Record<string, number>>;

/** Scores of 0 … 100 by category, for each page that there is; or why there are none. */
export async function lighthouse(): Promise<readonly (readonly [page: string, scores: Scores])[] | string> {
  if (!existsSync(PROGRAM)) return 'Lighthouse is not installed; `npm install --no-save lighthouse` brings it';
  const site = await serveSite();
  const env = { ...process.env, CHROME_PATH: await chromiumPath() };
  const options = ['--quiet', '--no-enable-error-reporting', '--chrome-flags=--headless=new --no-sandbox', '--output=json'];
  const measured: [string, Scores][] = [];
  try {
    for (const page of pages.filter((p) => existsSync(`${dist}${p}index.html`))) {
      const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, site.origin + page, ...options], {
        env,
        maxBuffer: 2 ** 26,
      });
      const { categories } = JSON.parse(stdout) as { categories: Readonly<Record<string, { readonly score: number }>> };
      const names = ['performance', 'accessibility', 'best-practices', 'seo'];
      measured.push([page, Object.fromEntries(names.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)]))]);
    }
  } finally {
    await site.close();
  }
  return measured;
}
