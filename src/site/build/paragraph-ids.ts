// SPDX-License-Identifier: GPL-2.0-only
/**
 * Gives each paragraph of a page's text an address: the id of its section and its number there, `#chain.2`, the same in both languages.
 * Before the first heading the section is `top`. Runs after the headings have their ids.
 */
import type { satteri } from '@astrojs/markdown-satteri';

type Plugins = NonNullable<NonNullable<Parameters<typeof satteri>[0]>['mdastPlugins']>;

export const paragraphIds = {
  name: 'paragraph-ids',
  before(root, context) {
    let section = 'top';
    let count = 0;
    for (const node of root.children) {
      if (node.type === 'heading') {
        const own = (node.data as { hProperties?: { id?: string } } | undefined)?.hProperties?.id;
        if (own !== undefined) [section, count] = [own, 0];
      }
      if (node.type === 'paragraph') context.setProperty(node, 'data', { hProperties: { id: `${section}.${++count}` } });
    }
  },
} satisfies Plugins[number];
