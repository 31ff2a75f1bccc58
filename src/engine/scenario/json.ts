// SPDX-License-Identifier: GPL-2.0-only
/**
 * JSON text, read so that nothing is lost: a number stays as it was written (JSON.parse rounds 18446744073709551615), a field that
 * stands twice is an error (JSON.parse keeps the last), and an error has a place and the same words in every browser.
 * Otherwise RFC 8259, neither more nor less.
 */
import { quote } from './quote.ts';

/** A number as it was written. */
export interface JsonNumber {
  readonly number: string;
}
export type JsonList = readonly Json[];
/** A Map, because `__proto__` is a field name like any other here. */
export type JsonObject = ReadonlyMap<string, Json>;
export type Json = null | boolean | string | JsonNumber | JsonList | JsonObject;

/** `begun`: when the text is wrong, the outermost list or object as far as it could be read. */
export type JsonText =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: string; readonly begun: Json | undefined };

/** The format needs 6 levels; the limit keeps hostile text from exhausting the stack. */
const MAX_DEPTH = 32;

interface Source {
  readonly text: string;
  pos: number;
  depth: number;
  /** Set once; from then on every reading function returns undefined. */
  problem: string | undefined;
  begun: Json | undefined;
}

export const isList = (json: Json): json is JsonList => Array.isArray(json);
export const isObject = (json: Json): json is JsonObject => json instanceof Map;
export const isNumber = (json: Json): json is JsonNumber => typeof json === 'object' && json !== null && 'number' in json;

/** Reads one JSON value that takes up the whole text. */
export function readJson(text: string): JsonText {
  const src: Source = { text, pos: 0, depth: 0, problem: undefined, begun: undefined };
  space(src);
  const value = readValue(src);
  space(src);
  if (value !== undefined && src.pos < text.length) fail(src, `${found(src)} after the end of the JSON value; a line holds one object`);
  return value !== undefined && src.problem === undefined
    ? { ok: true, value }
    : { ok: false, problem: src.problem ?? 'not JSON', begun: src.begun };
}

/** The value as JSON.parse would have given it. */
export function toPlain(json: Json): unknown {
  if (isList(json)) return json.map(toPlain);
  if (isObject(json)) return Object.fromEntries([...json].map(([key, value]) => [key, toPlain(value)]));
  return isNumber(json) ? Number(json.number) : json;
}

function fail(src: Source, problem: string, at = src.pos): undefined {
  const before = src.text.slice(0, at).split('\n');
  const column = `column ${[...(before.at(-1) ?? '')].length + 1}`;
  // Without a line break in it the text is one line of a file, whose number only the caller knows.
  src.problem ??= `${src.text.includes('\n') ? `line ${before.length}, ` : ''}${column}: ${problem}`;
  return undefined;
}

function space(src: Source): void {
  for (let c = src.text[src.pos]; c === ' ' || c === '\t' || c === '\n' || c === '\r'; c = src.text[src.pos]) src.pos++;
}

/** What stands at the position, matched by a sticky expression; empty when it does not match. */
function peek(src: Source, sticky: RegExp): string {
  sticky.lastIndex = src.pos;
  return sticky.exec(src.text)?.[0] ?? '';
}

function found(src: Source): string {
  const c = src.text.codePointAt(src.pos);
  return c === undefined ? 'the end of the text' : c === 0x22 ? 'a double quote' : quote(String.fromCodePoint(c));
}

const WORD = /[A-Za-z_]\w{0,20}/y;

function readValue(src: Source): Json | undefined {
  const c = src.text[src.pos];
  if (c === '"') return readString(src);
  if (c === '{' || c === '[') {
    if (src.depth === MAX_DEPTH) return fail(src, `more than ${MAX_DEPTH} lists and objects inside each other`);
    src.depth++;
    const value = c === '{' ? readObject(src) : readList(src);
    src.depth--;
    return value;
  }
  if (c === '-' || (c !== undefined && c >= '0' && c <= '9')) return readNumber(src);
  const word = peek(src, WORD);
  if (word === 'true' || word === 'false' || word === 'null') {
    src.pos += word.length;
    return word === 'null' ? null : word === 'true';
  }
  if (word !== '')
    return fail(
      src,
      `${word} is not a JSON value${/^(true|false|null)$/i.test(word) ? `: write ${word.toLowerCase()}` : '; text stands in double quotes'}`,
    );
  if (c === "'") return fail(src, 'text stands in double quotes, not in single quotes');
  if (c === '/') return fail(src, 'JSON has no comments');
  if (c === '\ufeff') return fail(src, 'a byte order mark stands before the JSON: save the text as UTF-8 without one');
  if (c === undefined) return fail(src, src.depth === 0 ? 'there is no JSON value' : 'the text ends before the JSON value does');
  return fail(src, `expected a value, found ${found(src)}`);
}

