// SPDX-License-Identifier: GPL-2.0-only
/** Asks the engine what KVM_X86_SET_MCE does to a vCPU in a given state, and which of its decisions were reached. */
import { parseScenario, runScenario, type Scenario, type StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { hex } from '../../trace/names.ts';
import { recordTrace } from '../../trace/record.ts';
import { type Decision, decisions, word } from './words.ts';

/** The errors that are injected: `status` and `mcg_status` of the call. */
const kinds = {
  uncorrected: ['0xb200000000000000', '0x5'],
  ucna: ['0xa000000000000000', '0x0'],
  corrected: ['0x9400000000000135', '0x0'],
  invalid: ['0x3200000000000000', '0x5'],
} as const;
export type Kind = keyof typeof kinds;
export const kindNames = Object.keys(kinds) as Kind[];

export interface State {
  readonly mcgCtl: 'ones' | 'zero';
  readonly ctl: 'ones' | 'but10' | 'zero';
  readonly mcip: 'no' | 'yes';
  readonly mce: 'yes' | 'no';
  readonly held: 'nothing' | 'corrected' | 'uncorrected';
}
export interface Case extends State {
  readonly kernel: string;
  readonly kind: Kind;
}

const ready: State = { mcgCtl: 'ones', ctl: 'ones', mcip: 'no', mce: 'yes', held: 'nothing' };
/** The table's rows: a vCPU that is ready for a machine check, and what may be otherwise. */
export const states = {
  ready,
  noMce: { ...ready, mce: 'no' },
  mcip: { ...ready, mcip: 'yes' },
  mcgCtl: { ...ready, mcgCtl: 'zero' },
  ctl: { ...ready, ctl: 'but10' },
  heldCorrected: { ...ready, held: 'corrected' },
  heldUncorrected: { ...ready, held: 'uncorrected' },
} as const satisfies Readonly<Record<string, State>>;
export type StateName = keyof typeof states;
export const stateNames = Object.keys(states) as StateName[];

export type Happening = 'refused' | 'raised' | 'shutdown' | 'dropped' | 'noted' | 'over';

export interface Injected {
  readonly happens: Happening;
  readonly title: string;
  readonly text: string;
  /** Every decision of the function in its order: how it came out, or that it was not reached; the last that was reached decides. */
  readonly ladder: readonly { readonly name: Decision; readonly is: boolean | null; readonly code: string }[];
  /** The table for this kernel: for each kind, what happens in each state. */
  readonly table: Readonly<Record<Kind, Readonly<Record<StateName, Happening>>>>;
}

const values = { ones: '0xffffffffffffffff', but10: '0xfffffffffffffbff', zero: '0x0' } as const;

/** The call is step `call` of it. */
function scenarioOf({ kernel, kind, mcgCtl, ctl, mcip, mce, held }: Case): { readonly scenario: Scenario; readonly call: number } {
  const [status, mcg_status] = kinds[kind];
  const before = [
    ...(held === 'nothing' ? [] : [{ op: 'host.set_msr', msr: '0x401', data: kinds[held][0] }]),
    ...(mcip === 'yes' ? [{ op: 'host.set_msr', msr: '0x17a', data: '0x4' }] : []),
    { op: 'host.set_msr', msr: '0x17b', data: values[mcgCtl] },
    { op: 'host.set_msr', msr: '0x400', data: values[ctl] },
    { op: 'guest.set_cr4_mce', on: mce === 'yes' },
  ];
  const steps = [
    ...before,
    { op: 'host.set_mce', bank: 0, status, addr: '0x0', misc: '0x0', mcg_status },
    { op: 'guest.run' },
    { op: 'host.get_msr', msr: '0x401' },
    { op: 'host.get_msr', msr: '0x17a' },
  ];
  const read = parseScenario(JSON.stringify({ name: '', kernel, steps }));
  if (!read.ok) throw new Error(`${read.at}: ${read.problem}`);
  return { scenario: read.value, call: before.length };
}

const dataOf = (r: StepResult | undefined): bigint => (r !== undefined && 'data' in r && r.data !== undefined ? r.data : 0n);

/** What became of the call, from what the call, the guest and the bank say afterwards. */
function happening(results: readonly StepResult[], call: number, held: State['held']): Happening {
  const [set, run, status] = results.slice(call);
  if (set !== undefined && 'outcome' in set) return 'refused';
  if (run !== undefined && 'outcome' in run && run.outcome === 'exception') return 'raised';
  if (run !== undefined && 'outcome' in run && run.outcome === 'exit') return 'shutdown';
  const was = held === 'nothing' ? 0n : BigInt(kinds[held][0]);
  const is = dataOf(status);
  if (is === was) return 'dropped';
  return is === (was | (1n << 62n)) && held === 'uncorrected' ? 'over' : 'noted';
}

function happens(asked: Case): Happening {
  const { scenario, call } = scenarioOf(asked);
  return happening(runScenario(scenario).results, call, asked.held);
}

const FUNCTION = 'kvm_vcpu_ioctl_x86_set_mce';

/** The decisions that the call took, from its trace. */
function ladderOf(asked: Case): Injected['ladder'] {
  const { scenario, call } = scenarioOf(asked);
  const trace = recordTrace(scenario);
  if (!trace.ok) throw new Error(trace.problem);
  let step = -1;
  const reached = new Map<Decision, { readonly is: boolean; readonly code: string }>();
  for (const event of trace.value.events) {
    if (event.kind === 'step') step = event.index;
    if (event.kind !== 'cond' || step !== call || event.stmt.fn.name !== FUNCTION) continue;
    const name = decisions.find(({ mark }) => event.stmt.text.includes(mark))?.name;
    if (name === undefined) throw new Error(`${FUNCTION} decides something that the figure has no words for: ${event.stmt.text}`);
    reached.set(name, { is: event.value, code: event.stmt.text });
  }
  return decisions.map(({ name }) => ({ name, is: reached.get(name)?.is ?? null, code: reached.get(name)?.code ?? '' }));
}

export function inject(asked: Case, lang: Lang): Injected {
  const { scenario, call } = scenarioOf(asked);
  const { results } = runScenario(scenario);
  const how = happening(results, call, asked.held);
  const [status, mcgStatus] = results.slice(call + 2).map(dataOf);
  const left = word('left', lang)
    .replace('{status}', hex(status ?? 0n))
    .replace('{mcg}', hex(mcgStatus ?? 0n));
  const row = (kind: Kind): Readonly<Record<StateName, Happening>> =>
    Object.fromEntries(stateNames.map((s) => [s, happens({ kernel: asked.kernel, kind, ...states[s] })])) as Record<StateName, Happening>;
  return {
    happens: how,
    title: word(how, lang),
    text: `${word(`${how}Text`, lang)} ${left}`,
    ladder: ladderOf(asked),
    table: Object.fromEntries(kindNames.map((kind) => [kind, row(kind)])) as Injected['table'],
  };
}
