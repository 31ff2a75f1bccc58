// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/kvm_host.h and include/linux/kvm_host.h: the state that this path reads and writes. */
import type { kvm_msr_filter, kvm_run } from '../../../../include/uapi/kvm.ts';
import type { KernelRelease } from '../../../../kernel/release.ts';
import type { int, u32, u64 } from '../../../../machine/u64.ts';
import type { cpu_feature } from './cpufeatures.ts';
import type { vmcb_control_area } from './svm.ts';
import type { vmcs_field } from './vmx.ts';

export const KVM_MAX_MCE_BANKS = 32;

/** Names of the registers in vcpu.arch.regs. */
export const VCPU_REGS_RAX = 'rax';
export const VCPU_REGS_RCX = 'rcx';
export const VCPU_REGS_RDX = 'rdx';
export const VCPU_REGS_RIP = 'rip';
export type kvm_reg = typeof VCPU_REGS_RAX | typeof VCPU_REGS_RCX | typeof VCPU_REGS_RDX | typeof VCPU_REGS_RIP;

/** Requests to a vCPU, answered before it enters the guest. Bit masks here; bit numbers in the kernel. */
export const KVM_REQ_EVENT = 1 << 0;
export const KVM_REQ_TRIPLE_FAULT = 1 << 1;

export const EXIT_FASTPATH_NONE = 0;
export const EXIT_FASTPATH_REENTER_GUEST = 1;
export const EXIT_FASTPATH_EXIT_HANDLED = 2;
export type fastpath_t = typeof EXIT_FASTPATH_NONE | typeof EXIT_FASTPATH_REENTER_GUEST | typeof EXIT_FASTPATH_EXIT_HANDLED;

/** One access to an MSR on its way down. */
export interface msr_data {
  /** True for KVM_SET_MSRS and KVM_GET_MSRS, false for the guest's own access. */
  readonly host_initiated: boolean;
  readonly index: u32;
  data: u64;
}

/** The one exception that can wait for the guest. `pending`: not yet put into a VM entry. `injected`: put there. */
export interface kvm_queued_exception {
  pending: boolean;
  injected: boolean;
  has_error_code: boolean;
  nr: number;
  error_code: u32;
}

/** What the instruction emulator works on. omitted: everything that RDMSR and WRMSR do not need. */
export interface x86_emulate_ctxt {
  insn: 'rdmsr' | 'wrmsr';
  /** Address behind the instruction. In C `_eip`. */
  _eip: u64;
  have_exception: boolean;
  exception: { vector: number; error_code: u32 };
}

export interface kvm_vcpu_arch {
  regs: Record<kvm_reg, u64>;
  rflags: u64;
  cr0: u64;
  cr4: u64;
  exception: kvm_queued_exception;
  readonly emulate_ctxt: x86_emulate_ctxt;
  complete_userspace_io: ((vcpu: kvm_vcpu) => int) | null;
  mcg_cap: u64;
  mcg_status: u64;
  mcg_ctl: u64;
  mcg_ext_ctl: u64;
  /** Four words a bank: CTL, STATUS, ADDR, MISC. */
  mce_banks: u64[];
  mci_ctl2_banks: u64[];
  msr_hwcr: u64;
  /** What the guest's CPUID says, as far as this path asks. */
  cpuid: {
    readonly vendor: 'intel' | 'amd' | 'hygon';
    /** Width of a physical address, in bits: CPUID 0x80000008, EAX bits 7:0. */
    readonly maxphyaddr: number;
    readonly features: Readonly<Record<cpu_feature, boolean>>;
  };
  arch_capabilities: u64;
  ia32_xss: u64;
  msr_ia32_power_ctl: u64;
  microcode_version: u64;
  smi_count: u64;
  efer: u64;
  pat: u64;
  ia32_misc_enable_msr: u64;
  msr_platform_info: u64;
  osvw: { length: u64; status: u64 };
  /** NON-KERNEL: registers that are only stored, by number in hex. The kernel keeps them in the VMCS, the VMCB, or tables of their own. */
  stored: Record<string, u64>;
  /** NON-KERNEL: registers that KVM has stopped intercepting since the vCPU was made, by number in hex. In C bits of the MSR bitmap. */
  passed: Record<string, boolean>;
  /** −1 until the vCPU has been run. */
  last_vmentry_cpu: int;
}

/** struct vmx_msr_entry: one entry of a VM-entry MSR-load list. */
export interface vmx_msr_entry {
  readonly index: u32;
  readonly value: u64;
}

