// SPDX-License-Identifier: GPL-2.0-only
/** The built site, served on a loopback port that the system chooses, and a real browser to read it with. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';

/** Where the built site lies. */
export const dist: string = process.env['DIST'] ?? 'dist';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.xml': 'text/xml',
};

export interface Site {
  /** `http://127.0.0.1:PORT`, without a slash at its end. */
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Serves the built site as any static host does: a folder is its index.html, and what a browser takes compressed is compressed. */
export async function serveSite(): Promise<Site> {
  if (!existsSync(join(dist, 'index.html'))) throw new Error(`${dist} holds no built site: run \`npm run build\` first`);
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    let file = join(dist, path);
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const found = !/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path) && existsSync(file);
    const compressed = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(found ? 200 : 404, {
      'content-type': `${types[extname(file)] ?? 'application/octet-stream'}; charset=utf-8`,
      ...(compressed ? { 'content-encoding': 'gzip' } : {}),
    });
    const body = found ? readFileSync(file) : '';
    response.end(compressed ? gzipSync(body) : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The addresses of all pages whose HTML matches; without those that are put together from two others, which have tests of their own. */
export function pagesWith(pattern: RegExp): readonly string[] {
  const pages = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('index.html'));
  return pages
    .filter((f) => !/(?:^|[/\\])side[/\\]/.test(f))
    .filter((f) => pattern.test(readFileSync(join(dist, f), 'utf8')))
    .map((f) => `/${f.replaceAll('\\', '/').replace(/index\.html$/, '')}`)
    .sort();
}

/** Where Chromium lies: $CHROME, the system's, or the one that npm brought. */
export async function chromiumPath(): Promise<string> {
  const given = process.env['CHROME'] ?? '/usr/bin/chromium';
  return existsSync(given) ? given : (await import('@sparticuz/chromium')).default.executablePath();
}

/** Chromium. Only the sandbox is left out, which a container lacks. */
export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: ['--no-sandbox'] });
}
