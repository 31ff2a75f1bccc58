// SPDX-License-Identifier: GPL-2.0-only
/** The machine's state after a step, in groups: what was touched so far, what this step changed, and which step set a value. */
import type { FilmStep, Pair, Walk } from './film.ts';

export type GroupName = 'guest' | 'vcpu' | 'kernel' | 'vm' | 'bank' | 'vmcs' | 'vmcb' | 'run' | 'locals';

export interface Cell {
  readonly name: string;
  readonly value: string;
  /** The value before this step, where this step changed it. */
  readonly old: string | undefined;
  /** The step that gave it its value, if one of the walk did. */
  readonly since: number | undefined;
  /** What the bits mean, where that is known. */
  readonly bits: string;
}

export interface Group {
  readonly name: GroupName;
  /** The bank's number. */
  readonly bank?: number;
  readonly cells: readonly Cell[];
  /** Touched, never changed, and of no weight here. */
  readonly folded: readonly Cell[];
}

interface Place {
  readonly group: GroupName;
  readonly bank?: number;
  readonly label: string;
  /** Worth showing though it does not change. */
  readonly weighs: boolean;
}

const bankRegisters = ['CTL', 'STATUS', 'ADDR', 'MISC'];

export function placeOf(path: string): Place {
  const bank = /^vcpu\.arch\.mce_banks\[(\d+)\]$/.exec(path)?.[1];
  if (bank !== undefined) return { group: 'bank', bank: Number(bank) >> 2, label: bankRegisters[Number(bank) & 3] ?? bank, weighs: true };
  const ctl2 = /^vcpu\.arch\.mci_ctl2_banks\[(\d+)\]$/.exec(path)?.[1];
  if (ctl2 !== undefined) return { group: 'bank', bank: Number(ctl2), label: 'CTL2', weighs: true };
  const rest = (prefix: RegExp): string | undefined => (prefix.test(path) ? path.replace(prefix, '') : undefined);
  const register = rest(/^vcpu\.arch\.regs\./);
  if (register !== undefined) return { group: 'guest', label: register, weighs: register !== 'rip' };
  if (/^vcpu\.arch\.(?:rflags|cr0|cr4)$/.test(path)) return { group: 'guest', label: path.slice(10), weighs: false };
  const vmcs = rest(/^vcpu\.vmx\.vmcs\./);
  if (vmcs !== undefined) return { group: 'vmcs', label: vmcs, weighs: false };
  const vmcb = rest(/^vcpu\.svm\.vmcb\./);
  if (vmcb !== undefined) return { group: 'vmcb', label: vmcb, weighs: false };
  const run = rest(/^vcpu\.run\./);
  if (run !== undefined) return { group: 'run', label: run, weighs: false };
  const kernel = rest(/^vcpu\.kvm\.kernel\./);
  if (kernel !== undefined) return { group: 'kernel', label: kernel, weighs: false };
  const vm = rest(/^vcpu\.kvm\.(?:arch\.|module\.)?/);
  if (vm !== undefined) return { group: 'vm', label: vm, weighs: vm === 'user_space_msr_mask' };
  const label = path.replace(/^vcpu\.(?:arch\.|vmx\.|svm\.)?/, '');
  return { group: 'vcpu', label, weighs: /^(?:mcg_|msr_hwcr)/.test(label) };
}

type Bits = readonly (readonly [bit: number, name: string])[];
const flags = (value: bigint, names: Bits): string[] =>
  names.flatMap(([bit, name]) => (((value >> BigInt(bit)) & 1n) === 1n ? [name] : []));

const cap: Bits = [
  [8, 'CTL_P'],
  [9, 'EXT_P'],
  [10, 'CMCI_P'],
  [11, 'TES_P'],
  [24, 'SER_P'],
  [26, 'ELOG_P'],
  [27, 'LMCE_P'],
];
const status: Bits = [
  [63, 'VAL'],
  [62, 'OVER'],
  [61, 'UC'],
  [60, 'EN'],
  [59, 'MISCV'],
  [58, 'ADDRV'],
  [57, 'PCC'],
  [56, 'S'],
  [55, 'AR'],
];

/** The bits of the registers that this path is about, by name. */
export function bitsOf(path: string, text: string): string {
  if (!/^0x[0-9a-f]+$/.test(text)) return '';
  const value = BigInt(text);
  if (value === 0n) return '';
  if (path.endsWith('.mcg_cap')) return [`Count ${value & 0xffn}`, ...flags(value, cap)].join(' ');
  const { group, label } = placeOf(path);
  if (group === 'bank' && label === 'STATUS') return flags(value, status).join(' ');
  if (/INTR_INFO_FIELD$|event_inj$/.test(path) && value >> 31n === 1n)
    return `vector ${value & 0xffn}, type ${(value >> 8n) & 7n}${((value >> 11n) & 1n) === 1n ? ', error code' : ''}`;
  return '';
}

