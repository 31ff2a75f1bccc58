// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lines } from '../../src/cli/lines.ts';

async function* chunked(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of sizes) {
    yield bytes.subarray(at, at + size);
    at += size;
  }
  yield bytes.subarray(at);
}
async function all(bytes: Uint8Array, sizes: readonly number[] = []): Promise<(string | undefined)[]> {
  const texts: (string | undefined)[] = [];
  for await (const { number, text } of lines(chunked(bytes, sizes))) expect(texts.push(text)).toBe(number);
  return texts;
}

test('Lines are those of the text, however its bytes come in', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '中', '👻', '\r', ' ', '\0') });
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.array(fc.nat(5)), async (texts, sizes) => {
      const text = texts.map((t) => `${t}\n`).join('');
      expect(await all(Buffer.from(text), sizes)).toEqual(texts);
      // A last line may lack its line break; an empty one is then not there.
      expect(await all(Buffer.from(text.slice(0, -1)), sizes)).toEqual(texts.at(-1) === '' ? texts.slice(0, -1) : texts);
    }),
  );
});

test('A line that is not UTF-8 is undefined, and the others are read', async () => {
  expect(await all(Buffer.from([0x61, 0x0a, 0xc3, 0x0a, 0xc3, 0xa9, 0x0a, 0xed, 0xa0, 0x80]))).toEqual(['a', undefined, 'é', undefined]);
});

test('A byte order mark is taken off the first line only', async () => {
  expect(await all(Buffer.from('\ufeffa\n\ufeffb\n'))).toEqual(['a', '\ufeffb']);
});

test('A line without end takes up bounded memory', async () => {
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < 64; i++) yield new Uint8Array(1 << 20).fill(0x78);
    yield Buffer.from('\nb');
  }
  const lengths: (number | undefined)[] = [];
  for await (const { text } of lines(endless())) lengths.push(text?.length);
  expect(lengths).toEqual([3 * (4 << 20) + 3, 1]);
});
