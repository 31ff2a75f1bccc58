// SPDX-License-Identifier: GPL-2.0-only
/** Vite plugin: a page is a test file, and each of its ts blocks a module `page.mdx?doctest=K`. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Plugin, transformWithOxc } from 'vite';
import type {} from 'vitest/node'; // adds configureVitest to Plugin
import { type Examples, examplesOf } from './examples.ts';
import { docs, moduleNames, modules } from './project.ts';
import { moduleOf } from './ts-module.ts';

const runtime = fileURLToPath(new URL('./runtime.ts', import.meta.url));

interface Code {
  readonly code: string;
  readonly map: string;
}

const isPage = (file: string): boolean => file.startsWith(docs) && file.endsWith('.mdx');

/** A map that takes every line to the same line of the page. */
const sameLines = (file: string, source: string, lines: number): string =>
  JSON.stringify({
    version: 3,
    file,
    sources: [file],
    sourcesContent: [source],
    names: [],
    mappings: ['AAAA', ...Array(lines - 1).fill('AACA')].join(';'),
  });

/** The page as a test file: each test is registered on the line of its fence. */
function collector(file: string, source: string, { examples, listings, outputs, problems }: Examples): Code {
  const lines: string[] = source.split('\n').map(() => '');
  const put = (line: number, code: string): void => {
    lines[line - 1] += code;
  };
  const json = JSON.stringify;
  put(1, `import { collect } from ${json(runtime)}; const page = collect(${json(file)});`);
  examples.forEach((example, k) => {
    put(example.fence.line, `page.example(${json(example)}, () => import(${json(`${file}?doctest=${k}`)}));`);
  });
  for (const problem of problems) put(problem.fence ?? problem.line, `page.problem(${json(problem)});`);
  put(lines.length, `page.account(${json({ listings, outputs })});`);
  return { code: lines.join('\n'), map: sameLines(file, source, lines.length) };
}

/** A block as JavaScript. One that does not parse throws at the line of the page where it stops making sense. */
async function block(file: string, source: string, text: string): Promise<Code> {
  try {
    const { code, map } = await transformWithOxc(text, `${file}.ts`, { lang: 'ts', sourcemap: true });
    return { code, map: JSON.stringify({ ...map, file, sources: [file], sourcesContent: [source] }) };
  } catch (error) {
    const [first] = (error as { errors?: readonly { message: string; loc?: { line: number } }[] }).errors ?? [];
    if (first?.loc === undefined) throw error;
    const message = stripVTControlCharacters(first.message).split('\n')[0] ?? '';
    const code = `${'\n'.repeat(first.loc.line - 1)}throw new SyntaxError(${JSON.stringify(message.replace(/^\[\w+\] /, ''))});`;
    return { code, map: sameLines(file, source, first.loc.line) };
  }
}

export function doctest(): Plugin {
  return {
    name: 'exitpath-doctest',
    enforce: 'pre',
    // A page's tests follow from the scanner as much as from the page: never from yesterday's cache.
    configureVitest: ({ defineCacheKeyGenerator }) => defineCacheKeyGenerator(({ id }) => (isPage(id.split('?')[0] ?? '') ? false : null)),
    resolveId: (id) => modules[id] ?? null,
    async load(id) {
      const [file = '', query] = id.split('?');
      if (!isPage(file)) return null;
      this.addWatchFile(file);
      const source = readFileSync(file, 'utf8');
      const found = examplesOf(source, moduleNames);
      const k = /^doctest=(\d+)/.exec(query ?? '')?.[1];
      if (k === undefined) return collector(file, source, found);
      return block(file, source, moduleOf(found.examples, Number(k), true));
    },
  };
}
