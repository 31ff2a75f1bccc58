// SPDX-License-Identifier: GPL-2.0-only
/** A ts block as a module whose lines are those of its page, so that errors, stack traces and types all point into the page. */
import type { Example } from './examples.ts';

/** Called where a block begins; what its session's earlier blocks printed is theirs. */
export const beginning = '__doctestBlockBegins';

/**
 * The module of block `k`: prose becomes blank lines, earlier blocks of its session stand where they stand.
 * @param runs false for the type check, which needs no marker
 */
export function moduleOf(examples: readonly Example[], k: number, runs: boolean): string {
  const self = examples[k];
  if (self === undefined) throw new RangeError(`no example ${k}`);
  const shared = self.session === undefined ? [] : examples.slice(0, k).filter((c) => c.session === self.session);
  const lines: string[] = [];
  for (const { fence } of [...shared, self]) {
    while (lines.length < fence.line - 1) lines.push('');
    lines.push(runs && fence === self.fence ? `globalThis.${beginning}();` : '', ...fence.body.split('\n'));
  }
  return `${lines.join('\n')}\nexport {};\n`;
}
