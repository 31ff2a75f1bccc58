// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import FilterEditor from '../../src/components/filter/FilterEditor.tsx';
import { type Access, type Model, printedFields, readRanges, writeRanges } from '../../src/components/filter/filter.ts';
import { make as set } from '../../src/components/filter/make.ts';
import { packAnswer } from '../../src/components/widget/use-answer.ts';
import { langs } from '../../src/site/lang.ts';
import { bare } from './support.ts';

const model = (change: Partial<Record<keyof typeof printedFields, string>> = {}): Model => {
  const made = set({ ...printedFields, ...change });
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value;
};
const of = (m: Model, msr: string): { readonly read: Access; readonly write: Access } => {
  const tried = m.tried.find((t) => t.msr === msr);
  if (tried === undefined) throw new Error(`no ${msr}`);
  return tried;
};

describe('the filter editor', () => {
  test('lets the first range decide that covers register and access', () => {
    const { read, write } = of(model(), '0x400');
    expect(read).toEqual({ denied: true, by: 2, outcome: '#GP' });
    expect(write).toEqual({ denied: false, by: 1, outcome: 'ok' });
    const turned = writeRanges([...readRanges(printedFields.ranges)].reverse());
    expect(of(model({ ranges: turned }), '0x400').write).toEqual({ denied: true, by: 1, outcome: '#GP' });
  });
  test('leaves what no range covers to the default', () => {
    expect(of(model(), '0x12345').read.by).toBe(0);
    expect(of(model({ default: 'deny' }), '0xc0010015').write).toEqual({ denied: true, by: 0, outcome: '#GP' });
  });
  test('knows that the x2APIC’s registers are never filtered', () => {
    const all = model({ default: 'deny', ranges: 'rw:0x800:256:0x830' });
    expect(of(all, '0x830').read).toMatchObject({ denied: false, by: -1 });
    expect(of(all, '0x400').read).toMatchObject({ denied: true, by: 0 });
  });
  test('sends what is denied to user space where it asks, and what the register refuses only for its own reason', () => {
    const m = model({ ask: 'filter', data: '0x1' });
    expect(of(m, '0x404').write).toEqual({ denied: true, by: 1, outcome: 'exit' });
    expect(of(m, '0x400').write).toEqual({ denied: false, by: 1, outcome: 'EPERM' });
    expect(of(model({ ask: 'inval,unknown,filter', data: '0x1' }), '0x400').write.outcome).toBe('exit');
  });
  test('gives the bits as the kernel gets them: a set bit allows', () => {
    expect(model().bitmaps).toEqual(['ef', 'ec']);
    expect(model({ ranges: 'r:0x0:9:0x8' }).bitmaps).toEqual(['ff fe']);
  });
  test.each([
    ['a range of no access', { ranges: ':0x400:8:' }, { why: 'noAccess', range: 1 }],
    ['a range too long', { ranges: 'r:0x400:8:;w:0x0:12289:' }, { why: 'tooLong', range: 2 }],
    ['nothing but a default of deny', { ranges: '', default: 'deny' }, { why: 'emptyDeny' }],
    ['empty ranges and a default of deny', { ranges: 'r:0x400:0:', default: 'deny' }, { why: 'emptyDeny' }],
  ])('says EINVAL, and why, to %s', (_, change, refusal) => {
    const m = model(change);
    expect([m.answer, m.refusal, m.tried]).toEqual(['EINVAL', refusal, []]);
    expect(m.releases.map((r) => r.answer)).toEqual(['', 'EINVAL']);
  });
  test('takes an empty range, which decides nothing, and no range at all', () => {
    expect(of(model({ ranges: 'w:0x400:0:;w:0x400:1:0x400' }), '0x400').write.by).toBe(2);
    expect(of(model({ ranges: '' }), '0x400').write.by).toBe(0);
  });
  test.each([
    ['a number that is none', { ranges: 'w:400:8:' }, 'vm.msr_filter.ranges[0].base'],
    ['a denied register outside its range', { ranges: 'w:0x400:8:0x500' }, 'vm.msr_filter.ranges[0].deny[0]'],
    ['a count that is none', { ranges: 'w:0x400:many:' }, 'vm.msr_filter.ranges[0].count'],
    ['a kernel without filters', { kernel: 'v5.9' }, 'vm.msr_filter'],
    ['a register that is not modelled', { msr: '0x10' }, 'steps[0].msr'],
    ['a value that is none', { data: '1' }, 'steps[0].data'],
  ])('says where %s is wrong', (_, change, at) => {
    expect(set({ ...printedFields, ...change })).toMatchObject({ ok: false, at });
  });
  test('never fails on what is typed', () => {
    const part = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom('0x400', '0', '12289', 'r', 'w', '0x401,0x402', '4294967295'));
    const range = fc.record({ flags: part, base: part, count: part, deny: part });
    fc.assert(
      fc.property(fc.array(range, { maxLength: 3 }), fc.constantFrom('allow', 'deny', 'x'), (ranges, otherwise) => {
        expect(typeof set({ ...printedFields, ranges: writeRanges(ranges), default: otherwise }).ok).toBe('boolean');
      }),
      { numRuns: 150 },
    );
  });
  test.each(langs)('is whole as it is printed: %s', (lang) => {
    const m = model();
    const html = renderToString(
      <FilterEditor id="filter" lang={lang} printed={packAnswer(printedFields, { ok: true, value: m })} releases={[]} />,
    );
    const [figure = '', text = ''] = html.split('<details');
    expect(figure.match(/<td/g)).toHaveLength(2 * m.tried.length);
    for (const { msr } of m.tried) for (const half of [figure, text]) expect(bare(half)).toContain(msr);
    if (lang === 'en') expect(bare(html)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
