// SPDX-License-Identifier: GPL-2.0-only
/** Makes the first use of each of the glossary's words in a page's text a link to its entry. Headings, code, tables and links stay as they are. */
import type { satteri } from '@astrojs/markdown-satteri';
import { terms } from '../glossary/glossary.ts';
import { folders, type Lang, langs } from '../lang.ts';

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>['mdastPlugins']>;
interface Node {
  readonly type: string;
  readonly value?: string;
  readonly name?: string | null;
  readonly children?: readonly Node[];
}

/** Pages that are lists of such words themselves, or hold another's text. */
const spared = ['glossary', 'engine', 'cli', 'index'];
/** What may hold running text. */
const holders = ['root', 'paragraph', 'list', 'listItem', 'blockquote', 'emphasis', 'strong', 'mdxJsxFlowElement', 'mdxJsxTextElement'];
const components = ['Margin'];

/** In Chinese the space between a Latin word and a Han one may be left to the browser. */
const literal = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\#]/g, '\\$&').replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, ' ?');

/** A spelling as it is looked up. */
const plain = (text: string): string => text.toLowerCase().replaceAll(' ', '');

interface Spelling {
  readonly text: string;
  readonly id: string;
}

/** For each spelling of a language the word it stands for; the longest first, so that "MSR filter" is not taken for "MSR". */
const spellingsOf = (lang: Lang): readonly Spelling[] =>
  terms
    .filter((term) => !term.quiet)
    .flatMap(({ id, name, also }) => [name[lang], ...also[lang]].map((text) => ({ text, id })))
    .sort((a, b) => b.text.length - a.text.length);

const spellings: Readonly<Record<Lang, readonly Spelling[]>> = { en: spellingsOf('en'), 'zh-CN': spellingsOf('zh-CN') };

/** An English sentence may begin with a word that is otherwise small. */
const eitherCase = (text: string): string =>
  /^[a-z]/.test(text) ? `[${text.charAt(0)}${text.charAt(0).toUpperCase()}]${literal(text.slice(1))}` : literal(text);

/** A name within a longer name is not the word. */
const patternOf = (lang: Lang): RegExp =>
  new RegExp(`(?<![\\w#-])(?:${spellings[lang].map(({ text }) => eitherCase(text)).join('|')})(?![\\w-])`, 'g');

const patterns: Readonly<Record<Lang, RegExp>> = { en: patternOf('en'), 'zh-CN': patternOf('zh-CN') };

export interface Piece {
  readonly text: string;
  /** The glossary's id, where the piece is a first use. */
  readonly id?: string;
}

/** Cuts a text at the first uses in it. @param used grows by what is found */
export function cut(text: string, lang: Lang, used: Set<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(patterns[lang])) {
    const found = plain(match[0]);
    const id = spellings[lang].find((s) => plain(s.text) === found)?.id;
    if (id === undefined || used.has(id)) continue;
    used.add(id);
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: match[0], id });
    from = match.index + match[0].length;
  }
  return from === 0 ? [{ text }] : [...pieces, ...(from < text.length ? [{ text: text.slice(from) }] : [])];
}

export const firstUses = {
  name: 'first-uses',
  before(root, context) {
    const [, folder, page = ''] = /\/docs\/([^/]+)\/([^/]+)\.mdx$/.exec(context.fileURL?.pathname ?? '') ?? [];
    const lang = langs.find((l) => folders[l] === folder);
    if (lang === undefined || spared.includes(page)) return;
    const used = new Set<string>();
    const walk = (node: Node, inText: boolean): void => {
      if (node.type === 'text' && inText) {
        const pieces = cut(node.value ?? '', lang, used);
        if (pieces.some((piece) => piece.id !== undefined))
          context.replaceNode(
            node as Parameters<typeof context.replaceNode>[0],
            pieces.map(({ text: value, id }) =>
              id === undefined
                ? { type: 'text', value }
                : { type: 'link', url: `glossary#${id}`, data: { hProperties: { 'data-term': id } }, children: [{ type: 'text', value }] },
            ),
          );
        return;
      }
      if (!holders.includes(node.type) || (node.type === 'mdxJsxFlowElement' && !components.includes(node.name ?? ''))) return;
      for (const child of node.children ?? []) walk(child, inText || node.type === 'paragraph');
    };
    walk(root, false);
  },
} satisfies Plugins[number];
