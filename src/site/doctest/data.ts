// SPDX-License-Identifier: GPL-2.0-only
/** What a page holds besides prose: fences, components with data, expressions, ids of headings. Both languages hold the same. */
import ts from 'typescript';
import { visit } from 'unist-util-visit';
import { fencesOf } from './fences.ts';
import { headingOf } from './headings.ts';
import { type Node, startOf, type Tree } from './markdown.ts';
import { readScenarioFence } from './scenario-fence.ts';
import { plain, type Value } from './syntax.ts';

export interface Datum {
  readonly line: number;
  /** As a message names it: ```` ```ts````, `<Stepper …>`. */
  readonly shown: string;
  readonly value: Value;
}

export interface Data {
  readonly 'front matter': readonly Datum[];
  readonly headings: readonly Datum[];
  readonly fences: readonly Datum[];
  /** Components and expressions between paragraphs, imports and exports, in order. */
  readonly components: readonly Datum[];
  /** Those inside a sentence, by section; word order differs between languages, so these are sets. */
  readonly inline: readonly Datum[];
}

/** Attributes that hold words whatever they look like. */
const words = ['alt', 'aria-label', 'caption', 'label', 'summary', 'text', 'title'];
/** Components that are words of a sentence: each language uses them as it likes. */
const prose = ['Actor'];

interface Attribute {
  readonly type: string;
  readonly name?: string;
  readonly value?: string | null | { readonly data?: { readonly estree?: unknown } | undefined };
  readonly data?: { readonly estree?: unknown } | undefined;
}
interface Mdx extends Node {
  readonly name?: string | null;
  readonly attributes?: readonly Attribute[];
  readonly data?: { readonly estree?: { readonly body?: readonly unknown[]; readonly comments?: readonly unknown[] } | null };
}

function attributeValue({ value, data }: Attribute): Value {
  if (typeof value === 'object' && value !== null) return plain(value.data?.estree);
  return value === undefined ? plain(data?.estree) : value;
}

/** A component's name and data; undefined for HTML and for what only arranges prose. */
function component(node: Mdx): Value | undefined {
  const { name, attributes = [], children = [] } = node;
  if (!/^[A-Z]|[-.]/.test(name ?? '') || prose.includes(name ?? '')) return undefined;
  const data = attributes.filter((a) => a.name === undefined || !words.includes(a.name));
  if (data.length === 0 && children.length > 0) return undefined;
  return { name, ...Object.fromEntries(data.map((a, i) => [a.name ?? `...${i}`, attributeValue(a)])) };
}

/** A ts block's tokens: comments are prose, layout is taste. */
function tokens(code: string): readonly string[] {
  const file = ts.createSourceFile('block.ts', code, ts.ScriptTarget.Latest, false);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (node.getChildCount(file) === 0 && node.kind !== ts.SyntaxKind.EndOfFileToken) found.push(node.getText(file));
    else for (const child of node.getChildren(file)) walk(child);
  };
  walk(file);
  return found;
}

function fenceValue(lang: string, meta: string, body: string): Value {
  if (lang === 'ts') return tokens(body);
  if (lang === 'text' && meta === 'prose') return null;
  if (lang !== 'scenario') return body;
  const { json, answers } = readScenarioFence(body);
  try {
    const { name: _, ...scenario } = JSON.parse(json) as Record<string, Value>;
    return { scenario, answers };
  } catch {
    return body;
  }
}

/** The front matter's entries that are not sentences. */
function frontMatter(yaml: string): Value {
  return yaml.split(/\n(?=\S)/).filter((entry) => !/^(title|description):/.test(entry));
}

export function dataOf(source: string, tree: Tree): Data {
  const data = { 'front matter': [] as Datum[], headings: [] as Datum[], components: [] as Datum[], inline: [] as Datum[] };
  let section = '';
  visit(tree, (node: Node) => {
    const { line } = startOf(node);
    const mdx = node as Mdx;
    const heading = headingOf(node);
    if (node.type === 'yaml') data['front matter'].push({ line, shown: 'the front matter', value: frontMatter(String(node.value)) });
    else if (heading !== undefined) {
      section = heading.id ?? heading.text;
      data.headings.push({
        line,
        shown: `${'#'.repeat(heading.depth)} ${heading.text} [#${heading.id ?? ''}]`,
        value: [heading.depth, section],
      });
    } else if (node.type.startsWith('mdxJsx')) {
      const value = component(mdx);
      const shown = `<${mdx.name ?? ''}>`;
      if (value !== undefined)
        (node.type === 'mdxJsxTextElement' ? data.inline : data.components).push({ line, shown, value: { section, value } });
    } else if (node.type.startsWith('mdx')) {
      const body = mdx.data?.estree?.body ?? [];
      const code = String(node.value).split('\n')[0] ?? '';
      const shown = node.type === 'mdxjsEsm' ? code : `{${code}}`;
      for (const statement of body)
        (node.type === 'mdxTextExpression' ? data.inline : data.components).push({
          line,
          shown,
          value: { section, value: plain(statement) },
        });
    }
  });
  const fences = fencesOf(source, tree).fences.map(({ lang, meta, body, line }) => ({
    line,
    shown: `\`\`\`${`${lang} ${meta}`.trim()}`,
    value: [lang, meta, fenceValue(lang, meta, body)],
  }));
  return { ...data, fences };
}
