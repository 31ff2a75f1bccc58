// SPDX-License-Identifier: GPL-2.0-only
/** Numbers and outcomes in prose: nothing is named that nothing on the page computes, quotes or cites. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { unbacked } from '../../src/site/doctest/numbers.ts';
import { pageFiles, pageName } from '../../src/site/doctest/project.ts';

describe('what prose names comes out of something on its page', () => {
  for (const file of pageFiles())
    test(pageName(file), () => {
      expect(unbacked(readFileSync(file, 'utf8')).map(({ line, message }) => `${file}:${line}: ${message}`)).toEqual([]);
    });
});

describe('a literal', () => {
  const run =
    '```scenario\n{"kernel":"v5.18","steps":[\n  {"op":"guest.wrmsr","msr":"0x428","data":"0x1"}]}\n=> {"outcome":"exception","vector":13,"error_code":0}\n```\n';
  const words = (text: string): readonly string[] => unbacked(`${run}\n${text}\n`).map(({ message }) => message.split('"')[1] ?? '');

  test('that an example holds is backed, whichever way it is spelled', () => {
    expect(words('Register 0x428 and 0x0428 take a #GP.')).toEqual([]);
  });
  test('that is a constant of the engine is backed', () => {
    expect(words('MCG_STATUS is 0x17a, and EPERM is an errno.')).toEqual([]);
  });
  test('that nothing holds is an error: a number, an errno, an exit, an exception', () => {
    expect(words('Then 0x42c gives EDOM, KVM_EXIT_NONE or a #PF.')).toEqual(['0x42c', 'EDOM', 'KVM_EXIT_NONE', '#PF']);
  });
  test('in code is as much of an error as in words', () => {
    expect(words('It is `0xdead`.')).toEqual(['0xdead']);
  });
  test('in another fence is an example and not prose', () => {
    expect(words('```text\n0xdead\n```')).toEqual([]);
  });
});
