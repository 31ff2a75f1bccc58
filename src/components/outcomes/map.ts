// SPDX-License-Identifier: GPL-2.0-only
/** What the outcome map asks: which registers, which values. Data alone, so that the page has it without the engine. */
import type { Text } from '../../site/lang.ts';
import type { Fields } from '../widget/fragment.ts';

export interface Row {
  readonly name: string;
  readonly msr: string;
  /** What sets this row's machine apart. */
  readonly note?: Text;
  /** Guest writes that come first. */
  readonly before?: readonly (readonly [msr: string, data: string])[];
  readonly cap?: string;
}

export const rows: readonly Row[] = [
  { name: 'MC0_CTL', msr: '0x400' },
  { name: 'MC0_STATUS', msr: '0x401' },
  {
    name: 'MC0_STATUS',
    msr: '0x401',
    note: { en: 'after HWCR ← 0x40000', 'zh-CN': '先写 HWCR ← 0x40000' },
    before: [['0xc0010015', '0x40000']],
  },
  { name: 'MC0_ADDR', msr: '0x402' },
  { name: 'MC0_MISC', msr: '0x403' },
  { name: 'MC10_CTL', msr: '0x428', note: { en: 'behind the last of ten banks', 'zh-CN': '在十个 bank 之后' } },
  { name: 'MC0_CTL2', msr: '0x280', note: { en: 'MCG_CAP with CMCI_P', 'zh-CN': 'MCG_CAP 带 CMCI_P' }, cap: '0x100050a' },
  { name: 'MCG_CAP', msr: '0x179' },
  { name: 'MCG_STATUS', msr: '0x17a' },
  { name: 'MCG_CTL', msr: '0x17b' },
];

export interface Column {
  readonly data: string;
  readonly name: Text;
}

export const columns: readonly Column[] = [
  { data: '0x0', name: { en: '0', 'zh-CN': '0' } },
  { data: '0x1', name: { en: '1', 'zh-CN': '1' } },
  { data: '0xffffffffffffffff', name: { en: 'all ones', 'zh-CN': '全 1' } },
  { data: '0xfffffffffffffbff', name: { en: 'all but bit 10', 'zh-CN': '缺第 10 位' } },
  { data: '0xfffffffffffffffe', name: { en: 'all but bit 0', 'zh-CN': '缺第 0 位' } },
];

/** How a write ended, by the name that the figure prints. */
export type Outcome = 'ok' | '#GP' | 'EPERM' | 'exit' | 'other';
/** One outcome for each row and column. */
export type Cells = readonly (readonly Outcome[])[];

export interface Model {
  /** The kernel without the commit and with it, and which of the two the fields name. */
  readonly kernels: readonly [without: string, having: string];
  readonly maps: readonly [Cells, Cells];
}

/** The fields as the page prints them. */
export const printedFields = { kernel: 'v5.18', fix: '2368048bf5c2', has: '1', host: 'intel', ask: '' } as const satisfies Fields;

/** The scenario of one cell, as text of the scenario format. */
export function scenarioOf(row: Row, data: string, kernel: string, { host = 'intel', ask = '' }: Fields): string {
  const steps = [...(row.before ?? []), [row.msr, data] as const].map(([msr, d]) => ({ op: 'guest.wrmsr', msr, data: d }));
  return JSON.stringify({
    name: `${row.name} ← ${data}`,
    kernel,
    host,
    ...(ask === '' ? {} : { vm: { user_space_msr: ask.split(',') } }),
    ...(row.cap === undefined ? {} : { vcpu: { mcg_cap: row.cap } }),
    steps,
  });
}

/** The cells in which two maps differ, by row and column. */
export const differing = (a: Cells, b: Cells): readonly (readonly [row: number, column: number])[] =>
  a.flatMap((line, r) => line.flatMap((outcome, c) => (outcome === b[r]?.[c] ? [] : [[r, c] as const])));
