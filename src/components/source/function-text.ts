// SPDX-License-Identifier: GPL-2.0-only
/** The engine's own text of one function, taken by name when the site is built: gone from the source, the build fails. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export interface Excerpt {
  /** The kernel's path of the file: `arch/x86/kvm/x86.c`. */
  readonly kernelPath: string;
  /** 1-based line of the first line. */
  readonly first: number;
  readonly lines: readonly string[];
}

const parsed = new Map<string, ts.SourceFile>();

function parse(file: string): ts.SourceFile {
  const known = parsed.get(file);
  if (known !== undefined) return known;
  const path = join(process.cwd(), 'src', 'engine', file);
  const made = ts.createSourceFile(file, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  parsed.set(file, made);
  return made;
}

const nameOf = (s: ts.Statement): string | undefined => {
  if (ts.isFunctionDeclaration(s)) return s.name?.text;
  const [declared] = ts.isVariableStatement(s) ? s.declarationList.declarations : [];
  return declared !== undefined && ts.isIdentifier(declared.name) ? declared.name.text : undefined;
};

/**
 * @param file path in src/engine, `arch/x86/kvm/x86.ts`
 * @param name of a function, or of a constant that holds one
 */
export function functionText(file: string, name: string): Excerpt {
  const source = parse(file);
  const found = source.statements.find((s) => nameOf(s) === name);
  if (found === undefined) throw new Error(`<Source of="${file}" name="${name}">: src/engine/${file} has no such function`);
  const text = source.text.slice(found.getStart(source), found.end).replace(/^export /, '');
  const first = source.getLineAndCharacterOfPosition(found.getStart(source)).line + 1;
  return { kernelPath: file.replace(/\.ts$/, '.c'), first, lines: text.split('\n') };
}
