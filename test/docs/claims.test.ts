// SPDX-License-Identifier: GPL-2.0-only
/** The ledger of claims: every claim holds, every mark in a page has one, and both languages make the same. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { judge } from '../../src/claims/judge.ts';
import { claimIds, claimingPages, claimOf } from '../../src/claims/ledger.ts';
import { claimIds as ofTheNote } from '../../src/components/note/claims.ts';
import { docs } from '../../src/site/doctest/project.ts';
import { langs } from '../../src/site/lang.ts';
import { pageNames } from '../../src/site/pages.ts';
import { statementsOn } from '../../src/site/statements.ts';

describe('claims', () => {
  const written = ['index', ...pageNames].filter((page) => existsSync(join(docs, 'en', `${page}.mdx`)));

  /** Pages about the book and its tools: what they say of KVM is generated, or stands with its evidence in a chapter. */
  const aboutTheBook = ['claims', 'lab', 'scenario-format', 'cli', 'engine', 'glossary', 'colophon'];

  test('are made on every page that states facts', () => {
    expect(written.filter((page) => !aboutTheBook.includes(page) && statementsOn('en', page).length === 0)).toEqual([]);
  });

  test('of the note have a verdict each, and evidence for it', () => {
    expect(ofTheNote.filter((letter) => !claimIds.includes(`note.${letter}`))).toEqual([]);
  });

  test('are all made on some page, on their own first', () => {
    const own = claimingPages.flatMap((page) => statementsOn('en', page).map(({ id }) => id));
    expect(claimIds.filter((id) => !own.includes(id))).toEqual([]);
  });

  for (const page of written)
    test(`${page} marks claims that there are, each once, behind a statement, and the same in both languages`, () => {
      const [en, zh] = langs.map((lang) => statementsOn(lang, page));
      for (const { id } of en ?? []) expect(() => claimOf(id)).not.toThrow();
      expect(en?.filter(({ text }) => text === '')).toEqual([]);
      expect(zh?.filter(({ text }) => text === '')).toEqual([]);
      const ids = (en ?? []).map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)]);
      expect(zh?.map(({ id }) => id)).toEqual(ids);
    });

  for (const id of claimIds)
    test(`${id} holds`, () => {
      const { findings } = judge(claimOf(id));
      expect(findings.flatMap(({ problem }) => problem ?? [])).toEqual([]);
    });
});
