// SPDX-License-Identifier: GPL-2.0-only
/** The modelled functions as they read with and without one commit. Worked out from the engine's own source while the site is built. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { type KernelRelease, type PatchId, parseKernelRelease, patches } from '../../engine/index.ts';
import { folded } from './fold.ts';
import { type DiffLine, lineDiff } from './line-diff.ts';

/** A function that a commit changes, brings or takes away. */
export interface ChangedFunction {
  readonly name: string;
  /** The kernel's path of its file: `arch/x86/kvm/x86.c`. */
  readonly kernelPath: string;
  readonly how: 'changed' | 'new' | 'gone';
  /** Its whole text, both ways. */
  readonly lines: readonly DiffLine[];
}

interface Item {
  readonly name: string;
  readonly file: string;
  readonly node: ts.Statement;
  readonly source: ts.SourceFile;
  /** Somebody outside of the modelled files may call it. */
  readonly exported: boolean;
}

const root = join(process.cwd(), 'src', 'engine');
const isImport = (s: ts.Statement): boolean => ts.isImportDeclaration(s) || ts.isExportDeclaration(s);

function itemsOf(file: string): readonly Item[] {
  const source = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((node): Item[] => {
    if (isImport(node)) return [];
    const [declared] = ts.isVariableStatement(node) ? node.declarationList.declarations : [];
    const id = ts.isFunctionDeclaration(node) ? node.name : declared?.name;
    if (id === undefined || !ts.isIdentifier(id)) return [];
    return [{ name: id.text, file, node, source, exported: /^export\b/.test(node.getText(source)) }];
  });
}

let known: readonly Item[] | undefined;
/** Functions and constants of every modelled file. */
function items(): readonly Item[] {
  known ??= globSync('{arch,virt}/**/*.ts', { cwd: root }).sort().flatMap(itemsOf);
  return known;
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.match(/[\w$]+/g));

/** The texts on one kernel of what can be reached there: from what is exported and used by nobody modelled, by name. */
function reached(kernel: KernelRelease): ReadonlyMap<Item, string> {
  const all = items();
  const words = new Map(all.map((item) => [item, wordsOf(item.node.getText(item.source))]));
  const texts = new Map(all.map((item) => [item, folded(item.node, item.source, kernel)]));
  const alive = new Set(all.filter((item) => item.exported && !all.some((o) => o !== item && words.get(o)?.has(item.name))));
  for (const item of alive) {
    const used = wordsOf(texts.get(item) ?? '');
    for (const other of all) if (used.has(other.name)) alive.add(other);
  }
  return new Map([...alive].map((item) => [item, texts.get(item) ?? '']));
}

/** As the head of each modelled file says. */
function kernelPath({ file, source }: Item): string {
  const stem = file.replace(/\.ts$/, '');
  const [path] = new RegExp(`${stem.replaceAll('/', '\\/')}\\.[ch]`).exec(source.text) ?? [];
  if (path === undefined) throw new Error(`src/engine/${file} does not say which file of the kernel it follows`);
  return path;
}

const memo = new Map<string, readonly ChangedFunction[]>();

/** What differs between two kernels, in the order of the source. */
export function functionsBetween(without: KernelRelease, having: KernelRelease): readonly ChangedFunction[] {
  const key = `${without.spelling} ${having.spelling}`;
  const made = memo.get(key);
  if (made !== undefined) return made;
  const [a, b] = [reached(without), reached(having)];
  const out = items().flatMap((item): ChangedFunction[] => {
    const [x, y] = [a.get(item), b.get(item)];
    if (x === y) return [];
    const lines = lineDiff(x?.split('\n') ?? [], y?.split('\n') ?? []);
    const how = x === undefined ? 'new' : y === undefined ? 'gone' : 'changed';
    return [{ name: item.name, kernelPath: kernelPath(item), how, lines }];
  });
  // What carries the change first: the code of x86.c, that of the others, the constants.
  const rank = ({ kernelPath, lines }: ChangedFunction): number => (lines.length === 1 ? 2 : kernelPath.endsWith('/x86.c') ? 0 : 1);
  out.sort((x, y) => rank(x) - rank(y));
  memo.set(key, out);
  return out;
}

/** A release without and with a commit of its own, or of a given release. */
export function kernelsAround(commit: PatchId, release: string = patches[commit].mainline): readonly [KernelRelease, KernelRelease] {
  const behaviour = patches[commit].behaviour;
  const read = (spelling: string): KernelRelease => {
    const kernel = parseKernelRelease(spelling);
    if (!kernel.ok) throw new Error(`${spelling}: ${kernel.problem}`);
    return kernel.value;
  };
  const given = read(release);
  return given[behaviour] ? [read(`${release}-${commit}`), given] : [given, read(`${release}+${commit}`)];
}
