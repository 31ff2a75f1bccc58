// SPDX-License-Identifier: GPL-2.0-only
/** How much on the pages is run: counted by the same reader that the tests use. */
import { readFileSync } from 'node:fs';
import { examplesOf } from '../../site/doctest/examples.ts';
import { moduleNames, pageFiles, pageName } from '../../site/doctest/project.ts';

export interface Counts {
  /** Chapters and reference pages of one language. */
  readonly pages: number;
  readonly scenario: number;
  readonly ts: number;
  readonly console: number;
}

/** The examples of one language; the other has the same. */
export function counts(): Counts {
  const files = pageFiles().filter((file) => pageName(file).startsWith('en/'));
  const count = { pages: files.length, scenario: 0, ts: 0, console: 0 };
  for (const file of files) for (const example of examplesOf(readFileSync(file, 'utf8'), moduleNames).examples) count[example.kind]++;
  return count;
}
