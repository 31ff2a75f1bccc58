// SPDX-License-Identifier: GPL-2.0-only
/** Exceptions of any kind in a vCPU's slot, which scenarios fill with #DB, #GP and #MC only; and what the next entry makes of them. */
import { KVM_REQ_TRIPLE_FAULT, type kvm_vcpu } from '../arch/x86/include/asm/kvm_host.ts';
import { kvm_queue_exception, kvm_queue_exception_e } from '../arch/x86/kvm/x86.ts';
import type { StepResult } from '../machine/outcome.ts';
import { runScenario } from './run.ts';
import type { Scenario } from './types.ts';

/** An exception in the slot, or the triple fault that was asked for in its stead. */
export type Slot = { readonly vector: number; readonly error_code?: number } | 'triple fault';

/** The vectors that push an error code: SDM volume 3, table "Protected-Mode Exceptions and Interrupts". */
const withErrorCode: readonly number[] = [8, 10, 11, 12, 13, 14, 17, 21];

function slotOf({ arch, requests }: kvm_vcpu): Slot {
  if ((requests & KVM_REQ_TRIPLE_FAULT) !== 0) return 'triple fault';
  const { nr, has_error_code, error_code } = arch.exception;
  return has_error_code ? { vector: nr, error_code } : { vector: nr };
}

/**
 * Queues exceptions one after the other, error codes 0, before the first step of a scenario, and runs it.
 * @param vectors 0 … 31
 * @returns what the slot holds after each, and how the first step ended
 */
export function runQueued(
  scenario: Scenario,
  vectors: readonly number[],
): { readonly slots: readonly Slot[]; readonly ends: StepResult | undefined } {
  const slots: Slot[] = [];
  let seen: kvm_vcpu | undefined;
  const { results } = runScenario(scenario, {
    watch: (vcpu) => {
      seen = vcpu as object as kvm_vcpu;
      return vcpu;
    },
    stepBegins: (index) => {
      if (index !== 0 || seen === undefined) return;
      for (const vector of vectors) {
        if (withErrorCode.includes(vector)) kvm_queue_exception_e(seen, vector, 0);
        else kvm_queue_exception(seen, vector);
        slots.push(slotOf(seen));
      }
    },
  });
  return { slots, ends: results[0] };
}