/** struct nested_vmx and the vmcs12 behind it: what the guest's own hypervisor, L1, says of its guest, L2. */
export interface nested_vmx {
  readonly vmcs12: {
    /** In C an address and a count. */
    vm_entry_msr_load: readonly vmx_msr_entry[];
    vm_exit_reason: u32;
    exit_qualification: u64;
    readonly guest_rip: u64;
    readonly host_rip: u64;
  };
  /** L2 runs. In C a bit of vcpu.arch.hflags. */
  guest_mode: boolean;
}

/** struct vcpu_vmx, and the VMCS behind it. */
export interface vcpu_vmx {
  readonly vmcs: Record<vmcs_field, u32>;
  /** The last VM entry failed before it began. */
  fail: boolean;
  readonly nested: nested_vmx;
  exit_reason: u32;
  idt_vectoring_info: u32;
  msr_ia32_feature_control: u64;
  msr_ia32_feature_control_valid_bits: u64;
  /** nested.msrs in C: what nested VMX offers this guest, by the number of the register that says it. */
  readonly nested_msrs: Record<u32, u64>;
}

/** struct vcpu_svm, and the VMCB behind it. */
export interface vcpu_svm {
  readonly vmcb: { readonly control: vmcb_control_area };
}

/** struct kvm_x86_ops: what the vendor module brings. */
export interface kvm_x86_ops {
  readonly name: 'kvm_intel' | 'kvm_amd' | 'pvm';
  readonly vcpu_run: (vcpu: kvm_vcpu) => fastpath_t;
  readonly handle_exit: (vcpu: kvm_vcpu, exit_fastpath: fastpath_t) => int;
  readonly get_msr: (vcpu: kvm_vcpu, msr_info: msr_data) => int;
  readonly set_msr: (vcpu: kvm_vcpu, msr_info: msr_data) => int;
  readonly complete_emulated_msr: (vcpu: kvm_vcpu, err: int) => int;
  readonly skip_emulated_instruction: (vcpu: kvm_vcpu) => int;
  readonly queue_exception: (vcpu: kvm_vcpu) => void;
  readonly setup_mce: (vcpu: kvm_vcpu) => void;
  /** In C a function or none: whether the module has a timer that counts while the guest runs (VMX-preemption timer). */
  readonly set_hv_timer: boolean;
  /** EFER bits that a guest may have besides the common ones. In C the module makes them known once, when it is loaded. */
  readonly efer_bits: (vcpu: kvm_vcpu) => u64;
  /** MCG_CAP bits that user space may ask for, besides the counts. A global, kvm_mce_cap_supported, in the kernel. */
  readonly mce_cap_supported: (kernel: KernelRelease) => u64;
}

export interface kvm {
  arch: {
    /** Mask of KVM_MSR_EXIT_REASON_*. */
    user_space_msr_mask: u32;
    msr_filter: kvm_msr_filter | null;
  };
  /** NON-KERNEL: which kernel this is, resolved to behaviours. */
  readonly kernel: KernelRelease;
  /** NON-KERNEL as a field: the vendor module, a global of the kernel. */
  readonly x86_ops: kvm_x86_ops;
  /** NON-KERNEL as a field: parameters of the kvm module, globals of the kernel. */
  readonly module: { readonly ignore_msrs: boolean; readonly report_ignored_msrs: boolean };
  /** NON-KERNEL as a field: what the host's processor has, boot_cpu_data in the kernel. */
  readonly boot_cpu: Readonly<Record<cpu_feature, boolean>>;
  /** NON-KERNEL as a field: what KVM can offer on the host's processor, as KVM_GET_MSRS on /dev/kvm itself answers. */
  readonly feature_msrs: Readonly<Record<u32, u64>>;
}

export interface kvm_vcpu {
  readonly vcpu_id: int;
  readonly kvm: kvm;
  readonly run: kvm_run;
  requests: u32;
  readonly arch: kvm_vcpu_arch;
  /** The vendor module's part, of which a vCPU uses one. In C the vCPU lies inside it. */
  readonly vmx: vcpu_vmx;
  readonly svm: vcpu_svm;
  /**
   * NON-KERNEL: the processor in guest mode. Runs the guest until it exits, and says why in the VMCS.
   * @returns false where VMLAUNCH or VMRESUME failed, and the guest did not run
   */
  readonly enter_guest_mode: (vcpu: kvm_vcpu) => boolean;
  /** NON-KERNEL: the guest's memory, as far as the emulator reads it: the RDMSR or WRMSR at an address. */
  readonly fetch_insn: (rip: u64) => 'rdmsr' | 'wrmsr';
}

export const kvm_make_request = (req: u32, vcpu: kvm_vcpu): void => {
  vcpu.requests |= req;
};

/** True, and the request is taken back, when it was made. */
export const kvm_check_request = (req: u32, vcpu: kvm_vcpu): boolean => {
  if ((vcpu.requests & req) === 0) return false;
  vcpu.requests &= ~req;
  return true;
};
