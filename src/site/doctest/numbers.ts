// SPDX-License-Identifier: GPL-2.0-only
/**
 * Numbers and outcomes in prose are computed: what a sentence names (0x…, an errno, a KVM_EXIT_ name, an exception) must come out of
 * something on that page: an example or its output, a figure's scenario, a quoted function, a claim's evidence; or be a constant of the engine.
 */
import { globSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { claimOf } from '../../claims/ledger.ts';
import { statementsOf } from '../statements.ts';
import { fencesOf } from './fences.ts';
import { type Node, type Problem, parsePage, startOf } from './markdown.ts';
import { root } from './project.ts';

interface Jsx extends Node {
  readonly name?: string | null;
  readonly attributes?: readonly { readonly name?: string; readonly value?: { readonly value?: string } | string | null }[];
}

/** Vectors by the names that prose has for them. */
const vectors: Readonly<Record<string, number>> = {
  '#DE': 0,
  '#DB': 1,
  '#BP': 3,
  '#UD': 6,
  '#NM': 7,
  '#DF': 8,
  '#TS': 10,
  '#NP': 11,
  '#SS': 12,
  '#GP': 13,
  '#PF': 14,
  '#MC': 18,
};
const literal = /\b0x[0-9a-f]+\b|\bE[A-Z0-9]{3,}\b|\bKVM_EXIT_\w+|#[A-Z]{2}\b/g;
const isToken = (word: string): boolean => !/^E/.test(word) || word in constants.errno;

/** A hexadecimal number by its value; every other word as it is. */
const key = (word: string): string => (word.startsWith('0x') ? `0x${BigInt(word).toString(16)}` : word);
const tokens = (text: string): readonly string[] => [...text.matchAll(literal)].map(([word]) => word).filter(isToken);

const engine = (pattern: string): string =>
  globSync(pattern, { cwd: join(root, 'src', 'engine') })
    .sort()
    .map((file) => readFileSync(join(root, 'src', 'engine', file), 'utf8'))
    .join('\n');

let known: ReadonlySet<string> | undefined;
/** The registers, exits and errnos that the engine has names for. */
function engineConstants(): ReadonlySet<string> {
  known ??= new Set(
    [...engine('{arch/x86/include,include,machine}/**/*.ts').matchAll(/\bconst (\w+)[^=\n]*= -?([\w.]+)/g)]
      .flatMap(([, name = '', value = '']) => [name, value.replaceAll('_', '').replace(/n$/, '')])
      .flatMap((word) => (/^0x[0-9a-f]+$/i.test(word) ? [key(word)] : [word])),
  );
  return known;
}

/** Everything on a page that computes, quotes or cites. */
function backing(source: string, tree: Node): string {
  const parts: string[] = fencesOf(source, tree as Parameters<typeof fencesOf>[1])
    .fences.filter(({ meta }) => meta !== 'prose')
    .map(({ body }) => body);
  const walk = (node: Node): void => {
    const { name, attributes = [] } = node as Jsx;
    const said = attributes.map(({ value }) => (typeof value === 'object' ? (value?.value ?? '') : (value ?? '')));
    parts.push(...said);
    if (name === 'Source') {
      const attribute = (which: string): string => String(attributes.find((a) => a.name === which)?.value ?? '');
      const text = engine(attribute('of'));
      const from = text.indexOf(`function ${attribute('name')}(`);
      parts.push(text.slice(from, text.indexOf('\n}', from)));
    }
    for (const child of node.children ?? []) walk(child);
  };
  walk(tree);
  for (const { id, text } of statementsOf(source)) {
    const claim = claimOf(id);
    parts.push(JSON.stringify(claim));
    // What is cited backs the sentence it is cited for.
    if (claim.some(({ kind }) => kind !== 'run' && kind !== 'vector')) parts.push(text);
  }
  return parts.join('\n');
}

/** The words of a page, by line: not its fences, its front matter or its code. */
function* prose(node: Node): Generator<{ readonly line: number; readonly text: string }> {
  if (['code', 'yaml', 'mdxjsEsm', 'mdxFlowExpression', 'mdxTextExpression'].includes(node.type)) return;
  if (typeof node.value === 'string') {
    const first = startOf(node).line;
    for (const [i, text] of node.value.split('\n').entries()) yield { line: first + i, text };
  }
  for (const child of node.children ?? []) yield* prose(child);
}

/** What a page's prose names and nothing on the page backs. */
export function unbacked(source: string): readonly Problem[] {
  const page = parsePage(source);
  if (!('tree' in page)) return [];
  const held = backing(source, page.tree);
  const backed = new Set(tokens(held).map(key));
  for (const [, vector] of held.matchAll(/"vector":(\d+)/g))
    for (const [name, number] of Object.entries(vectors)) if (number === Number(vector)) backed.add(name);
  return [...prose(page.tree)].flatMap(({ line, text }) =>
    tokens(text)
      .filter((word) => !backed.has(key(word)) && !engineConstants().has(key(word)))
      .map((word) => ({
        line,
        message: `"${word}" comes out of nothing on this page: show it in an example or figure, or put a claim with a run behind the sentence`,
      })),
  );
}
