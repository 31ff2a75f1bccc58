// SPDX-License-Identifier: GPL-2.0-only
/** The book's pages: src/content/docs/{en,zh-cn}/NAME.mdx, and what stands in the head of each. */

import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';
import { stations } from './components/map/stations.ts';

const docs = defineCollection({
  // The file's path is the id as it is: "en/index" stays "en/index".
  loader: glob({ base: './src/content/docs', pattern: '{en,zh-cn}/*.mdx', generateId: ({ entry }) => entry.replace(/\.mdx$/, '') }),
  schema: z.strictObject({
    /** The heading of the page. Its part, its order and its line in Contents stand in src/site/pages.ts. */
    title: z.string().min(1),
    /** One sentence for search engines and link previews. */
    description: z.string().min(1).max(240),
    /** Where on the path's map this page looks, if it is not itself a station: `map: [mce-banks]`. */
    map: z.array(z.enum(stations)).min(1).optional(),
  }),
});

export const collections = { docs };
