// SPDX-License-Identifier: GPL-2.0-only
/** The part of Pagefind's browser interface that is used, and its answers in the form that the dialog shows. */

interface Part {
  readonly url: string;
  readonly title: string;
  readonly excerpt: string;
}
interface Data {
  readonly url: string;
  readonly excerpt: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly sub_results: readonly Part[];
}
interface Pagefind {
  options(options: { readonly baseUrl: string; readonly excerptLength: number }): Promise<void>;
  debouncedSearch(
    query: string,
    options: object,
    delay: number,
  ): Promise<{ readonly results: readonly { data(): Promise<Data> }[] } | null>;
}

export interface Found {
  readonly address: string;
  readonly title: string;
  /** Where in the page; a part without title is the page's beginning. */
  readonly parts: readonly { readonly address: string; readonly title: string | undefined; readonly excerpt: string }[];
}

/** Sections shown of one page. */
const sections = 3;

let loading: Promise<Pagefind> | undefined;
function load({ dataset }: HTMLElement): Promise<Pagefind> {
  loading ??= import(/* @vite-ignore */ dataset['index'] ?? '').then(async (pagefind: Pagefind) => {
    await pagefind.options({ baseUrl: dataset['base'] ?? '/', excerptLength: 24 });
    return pagefind;
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

/** The pages that say `query`; undefined when a later query has overtaken this one. */
export async function find(
  host: HTMLElement,
  query: string,
  most: number,
  current: () => boolean,
): Promise<{ readonly count: number; readonly pages: readonly Found[] } | undefined> {
  const pagefind = await load(host);
  if (!current()) return undefined;
  const answer = await pagefind.debouncedSearch(query, {}, 120);
  if (answer === null || !current()) return undefined;
  const pages = await Promise.all(answer.results.slice(0, most).map((result) => result.data()));
  return { count: answer.results.length, pages: pages.map(found) };
}

function found({ url, excerpt, meta, sub_results }: Data): Found {
  const parts = sub_results.slice(0, sections).map((part) => ({
    address: part.url,
    title: part.url.includes('#') ? part.title : undefined,
    excerpt: part.excerpt,
  }));
  return { address: url, title: meta['title'] ?? url, parts: parts.length > 0 ? parts : [{ address: url, title: undefined, excerpt }] };
}
