// SPDX-License-Identifier: GPL-2.0-only
/** Expressions of a page, compared across its two languages: alike but for text, and text is what contains Chinese in the Chinese page. */

/** A value that a page passes on: a literal text, or a syntax tree without its positions. */
export type Value = string | number | boolean | null | undefined | readonly Value[] | { readonly [key: string]: Value };

const positions = new Set(['start', 'end', 'loc', 'range', 'comments', 'raw']);

/** A syntax tree as plain data. */
export function plain(node: unknown): Value {
  if (Array.isArray(node)) return node.map(plain);
  if (typeof node === 'bigint') return `${node}n`;
  if (typeof node === 'object' && node !== null)
    return Object.fromEntries(
      Object.entries(node)
        .filter(([key]) => !positions.has(key))
        .map(([key, value]) => [key, plain(value)]),
    );
  return node as Value;
}

const chinese = /[\p{Script=Han}，。；：？！、（）《》“”]/u;

/** True when `zh` is `en` with its texts translated. */
export function sameButForText(en: Value, zh: Value): boolean {
  if (typeof en === 'string' && typeof zh === 'string') return en === zh || (chinese.test(zh) && !/\p{Script=Han}/u.test(en));
  if (Array.isArray(en) && Array.isArray(zh))
    return en.length === zh.length && en.every((value, i) => sameButForText(value as Value, zh[i] as Value));
  if (isRecord(en) && isRecord(zh)) {
    const keys = Object.keys(en);
    return keys.length === Object.keys(zh).length && keys.every((key) => key in zh && sameButForText(en[key], zh[key]));
  }
  return en === zh;
}

const isRecord = (value: Value): value is { readonly [key: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
