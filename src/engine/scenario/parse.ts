// SPDX-License-Identifier: GPL-2.0-only
/** From a line of text to a Scenario: the only way to make one. Whatever the text, the answer is a value; nothing downstream checks again. */
import { type KernelRelease, parseKernelRelease } from '../kernel/release.ts';
import {
  bad,
  boolean,
  good,
  integer,
  listOf,
  oneOf,
  optional,
  orNull,
  type Reader,
  record,
  required,
  type Shape,
  settings,
  shaped,
  show,
  string,
} from './fields.ts';
import { u64 } from './hex.ts';
import { cpuid, featureMsrs } from './host-settings.ts';
import { isList, isObject, type JsonList, readJson, toPlain } from './json.ts';
import { readStep } from './step.ts';
import type { Parsed, Scenario } from './types.ts';
import { checkKernelHas, vm } from './vm.ts';

/** The longest text that is read, in UTF-16 units: 4 MiB of ASCII. The largest filter, 16 ranges that deny 12288 MSRs each, is 2.5 MiB. */
export const MAX_TEXT = 4 << 20;
/** The most steps of a scenario. */
export const MAX_STEPS = 1000;
/** `vcpu.mcg_cap` where a scenario does not say: 10 banks, MCG_CTL_P, MCG_SER_P. */
export const DEFAULT_MCG_CAP = 0x100_010an;

const kernel: Reader<KernelRelease> = shaped({ kind: 'release' }, (json, at) => {
  if (typeof json !== 'string') return bad(at, `${show(json)} is not a kernel release; write one in double quotes, such as "v5.18"`);
  const release = parseKernelRelease(json);
  return release.ok
    ? good(release.value)
    : { ok: false, at, problem: release.problem, kind: release.unmodelled ? 'not modelled' : 'malformed' };
});

const results: Reader<JsonList> = shaped({ kind: 'results' }, (json, at) =>
  isList(json) ? good(json) : bad(at, `${show(json)} is not a list of results`),
);

const moduleParameters = record('module', { ignore_msrs: optional(boolean, false), report_ignored_msrs: optional(boolean, true) });
const vcpu = record('vcpu', {
  vendor: optional(oneOf('intel', 'amd'), undefined),
  mcg_cap: optional(orNull(u64), DEFAULT_MCG_CAP),
  idt: optional(listOf(integer(0, 31), 32), null),
  single_step: optional(boolean, false),
  real_mode: optional(boolean, false),
  cpuid: optional(cpuid, []),
  maxphyaddr: optional(integer(36, 52), null),
});

const scenario = record('a scenario', {
  name: required(string),
  kernel: required(kernel),
  host: optional(oneOf('intel', 'amd', 'pvm'), 'intel'),
  feature_msrs: optional(featureMsrs, {}),
  module: settings(moduleParameters),
  vm: settings(vm),
  vcpu: settings(vcpu),
  steps: required(listOf(readStep, MAX_STEPS)),
  results: optional(results, undefined),
});

/** What a scenario may hold, field by field: what each accepts, and what it is when it is left out. */
export const scenarioShape: Shape | undefined = scenario.shape;

/** What a recorded vector is: a scenario, and what a real kernel answered, as JSON. */
export interface Vector {
  readonly scenario: Scenario;
  /** One for each step. */
  readonly results: readonly unknown[];
}

interface Line {
  readonly scenario: Scenario;
  readonly results: JsonList | undefined;
}

function parseLine(text: string): Parsed<Line> {
  if (text.length > MAX_TEXT) return bad('', `${text.length} characters; at most ${MAX_TEXT} are read`);
  const json = readJson(text);
  if (!json.ok) return bad('', json.problem);
  if (isList(json.value)) return bad('', 'a list is not a scenario; write one scenario per line, without brackets around them');
  const line = scenario(json.value, '');
  if (!line.ok) return line;

  const { results, ...rest } = line.value;
  const { host, kernel, vcpu } = rest;
  const possible = checkKernelHas(rest.vm, kernel);
  if (!possible.ok) return possible;
  if (vcpu.real_mode && vcpu.idt !== null)
    return bad('vcpu.idt', 'real mode has an interrupt vector table, which cannot lack a gate: leave idt out, or real_mode');
  const nested = rest.steps.findIndex((s) => 'via' in s && s.via === 'vm_entry');
  if (vcpu.real_mode && nested >= 0)
    return bad(`steps[${nested}].via`, '"vm_entry" needs VMX operation, which real mode does not have: leave real_mode out');
  const vendor = vcpu.vendor ?? defaultVendor(host);
  return good({ scenario: { ...rest, vcpu: { ...vcpu, vendor } }, results });
}

/** The guest's vendor where a scenario does not say. */
export const defaultVendor = (host: Scenario['host']): Scenario['vcpu']['vendor'] => (host === 'pvm' ? 'intel' : host);

/**
 * Reads one scenario: one JSON object, with white space and line breaks as JSON allows them. A recorded vector is read as the scenario
 * in it. At most {@link MAX_TEXT} characters and {@link MAX_STEPS} steps; a field that stands twice is a problem.
 */
export function parseScenario(text: string): Parsed<Scenario> {
  const line = parseLine(text);
  return line.ok ? good(line.value.scenario) : line;
}

/** Reads one recorded vector: a scenario with one result for each step. The results are not checked. */
export function parseVector(text: string): Parsed<Vector> {
  const line = parseLine(text);
  if (!line.ok) return line;
  const { scenario, results } = line.value;
  if (results === undefined) return bad('results', 'missing; a recorded vector needs it');
  if (results.length !== scenario.steps.length)
    return bad('results', `${results.length} for ${scenario.steps.length} steps; there is one for each step`);
  return good({ scenario, results: results.map(toPlain) });
}

/** The name in a line that may be no scenario, nor even JSON: whatever could be read of it up to where it goes wrong. */
export function scenarioName(text: string): string | null {
  const json = readJson(text.slice(0, MAX_TEXT));
  const begun = json.ok ? json.value : json.begun;
  const name = begun !== undefined && isObject(begun) ? begun.get('name') : undefined;
  return typeof name === 'string' ? name : null;
}
