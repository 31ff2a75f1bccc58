// SPDX-License-Identifier: GPL-2.0-only
/** The engine's side of the filter editor: what the ioctl answers, and what becomes of each access. */
import {
  answerToFilter,
  listReleases,
  type MsrFilter,
  type Parsed,
  parseKernelRelease,
  parseScenario,
  type Scenario,
  tryScenario,
} from '../../engine/index.ts';
import { msrName } from '../../trace/names.ts';
import { outcomeOf } from '../outcomes/make.ts';
import type { Fields } from '../widget/fragment.ts';
import type { Made } from '../widget/use-widget.ts';
import { type Access, type Model, probes, type Range, type Refusal, readRanges, type Tried } from './filter.ts';

type Json = Readonly<Record<string, unknown>>;
type Default = MsrFilter['default'];

const count = (text: string): unknown => (/^\d{1,10}$/.test(text) ? Number(text) : text);
const numbers = (text: string): readonly string[] => text.split(/[\s,，、]+/).filter((n) => n !== '');
const flagsOf = (flags: string): readonly string[] => [...(flags.includes('r') ? ['read'] : []), ...(flags.includes('w') ? ['write'] : [])];
const rangeJson = ({ flags, base, count: n, deny }: Range): Json => ({ flags: flagsOf(flags), base, count: count(n), deny: numbers(deny) });

/** A range that stands for nothing: the format and the kernel want one where the default is to deny. */
const nowhere: Json = { flags: ['read', 'write'], base: '0xfffffff0', count: 1, deny: [] };

/** What keeps the kernel from taking the filter; the ioctl itself only says EINVAL. */
function refusalOf(ranges: readonly Range[], otherwise: string): Refusal | null {
  if (otherwise === 'deny' && ranges.every((r) => Number(count(r.count)) === 0)) return { why: 'emptyDeny' };
  for (const [i, r] of ranges.entries()) {
    if (Number(count(r.count)) === 0) continue;
    if (flagsOf(r.flags).length === 0) return { why: 'noAccess', range: i + 1 };
    if (Number(count(r.count)) > 12288) return { why: 'tooLong', range: i + 1 };
  }
  return null;
}

/** The argument of the ioctl, for ranges whose numbers are numbers. */
const argument = (ranges: readonly Range[], otherwise: string): Parameters<typeof answerToFilter>[1] => ({
  default_allow: otherwise !== 'deny',
  ranges: ranges.map((r) => ({
    flags: (r.flags.includes('r') ? 1 : 0) | (r.flags.includes('w') ? 2 : 0),
    base: Number(r.base),
    nmsrs: Number(count(r.count)),
    bitmap: new Uint8Array(0),
  })),
});

/** The same call on every release, in spans. */
function spans(ranges: readonly Range[], otherwise: string): Model['releases'] {
  const made: { first: string; last: string; answer: string }[] = [];
  for (const spelling of listReleases()) {
    const kernel = parseKernelRelease(spelling);
    if (!kernel.ok) continue;
    const says = answerToFilter(kernel.value, argument(ranges, otherwise));
    const answer = says === undefined ? '' : 'errno' in says ? says.errno : String(says.ret);
    const last = made.at(-1);
    if (last?.answer === answer) last.last = spelling;
    else made.push({ first: spelling, last: spelling, answer });
  }
  return made;
}

/** The first bytes of a range's bitmap: a set bit allows. */
function bitmapOf({ base, count: n, deny }: Range): string {
  const length = Math.ceil(Number(n) / 8);
  const bytes = Array.from({ length: Math.min(length, 8) }, (_, i) => {
    const denied = numbers(deny).map((msr) => Number(msr) - Number(base) - 8 * i);
    return denied.reduce((byte, bit) => (bit >= 0 && bit < 8 ? byte & ~(1 << bit) : byte), 0xff);
  });
  return bytes.map((b) => b.toString(16).padStart(2, '0')).join(' ') + (length > 8 ? ' …' : '');
}

export function make(fields: Fields): Made<Model> {
  const { kernel = '', host = '', ask = '', default: otherwise = '', data = '', msr = '' } = fields;
  const ranges = readRanges(fields['ranges'] ?? '');

  const scenario = (own: readonly Json[], by: string, asked: readonly string[], step: Json): Parsed<Scenario> => {
    const vm = { user_space_msr: asked, msr_filter: { default: by, ranges: own } };
    return parseScenario(JSON.stringify({ name: 'filter', kernel, host, vm, steps: [step] }));
  };
  // What the kernel judges is left to the kernel; the rest of the text has to be what the format takes.
  const lenient = ranges.map((r) => {
    const n = Number(count(r.count));
    return {
      ...rangeJson(r),
      ...(flagsOf(r.flags).length === 0 ? { flags: ['read'] } : {}),
      ...(n === 0 || n > 12288 ? { count: 12288 } : {}),
    };
  });
  const checked = scenario(lenient, otherwise, ask === '' ? [] : ask.split(','), { op: 'guest.wrmsr', msr, data });
  if (!checked.ok) return checked;
  const reached = tryScenario(checked.value);
  if (!reached.ok) return reached;

  const refusal = refusalOf(ranges, otherwise);
  const says = answerToFilter(checked.value.kernel, argument(ranges, otherwise));
  const answer = says === undefined ? '' : 'errno' in says ? says.errno : String(says.ret);
  if ((answer === '0') !== (refusal === null))
    throw new Error(`the kernel answers ${answer}, and the reason given is ${JSON.stringify(refusal)}`);
  const common = { kernel, answer, refusal, releases: spans(ranges, otherwise), bitmaps: ranges.map(bitmapOf) };
  if (refusal !== null) return { ok: true, value: { ...common, tried: [] } };

  // A range of no registers is skipped by the kernel; it keeps its number here.
  const json = ranges.map((r) => (Number(count(r.count)) === 0 ? nowhere : rangeJson(r)));
  const outcome = (own: readonly Json[], by: string, asked: readonly string[], step: Json) => {
    const read = scenario(own.length === 0 ? [nowhere] : own, by, asked, step);
    const ran = read.ok ? tryScenario(read.value) : read;
    if (!ran.ok) throw new Error(`${ran.at}: ${ran.problem}`);
    return ran.value.results[0];
  };
  const denied = (own: readonly Json[], by: string, step: Json): boolean => {
    const result = outcome(own, by, ['filter'], step);
    return result !== undefined && 'msr_reason' in result && result.msr_reason === 'filter';
  };
  const access = (step: Json): Access => {
    // The shortest list of ranges with which the default no longer matters ends in the one that decides.
    const decided = (n: number): boolean => {
      const [a, b] = (['allow', 'deny'] satisfies Default[]).map((by) => denied(json.slice(0, n), by, step));
      return a === b;
    };
    const first = Array.from({ length: json.length + 1 }, (_, n) => n).find(decided);
    return {
      denied: denied(json, otherwise, step),
      by: first === undefined ? 0 : first === 0 ? -1 : first,
      outcome: outcomeOf(outcome(json, otherwise, ask === '' ? [] : ask.split(','), step)),
    };
  };
  const tried = [...probes.filter((p) => p !== msr), msr].map(
    (number): Tried => ({
      msr: number,
      name: msrName(Number(number)) ?? '',
      read: access({ op: 'guest.rdmsr', msr: number }),
      write: access({ op: 'guest.wrmsr', msr: number, data }),
    }),
  );
  return { ok: true, value: { ...common, tried } };
}
