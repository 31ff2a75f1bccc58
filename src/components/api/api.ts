// SPDX-License-Identifier: GPL-2.0-only
/**
 * The engine's interface as its source has it: every export of index.ts, and every type that one names, with its
 * declaration and doc comment. Read when the site is built.
 */
import { join, relative } from 'node:path';
import ts from 'typescript';

export interface Entry {
  readonly name: string;
  /** `scenario/parse.ts`, from src/engine on. */
  readonly file: string;
  /** A type's whole declaration; of a function or constant what a caller needs. */
  readonly signature: string;
  /** The whole text, where the signature is not all of it and a reader can take it in. */
  readonly source: string | undefined;
  /** The doc comment, as written. */
  readonly doc: string;
  readonly parameters: readonly { readonly name: string; readonly doc: string }[];
  readonly returns: string | undefined;
  /** False for a type that index.ts does not export, and that an exported declaration names. */
  readonly exported: boolean;
}

const engine = join(process.cwd(), 'src', 'engine');
/** A function of more lines is for its file, not for a page. */
const longest = 60;

/** What a caller needs of a declaration. */
function signatureOf(node: ts.Declaration): string {
  const text = node.getText().replace(/^export /, '');
  if (ts.isFunctionDeclaration(node) && node.body !== undefined) return text.slice(0, text.length - node.body.getText().length).trimEnd();
  if (!ts.isVariableDeclaration(node)) return text;
  const { initializer } = node;
  if (initializer !== undefined && ts.isArrowFunction(initializer))
    return `const ${node.name.getText()} = ${initializer
      .getText()
      .slice(0, initializer.equalsGreaterThanToken.getStart() - initializer.getStart())
      .trimEnd()}`;
  if (initializer !== undefined && ts.isSatisfiesExpression(initializer))
    return `const ${node.name.getText()}: ${initializer.type.getText()}`;
  if (node.type !== undefined) return `const ${node.name.getText()}: ${node.type.getText()}`;
  return `const ${text}`;
}

/** The statement that holds a declaration, as it stands in the file. */
function statementOf(node: ts.Declaration): string {
  let at: ts.Node = node;
  while (!ts.isStatement(at) && at.parent !== undefined) at = at.parent;
  return at.getText().replace(/^export /, '');
}

const isFunction = (node: ts.Declaration): boolean =>
  ts.isFunctionDeclaration(node) ||
  (ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer));

const resolved = (checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol =>
  symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

/** The types of the engine that a declaration names where a caller sees it: not in a body or a value, and not the kernel's own structs. */
function namedBy(checker: ts.TypeChecker, symbol: ts.Symbol): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isBlock(node) || ts.isObjectLiteralExpression(node) || ts.isCallExpression(node)) return;
    if (ts.isArrowFunction(node)) {
      for (const part of [...node.parameters, node.type]) if (part !== undefined) walk(part);
      return;
    }
    const named = ts.isTypeReferenceNode(node) ? checker.getSymbolAtLocation(node.typeName) : undefined;
    const type = named && resolved(checker, named);
    const from = type?.declarations?.[0]?.getSourceFile().fileName.replaceAll('\\', '/') ?? '';
    if (
      type !== undefined &&
      from.startsWith(engine) &&
      !from.includes('/arch/x86/include/') &&
      !(type.flags & ts.SymbolFlags.TypeParameter)
    )
      found.push(type);
    ts.forEachChild(node, walk);
  };
  for (const node of symbol.declarations ?? []) ts.forEachChild(node, walk);
  return found;
}

function entryOf(checker: ts.TypeChecker, symbol: ts.Symbol, exported: boolean): Entry {
  const [node] = symbol.declarations ?? [];
  if (node === undefined) throw new Error(`src/engine/index.ts exports ${symbol.name}, which is declared nowhere`);
  const tags = symbol.getJsDocTags(checker);
  const words = (parts: readonly ts.SymbolDisplayPart[] | undefined): string => ts.displayPartsToString(parts ? [...parts] : []);
  const source = isFunction(node) ? statementOf(node) : undefined;
  return {
    name: symbol.name,
    exported,
    file: relative(engine, node.getSourceFile().fileName).replaceAll('\\', '/'),
    signature: signatureOf(node),
    source: source !== undefined && source.split('\n').length <= longest ? source : undefined,
    doc: words(symbol.getDocumentationComment(checker)),
    parameters: tags
      .filter((tag) => tag.name === 'param')
      .map((tag) => ({
        name: tag.text?.find((part) => part.kind === 'parameterName')?.text ?? '',
        doc: words(tag.text?.filter((part) => part.kind !== 'parameterName')).trim(),
      })),
    returns: tags.filter((tag) => tag.name === 'returns').map((tag) => words(tag.text))[0],
  };
}

function read(): readonly Entry[] {
  const door = join(engine, 'index.ts');
  const program = ts.createProgram([door], {
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(door);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error('src/engine/index.ts exports nothing');
  const exports = checker.getExportsOfModule(module).map((symbol) => resolved(checker, symbol));
  // A Set grows while it is walked: what a named type names comes after it.
  const all = new Set(exports);
  for (const symbol of all) for (const named of namedBy(checker, symbol)) all.add(named);
  return [...all].map((symbol) => entryOf(checker, symbol, exports.includes(symbol)));
}

let entries: readonly Entry[] | undefined;

/** Every export, in the order of index.ts; then the types that they name. */
export function api(): readonly Entry[] {
  entries ??= read();
  return entries;
}

/** A piece of a declaration: what it is, and the entry that it names. */
export interface Token {
  readonly kind: '' | 'kw' | 'cm' | 'link';
  readonly text: string;
}

/** Keywords, comments, and names of other entries, in a declaration's text. */
export function tokensOf(code: string, names: ReadonlySet<string>, own: string): readonly Token[] {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, code);
  const tokens: Token[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const text = scanner.getTokenText();
    // A property's name is followed by a colon; whatever it is called, it is not the entry.
    const named = kind === ts.SyntaxKind.Identifier && text !== own && names.has(text) && !/^\??:/.test(code.slice(scanner.getTokenEnd()));
    const comment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    const keyword =
      kind >= ts.SyntaxKind.FirstKeyword && kind <= ts.SyntaxKind.LastKeyword && !/^(?:of|type|from|get|set|module)$/.test(text);
    const as = named ? 'link' : comment ? 'cm' : keyword || text === 'type' ? 'kw' : '';
    const last = tokens.at(-1);
    if (last !== undefined && as === '' && last.kind === '') tokens[tokens.length - 1] = { kind: '', text: last.text + text };
    else tokens.push({ kind: as, text });
  }
  return tokens;
}
