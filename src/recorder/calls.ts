// SPDX-License-Identifier: GPL-2.0-only
/** A scenario as calls of the functions in machine.c: what the recorder is sent, and what the C program of `exitpath repro` consists of. */
import { type cpu_feature, cpu_features } from '../engine/arch/x86/include/asm/cpufeatures.ts';
import type { FilterRange, Scenario, Step } from '../engine/index.ts';
import { cpuidOf } from '../engine/machine/cpuid.ts';

/** One call. Numbers are printed in hexadecimal; a text is a C string. */
export interface Call {
  readonly name: string;
  readonly args: readonly (number | bigint | string)[];
}

const call = (name: string, ...args: Call['args']): Call => ({ name, args });

/** The guest's CPUID leaf 0: EBX, EDX, ECX. */
const letters = { intel: 'GenuineIntel', amd: 'AuthenticAMD' } as const;
/** KVM_MSR_EXIT_REASON_*. */
const reasons = { inval: 1, unknown: 2, filter: 4 } as const;
/** KVM_MSR_FILTER_READ, KVM_MSR_FILTER_WRITE. */
const accesses = { read: 1, write: 2 } as const;
const DEFAULT_DENY = 1;

const rangeCalls = ({ flags, base, count, deny }: FilterRange, range: number): readonly Call[] => [
  call(
    'filter_range',
    range,
    [...new Set(flags)].reduce((mask, access) => mask + accesses[access], 0),
    base,
    count,
  ),
  ...deny.map((msr) => call('filter_deny', range, msr)),
];

function vmCalls({ user_space_msr, msr_filter }: Scenario['vm']): readonly Call[] {
  const mask = [...new Set(user_space_msr)].reduce((sum, reason) => sum + reasons[reason], 0);
  return [
    ...(mask === 0 ? [] : [call('enable_user_space_msr', mask)]),
    ...(msr_filter === null
      ? []
      : [...msr_filter.ranges.flatMap(rangeCalls), call('set_msr_filter', msr_filter.default === 'deny' ? DEFAULT_DENY : 0)]),
  ];
}

/** The machine-check registers, about which CPUID's features are not asked. */
const aboutMachineChecks = (msr: number): boolean =>
  (msr >= 0x179 && msr <= 0x17b) || (msr >= 0x280 && msr <= 0x29f) || (msr >= 0x400 && msr <= 0x47f);

const registers = ['eax', 'ebx', 'ecx', 'edx'] as const;
/** XSAVES is the one that does not stand in index 0 of its leaf. */
const indexOf = (leaf: number): number => Number(leaf === 0xd);

/** What the engine takes the guest's CPUID to offer; where no answer depends on it, nothing. */
function cpuidCalls(scenario: Scenario): readonly Call[] {
  if (scenario.steps.every((s) => !('msr' in s) || aboutMachineChecks(s.msr))) return [];
  const { features, maxphyaddr } = cpuidOf(scenario);
  const set = (Object.keys(cpu_features) as cpu_feature[]).map((name) => {
    const [leaf, register, bit] = cpu_features[name];
    return call('cpuid_feature', leaf, indexOf(leaf), registers.indexOf(register), bit, Number(features[name]));
  });
  return [...set, call('cpuid_maxphyaddr', maxphyaddr)];
}

/** Why /dev/kvm is not asked this; undefined when it can be. */
export function unrecordable({ steps, feature_msrs }: Scenario): string | undefined {
  if (Object.keys(feature_msrs).length > 0) return 'feature_msrs: what the host’s processor offers cannot be chosen';
  const nested = steps.findIndex((s) => 'via' in s && s.via === 'vm_entry');
  return nested < 0 ? undefined : `steps[${nested}].via: the recorder’s guest is no hypervisor, so it has no VM entry`;
}

/** What comes before the first step. */
export function setUpCalls(scenario: Scenario): readonly Call[] {
  const { module, vm, vcpu, steps } = scenario;
  return [
    call('expect_parameter', 'ignore_msrs', Number(module.ignore_msrs)),
    ...(steps.some((s) => 'via' in s && s.via === 'emulator') ? [call('expect_parameter', 'force_emulation_prefix', 1)] : []),
    call('create_vm'),
    ...vmCalls(vm),
    ...(vcpu.idt === null ? [call('set_all_gates')] : vcpu.idt.map((vector) => call('set_gate', vector))),
    ...(vcpu.single_step ? [call('single_step')] : []),
    call('create_vcpu', letters[vcpu.vendor]),
    ...cpuidCalls(scenario),
    ...(vcpu.real_mode ? [call('real_mode')] : []),
    ...(vcpu.mcg_cap === null ? [] : [call('initial_mcg_cap', vcpu.mcg_cap)]),
  ];
}

export function stepCall(step: Step): Call {
  switch (step.op) {
    case 'guest.wrmsr':
      return call(step.via === 'emulator' ? 'emulated_wrmsr' : 'guest_wrmsr', step.msr, step.data);
    case 'guest.rdmsr':
      return call(step.via === 'emulator' ? 'emulated_rdmsr' : 'guest_rdmsr', step.msr);
    case 'guest.run':
      return call('guest_run');
    case 'guest.set_cr4_mce':
      return call('guest_set_cr4_mce', Number(step.on));
    case 'host.set_msr':
      return call('host_set_msr', step.msr, step.data);
    case 'host.get_msr':
      return call('host_get_msr', step.msr);
    case 'host.setup_mce':
      return call('host_setup_mce', step.mcg_cap);
    case 'host.set_mce':
      return call('host_set_mce', step.bank, step.status, step.addr, step.misc, step.mcg_status);
    case 'host.complete':
      return call('host_complete', step.error, step.data);
  }
}

/** The line that the recorder reads for a scenario. Its results carry no name. */
export const plan = (scenario: Scenario): string =>
  [...setUpCalls(scenario), call('begin_results', '""'), ...scenario.steps.map(stepCall), call('end_results')]
    .map(({ name, args }) => [name, ...args.map((a) => (typeof a === 'string' ? a : a.toString(16)))].join(' '))
    .join(' ');
