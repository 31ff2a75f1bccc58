// SPDX-License-Identifier: GPL-2.0-only
/** A vCPU as KVM_CREATE_VCPU leaves it, in a VM set up as a scenario says. */
import { KVM_MAX_MCE_BANKS, type kvm, type kvm_vcpu, type kvm_x86_ops } from '../arch/x86/include/asm/kvm_host.ts';
import { MSR_IA32_ARCH_CAPABILITIES } from '../arch/x86/include/asm/msr-index.ts';
import { EFER_LMA, EFER_LME, X86_CR0_PE, X86_CR0_PG, X86_EFLAGS_FIXED } from '../arch/x86/include/asm/processor-flags.ts';
import { vmx_feature_control_valid_bits } from '../arch/x86/kvm/vmx/vmx.ts';
import { kvm_vm_ioctl_enable_cap_user_space_msr, kvm_vm_ioctl_set_msr_filter } from '../arch/x86/kvm/x86.ts';
import type { kvm_msr_filter } from '../include/uapi/kvm.ts';
import {
  KVM_EXIT_UNKNOWN,
  KVM_MSR_EXIT_REASON_FILTER,
  KVM_MSR_EXIT_REASON_INVAL,
  KVM_MSR_EXIT_REASON_UNKNOWN,
} from '../include/uapi/kvm.ts';
import type { Scenario } from '../scenario/types.ts';
import { CODE, L2_CODE, type Processor, VM_EXIT_HANDLER } from './cpu.ts';
import { cpuidOf } from './cpuid.ts';
import type { MsrReason } from './outcome.ts';

/** KVM_MSR_EXIT_REASON_* by the scenario format's word. */
export const msrReasons: Readonly<Record<MsrReason, number>> = {
  inval: KVM_MSR_EXIT_REASON_INVAL,
  unknown: KVM_MSR_EXIT_REASON_UNKNOWN,
  filter: KVM_MSR_EXIT_REASON_FILTER,
};

/** The argument of KVM_X86_SET_MSR_FILTER: in its bitmaps a set bit allows. */
function msrFilter(filter: NonNullable<Scenario['vm']['msr_filter']>): kvm_msr_filter {
  const ranges = filter.ranges.map(({ flags, base, count, deny }) => {
    const bitmap = new Uint8Array(Math.ceil(count / 8)).fill(0xff);
    for (const msr of deny) {
      const bit = msr - base;
      bitmap[bit >> 3] = (bitmap[bit >> 3] ?? 0) & ~(1 << (bit & 7));
    }
    const mask = (flags.includes('read') ? 1 : 0) | (flags.includes('write') ? 2 : 0);
    return { flags: mask, base, nmsrs: count, bitmap };
  });
  return { default_allow: filter.default === 'allow', ranges };
}

/** KVM_CREATE_VM and the calls that a scenario's `vm` stands for. */
export function createVm(scenario: Scenario, x86_ops: kvm_x86_ops): kvm {
  const { kernel, module, vm, feature_msrs } = scenario;
  const { boot_cpu } = cpuidOf(scenario);
  const kvm: kvm = { arch: { user_space_msr_mask: 0, msr_filter: null }, kernel, x86_ops, module, boot_cpu, feature_msrs };
  const mask = vm.user_space_msr.reduce((m, reason) => m | msrReasons[reason], 0);
  if (mask !== 0) kvm_vm_ioctl_enable_cap_user_space_msr(kvm, mask);
  if (vm.msr_filter !== null) kvm_vm_ioctl_set_msr_filter(kvm, msrFilter(vm.msr_filter));
  return kvm;
}

/** KVM_CREATE_VCPU, and the registers of the format's guest: 64-bit mode or real mode, CPL 0, CR4.MCE clear. Before KVM_X86_SETUP_MCE there are 32 banks and nothing else. */
export function createVcpu(vm: kvm, scenario: Scenario, processor: Processor): kvm_vcpu {
  const vcpu = blankVcpu(vm, scenario, processor);
  vcpu.vmx.msr_ia32_feature_control_valid_bits = vmx_feature_control_valid_bits(vcpu);
  return vcpu;
}

