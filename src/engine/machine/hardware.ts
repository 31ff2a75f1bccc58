// SPDX-License-Identifier: GPL-2.0-only
/** How a processor tells KVM why the guest stopped, and takes the event of a VM entry: the VMCS on Intel, the VMCB on AMD. */
import { X86_FEATURE_FLUSH_L1D, X86_FEATURE_SBPB } from '../arch/x86/include/asm/cpufeatures.ts';
import type { kvm_vcpu } from '../arch/x86/include/asm/kvm_host.ts';
import {
  L1D_FLUSH,
  MSR_CSTAR,
  MSR_FS_BASE,
  MSR_GS_BASE,
  MSR_IA32_FLUSH_CMD,
  MSR_IA32_PRED_CMD,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_SYSENTER_ESP,
  MSR_KERNEL_GS_BASE,
  MSR_LSTAR,
  MSR_STAR,
  MSR_SYSCALL_MASK,
  PRED_CMD_IBPB,
  PRED_CMD_SBPB,
} from '../arch/x86/include/asm/msr-index.ts';
import {
  SVM_EVTINJ_VALID,
  SVM_EVTINJ_VALID_ERR,
  SVM_EVTINJ_VEC_MASK,
  SVM_EXIT_EXCP_BASE,
  SVM_EXIT_HLT,
  SVM_EXIT_MSR,
  SVM_EXIT_SHUTDOWN,
  SVM_EXIT_WRITE_CR4,
} from '../arch/x86/include/asm/svm.ts';
import {
  EXIT_REASON_CR_ACCESS,
  EXIT_REASON_EXCEPTION_NMI,
  EXIT_REASON_HLT,
  EXIT_REASON_MSR_READ,
  EXIT_REASON_MSR_WRITE,
  EXIT_REASON_TRIPLE_FAULT,
  EXIT_REASON_VMCALL,
  EXIT_REASON_VMLAUNCH,
  INTR_INFO_DELIVER_CODE_MASK,
  INTR_INFO_VALID_MASK,
  INTR_INFO_VECTOR_MASK,
  VM_ENTRY_EXCEPTION_ERROR_CODE,
  VM_ENTRY_INTR_INFO_FIELD,
  VM_EXIT_INSTRUCTION_LEN,
  VM_EXIT_REASON,
  VM_INSTRUCTION_ERROR,
  VMXERR_ENTRY_INVALID_CONTROL_FIELD,
} from '../arch/x86/include/asm/vmx.ts';
import { boot_cpu_has, boot_cpu_has_ibpb, guest_cpuid_has, guest_has_pred_cmd_msr } from '../arch/x86/kvm/cpuid.ts';
import { is_protmode } from '../arch/x86/kvm/kvm_cache_regs.ts';
import type { u32, u64 } from './u64.ts';

/** The instructions that leave the guest. `forced`: behind ud2 and "kvm", so that #UD leaves and KVM's emulator takes over. */
export type Exiting = 'wrmsr' | 'rdmsr' | 'mov cr4, rax' | 'hlt' | 'forced wrmsr' | 'forced rdmsr' | 'vmlaunch' | 'vmcall';
/** What makes the processor leave the guest. */
export type ExitCause = Exiting | 'triple fault';
export interface Caught {
  readonly vector: number;
  readonly error_code?: u32;
}

export interface Hardware {
  /** Takes the event that this VM entry delivers, if there is one. `entry fails`: the processor refuses it, and the guest does not run. */
  readonly takeEvent: (vcpu: kvm_vcpu) => Caught | 'entry fails' | undefined;
  /** True for a register that the MSR bitmap lets the guest access itself: KVM sees nothing of it, unless the filter forbids it. */
  readonly passes: (vcpu: kvm_vcpu, msr: u32, write: boolean) => boolean;
  /** Leaves the guest at an instruction of `length` bytes, or at none. */
  readonly exit: (vcpu: kvm_vcpu, at: ExitCause, length: number) => void;
}

const vmxReasons: Readonly<Record<ExitCause, u32>> = {
  'triple fault': EXIT_REASON_TRIPLE_FAULT,
  'forced wrmsr': EXIT_REASON_EXCEPTION_NMI,
  'forced rdmsr': EXIT_REASON_EXCEPTION_NMI,
  wrmsr: EXIT_REASON_MSR_WRITE,
  rdmsr: EXIT_REASON_MSR_READ,
  vmlaunch: EXIT_REASON_VMLAUNCH,
  vmcall: EXIT_REASON_VMCALL,
  'mov cr4, rax': EXIT_REASON_CR_ACCESS,
  hlt: EXIT_REASON_HLT,
};

const bases: readonly u32[] = [MSR_FS_BASE, MSR_GS_BASE, MSR_KERNEL_GS_BASE];
const sysenter: readonly u32[] = [MSR_IA32_SYSENTER_CS, MSR_IA32_SYSENTER_ESP, MSR_IA32_SYSENTER_EIP];
const syscall: readonly u32[] = [MSR_STAR, MSR_LSTAR, MSR_CSTAR, MSR_SYSCALL_MASK];