const low = (text: string): bigint => (/^0x/.test(text) ? BigInt(text) & 0xffff_ffffn : 0n);
const joinHalves = (high: string, lower: string): string => `0x${((low(high) << 32n) | low(lower)).toString(16)}`;

/** WRMSR and RDMSR speak of ECX and of EDX:EAX: the registers' low halves, and two of them as one. */
function asMsrOperands(cells: readonly Cell[]): Cell[] {
  const [rcx, rax, rdx] = ['rcx', 'rax', 'rdx'].map((name) => cells.find((c) => c.name === name));
  if (rcx === undefined || rax === undefined || rdx === undefined) return [...cells];
  const changed = rax.old !== undefined || rdx.old !== undefined;
  const since = Math.max(rax.since ?? -1, rdx.since ?? -1);
  return [
    { ...rcx, name: 'ecx' },
    {
      name: 'edx:eax',
      value: joinHalves(rdx.value, rax.value),
      old: changed ? joinHalves(rdx.old ?? rdx.value, rax.old ?? rax.value) : undefined,
      since: since < 0 ? undefined : since,
      bits: '',
    },
    ...cells.filter((c) => c !== rcx && c !== rax && c !== rdx),
  ];
}

/** Groups whose cells are news where they are read. */
const told: readonly GroupName[] = ['kernel', 'vm', 'run', 'vmcb'];
const order: readonly GroupName[] = ['guest', 'vcpu', 'kernel', 'vm', 'bank', 'vmcs', 'vmcb', 'run'];

/** The state after step `at` of a walk. */
export function stateAt({ steps }: Walk, at: number): readonly Group[] {
  const cells = new Map<string, string>();
  const since = new Map<string, number>();
  for (const [i, s] of steps.slice(0, at + 1).entries()) {
    for (const [path, value] of s.cells) cells.set(path, value);
    for (const [path, old, value] of s.changes) if (old !== value) since.set(path, i);
  }
  const now = new Map((steps[at]?.changes ?? []).filter(([, old, value]) => old !== value).map(([path, old]) => [path, old]));
  const touched = new Set((steps[at]?.cells ?? []).map(([path]) => path));

  const groups = new Map<string, { name: GroupName; bank?: number; cells: Cell[]; folded: Cell[] }>();
  for (const [path, value] of cells) {
    const { group, bank, label, weighs } = placeOf(path);
    const key = `${group}${bank ?? ''}`;
    const g = groups.get(key) ?? { name: group, ...(bank === undefined ? {} : { bank }), cells: [], folded: [] };
    groups.set(key, g);
    const cell: Cell = { name: label, value, old: now.get(path), since: since.get(path), bits: bitsOf(path, value) };
    (weighs || since.has(path) || (touched.has(path) && told.includes(group)) ? g.cells : g.folded).push(cell);
  }
  for (const g of groups.values()) if (g.name === 'guest') g.cells = asMsrOperands(g.cells);
  return [...groups.values()].sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name) || (a.bank ?? 0) - (b.bank ?? 0));
}

/** The local names of the call that runs, with the step that set each. */
export function localsAt({ steps }: Walk, at: number): readonly Cell[] {
  const step = steps[at];
  if (step === undefined) return [];
  const before = steps.slice(0, at).findLast((s) => s.frame === step.frame);
  const known = new Map<string, string>(before?.locals ?? []);
  const set = new Map<string, string>(step.sets);
  const setAt = (name: string): number | undefined => {
    const i = steps.slice(0, at + 1).findLastIndex((s) => s.frame === step.frame && s.sets.some(([n]) => n === name));
    return i < 0 ? undefined : i;
  };
  return step.locals.map(([name, value]: Pair): Cell => {
    const was = known.get(name);
    return { name, value, old: set.has(name) ? (was === value ? undefined : (was ?? '')) : undefined, since: setAt(name), bits: '' };
  });
}

/** The way of a value up the calls: neighbours that return the same and mean the same are one entry. */
export interface Rise {
  readonly value: string;
  readonly meaning: string;
  readonly first: string;
  readonly last: string;
}

export function risesAt({ steps }: Walk, at: number): readonly Rise[] {
  const out: Rise[] = [];
  for (const s of steps.slice(0, at + 1))
    for (const [fn, value, meaning] of s.returned) {
      const top = out.at(-1);
      if (meaning === '') continue;
      if (top?.value === value && top.meaning === meaning) out[out.length - 1] = { ...top, last: fn };
      else out.push({ value, meaning, first: fn, last: fn });
    }
  return out;
}

/** The cells that a step changed, as a screen reader is told of them. */
export const changedCells = (step: FilmStep): readonly string[] =>
  step.changes.filter(([, old, value]) => old !== value).map(([path, , value]) => `${path.replace(/^vcpu\./, '')} = ${value}`);
