// SPDX-License-Identifier: GPL-2.0-only
/** Every claim of the book, by the page that makes it: one file for a page, one line here. */
import type { PageName } from '../site/pages.ts';
import { emulateWrmsr } from './emulate-wrmsr.ts';
import type { Claim, Claims } from './types.ts';

/** By page and then by name, in the order in which the page makes them. */
export const pages = {
  'emulate-wrmsr': emulateWrmsr,
} as const satisfies Partial<Record<PageName | 'index', Claims>>;

export const claimingPages = Object.keys(pages) as (keyof typeof pages)[];
const claimsOn = (page: string): Claims => (page in pages ? pages[page as keyof typeof pages] : {});

/** `gp.one-slot`, for every claim. */
export const claimIds: readonly string[] = claimingPages.flatMap((page) => Object.keys(pages[page]).map((name) => `${page}.${name}`));

/** The claim of an id. @throws where there is none */
export function claimOf(id: string): Claim {
  const [page = '', name = ''] = id.split('.');
  const claim = claimsOn(page)[name];
  if (claim === undefined)
    throw new Error(`no claim "${id}": its evidence stands in src/claims/${page}.ts, which src/claims/ledger.ts lists`);
  return claim;
}
