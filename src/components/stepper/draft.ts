// SPDX-License-Identifier: GPL-2.0-only
/** The scenario while it is edited: what stands in the fields, as text. Nothing is checked here; the scenario's parser does that. */
import { msrName } from '../../trace/names.ts';
import type { CommitFilm } from './film.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Draft {
  /** The scenario that the edits start from. */
  readonly base: Json;
  /** Index of the step on show. */
  readonly step: number;
  readonly fix: string;
  readonly kernel: string;
  readonly host: string;
  readonly cap: string;
  /** Reasons for MSR exits, joined by commas. */
  readonly ask: string;
  readonly op: string;
  readonly msr: string;
  readonly data: string;
}
export type Field = Exclude<keyof Draft, 'base' | 'step'>;

const DEFAULT_CAP = '0x100010a';
const object = (v: unknown): Json => (typeof v === 'object' && v !== null ? (v as Json) : {});
const string = (v: unknown, otherwise: string): string => (typeof v === 'string' ? v : otherwise);

/** The operations that can be chosen between; a step of another kind stays as it is. */
export const accesses = ['guest.wrmsr', 'guest.rdmsr', 'host.set_msr', 'host.get_msr'] as const;
export const isAccess = (op: string): boolean => (accesses as readonly string[]).includes(op);
export const writes = (op: string): boolean => op === 'guest.wrmsr' || op === 'host.set_msr';

export function draftOf(film: CommitFilm): Draft {
  const base = JSON.parse(film.walks[film.named].scenario) as Json;
  const step = object((base['steps'] as unknown[])[film.step]);
  const asked = object(base['vm'])['user_space_msr'];
  return {
    base,
    step: film.step,
    fix: film.fix.id,
    kernel: film.walks[film.named].kernel,
    host: string(base['host'], 'intel'),
    cap: string(object(base['vcpu'])['mcg_cap'], DEFAULT_CAP),
    ask: Array.isArray(asked) ? asked.join(',') : '',
    op: string(step['op'], ''),
    msr: string(step['msr'], ''),
    data: string(step['data'], '0x0'),
  };
}

/** What the sentence has no words for, as the scenario says it: `vm.msr_filter = {…}`. */
export function besides({ base }: Draft): readonly string[] {
  const said = ['vm.user_space_msr', 'vcpu.mcg_cap'];
  return ['module', 'vm', 'vcpu'].flatMap((part) =>
    Object.entries(object(base[part]))
      .filter(([name]) => !said.includes(`${part}.${name}`))
      .map(([name, value]) => `${part}.${name} = ${JSON.stringify(value)}`),
  );
}

/** The edited scenario as JSON. */
export function textOfDraft(d: Draft): string {
  const steps = (d.base['steps'] as unknown[]).map((s, i) => {
    if (i !== d.step || !isAccess(d.op)) return s;
    return writes(d.op) ? { op: d.op, msr: d.msr, data: d.data } : { op: d.op, msr: d.msr };
  });
  const { user_space_msr: _, ...vm } = object(d.base['vm']);
  const asked = d.ask === '' ? {} : { user_space_msr: d.ask.split(',') };
  const vcpu = object(d.base['vcpu']);
  return JSON.stringify({
    ...d.base,
    kernel: d.kernel,
    host: d.host,
    vm: { ...vm, ...asked },
    vcpu: d.cap === DEFAULT_CAP && !('mcg_cap' in vcpu) ? vcpu : { ...vcpu, mcg_cap: d.cap },
    steps,
  });
}

/** The field that a problem is about, or undefined for the scenario as a whole. */
export function fieldOf(at: string): Field | undefined {
  if (at === 'kernel' || at === 'host' || at === 'fix') return at;
  if (at.startsWith('vcpu.mcg_cap')) return 'cap';
  if (at.startsWith('vm.user_space_msr')) return 'ask';
  const field = /^steps\[\d+\]\.(msr|data|op)/.exec(at)?.[1];
  return field === 'msr' || field === 'data' || field === 'op' ? field : undefined;
}

/** Values that are offered to write: nothing, one bit, all, all but the two bits that kernels have let pass. */
export const usualValues = ['0x0', '0x1', '0xffffffffffffffff', '0xfffffffffffffbff', '0xfffffffffffffffe'] as const;

const isHex = (s: string): boolean => /^0x[0-9a-f]{1,16}$/.test(s);

/** Number of banks in an mcg_cap, or undefined where that is no number. */
export const banksOf = (cap: string): number | undefined => (isHex(cap) ? Number(BigInt(cap) & 0xffn) : undefined);
/** The same mcg_cap with another number of banks. */
export const withBanks = (cap: string, banks: number): string =>
  `0x${(((isHex(cap) ? BigInt(cap) : BigInt(DEFAULT_CAP)) & ~0xffn) | BigInt(Math.max(0, Math.min(255, Math.trunc(banks) || 0)))).toString(16)}`;

/** The registers by name: those of a bank, and those of which there is one. */
export const bankRegisters = ['CTL', 'STATUS', 'ADDR', 'MISC', 'CTL2'] as const;
export const oneRegisters: readonly (readonly [name: string, msr: string])[] = [
  ['MCG_CAP', '0x179'],
  ['MCG_STATUS', '0x17a'],
  ['MCG_CTL', '0x17b'],
];

/** A register's number as name and bank: `['STATUS', 3]`, `['MCG_CTL', undefined]`. */
export function registerOf(msr: string): readonly [name: string, bank: number | undefined] | undefined {
  const name = isHex(msr) ? msrName(Number(msr)) : undefined;
  const m = /^MC(\d+)_(\w+)$/.exec(name ?? '');
  if (m !== null) return [m[2] ?? '', Number(m[1])];
  return name === undefined ? undefined : [name, undefined];
}

/** The number of a bank's register. */
export function msrOf(register: string, bank: number): string {
  const one = oneRegisters.find(([name]) => name === register);
  if (one !== undefined) return one[1];
  const b = Math.max(0, Math.min(31, Math.trunc(bank) || 0));
  const n = register === 'CTL2' ? 0x280 + b : 0x400 + 4 * b + Math.max(0, (bankRegisters as readonly string[]).indexOf(register));
  return `0x${n.toString(16)}`;
}
