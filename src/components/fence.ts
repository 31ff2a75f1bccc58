// SPDX-License-Identifier: GPL-2.0-only
/** What a fence is called aloud, and how its text comes out of the HTML that Markdown made of it. */
import type { Lang, Text } from '../site/lang.ts';

/** The languages that a page may use (src/site/doctest/examples.ts), as a screen reader names them. */
const labels = {
  scenario: { en: 'Scenario', 'zh-CN': '场景' },
  console: { en: 'Terminal session', 'zh-CN': '终端会话' },
  ts: { en: 'TypeScript example', 'zh-CN': 'TypeScript 示例' },
  c: { en: 'C code', 'zh-CN': 'C 代码' },
  text: { en: 'Text', 'zh-CN': '文本' },
} as const satisfies Record<string, Text>;

type FenceLanguage = keyof typeof labels;

const isFenceLanguage = (name: string): name is FenceLanguage => Object.hasOwn(labels, name);

/** @returns the label of a fence in the page's language; undefined for a language that no page may use */
export const fenceLabel = (name: string, lang: Lang): string | undefined => (isFenceLanguage(name) ? labels[name][lang] : undefined);
export const fenceLanguages: readonly string[] = Object.keys(labels);

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The language and the text of `<code class="language-x">…</code>`, which is all that reaches `<pre>` of a fence that is not highlighted. */
export function plainFence(html: string): { readonly language: string; readonly body: string } {
  const [, language = '', escaped = ''] = /^\s*<code(?: class="language-([\w-]+)")?>([\s\S]*)<\/code>\s*$/.exec(html) ?? [];
  const body = escaped.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    return entities[name ?? ''] ?? whole;
  });
  return { language, body: body.replace(/\n$/, '') };
}