const HEX = /-?0[xX][0-9a-fA-F_]{0,40}/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const MORE_NUMBER = /[\w.+-]/y;

function readNumber(src: Source): JsonNumber | undefined {
  const hex = peek(src, HEX);
  if (hex !== '') return fail(src, `a hexadecimal number stands in double quotes: write "${hex.toLowerCase().replaceAll('_', '')}"`);
  const number = peek(src, NUMBER);
  const start = src.pos;
  src.pos += number.length;
  if (number === '' || peek(src, MORE_NUMBER) !== '') return fail(src, 'not a number as JSON writes it', start);
  return { number };
}

const UNICODE_ESCAPE = /\\u[0-9a-fA-F]{4}/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function readString(src: Source): string | undefined {
  const open = src.pos;
  let value = '';
  let start = ++src.pos;
  for (;;) {
    const c = src.text[src.pos];
    if (c === undefined) return fail(src, 'this text in double quotes has no end', open);
    if (c < ' ') return fail(src, `a control character inside double quotes: write ${JSON.stringify(c).slice(1, -1)}`);
    if (c === '"') {
      value += src.text.slice(start, src.pos++);
      return value;
    }
    if (c === '\\') {
      value += src.text.slice(start, src.pos);
      const unit = peek(src, UNICODE_ESCAPE);
      const plain = ESCAPES[src.text[src.pos + 1] ?? ''];
      if (unit === '' && plain === undefined) return fail(src, 'a backslash that begins no JSON escape: write \\\\ for a backslash');
      value += plain ?? String.fromCharCode(Number.parseInt(unit.slice(2), 16));
      src.pos += plain === undefined ? unit.length : 2;
      start = src.pos;
    } else src.pos++;
  }
}

/** Steps over what separates the members of a list or an object: true when another follows, undefined when neither stands there. */
function another(src: Source, close: ']' | '}'): boolean | undefined {
  space(src);
  const c = src.text[src.pos];
  if (c === close) {
    src.pos++;
    return false;
  }
  if (c === undefined) return fail(src, `the text ends where "," or "${close}" is expected`);
  if (c !== ',') return fail(src, `expected "," or "${close}", found ${found(src)}`);
  const comma = src.pos++;
  space(src);
  return src.text[src.pos] === close ? fail(src, `a comma with nothing after it, before "${close}"`, comma) : true;
}

function readList(src: Source): JsonList | undefined {
  const list: Json[] = [];
  src.begun ??= list;
  src.pos++;
  space(src);
  let more: boolean | undefined = src.text[src.pos] !== ']';
  if (!more) src.pos++;
  while (more) {
    const value = readValue(src);
    if (value === undefined) return undefined;
    list.push(value);
    more = another(src, ']');
  }
  return more === undefined ? undefined : list;
}

function readObject(src: Source): JsonObject | undefined {
  const object = new Map<string, Json>();
  src.begun ??= object;
  src.pos++;
  space(src);
  let more: boolean | undefined = src.text[src.pos] !== '}';
  if (!more) src.pos++;
  while (more) {
    const start = src.pos;
    if (src.text[start] !== '"')
      return fail(
        src,
        src.text[start] === undefined ? 'the text ends inside an object' : `expected a field name in double quotes, found ${found(src)}`,
      );
    const key = readString(src);
    if (key === undefined) return undefined;
    if (object.has(key)) return fail(src, `the field ${quote(key)} stands twice in this object`, start);
    space(src);
    if (src.text[src.pos] !== ':') return fail(src, `expected ":" after the field name, found ${found(src)}`);
    src.pos++;
    space(src);
    const value = readValue(src);
    if (value === undefined) return undefined;
    object.set(key, value);
    more = another(src, '}');
  }
  return more === undefined ? undefined : object;
}
