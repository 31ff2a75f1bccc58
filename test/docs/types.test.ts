// SPDX-License-Identifier: GPL-2.0-only
/** Every ts block of every page compiles as strictly as the project's own code. One test a block. */
import { describe, expect, test } from 'vitest';
import { errorAt } from '../../src/site/doctest/difference.ts';
import { checkTypes } from '../../src/site/doctest/types.ts';

describe('types of the examples', () => {
  const blocks = checkTypes();

  for (const { file, name, errors } of blocks)
    test(name, () => {
      const [first, ...rest] = errors();
      if (first === undefined) return;
      const more = rest.map((e) => `\n${e.line}:${e.column} ${e.message}`).join('');
      throw errorAt(file, first.line, first.message + more, first.column);
    });

  test('each block has a name of its own', () => {
    expect(new Set(blocks.map((b) => b.name)).size).toBe(blocks.length);
  });
});
