// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatFields, readFields } from '../../src/components/widget/fragment.ts';

const printed = { kernel: 'v5.18', host: 'intel', other: '' };

test('a link carries what was changed, and nothing else', () => {
  expect(formatFields('map', { ...printed, host: 'amd' }, printed)).toBe('#fig=map&host=amd');
});
test('what was changed comes back, whatever the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (kernel, other) => {
      const fields = { ...printed, kernel, other };
      expect(readFields(formatFields('map', fields, printed), 'map', printed)).toEqual(fields);
    }),
  );
});
test('a fragment about something else, or far too long a one, is left alone; fields that the figure lacks are dropped', () => {
  expect(readFields('#fig=stepper&host=amd', 'map', printed)).toBeUndefined();
  expect(readFields('#heading', 'map', printed)).toBeUndefined();
  expect(readFields(`#fig=map&host=${'a'.repeat(1 << 15)}`, 'map', printed)).toBeUndefined();
  expect(readFields('#fig=map&nonsense=1&host=amd', 'map', printed)).toEqual({ ...printed, host: 'amd' });
});
