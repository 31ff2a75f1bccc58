// SPDX-License-Identifier: GPL-2.0-only
/** Type-checks every ts block of every page as the project's own code is, in one program. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type Example, examplesOf } from './examples.ts';
import { exampleName } from './observe.ts';
import { moduleNames, modules, pageFiles, pageName, root } from './project.ts';
import { moduleOf } from './ts-module.ts';

export interface TypeMistake {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export interface CheckedBlock {
  readonly file: string;
  /** As its run is called, with `types` in place of `ts`. */
  readonly name: string;
  /** Computed when asked for. */
  errors(): readonly TypeMistake[];
}

/** The project's compiler options, without those that ask for unused names: an example may declare what its text talks about. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(root, 'tsconfig.json');
  const { config } = ts.readConfigFile(file, ts.sys.readFile) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root, undefined, file);
  const paths = Object.fromEntries(Object.entries(modules).map(([name, path]) => [name, [path]]));
  return { ...options, paths, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
}

interface Block {
  readonly file: string;
  readonly text: string;
  readonly example: Example;
}

export function checkTypes(files: readonly string[] = pageFiles()): readonly CheckedBlock[] {
  const blocks = new Map<string, Block>();
  for (const file of files) {
    const { examples } = examplesOf(readFileSync(file, 'utf8'), moduleNames);
    for (const [k, example] of examples.entries())
      if (example.kind === 'ts') blocks.set(`${file}.${k}.ts`, { file, text: moduleOf(examples, k, false), example });
  }
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const disk = { exists: host.fileExists.bind(host), read: host.readFile.bind(host), source: host.getSourceFile.bind(host) };
  host.fileExists = (name) => blocks.has(name) || disk.exists(name);
  host.readFile = (name) => blocks.get(name)?.text ?? disk.read(name);
  host.getSourceFile = (name, version, ...rest) => {
    const block = blocks.get(name);
    return block === undefined ? disk.source(name, version, ...rest) : ts.createSourceFile(name, block.text, version);
  };
  const program = ts.createProgram({ rootNames: [...blocks.keys()], options, host });

  return [...blocks].map(([id, { file, example }]) => ({
    file,
    name: `${pageName(file)} › ${exampleName({ ...example, kind: 'types' })}`,
    errors: () => {
      const source = program.getSourceFile(id);
      if (source === undefined) throw new Error(`${id} is not in the program`);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map((d) => {
        const { line, character } = source.getLineAndCharacterOfPosition(d.start ?? 0);
        const message = `TS${d.code}: ${ts.flattenDiagnosticMessageText(d.messageText, '\n')}`;
        return { line: line + 1, column: character + 1 + example.fence.prefix.length, message };
      });
    },
  }));
}
