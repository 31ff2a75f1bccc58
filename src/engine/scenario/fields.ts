// SPDX-License-Identifier: GPL-2.0-only
/** Readers: from a JSON value and its path to a checked value or a located problem. The scenario format is built from these. */
import { isList, isNumber, isObject, type Json } from './json.ts';
import { nearest } from './nearest.ts';
import { quote } from './quote.ts';
import type { Parsed } from './types.ts';

/** What a reader accepts, as data: the reference page of the format is made from it, so that it cannot say something else. */
export type Shape =
  | { readonly kind: 'text' | 'boolean' | 'release' | 'results' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'hex'; readonly bits: 32 | 64 }
  | { readonly kind: 'names'; readonly names: readonly string[] }
  | { readonly kind: 'list'; readonly of: Shape | undefined; readonly max: number }
  | { readonly kind: 'or null'; readonly of: Shape | undefined }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, FieldShape>> }
  /** Objects of several kinds, told apart by their field `op`. */
  | { readonly kind: 'steps'; readonly of: Readonly<Record<string, Shape | undefined>> };

/** One field of an object: what it accepts, and what it is when it is left out. */
export interface FieldShape {
  readonly shape: Shape | undefined;
  readonly required: boolean;
  /** The value of a field that is left out; undefined where that depends on others, or is nothing. */
  readonly absent: unknown;
}

/** Reads a JSON value. `shape` says what it accepts. */
export interface Reader<T> {
  (json: Json, at: string): Parsed<T>;
  readonly shape?: Shape | undefined;
}

/** A reader that says what it accepts. */
export const shaped = <T>(shape: Shape | undefined, read: Reader<T>): Reader<T> => Object.assign(read, { shape });

export const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const bad = (at: string, problem: string): Parsed<never> => ({ ok: false, at, problem, kind: 'malformed' });

/** What stood in the input, for a message. */
export function show(json: Json): string {
  if (typeof json === 'string') return quote(json);
  if (isNumber(json)) return json.number.length > 40 ? `${json.number.slice(0, 40)}…` : json.number;
  return isList(json) ? 'a list' : isObject(json) ? 'an object' : String(json);
}

const didYouMean = (word: string, names: readonly string[]): string => {
  const name = nearest(word, names);
  return name === undefined ? '' : ` (did you mean ${quote(name)}?)`;
};

export const string: Reader<string> = shaped({ kind: 'text' }, (json, at) =>
  typeof json === 'string' ? good(json) : bad(at, `${show(json)} is not text in double quotes`),
);

export const boolean: Reader<boolean> = shaped({ kind: 'boolean' }, (json, at) => {
  if (typeof json === 'boolean') return good(json);
  const meant = new Map([
    ['"true"', 'true'],
    ['1', 'true'],
    ['"false"', 'false'],
    ['0', 'false'],
  ]).get(show(json));
  return bad(at, `${show(json)} is neither true nor false${meant === undefined ? '' : `: write ${meant}`}`);
});

export const integer = (min: number, max: number): Reader<number> =>
  shaped({ kind: 'integer', min, max }, (json, at) => {
    const accepted = `accepted: a whole number from ${min} to ${max}`;
    const meant = typeof json === 'string' && /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(json) ? Number(json) : -1;
    if (meant >= min && meant <= max) return bad(at, `${show(json)} is in quotes, and this is a plain number: write ${meant}`);
    if (!isNumber(json)) return bad(at, `${show(json)} is not a number; ${accepted}`);
    if (!/^(0|-?[1-9]\d*)$/.test(json.number)) return bad(at, `${show(json)} is not a whole number in plain digits; ${accepted}`);
    const value = Number(json.number);
    return value >= min && value <= max
      ? good(value)
      : bad(at, `${show(json)} is ${value < min ? `less than ${min}` : `more than ${max}`}; ${accepted}`);
  });

export const oneOf = <const T extends string>(...names: readonly T[]): Reader<T> =>
  shaped({ kind: 'names', names }, (json, at) => {
    const name = names.find((n) => n === json);
    if (name !== undefined) return good(name);
    return bad(
      at,
      `${show(json)} is not known here${typeof json === 'string' ? didYouMean(json, names) : ''}; accepted: ${names.map(quote).join(', ')}`,
    );
  });

export const listOf = <T>(read: Reader<T>, max = Number.POSITIVE_INFINITY): Reader<readonly T[]> =>
  shaped({ kind: 'list', of: read.shape, max }, (json, at) => {
    if (!isList(json)) return bad(at, `${show(json)} is not a list${typeof json === 'string' ? `: write [${show(json)}]` : ''}`);
    if (json.length > max) return bad(at, `${json.length} entries; at most ${max} are accepted`);
    const values: T[] = [];
    for (const [i, entry] of json.entries()) {
      const value = read(entry, `${at}[${i}]`);
      if (!value.ok) return value;
      values.push(value.value);
    }
    return good(values);
  });

export const orNull = <T>(read: Reader<T>): Reader<T | null> =>
  shaped({ kind: 'or null', of: read.shape }, (json, at) => (json === null ? good(null) : read(json, at)));

/** A field of an object: what it gives when it is there, and when it is not. @param owner how messages name the object */
export interface Field<T> extends FieldShape {
  (json: Json | undefined, at: string, owner: string): Parsed<T>;
}

const field = <T>(shape: FieldShape, read: (json: Json | undefined, at: string, owner: string) => Parsed<T>): Field<T> =>
  Object.assign(read, shape);

export const required = <T>(read: Reader<T>): Field<T> =>
  field({ shape: read.shape, required: true, absent: undefined }, (json, at, owner) =>
    json === undefined ? bad(at, `missing; ${owner} needs it`) : read(json, at),
  );
export const optional = <T, const D>(read: Reader<T>, absent: D): Field<T | D> =>
  field({ shape: read.shape, required: false, absent }, (json, at) => (json === undefined ? good<T | D>(absent) : read(json, at)));
/** An object whose fields all have defaults: leaving it out is leaving them all out. */
export const settings = <T>(read: Reader<T>): Field<T> =>
  field({ shape: read.shape, required: false, absent: undefined }, (json, at) => read(json ?? new Map(), at));

type Fields = Readonly<Record<string, Field<unknown>>>;
type Values<F extends Fields> = { readonly [K in keyof F]: F[K] extends Field<infer T> ? T : never };

/** An object with these fields and no others. @param what how messages name it */
export const record = <F extends Fields>(what: string, fields: F): Reader<Values<F>> =>
  shaped({ kind: 'object', fields }, (json, at) => {
    const names = Object.keys(fields);
    if (!isObject(json)) return bad(at, `${show(json)} is not an object; ${what} has the fields ${names.join(', ')}`);
    for (const key of json.keys())
      if (!names.includes(key))
        return bad(at, `${what} has no field ${quote(key)}${didYouMean(key, names)}; accepted: ${names.join(', ')}`);

    const values: Record<string, unknown> = {};
    // A scenario that is malformed as well as not modelled is malformed: keep looking.
    let notModelled: Parsed<never> | undefined;
    for (const [name, field] of Object.entries(fields)) {
      const value = field(json.get(name), at === '' ? name : `${at}.${name}`, what);
      if (value.ok) values[name] = value.value;
      else if (value.kind === 'malformed') return value;
      else notModelled ??= value;
    }
    return notModelled ?? good(values as Values<F>);
  });