/** Commands, that only have to be passed through where CPUID offers them; once after the first use, later from the start. */
function passesCommand(vcpu: kvm_vcpu, msr: u32): boolean {
  const { kernel } = vcpu.kvm;
  if (msr === MSR_IA32_PRED_CMD) return kernel.flushCmdVirtualized && guest_has_pred_cmd_msr(vcpu);
  return msr === MSR_IA32_FLUSH_CMD && kernel.flushCmdVirtualized && guest_cpuid_has(vcpu, X86_FEATURE_FLUSH_L1D);
}
const speculation = (vcpu: kvm_vcpu, msr: u32, write: boolean): boolean =>
  (msr === MSR_IA32_SPEC_CTRL && vcpu.arch.passed[msr.toString(16)] === true) ||
  (write && ((msr === MSR_IA32_PRED_CMD && vcpu.arch.passed[msr.toString(16)] === true) || passesCommand(vcpu, msr)));

const passedByVmx: ReadonlySet<u32> = new Set([...bases, ...sysenter]);

export const vmxHardware: Hardware = {
  passes: (vcpu, msr, write) => passedByVmx.has(msr) || speculation(vcpu, msr, write),
  takeEvent(vcpu) {
    const { vmcs } = vcpu.vmx;
    const info = vmcs[VM_ENTRY_INTR_INFO_FIELD];
    if ((info & INTR_INFO_VALID_MASK) === 0) return undefined;
    // SDM volume 3, "VM-Entry Control Fields": with unrestricted guest and CR0.PE clear, deliver-error-code must be 0.
    if ((info & INTR_INFO_DELIVER_CODE_MASK) !== 0 && !is_protmode(vcpu)) {
      vmcs[VM_INSTRUCTION_ERROR] = VMXERR_ENTRY_INVALID_CONTROL_FIELD;
      return 'entry fails';
    }
    vmcs[VM_ENTRY_INTR_INFO_FIELD] = 0;
    const vector = info & INTR_INFO_VECTOR_MASK;
    return (info & INTR_INFO_DELIVER_CODE_MASK) === 0 ? { vector } : { vector, error_code: vmcs[VM_ENTRY_EXCEPTION_ERROR_CODE] };
  },
  exit({ vmx: { vmcs } }, at, length) {
    vmcs[VM_EXIT_REASON] = at === 'wrmsr' ? vmxReasons.wrmsr : vmxReasons[at];
    vmcs[VM_EXIT_INSTRUCTION_LEN] = length;
  },
};

const svmCodes: Readonly<Record<ExitCause, u32>> = {
  'triple fault': SVM_EXIT_SHUTDOWN,
  'forced wrmsr': SVM_EXIT_EXCP_BASE + 6,
  'forced rdmsr': SVM_EXIT_EXCP_BASE + 6,
  wrmsr: SVM_EXIT_MSR,
  rdmsr: SVM_EXIT_MSR,
  // An AMD processor has neither: #UD.
  vmlaunch: SVM_EXIT_EXCP_BASE + 6,
  vmcall: SVM_EXIT_EXCP_BASE + 6,
  'mov cr4, rax': SVM_EXIT_WRITE_CR4,
  hlt: SVM_EXIT_HLT,
};

export const svmHardware: Hardware = {
  passes: (vcpu, msr, write) =>
    speculation(vcpu, msr, write) ||
    bases.includes(msr) ||
    syscall.includes(msr) ||
    (sysenter.includes(msr) && (msr === MSR_IA32_SYSENTER_CS || vcpu.arch.cpuid.vendor === 'amd')),
  takeEvent(vcpu) {
    const { control } = vcpu.svm.vmcb;
    if ((control.event_inj & SVM_EVTINJ_VALID) === 0) return undefined;
    const vector = control.event_inj & SVM_EVTINJ_VEC_MASK;
    const caught = (control.event_inj & SVM_EVTINJ_VALID_ERR) === 0 ? { vector } : { vector, error_code: control.event_inj_err };
    control.event_inj = 0;
    return caught;
  },
  exit(vcpu, at, length) {
    const { control } = vcpu.svm.vmcb;
    control.exit_code = svmCodes[at];
    control.exit_info_1 = at === 'wrmsr' ? 1n : 0n;
    control.next_rip = vcpu.arch.regs.rip + BigInt(length);
  },
};

/** The software back end passes nothing through. */
export const softwareHardware: Hardware = { ...vmxHardware, passes: () => false };

const canonical: readonly u32[] = [...bases, MSR_LSTAR, MSR_CSTAR, MSR_IA32_SYSENTER_ESP, MSR_IA32_SYSENTER_EIP];

/** What the processor itself does with a passed-through WRMSR: false where it raises #GP(0), for an address that is not canonical. */
export function writePassed(vcpu: kvm_vcpu, msr: u32, data: u64): boolean {
  const { arch } = vcpu;
  if (msr === MSR_IA32_FLUSH_CMD) return (data & ~L1D_FLUSH) === 0n;
  if (msr === MSR_IA32_PRED_CMD) {
    const sbpb = boot_cpu_has(vcpu, X86_FEATURE_SBPB) ? PRED_CMD_SBPB : 0n;
    return (data & ~(sbpb | (boot_cpu_has_ibpb(vcpu) ? PRED_CMD_IBPB : 0n))) === 0n;
  }
  if (canonical.includes(msr) && BigInt.asUintN(64, BigInt.asIntN(48, data)) !== data) return false;
  // AMD's processors keep the low half of SYSENTER_ESP and EIP.
  const short = vcpu.kvm.x86_ops.name === 'kvm_amd' && (msr === MSR_IA32_SYSENTER_ESP || msr === MSR_IA32_SYSENTER_EIP);
  arch.stored[msr.toString(16)] = short ? data & 0xffff_ffffn : data;
  return true;
}
