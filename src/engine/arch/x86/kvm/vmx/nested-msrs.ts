// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/vmx/nested.c, the part about the registers that say what nested VMX can do. The guest reads them; user space may take abilities away, no
 * more. vcpu.kvm.feature_msrs is what KVM can offer on the host's processor (vmcs_config.nested in C), vcpu.vmx.nested_msrs what this guest
 * is offered.
 */
import { EINVAL } from '../../../../machine/errno.ts';
import type { int, u32, u64 } from '../../../../machine/u64.ts';
import type { kvm_vcpu, msr_data } from '../../include/asm/kvm_host.ts';
import {
  MSR_IA32_VMX_BASIC,
  MSR_IA32_VMX_CR0_FIXED0,
  MSR_IA32_VMX_CR4_FIXED0,
  MSR_IA32_VMX_ENTRY_CTLS,
  MSR_IA32_VMX_EPT_VPID_CAP,
  MSR_IA32_VMX_EXIT_CTLS,
  MSR_IA32_VMX_MISC,
  MSR_IA32_VMX_PINBASED_CTLS,
  MSR_IA32_VMX_PROCBASED_CTLS,
  MSR_IA32_VMX_PROCBASED_CTLS2,
  MSR_IA32_VMX_TRUE_ENTRY_CTLS,
  MSR_IA32_VMX_TRUE_EXIT_CTLS,
  MSR_IA32_VMX_TRUE_PINBASED_CTLS,
  MSR_IA32_VMX_TRUE_PROCBASED_CTLS,
  MSR_IA32_VMX_VMCS_ENUM,
  MSR_IA32_VMX_VMFUNC,
} from '../../include/asm/msr-index.ts';

/** In the low half: a bit that is 1 must be set. In the high half: a bit that is 0 must be clear. */
const LOW = 0xffff_ffffn;
const HIGH = 0xffff_ffff_0000_0000n;

/* SDM volume 3, appendix A.2: the register without TRUE in its name says the same, with the default settings as "must be 1". */
const plainForm: Readonly<Record<u32, readonly [msr: u32, alwaysOn: u64]>> = {
  [MSR_IA32_VMX_TRUE_PINBASED_CTLS]: [MSR_IA32_VMX_PINBASED_CTLS, 0x16n],
  [MSR_IA32_VMX_TRUE_PROCBASED_CTLS]: [MSR_IA32_VMX_PROCBASED_CTLS, 0x0401_e172n],
  [MSR_IA32_VMX_TRUE_EXIT_CTLS]: [MSR_IA32_VMX_EXIT_CTLS, 0x3_6dffn],
  [MSR_IA32_VMX_TRUE_ENTRY_CTLS]: [MSR_IA32_VMX_ENTRY_CTLS, 0x11ffn],
};

const offered = (vcpu: kvm_vcpu, msr: u32): u64 => vcpu.kvm.feature_msrs[msr] ?? 0n;
const is_bitwise_subset = (superset: u64, subset: u64, mask: u64): boolean => ((superset | subset) & mask) === (superset & mask);

/* Bits: INS/OUTS information, dual-monitor treatment, TRUE controls, and the reserved ones. */
function vmx_restore_vmx_basic(vcpu: kvm_vcpu, data: u64): boolean {
  const vmx_basic = offered(vcpu, MSR_IA32_VMX_BASIC);
  const feature_and_reserved = (1n << 49n) | (1n << 54n) | (1n << 55n) | (1n << 31n) | (7n << 45n) | (0xffn << 56n);
  if (!is_bitwise_subset(vmx_basic, data, feature_and_reserved)) return false;
  // Bit 48 takes something away: addresses of 32 bits only, which KVM does not emulate.
  if ((data & (1n << 48n)) !== 0n) return false;
  if ((vmx_basic & 0x7fff_ffffn) !== (data & 0x7fff_ffffn)) return false;
  return ((vmx_basic >> 32n) & 0x1fffn) <= ((data >> 32n) & 0x1fffn);
}

function vmx_restore_control_msr(vcpu: kvm_vcpu, msr_index: u32, data: u64): boolean {
  const supported = offered(vcpu, msr_index);
  return is_bitwise_subset(data, supported, LOW) && is_bitwise_subset(supported, data, HIGH);
}

function vmx_restore_vmx_misc(vcpu: kvm_vcpu, data: u64): boolean {
  const vmx_misc = offered(vcpu, MSR_IA32_VMX_MISC);
  const PIN_BASED_VMX_PREEMPTION_TIMER = 1n << 6n;
  if (!is_bitwise_subset(vmx_misc, data, 0xf000_ffe0n)) return false;
  const pinbased_ctls_high = (vcpu.vmx.nested_msrs[MSR_IA32_VMX_TRUE_PINBASED_CTLS] ?? 0n) >> 32n;
  // The rate of the preemption timer, where the guest has one.
  if ((pinbased_ctls_high & PIN_BASED_VMX_PREEMPTION_TIMER) !== 0n && (data & 0x1fn) !== (vmx_misc & 0x1fn)) return false;
  if (((data >> 16n) & 0x1ffn) > ((vmx_misc >> 16n) & 0x1ffn)) return false;
  if (((data >> 25n) & 7n) > ((vmx_misc >> 25n) & 7n)) return false;
  return data >> 32n === vmx_misc >> 32n;
}

function vmx_restore_allowed(vcpu: kvm_vcpu, msr_index: u32, data: u64): boolean {
  switch (msr_index) {
    case MSR_IA32_VMX_BASIC:
      return vmx_restore_vmx_basic(vcpu, data);
    case MSR_IA32_VMX_TRUE_PINBASED_CTLS:
    case MSR_IA32_VMX_TRUE_PROCBASED_CTLS:
    case MSR_IA32_VMX_TRUE_EXIT_CTLS:
    case MSR_IA32_VMX_TRUE_ENTRY_CTLS:
    case MSR_IA32_VMX_PROCBASED_CTLS2:
      return vmx_restore_control_msr(vcpu, msr_index, data);
    case MSR_IA32_VMX_MISC:
      return vmx_restore_vmx_misc(vcpu, data);
    // What has to be 1 has to stay so; more may become so.
    case MSR_IA32_VMX_CR0_FIXED0:
    case MSR_IA32_VMX_CR4_FIXED0:
      return is_bitwise_subset(data, offered(vcpu, msr_index), LOW | HIGH);
    case MSR_IA32_VMX_EPT_VPID_CAP:
    case MSR_IA32_VMX_VMFUNC:
      return is_bitwise_subset(offered(vcpu, msr_index), data, LOW | HIGH);
    case MSR_IA32_VMX_VMCS_ENUM:
      return true;
    // The plain forms and CR0_FIXED1, CR4_FIXED1 follow from other registers and from CPUID.
    default:
      return false;
  }
}

/* In C each register has a function that checks and stores. */
export function vmx_set_vmx_msr(vcpu: kvm_vcpu, msr_index: u32, data: u64): int {
  if (!vmx_restore_allowed(vcpu, msr_index, data)) return -EINVAL;
  vcpu.vmx.nested_msrs[msr_index] = data;
  const plain = plainForm[msr_index];
  if (plain !== undefined) vcpu.vmx.nested_msrs[plain[0]] = data | plain[1];
  return 0;
}

export function vmx_get_vmx_msr(vcpu: kvm_vcpu, msr_info: msr_data): int {
  msr_info.data = vcpu.vmx.nested_msrs[msr_info.index] ?? 0n;
  return 0;
}
