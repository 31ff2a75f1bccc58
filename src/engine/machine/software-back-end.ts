// SPDX-License-Identifier: GPL-2.0-only
/**
 * `pvm`: a back end that runs the guest in software, so that of KVM only the vendor-independent code is used. Its source was not read:
 * this is what has to be true of it for the recorded answers of 6.18.44. NON-KERNEL.
 */
import type { kvm_vcpu, kvm_x86_ops, msr_data } from '../arch/x86/include/asm/kvm_host.ts';
import { MCG_CTL_P, MCG_SER_P } from '../arch/x86/include/asm/mce.ts';
import { vmx_x86_ops } from '../arch/x86/kvm/vmx/vmx.ts';
import { kvm_get_msr_common, kvm_set_msr_common } from '../arch/x86/kvm/x86.ts';

export const software_x86_ops: kvm_x86_ops = Object.freeze({
  ...vmx_x86_ops,
  name: 'pvm',
  get_msr: (vcpu: kvm_vcpu, msr_info: msr_data) => kvm_get_msr_common(vcpu, msr_info),
  set_msr: (vcpu: kvm_vcpu, msr_info: msr_data) => kvm_set_msr_common(vcpu, msr_info),
  setup_mce: () => {},
  mce_cap_supported: () => MCG_CTL_P | MCG_SER_P,
});
