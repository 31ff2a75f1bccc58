// SPDX-License-Identifier: GPL-2.0-only
/** Every claim of the book, by the page that makes it: one file for a page, one line here. */
import type { PageName } from '../site/pages.ts';
import { commits } from './commits.ts';
import { conformance } from './conformance.ts';
import { emulateWrmsr } from './emulate-wrmsr.ts';
import { emulator } from './emulator.ts';
import { exit } from './exit.ts';
import { gp } from './gp.ts';
import { history } from './history.ts';
import { hostWrites } from './host-writes.ts';
import { index } from './index.ts';
import { injection } from './injection.ts';
import { mceBanks } from './mce-banks.ts';
import { msrExits } from './msr-exits.ts';
import { msrs } from './msrs.ts';
import { note } from './note.ts';
import { patch1 } from './patch-1.ts';
import { patch23 } from './patch-2-3.ts';
import { setMsrPage } from './set-msr.ts';
import type { Claim, Claims } from './types.ts';
import { userspace } from './userspace.ts';

/** By page and then by name, in the order in which the page makes them. */
export const pages = {
  index,
  note,
  exit,
  'emulate-wrmsr': emulateWrmsr,
  'set-msr': setMsrPage,
  'mce-banks': mceBanks,
  gp,
  userspace,
  'msr-exits': msrExits,
  'patch-1': patch1,
  'patch-2-3': patch23,
  commits,
  history,
  'host-writes': hostWrites,
  injection,
  emulator,
  conformance,
  msrs,
} as const satisfies Partial<Record<PageName | 'index', Claims>>;

export const claimingPages = Object.keys(pages) as (keyof typeof pages)[];
const claimsOn = (page: string): Claims => (page in pages ? pages[page as keyof typeof pages] : {});

/** `gp.one-slot` is the claim `one-slot` of the page `gp`. */
const parts = (id: string): readonly [page: string, name: string] => [id.slice(0, id.indexOf('.')), id.slice(id.indexOf('.') + 1)];
/** Where a page marks a claim: the anchor of the mark. */
export const anchorOf = (id: string): string => `c-${parts(id)[1]}`;

/** Every claim's id. */
export const claimIds: readonly string[] = claimingPages.flatMap((page) => Object.keys(pages[page]).map((name) => `${page}.${name}`));

/** The claim of an id. @throws where there is none */
export function claimOf(id: string): Claim {
  const [page, name] = parts(id);
  const claim = claimsOn(page)[name];
  if (claim === undefined)
    throw new Error(`no claim "${id}": its evidence stands in src/claims/${page}.ts, which src/claims/ledger.ts lists`);
  return claim;
}
