// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatLink, type Link, markOf, readLink } from '../../src/components/stepper/link.ts';
import { film } from './support.ts';

const link: fc.Arbitrary<Link> = fc.record(
  {
    fig: fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    scenario: fc.string({ unit: 'binary', maxLength: 200 }),
    fix: fc.string({ maxLength: 12 }),
    view: fc.constantFrom(0 as const, 1 as const, 'both' as const),
    step: fc.oneof(fc.constantFrom(...film().walks[0].steps.map((s) => s.id)), fc.string({ unit: 'binary' })),
    want: fc.stringMatching(/^[0-9a-f]{8}$/),
  },
  { requiredKeys: ['fig'] },
);

describe('a link', () => {
  test('gives back what was put into it', () => {
    fc.assert(
      fc.property(link, (l) => {
        expect(readLink(formatLink(l))).toEqual({ kind: 'link', link: l });
      }),
    );
  });
  test('survives the browser’s address bar', () => {
    fc.assert(
      fc.property(link, (l) => {
        expect(readLink(new URL(formatLink(l), 'http://localhost/page/').hash)).toEqual({ kind: 'link', link: l });
      }),
    );
  });
  test('is readable where it can be', () => {
    expect(formatLink({ fig: 'stepper', step: 'kvm_emulate_wrmsr/2003=' })).toBe('#fig=stepper&step=kvm_emulate_wrmsr/2003=');
    expect(readLink('#step=kvm_emulate_wrmsr/2013')).toEqual({ kind: 'link', link: { step: 'kvm_emulate_wrmsr/2013' } });
  });
  test('is told from a heading’s, and from one that is damaged or newer', () => {
    for (const other of ['', '#', '#a-heading', '#stepper-text', '#sfig', '#steps']) expect(readLink(other)).toEqual({ kind: 'none' });
    expect(readLink('#fig=a&s=1.%%%')).toEqual({ kind: 'bad', why: 'damaged', fig: 'a' });
    expect(readLink('#fig=a&s=hello')).toEqual({ kind: 'bad', why: 'damaged', fig: 'a' });
    expect(readLink('#fig=a&s=1._w')).toEqual({ kind: 'bad', why: 'damaged', fig: 'a' });
    expect(readLink('#fig=a&s=2.abcd')).toEqual({ kind: 'bad', why: 'version', fig: 'a' });
    expect(readLink('#fig=a&view=7')).toEqual({ kind: 'bad', why: 'damaged', fig: 'a' });
    expect(readLink(`#s=1.${'A'.repeat(100_000)}`)).toEqual({ kind: 'bad', why: 'damaged' });
  });
  test('never throws, whatever stands in the address', () => {
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((s) => `#s=1.${s}`),
      fc.string().map((s) => `#fig=${s}&step=%${s}`),
      fc.uint8Array().map((b) => `#s=1.${Buffer.from(b).toString('base64url')}`),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        expect(['none', 'link', 'bad']).toContain(readLink(text).kind);
      }),
      { numRuns: 2000 },
    );
  });
  test('marks a result by its text', () => {
    const [a, b] = film().walks;
    expect(markOf(a.result)).toMatch(/^[0-9a-f]{8}$/);
    expect(markOf(a.result)).not.toBe(markOf(b.result));
    expect(markOf('')).toBe('811c9dc5');
  });
});
