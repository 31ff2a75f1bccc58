// SPDX-License-Identifier: GPL-2.0-only
/**
 * Builds what `npm pack` puts into the package: lib/, the engine, the traces and the command line as JavaScript with types, for Node 20
 * and for browsers; and lib/traced/, the instrumented engine, so that `exitpath trace` needs no compiler.
 */
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { modelledFile } from '../src/trace/files.ts';
import { instrument } from '../src/trace/instrument.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const lib = join(root, 'lib');

/** Files that only the site or this tool needs; they use the compiler. */
const atBuildTime = ['src/trace/instrument.ts', 'src/trace/node-hook.ts', 'src/trace/vite-plugin.ts'];

/** Compiles a tree of TypeScript whose sources are under `from`. Throws what the compiler complains about. */
function compile(from: string, files: readonly string[], to: string, declaration: boolean): void {
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    rootDir: from,
    outDir: to,
    declaration,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
    skipLibCheck: true,
    strict: true,
    noEmitOnError: declaration,
  });
  const { diagnostics } = program.emit();
  const problems = declaration ? [...ts.getPreEmitDiagnostics(program), ...diagnostics] : diagnostics;
  if (problems.length > 0)
    throw new Error(
      ts.formatDiagnostics(problems, { getCanonicalFileName: (f) => f, getCurrentDirectory: () => root, getNewLine: () => '\n' }),
    );
}

const sources = (folders: string): readonly string[] =>
  globSync(`src/${folders}/**/*.ts`, { cwd: root }).filter((file) => !atBuildTime.includes(file));

rmSync(lib, { recursive: true, force: true });
compile(
  join(root, 'src'),
  sources('{engine,trace,cli,recorder}').map((f) => join(root, f)),
  lib,
  true,
);
for (const file of globSync('src/recorder/*.c', { cwd: root })) cpSync(join(root, file), join(lib, relative('src', file)));

// The instrumented engine beside the recorder of traces.
const copy = mkdtempSync(join(tmpdir(), 'exitpath-traced-'));
try {
  cpSync(join(root, 'package.json'), join(copy, 'package.json'));
  const copied = sources('{engine,trace}').map((file) => {
    const from = join(root, file);
    const to = join(copy, file);
    const modelled = modelledFile(from);
    const text = readFileSync(from, 'utf8');
    mkdirSync(dirname(to), { recursive: true });
    const sink = relative(dirname(to), join(copy, 'src/trace/sink.ts'));
    writeFileSync(to, modelled === undefined ? text : instrument(text, modelled, sink));
    return to;
  });
  compile(join(copy, 'src'), copied, join(lib, 'traced'), false);
} finally {
  rmSync(copy, { recursive: true });
}
