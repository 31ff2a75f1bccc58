// SPDX-License-Identifier: GPL-2.0-only
/** The words of the trade, in both languages: what the glossary lists, and what the chapters mark at their first use. */
import { processorTerms } from './processor.ts';
import { softwareTerms } from './software.ts';
import type { Term } from './term.ts';

export const terms: readonly Term[] = [...processorTerms, ...softwareTerms];

/** The term of an id: `termOf('bank')`. */
export function termOf(id: string): Term | undefined {
  return terms.find((term) => term.id === id);
}
