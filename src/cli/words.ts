// SPDX-License-Identifier: GPL-2.0-only
/** A step and its result in a few words, for a terminal. */
import type { Step, StepResult } from '../engine/index.ts';
import { hex, msrText } from '../trace/names.ts';

const way = (step: { readonly via?: string | undefined }): string => (step.via === undefined ? '' : `, through the ${step.via}`);

/** What a step does: `guest WRMSR 0x400 (MC0_CTL) = 0x1`. */
export function stepText(step: Step): string {
  switch (step.op) {
    case 'guest.wrmsr':
      return `guest WRMSR ${msrText(step.msr)} = ${hex(step.data)}${way(step)}`;
    case 'guest.rdmsr':
      return `guest RDMSR ${msrText(step.msr)}${way(step)}`;
    case 'host.set_msr':
      return `KVM_SET_MSRS ${msrText(step.msr)} = ${hex(step.data)}`;
    case 'host.get_msr':
      return `KVM_GET_MSRS ${msrText(step.msr)}`;
    case 'guest.run':
      return 'the guest runs on';
    case 'guest.set_cr4_mce':
      return `CR4.MCE ${step.on ? 'on' : 'off'}`;
    case 'host.setup_mce':
      return `KVM_X86_SETUP_MCE ${hex(step.mcg_cap)}`;
    case 'host.set_mce':
      return `KVM_X86_SET_MCE bank ${step.bank}, status ${hex(step.status)}`;
    case 'host.complete':
      return `the exit answered with error ${step.error}`;
  }
}

const exceptions: Readonly<Record<number, string>> = { 1: '#DB', 6: '#UD', 8: '#DF', 11: '#NP', 13: '#GP', 18: '#MC' };

/** How it ended: `KVM_RUN fails with EPERM`, `#GP(0)`. */
export function resultText(result: StepResult, step: Step): string {
  if ('ret' in result) {
    if (step.op !== 'host.get_msr' && step.op !== 'host.set_msr') return 'done';
    return result.ret === 0 ? 'refused' : result.data === undefined ? 'done' : `gives ${hex(result.data)}`;
  }
  switch (result.outcome) {
    case 'ok':
      return result.data === undefined ? 'done' : `gives ${hex(result.data)}`;
    case 'exception': {
      const name = exceptions[result.vector] ?? `exception ${result.vector}`;
      return result.error_code === undefined ? name : `${name}(${result.error_code === 0 ? 0 : hex(result.error_code)})`;
    }
    case 'exit':
      return 'msr_reason' in result ? `${result.reason}, reason ${result.msr_reason}` : result.reason;
    case 'vm_entry_failure':
      return `its VM entry fails with exit reason ${hex(result.exit_reason)}, qualification ${hex(result.exit_qualification)}`;
    case 'errno':
      return step.op.startsWith('guest.') || step.op === 'host.complete'
        ? `KVM_RUN fails with ${result.errno}`
        : `fails with ${result.errno}`;
    case 'skipped':
      return 'not run any more';
  }
}

/** `one commit`, `2 commits`. */
export const counted = (n: number, one: string, many = `${one}s`): string => (n === 1 ? `one ${one}` : `${n} ${many}`);
