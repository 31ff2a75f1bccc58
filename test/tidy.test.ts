// SPDX-License-Identifier: GPL-2.0-only
/** The rules that can be checked by reading the sources. */
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const sources = globSync('src/**/*.{ts,tsx,astro,mjs,css}').sort();
const text = (file: string): string => readFileSync(file, 'utf8');
/** The code without comments, so that a comment may name what the code must not have. */
const code = (file: string): string =>
  text(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');

/** What a file imports: paths from the project's root for relative ones, the name for packages. */
const importsOf = (file: string): readonly string[] =>
  [...code(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, to = '']) =>
    to.startsWith('.') ? relative('.', join(dirname(file), to)) : to,
  );

const engine = sources.filter((f) => f.startsWith('src/engine/'));
const modelled = engine.filter((f) => /^src\/engine\/(arch|virt|include)\//.test(f));

/** For files under the first prefix, an import must begin with one of the others. */
const directions: readonly (readonly [from: string, may: readonly string[]])[] = [
  ['src/engine/', ['src/engine/']],
  ['src/engine/include/', ['src/engine/include/', 'src/engine/machine/u64.ts']],
  [
    'src/engine/arch/',
    ['src/engine/arch/', 'src/engine/include/', 'src/engine/machine/u64.ts', 'src/engine/machine/errno.ts', 'src/engine/kernel/release.ts'],
  ],
  ['src/engine/kernel/', ['src/engine/kernel/']],
  ['src/trace/', ['src/engine/', 'src/trace/', 'node:', 'typescript', 'vite']],
  ['src/recorder/', ['src/engine/', 'src/recorder/']],
  ['src/cli/', ['src/engine/', 'src/trace/', 'src/recorder/', 'src/cli/', 'node:']],
];

describe('import directions', () => {
  for (const [from, may] of directions)
    test(`${from} imports only ${may.join(', ')}`, () => {
      const files = sources.filter((f) => f.startsWith(from));
      expect(files.length).toBeGreaterThan(0);
      const wrong = files.flatMap((f) =>
        importsOf(f)
          .filter((i) => !may.some((m) => i.startsWith(m)))
          .map((i) => `${f} imports ${i}`),
      );
      expect(wrong).toEqual([]);
    });

  test('modelled functions know the release by its behaviours only', () => {
    const wrong = modelled.filter((f) => /import (?!type)[^;]*kernel\/release\.ts/.test(code(f)) || /v\d+\.\d+/.test(code(f)));
    expect(wrong).toEqual([]);
  });

  test('nothing in src imports a test or a page', () => {
    expect(
      sources.flatMap((f) =>
        importsOf(f)
          .filter((i) => i.startsWith('test/'))
          .map((i) => `${f} imports ${i}`),
      ),
    ).toEqual([]);
  });
});

describe('the engine', () => {
  test('has no clock, randomness, output, or asynchronous code', () => {
    const forbidden =
      /\b(?:Date|performance|Math\.random|console|process|async|await|Promise|setTimeout|fetch|globalThis|window|document)\b(?!['"])/;
    const wrong = engine.filter((f) =>
      forbidden.test(
        code(f)
          .replace(/'[^'\n]*'/g, "''")
          .replace(/`[^`]*`/g, '``'),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test('throws nothing in a modelled function', () => {
    expect(modelled.filter((f) => /\bthrow\b/.test(code(f)))).toEqual([]);
  });

  test('spells what the kernel has as the kernel does, and marks every other export', () => {
    const wrong = modelled.flatMap((f) =>
      [...text(f).matchAll(/((?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\s*)?)export (?:const|function|interface|type) (\w+)/g)]
        .filter(
          ([, comment = '', name = '']) =>
            /[a-z][A-Z]/.test(name) && !/^MSR_(?:IA32_MCx_|MTRR)/.test(name) && !comment.includes('NON-KERNEL'),
        )
        .map(([, , name]) => `${f}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  test('begins each modelled file with the kernel’s path', () => {
    const wrong = modelled.filter((f) => {
      // x86-msrs.ts holds a part of x86.c.
      const path = relative('src/engine', f).replace(/(?:-msrs)?\.ts$/, '');
      return !text(f)
        .slice(0, 400)
        .includes(path.startsWith('include/uapi/') ? 'include/uapi/' : `${path}.`);
    });
    expect(wrong).toEqual([]);
  });

  test('reads every behaviour of the catalogue in some modelled function', () => {
    const all = modelled.map(code).join('\n');
    const behaviours = [...text('src/engine/kernel/patches.ts').matchAll(/behaviour: '(\w+)'/g)].map(([, b = '']) => b);
    expect(behaviours.length).toBeGreaterThan(0);
    expect(behaviours.filter((b) => !all.includes(`kernel.${b}`))).toEqual([]);
  });
});

describe('every source file', () => {
  test('says its licence', () => {
    expect(sources.filter((f) => !text(f).slice(0, 120).includes('SPDX-License-Identifier: GPL-2.0-only'))).toEqual([]);
  });

  test('is short enough to hold in the head: 300 lines, a component 330, a modelled file 1000, a style sheet 400', () => {
    const lines = (f: string) => text(f).split('\n').length;
    expect(
      sources
        .filter((f) => lines(f) > (modelled.includes(f) ? 1000 : f.endsWith('.css') ? 400 : f.endsWith('.tsx') ? 330 : 300))
        .map((f) => `${f}: ${lines(f)}`),
    ).toEqual([]);
  });
});
