// SPDX-License-Identifier: GPL-2.0-only
/** What a reader of a built page downloads, in bytes as they go over the wire. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const kinds = ['html', 'css', 'js'] as const;
export type Kind = (typeof kinds)[number];
/** Bytes. */
export interface Size {
  readonly gzip: number;
  readonly brotli: number;
}
export type Weight = Readonly<Record<Kind, Size>>;

/** The most that a page may weigh, in bytes of gzip. */
export const budget = { html: 60_000, css: 20_000, js: 45_000 } as const satisfies Record<Kind, number>;
/** Side by side stand the texts of two pages. */
export const budgetOf = (page: string, kind: Kind): number => (kind === 'html' && page.includes('/side/') ? 2 : 1) * budget[kind];
/** Starlight's start-up template, in bytes of brotli, to compare with. */
export const starlight = { html: 5_000, css: 11_000, js: 25_000 } as const satisfies Record<Kind, number>;

const sizes = new Map<string, Size>();
function sizeOf(file: string): Size {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const bytes = readFileSync(file);
  const size = { gzip: gzipSync(bytes, { level: 9 }).length, brotli: brotliCompressSync(bytes).length };
  sizes.set(file, size);
  return size;
}
const sum = (files: Iterable<string>): Size => {
  const all = [...files].map(sizeOf);
  return { gzip: all.reduce((n, s) => n + s.gzip, 0), brotli: all.reduce((n, s) => n + s.brotli, 0) };
};

/** Modules that a module needs before it runs. `import()` is for later: the engine at the first edit, the search at its first use. */
const imports = (code: string): readonly string[] =>
  [...code.matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{},\s]*?from\s*)?["'](\.[^"']+)["']/g)].map(([, to = '']) => to);

/** The addresses of a page's scripts, figures' scripts among them, with all that they import. */
export function scriptsOf(dist: string, html: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const add = (address: string): void => {
    if (seen.has(address) || !existsSync(dist + address)) return;
    seen.add(address);
    for (const to of imports(readFileSync(dist + address, 'utf8'))) add(posix.join(posix.dirname(address), to));
  };
  for (const [, address = ''] of html.matchAll(/(?:\ssrc|component-url|renderer-url)="(\/[^"]+\.js)"/g)) add(address);
  return seen;
}

/** @param page address of a page, with a slash at its end */
export function weigh(dist: string, page: string): Weight {
  const file = `${dist}${page}index.html`;
  const html = readFileSync(file, 'utf8');
  const styles = [...html.matchAll(/<link rel="stylesheet" href="(\/[^"]+)"/g)].map(([, address = '']) => dist + address);
  return { html: sizeOf(file), css: sum(styles), js: sum([...scriptsOf(dist, html)].map((address) => dist + address)) };
}

/** The addresses of all built pages, English ones first. */
export function pagesOf(dist: string): readonly string[] {
  return readdirSync(dist, { recursive: true, encoding: 'utf8' })
    .map((f) => `/${f.replaceAll('\\', '/')}`)
    .filter((f) => f.endsWith('/index.html'))
    .map((f) => f.slice(0, -'index.html'.length))
    .sort((a, b) => Number(a.startsWith('/zh-cn/')) - Number(b.startsWith('/zh-cn/')) || a.localeCompare(b));
}
