// SPDX-License-Identifier: GPL-2.0-only
/** What the target of a link in a page's text means: `set-msr`, `set-msr#filter`, `#try`, or an address elsewhere. */
import { isPageName, type PageName } from '../../site/pages.ts';

export type Target =
  | { readonly kind: 'page'; readonly page: PageName | 'index'; readonly section: string | undefined }
  | { readonly kind: 'as written'; readonly address: string }
  | { readonly kind: 'wrong'; readonly problem: string };

export function readTarget(written: string): Target {
  if (written.startsWith('#') || /^(?:https?|mailto):/.test(written)) return { kind: 'as written', address: written };
  const [, page = '', section] = /^([a-z0-9-]+)(?:#([a-z][\w.-]*))?$/.exec(written) ?? [];
  if (page === 'index' || isPageName(page)) return { kind: 'page', page, section };
  return {
    kind: 'wrong',
    problem: `link to "${written}": inside the book write the page's name, as in [filters](set-msr#filter); known names stand in src/site/pages.ts`,
  };
}