const blankVcpu = (vm: kvm, scenario: Scenario, { enter_guest_mode, fetch_insn }: Processor): kvm_vcpu => ({
  vcpu_id: 0,
  kvm: vm,
  run: {
    exit_reason: KVM_EXIT_UNKNOWN,
    flags: 0,
    fail_entry: { hardware_entry_failure_reason: 0n },
    msr: { error: 0, reason: 0, index: 0, data: 0n },
  },
  requests: 0,
  arch: {
    regs: { rax: 0n, rcx: 0n, rdx: 0n, rip: CODE },
    rflags: X86_EFLAGS_FIXED,
    cr0: scenario.vcpu.real_mode ? 0n : X86_CR0_PE | X86_CR0_PG,
    cr4: 0n,
    exception: { pending: false, injected: false, has_error_code: false, nr: 0, error_code: 0 },
    emulate_ctxt: { insn: 'wrmsr', _eip: 0n, have_exception: false, exception: { vector: 0, error_code: 0 } },
    complete_userspace_io: null,
    mcg_cap: BigInt(KVM_MAX_MCE_BANKS),
    mcg_status: 0n,
    mcg_ctl: 0n,
    mcg_ext_ctl: 0n,
    mce_banks: new Array<bigint>(KVM_MAX_MCE_BANKS * 4).fill(0n),
    mci_ctl2_banks: new Array<bigint>(KVM_MAX_MCE_BANKS).fill(0n),
    msr_hwcr: 0n,
    cpuid: { vendor: scenario.vcpu.vendor, maxphyaddr: cpuidOf(scenario).maxphyaddr, features: cpuidOf(scenario).features },
    arch_capabilities: scenario.feature_msrs[MSR_IA32_ARCH_CAPABILITIES] ?? 0n,
    ia32_xss: 0n,
    msr_ia32_power_ctl: 0n,
    microcode_version: scenario.host === 'amd' ? 0x100_0065n : 0x1_0000_0000n,
    smi_count: 0n,
    efer: scenario.vcpu.real_mode ? 0n : EFER_LME | EFER_LMA,
    pat: 0x7040600070406n,
    ia32_misc_enable_msr: scenario.kernel.miscEnableChecked && scenario.host !== 'pvm' ? 0x1800n : 0n,
    msr_platform_info: 0x8000_0000n,
    osvw: { length: 0n, status: 0n },
    stored: {},
    passed: {},
    last_vmentry_cpu: -1,
  },
  vmx: {
    vmcs: {
      VM_ENTRY_INTR_INFO_FIELD: 0,
      VM_ENTRY_EXCEPTION_ERROR_CODE: 0,
      VM_EXIT_REASON: 0,
      IDT_VECTORING_INFO_FIELD: 0,
      VM_EXIT_INSTRUCTION_LEN: 0,
      EXIT_QUALIFICATION: 0,
      VM_INSTRUCTION_ERROR: 0,
    },
    fail: false,
    nested: {
      vmcs12: { vm_entry_msr_load: [], vm_exit_reason: 0, exit_qualification: 0n, guest_rip: L2_CODE, host_rip: VM_EXIT_HANDLER },
      guest_mode: false,
    },
    exit_reason: 0,
    idt_vectoring_info: 0,
    msr_ia32_feature_control: 0n,
    msr_ia32_feature_control_valid_bits: 0n,
    nested_msrs: { ...scenario.feature_msrs },
  },
  svm: { vmcb: { control: { exit_code: 0, exit_info_1: 0n, exit_info_2: 0n, event_inj: 0, event_inj_err: 0, next_rip: 0n } } },
  enter_guest_mode,
  fetch_insn,
});
