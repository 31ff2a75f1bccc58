// SPDX-License-Identifier: GPL-2.0-only
/**
 * `## What to try [#try]`: every heading of a page says its own id, in Latin letters, the same in both languages,
 * so that a link to a section survives a rewording and the switch of the language.
 */
import type { satteri } from '@astrojs/markdown-satteri';

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>['mdastPlugins']>;

const ending = /\s*\[#([a-z][a-z0-9-]*)\]\s*$/;

export const headingIds = {
  name: 'heading-ids',
  heading(node, context) {
    const where = context.fileURL?.pathname.replace(/^.*\/src\/content\//, 'src/content/') ?? 'a page';
    if (node.depth === 1)
      throw new Error(`${where}: "# …" is the title's level; the title stands in the front matter, sections begin with "##"`);
    const last = node.children.at(-1);
    const found = last?.type === 'text' ? ending.exec(last.value) : null;
    if (last?.type !== 'text' || found?.[1] === undefined) {
      const words = `${'#'.repeat(node.depth)} ${context.textContent(node)}`;
      throw new Error(`${where}: the heading "${words}" names no id; write "${words} [#short-name]", the same name in both languages`);
    }
    context.setProperty(last, 'value', last.value.slice(0, found.index));
    context.setProperty(node, 'data', { hProperties: { id: found[1] } });
  },
} satisfies Plugins[number];
