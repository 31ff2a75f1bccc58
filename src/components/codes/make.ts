// SPDX-License-Identifier: GPL-2.0-only
/** The engine's side of the return-code strip: every number is sent up the path, and what comes of it is read from the trace. */
import { type Parsed, parseScenario, type Scenario, type StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { displayInt } from '../../trace/names.ts';
import { recordTrace } from '../../trace/record.ts';
import { type KernelStep, stepsOf } from '../../trace/steps.ts';
import type { Fields } from '../widget/fragment.ts';
import type { Made } from '../widget/use-widget.ts';
import { fill } from '../widget/words.ts';
import { type Cell, type Ending, known, type Model, others, type Place, places, type Strip } from './codes.ts';
import { type CodeWord, word } from './words.ts';

/** Writes that make KVM's own code say each of the numbers, on the kernels that can: the register, the value, and a filter where one is needed. */
const writes: readonly (readonly [msr: string, data: string, denied?: true])[] = [
  ['0x400', '0x0'],
  ['0x428', '0x0'],
  ['0x179', '0x0'],
  ['0x404', '0x0', true],
  ['0x400', '0x1'],
];

function scenarioOf(
  { kernel = '', host = '', ask = '', ignore = '' }: Fields,
  msr: string,
  data: string,
  denied: boolean,
): Parsed<Scenario> {
  const filter = { default: 'allow', ranges: [{ flags: ['write'], base: msr, deny: [msr], count: 1 }] };
  const vm = { ...(ask === '' ? {} : { user_space_msr: ask.split(',') }), ...(denied ? { msr_filter: filter } : {}) };
  const module = { ignore_msrs: ignore === '1' };
  return parseScenario(JSON.stringify({ name: 'number', kernel, host, module, vm, steps: [{ op: 'guest.wrmsr', msr, data }] }));
}

interface Ran {
  readonly steps: readonly KernelStep[];
  readonly result: StepResult;
}

function run(scenario: Scenario, says?: number): Ran {
  const trace = recordTrace(scenario, says);
  const result = trace.ok ? trace.value.result.results[0] : undefined;
  if (!trace.ok || result === undefined) throw new Error('the strip asks for nothing that is not modelled');
  return { steps: stepsOf(trace.value, 0).filter((s) => s.actor === 'kernel'), result };
}

/** The value that a function came back with, or undefined where it did not run or has not come back. */
const back = ({ steps }: Ran, fn: string): unknown => steps.flatMap((s) => s.returned).findLast((r) => r.fn.name === fn)?.value;
const reasons: Readonly<Record<number, string>> = { 1: 'inval', 2: 'unknown', 4: 'filter' };

function cellsOf(n: number, ran: Ran, from: string, { host }: Fields, lang: Lang): readonly Cell[] {
  const { steps, result } = ran;
  const errno = 'outcome' in result && result.outcome === 'errno' ? result.errno : '';
  const cell = (value: unknown, note: string, hue: Cell['hue'] = ''): Cell => ({
    value: typeof value === 'number' ? displayInt(value) : String(value),
    note,
    hue,
  });
  const w = (name: CodeWord, values: Readonly<Record<string, string>> = {}): string => fill(word(name, lang), values);
  const unreached = cell('–', w('unreached'));
  const verdict = (value: unknown): Cell =>
    typeof value !== 'number' ? unreached : cell(value, value > 0 ? w('again') : value === 0 ? w('toUser') : w('errno', { errno }));

  const r = back(ran, 'kvm_set_msr_ignored_check');
  const asked = back(ran, 'kvm_msr_user_space');
  const reason = reasons[Number(back(ran, 'kvm_msr_reason'))] ?? '';
  const negative = steps.find((s) => s.id === 'kvm_emulate_wrmsr/2013')?.cond;
  const given = steps.find((s) => s.id.startsWith('kvm_complete_insn_gp/'))?.locals.find((l) => l.name === 'err')?.value;
  const loops = back(ran, 'vcpu_run');
  const end = (): Cell => {
    switch (endingOf(result)) {
      case 'ok':
        return cell(w('ok'), w('okNote'), 'guest');
      case 'gp':
        return cell('#GP(0)', w('gpNote'), 'guest');
      case 'exit':
        return cell(w('decides'), w('decidesNote'), 'user');
      default:
        return cell(w('paused'), w('pausedNote'), 'user');
    }
  };
  const at: Readonly<Record<Place, Cell>> = {
    handler: cell(n, from === '' ? w('fromNone') : w('from', { write: from })),
    checked: cell(r, r === n ? w('passes') : w('ignored')),
    asked:
      asked === undefined
        ? unreached
        : asked === true
          ? cell(w('yes'), w('wanted', { reason }), 'user')
          : cell(w('no'), w('notWanted', { reason })),
    negative:
      negative === undefined
        ? unreached
        : negative.value
          ? cell(w('yes'), w('isErrno'))
          : cell(w('no'), w(negative.atoms[0] === true ? 'unasked' : 'notErrno')),
    completes: given === undefined ? unreached : cell(given, w(given === 0 ? 'skips' : 'injects')),
    emulates: verdict(back(ran, 'kvm_emulate_wrmsr')),
    handles: verdict(back(ran, host === 'amd' ? 'svm_handle_exit' : 'vmx_handle_exit')),
    loops: typeof loops === 'number' ? verdict(loops) : cell('–', w('round')),
    ioctl:
      errno !== ''
        ? cell(-1, w('seen', { errno }), 'alarm')
        : typeof loops === 'number'
          ? cell(0, w('seenExit'), 'user')
          : cell('–', w('stays')),
    end: end(),
  };
  return places.map((place) => at[place]);
}

function endingOf(result: StepResult): Ending {
  if (!('outcome' in result)) throw new Error('a guest step has an outcome');
  switch (result.outcome) {
    case 'ok':
      return 'ok';
    case 'exception':
      return 'gp';
    case 'errno':
      return result.errno === 'EPERM' ? 'eperm' : 'errno';
    default:
      return 'exit';
  }
}

export function make(fields: Fields, lang: Lang): Made<Model> {
  const other = Number(fields['other']);
  if (!(others as readonly number[]).includes(other))
    return { ok: false, at: 'other', problem: `"${fields['other']}" is not one of ${others.join(', ')}`, kind: 'malformed' };
  const plain = scenarioOf(fields, '0x400', '0x1', false);
  if (!plain.ok) return plain;
  const given = writes.flatMap(([msr, data, denied = false]) => {
    const scenario = scenarioOf(fields, msr, data, denied);
    // The filter came with v5.10: before, nothing is denied.
    if (!scenario.ok) return [];
    const says = run(scenario.value)
      .steps.flatMap((s) => s.returned)
      .find((r) => r.fn.name === '__kvm_set_msr' || r.fn.name === 'kvm_set_msr_with_filter');
    return [{ number: says?.value, write: `${msr} ← ${data}` }];
  });
  const strips = [...known, other].map((n): Strip => {
    const ran = run(plain.value, n);
    const from = given.find((g) => g.number === n)?.write ?? '';
    return { number: displayInt(n), from, cells: cellsOf(n, ran, from, fields, lang), ending: endingOf(ran.result) };
  });
  return { ok: true, value: { kernel: plain.value.kernel.spelling, strips } };
}
