// SPDX-License-Identifier: GPL-2.0-only
/** The modelled functions with and without a commit. */
import { describe, expect, test } from 'vitest';
import { functionsBetween, kernelsAround } from '../src/components/source/commit-text.ts';
import { hunks, lineDiff } from '../src/components/source/line-diff.ts';
import { type PatchId, patchIds } from '../src/engine/index.ts';

const changed = (id: PatchId) => functionsBetween(...kernelsAround(id));
const marked = (id: PatchId, mark: '-' | '+') =>
  changed(id).flatMap((f) => f.lines.filter((l) => l.mark === mark).map((l) => l.text.trim()));

describe('the text of a commit', () => {
  test('the fix exchanges two lines of set_msr_mce, and nothing else', () => {
    expect(changed('2368048bf5c2').map((f) => [f.name, f.kernelPath, f.how])).toEqual([['set_msr_mce', 'arch/x86/kvm/x86.c', 'changed']]);
    const [gone, come] = [marked('2368048bf5c2', '-'), marked('2368048bf5c2', '+')];
    expect(gone).toHaveLength(2);
    expect(come).toEqual(gone.map((line) => line.replace('return -1;', 'return 1;')));
  });

  test('the commit that reads the sign adds one line to kvm_emulate_wrmsr', () => {
    const fn = changed('7dffecaf4eab').find((f) => f.name === 'kvm_emulate_wrmsr');
    expect(fn?.lines.filter((l) => l.mark !== '')).toEqual([{ mark: '+', text: '    if (r < 0) return r;' }]);
  });

  test('a function that only one of the kernels calls is new with it', () => {
    expect(
      changed('ac8d6cad3c7b')
        .filter((f) => f.how === 'new')
        .map((f) => f.name),
    ).toEqual(['kvm_get_msr_with_filter', 'kvm_set_msr_with_filter']);
    expect(changed('a61d7c5432ac').find((f) => f.how === 'gone')?.name).toBe('trace_kvm_inj_exception__before_reinjected');
  });

  test('a release that has the commit is compared with itself without it, another with it added', () => {
    expect(kernelsAround('2368048bf5c2').map((k) => k.spelling)).toEqual(['v6.0-2368048bf5c2', 'v6.0']);
    expect(kernelsAround('2368048bf5c2', 'v5.18').map((k) => k.spelling)).toEqual(['v5.18', 'v5.18+2368048bf5c2']);
  });

  test.each(patchIds)('%s changes some function, and leaves no condition on a behaviour in what it shows', (id) => {
    const functions = changed(id);
    expect(functions.length).toBeGreaterThan(0);
    expect(functions.flatMap((f) => f.lines).filter((l) => /\bkernel\.\w/.test(l.text))).toEqual([]);
  });
});

describe('a diff of lines', () => {
  test('puts what goes before what comes, and keeps what is equal', () => {
    expect(lineDiff(['a', 'b', 'c'], ['a', 'x', 'c']).map((l) => l.mark + l.text)).toEqual(['a', '-b', '+x', 'c']);
    expect(lineDiff([], ['a'])).toEqual([{ mark: '+', text: 'a' }]);
    expect(lineDiff(['a'], ['a'])).toEqual([{ mark: '', text: 'a' }]);
  });

  test('shows two equal lines around a difference, and counts those left out', () => {
    const lines = lineDiff(['1', '2', '3', '4', '5', '6', '7'], ['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(hunks(lines)).toEqual([
      {
        skipped: 5,
        lines: [
          { mark: '', text: '6' },
          { mark: '', text: '7' },
          { mark: '+', text: '8' },
        ],
      },
    ]);
    expect(hunks(lineDiff(['a'], ['a']))).toEqual([]);
  });
});
