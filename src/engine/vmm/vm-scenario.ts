// SPDX-License-Identifier: GPL-2.0-only
/** The set-up of a VMM as the fields of a scenario: what a guest under that VMM meets, one can then ask the engine. */
import type { KernelRelease } from '../kernel/release.ts';
import type { Scenario } from '../scenario/types.ts';
import { type VmmId, vmms } from './catalogue.ts';
import type { Fact, Vmm } from './types.ts';

/** The fields of a scenario that a VMM decides. The guest's vendor it leaves alone. */
export interface VmScenario {
  readonly vm: Scenario['vm'];
  readonly vcpu: Pick<Scenario['vcpu'], 'mcg_cap'>;
}

const known = <T>(fact: Fact<T>, otherwise: T): T => ('unknown' in fact ? otherwise : fact.is);

/**
 * How this VMM sets KVM up, in a scenario's terms. A KVM_X86_SETUP_MCE that the kernel refuses leaves the vCPU as it was made, in the
 * engine as under the VMM.
 * @param kernel where given, what it does not have is left out if this VMM does without; if it would not start, the fields stay, and such a scenario is refused
 */
export function vmScenario(id: VmmId, kernel?: KernelRelease): VmScenario {
  const { userSpaceMsr, msrFilter, mce, withoutUserSpaceMsr }: Vmm = vmms[id];
  const without =
    kernel?.refusedMsrsDeflectable === false &&
    withoutUserSpaceMsr !== undefined &&
    known(withoutUserSpaceMsr, 'does not start') === 'runs without';
  return {
    vm: without
      ? { user_space_msr: [], msr_filter: null }
      : { user_space_msr: known(userSpaceMsr, []), msr_filter: known(msrFilter, null) },
    vcpu: { mcg_cap: known(mce, { mcg_cap: null, banks: 32 }).mcg_cap },
  };
}
