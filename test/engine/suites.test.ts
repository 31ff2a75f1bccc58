// SPDX-License-Identifier: GPL-2.0-only
/** Other people's test suites, followed in the engine: what they expect of KVM is what it answers. */
import { describe, expect, test } from 'vitest';
import { departs, suiteKernels, suites } from '../../src/site/suites/run.ts';

const cases = suites.flatMap((suite) => suite.cases.map((c) => ({ suite: suite.name, c })));

describe.each(cases)('$suite, $c.file, $c.name', ({ c }) => {
  test('runs in the engine, or says what keeps it out', () => expect(c.runs.length > 0 || c.out !== undefined).toBe(true));
  for (const kernel of c.kernels.filter((k) => c.runs.length > 0 && !(k === 'v5.18' && c.name === 'test_mce_msrs')))
    test(`is answered on ${kernel} as the suite expects`, () => expect(departs(c, kernel)).toBe(undefined));
  test('is run on kernels that the page has columns for', () =>
    expect(c.kernels.filter((k) => !(suiteKernels as readonly string[]).includes(k))).toEqual([]));
});

describe('x86/msr.c on v5.18', () => {
  test('stops at the first bad value for MCi_CTL: KVM_RUN fails, where the suite expects #GP', () => {
    const mce = cases.find(({ c }) => c.name === 'test_mce_msrs');
    expect(mce && departs(mce.c, 'v5.18')).toEqual({
      step: { op: 'guest.wrmsr', msr: '0x400', data: '0xaaaaaaaaaaaaaaaa' },
      expected: '{"outcome":"exception","vector":13,"error_code":0}',
      answered: '{"outcome":"errno","errno":"EPERM"}',
    });
  });
});
