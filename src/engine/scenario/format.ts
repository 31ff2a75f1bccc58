// SPDX-License-Identifier: GPL-2.0-only
/** The scenario format, written: one line of JSON, the fields in the format's order, so that equal things are equal text. */
import type { StepResult } from '../machine/outcome.ts';
import { hex } from './hex.ts';
import { DEFAULT_MCG_CAP, defaultVendor } from './parse.ts';
import type { MsrFilter, Problem, Result, Scenario, Step, WriteVia } from './types.ts';

type Json = Readonly<Record<string, unknown>>;

function stepResult(r: StepResult): Json {
  if ('ret' in r) return r.data === undefined ? { ret: r.ret } : { ret: r.ret, data: hex(r.data) };
  const { outcome } = r;
  switch (outcome) {
    case 'ok':
      return r.data === undefined ? { outcome } : { outcome, data: hex(r.data) };
    case 'exception':
      return r.error_code === undefined ? { outcome, vector: r.vector } : { outcome, vector: r.vector, error_code: r.error_code };
    case 'exit': {
      const { reason } = r;
      if (reason === 'KVM_EXIT_X86_WRMSR') return { outcome, reason, msr_reason: r.msr_reason, msr: hex(r.msr), data: hex(r.data) };
      if (reason === 'KVM_EXIT_X86_RDMSR') return { outcome, reason, msr_reason: r.msr_reason, msr: hex(r.msr) };
      if (reason === 'KVM_EXIT_FAIL_ENTRY') return { outcome, reason, hardware_entry_failure_reason: hex(r.hardware_entry_failure_reason) };
      return { outcome, reason };
    }
    case 'vm_entry_failure':
      return { outcome, exit_reason: hex(r.exit_reason), exit_qualification: hex(r.exit_qualification) };
    case 'errno':
      return { outcome, errno: r.errno };
    case 'skipped':
      return { outcome };
  }
}

/** One step's result as JSON. */
export const formatStepResult = (result: StepResult): string => JSON.stringify(stepResult(result));

/** A result line, without a line break. */
export const formatResult = ({ name, kernel, results }: Result): string =>
  JSON.stringify({ name, kernel, results: results.map(stepResult) });

/** A problem as a person reads it: where, and what. */
export const formatProblem = ({ at, problem, kind }: Problem): string =>
  `${kind === 'not modelled' ? 'not modelled: ' : ''}${at === '' ? '' : `${at}: `}${problem}`;

/** The line that stands in a result's place when there is none. */
export const formatError = (name: string | null, error: string): string => JSON.stringify({ name, error });

const via = (how: WriteVia | undefined): Json => (how === undefined ? {} : { via: how });

function step(s: Step): Json {
  const { op } = s;
  switch (op) {
    case 'guest.wrmsr':
      return { op, msr: hex(s.msr), data: hex(s.data), ...via(s.via) };
    case 'guest.rdmsr':
      return { op, msr: hex(s.msr), ...via(s.via) };
    case 'host.set_msr':
      return { op, msr: hex(s.msr), data: hex(s.data) };
    case 'host.get_msr':
      return { op, msr: hex(s.msr) };
    case 'guest.run':
      return { op };
    case 'guest.set_cr4_mce':
      return { op, on: s.on };
    case 'host.setup_mce':
      return { op, mcg_cap: hex(s.mcg_cap) };
    case 'host.set_mce':
      return { op, bank: s.bank, status: hex(s.status), addr: hex(s.addr), misc: hex(s.misc), mcg_status: hex(s.mcg_status) };
    case 'host.complete':
      return s.data === 0n ? { op, error: s.error } : { op, error: s.error, data: hex(s.data) };
  }
}

const filter = (f: MsrFilter): Json => ({
  default: f.default,
  ranges: f.ranges.map(({ flags, base, deny, count }) => ({ flags, base: hex(base), deny: deny.map((msr) => hex(msr)), count })),
});

/** Only what differs from the defaults; undefined, which JSON leaves out, when nothing does. */
const settings = (fields: readonly (readonly [name: string, given: boolean, value: unknown])[]): Json | undefined => {
  const given = fields.filter(([, isGiven]) => isGiven);
  return given.length === 0 ? undefined : Object.fromEntries(given.map(([name, , value]) => [name, value]));
};

/** A scenario in its canonical form: defaults left out, no white space. Reading it gives an equal scenario. */
export function formatScenario({ name, kernel, host, feature_msrs, module, vm, vcpu, steps }: Scenario): string {
  return JSON.stringify({
    name,
    kernel: kernel.spelling,
    host: host === 'intel' ? undefined : host,
    feature_msrs: settings(Object.entries(feature_msrs).map(([msr, value]) => [hex(Number(msr)), true, hex(value)])),
    module: settings([
      ['ignore_msrs', module.ignore_msrs, true],
      ['report_ignored_msrs', !module.report_ignored_msrs, false],
    ]),
    vm: settings([
      ['user_space_msr', vm.user_space_msr.length > 0, vm.user_space_msr],
      ['msr_filter', vm.msr_filter !== null, vm.msr_filter === null ? undefined : filter(vm.msr_filter)],
    ]),
    vcpu: settings([
      ['vendor', vcpu.vendor !== defaultVendor(host), vcpu.vendor],
      ['mcg_cap', vcpu.mcg_cap !== DEFAULT_MCG_CAP, vcpu.mcg_cap === null ? null : hex(vcpu.mcg_cap)],
      ['idt', vcpu.idt !== null, vcpu.idt],
      ['single_step', vcpu.single_step, true],
      ['real_mode', vcpu.real_mode, true],
      ['cpuid', vcpu.cpuid.length > 0, vcpu.cpuid.map(({ feature, offered }) => `${offered ? '+' : '-'}${feature}`)],
      ['maxphyaddr', vcpu.maxphyaddr !== null, vcpu.maxphyaddr],
    ]),
    steps: steps.map(step),
  });
}
