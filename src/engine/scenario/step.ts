// SPDX-License-Identifier: GPL-2.0-only
/** Steps: for each operation the fields that it takes. */
import { bad, boolean, integer, oneOf, optional, type Reader, record, required, shaped, show } from './fields.ts';
import { u32, u64 } from './hex.ts';
import { isObject } from './json.ts';
import type { Parsed, Step } from './types.ts';

type Op = Step['op'];

const msr = required(u32);
const data = required(u64);
const via = optional(oneOf('emulator'), undefined);
const writeVia = optional(oneOf('emulator', 'vm_entry'), undefined);
const byte = required(integer(0, 255));
const op = <const O extends Op>(name: O) => ({ op: required(oneOf(name)) });

const readers: { readonly [O in Op]: Reader<Extract<Step, { op: O }>> } = {
  'guest.wrmsr': record('guest.wrmsr', { ...op('guest.wrmsr'), msr, data, via: writeVia }),
  'guest.rdmsr': record('guest.rdmsr', { ...op('guest.rdmsr'), msr, via }),
  'guest.run': record('guest.run', op('guest.run')),
  'guest.set_cr4_mce': record('guest.set_cr4_mce', { ...op('guest.set_cr4_mce'), on: required(boolean) }),
  'host.set_msr': record('host.set_msr', { ...op('host.set_msr'), msr, data }),
  'host.get_msr': record('host.get_msr', { ...op('host.get_msr'), msr }),
  'host.setup_mce': record('host.setup_mce', { ...op('host.setup_mce'), mcg_cap: required(u64) }),
  'host.set_mce': record('host.set_mce', {
    ...op('host.set_mce'),
    bank: byte,
    status: required(u64),
    addr: required(u64),
    misc: required(u64),
    mcg_status: required(u64),
  }),
  // An answer to WRMSR carries no data.
  'host.complete': record('host.complete', { ...op('host.complete'), error: byte, data: optional(u64, 0n) }),
};
const readOp = oneOf(...(Object.keys(readers) as Op[]));

const shapes = Object.fromEntries(Object.entries(readers).map(([name, { shape }]) => [name, shape]));

export const readStep: Reader<Step> = shaped({ kind: 'steps', of: shapes }, (json, at): Parsed<Step> => {
  if (!isObject(json)) return bad(at, `${show(json)} is not a step; a step is an object such as {"op":"guest.run"}`);
  const name = json.get('op');
  if (name === undefined) return bad(`${at}.op`, `missing; accepted: ${Object.keys(readers).join(', ')}`);
  const known = readOp(name, `${at}.op`);
  return known.ok ? readers[known.value](json, at) : known;
});
