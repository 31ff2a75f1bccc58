// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/x86.c, in the order of v5.17.
 *
 * Two conventions of int meet here. An MSR handler returns 0 for done, 1 for "bad value or not allowed", 2 for "no such MSR", 3 for
 * "forbidden by the filter", and a negative errno. An exit handler returns > 0 for "enter the guest again", 0 for "return to user space",
 * and a negative errno. kvm_emulate_wrmsr takes the first and returns the second.
 *
 * In C a read puts its value through a pointer; here it is msr_data.data or a field of the entry that was passed.
 * omitted throughout: nested virtualization (what there is of it: vmx/nested.ts), SMM, SEV-ES, in-kernel interrupt controllers, locking, statistics, speculation barriers.
 */

import { kvm_debug_ratelimited, kvm_pr_unimpl } from '../../../include/linux/printk.ts';
import {
  KVM_EXIT_HLT,
  KVM_EXIT_INTERNAL_ERROR,
  KVM_EXIT_SHUTDOWN,
  KVM_EXIT_UNKNOWN,
  KVM_EXIT_X86_RDMSR,
  KVM_EXIT_X86_WRMSR,
  KVM_MSR_EXIT_REASON_FILTER,
  KVM_MSR_EXIT_REASON_INVAL,
  KVM_MSR_EXIT_REASON_UNKNOWN,
  KVM_MSR_FILTER_MAX_BITMAP_SIZE,
  KVM_MSR_FILTER_READ,
  KVM_MSR_FILTER_WRITE,
  type kvm_msr_entry,
  type kvm_msr_filter,
  type kvm_msr_filter_range,
  type kvm_x86_mce,
} from '../../../include/uapi/kvm.ts';
import { EINVAL } from '../../../machine/errno.ts';
import { type int, U64_MAX, type u32, type u64 } from '../../../machine/u64.ts';
import { X86_FEATURE_GP_ON_USER_CPUID, X86_FEATURE_OSVW, X86_FEATURE_XSAVES } from '../include/asm/cpufeatures.ts';
import {
  EXIT_FASTPATH_EXIT_HANDLED,
  EXIT_FASTPATH_NONE,
  EXIT_FASTPATH_REENTER_GUEST,
  type fastpath_t,
  KVM_MAX_MCE_BANKS,
  KVM_REQ_EVENT,
  KVM_REQ_TRIPLE_FAULT,
  type kvm,
  kvm_check_request,
  kvm_make_request,
  type kvm_vcpu,
  type msr_data,
} from '../include/asm/kvm_host.ts';
import {
  MCG_CMCI_P,
  MCG_CTL_P,
  MCG_STATUS_MCIP,
  MCI_CTL2_CMCI_EN,
  MCI_CTL2_CMCI_THRESHOLD_MASK,
  MCI_STATUS_AR,
  MCI_STATUS_OVER,
  MCI_STATUS_PCC,
  MCI_STATUS_S,
  MCI_STATUS_UC,
  MCI_STATUS_VAL,
  mcg_banks,
} from '../include/asm/mce.ts';
import {
  HWCR_CPUID_USER_DIS,
  HWCR_MC_STATUS_WR_EN,
  HWCR_TSC_FREQ_SEL,
  MSR_AMD64_DC_CFG,
  MSR_AMD64_NB_CFG,
  MSR_AMD64_OSVW_ID_LENGTH,
  MSR_AMD64_OSVW_STATUS,
  MSR_AMD64_PATCH_LOADER,
  MSR_AMD64_SYSCFG,
  MSR_EFER,
  MSR_FAM10H_MMIO_CONF_BASE,
  MSR_IA32_BBL_CR_CTL3,
  MSR_IA32_CR_PAT,
  MSR_IA32_FLUSH_CMD,
  MSR_IA32_MC0_CTL,
  MSR_IA32_MC0_CTL2,
  MSR_IA32_MCG_CAP,
  MSR_IA32_MCG_CTL,
  MSR_IA32_MCG_STATUS,
  MSR_IA32_MCx_CTL,
  MSR_IA32_MCx_CTL2,
  MSR_IA32_MISC_ENABLE,
  MSR_IA32_P5_MC_ADDR,
  MSR_IA32_P5_MC_TYPE,
  MSR_IA32_POWER_CTL,
  MSR_IA32_PRED_CMD,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_TSC_DEADLINE,
  MSR_IA32_UCODE_REV,
  MSR_IA32_XSS,
  MSR_K7_CLK_CTL,
  MSR_K7_HWCR,
  MSR_MTRRcap,
  MSR_PLATFORM_INFO,
  MSR_SMI_COUNT,
  MSR_TSC_AUX,
  MSR_VM_HSAVE_PA,
} from '../include/asm/msr-index.ts';
import { X86_EFLAGS_RF, X86_EFLAGS_TF } from '../include/asm/processor-flags.ts';
import { guest_cpuid_has, guest_cpuid_is_amd_or_hygon, guest_cpuid_is_intel, tsc_aux_missing } from './cpuid.ts';
import {
  EMULATION_FAILED,
  X86EMUL_CONTINUE,
  X86EMUL_IO_NEEDED,
  X86EMUL_PROPAGATE_FAULT,
  X86EMUL_UNHANDLEABLE,
  x86_emulate_insn,
} from './emulate.ts';
import {
  is_protmode,
  kvm_get_rflags,
  kvm_rax_write,
  kvm_rcx_read,
  kvm_rdx_write,
  kvm_read_cr4_mce,
  kvm_read_edx_eax,
  kvm_rip_read,
  kvm_rip_write,
  kvm_set_rflags,
} from './kvm_cache_regs.ts';
import { is_mtrr_case, kvm_mtrr_get_msr, kvm_mtrr_set_msr } from './mtrr.ts';
import {
  trace_kvm_inj_exception,
  trace_kvm_inj_exception__before_reinjected,
  trace_kvm_msr_read,
  trace_kvm_msr_read_ex,
  trace_kvm_msr_write,
  trace_kvm_msr_write_ex,
} from './trace.ts';
import {
  canonical_address,
  holds_address,
  is_last_branch,
  is_noncanonical_address,
  is_x2apic,
  kvm_is_immutable_feature_msr,
  kvm_pat_valid,
  set_efer,
  set_flush_cmd,
  set_pred_cmd,
} from './x86-msrs.ts';

/** Unknown to KVM. From v6.12 on the kernel calls it KVM_MSR_RET_UNSUPPORTED. */
export const KVM_MSR_RET_INVALID = 2;
/** Refused by the MSR filter. */
export const KVM_MSR_RET_FILTERED = 3;

export const DB_VECTOR = 1;
export const UD_VECTOR = 6;
export const DF_VECTOR = 8;
export const GP_VECTOR = 13;
export const PF_VECTOR = 14;
export const MC_VECTOR = 18;

/* Lives in kvm_host.h. */
function vcpu_unimpl(vcpu: kvm_vcpu, text: string): void {
  kvm_pr_unimpl(`vcpu${vcpu.vcpu_id}, guest rIP: 0x${kvm_rip_read(vcpu).toString(16)} ${text}`);
}

/* Lives in x86.h. `name`: before, each place had words of its own. */
function kvm_pr_unimpl_wrmsr(vcpu: kvm_vcpu, msr: u32, data: u64, name: string): void {
  if (!vcpu.kvm.kernel.unimplementedMsrsReported) vcpu_unimpl(vcpu, `unimplemented ${name} wrmsr: 0x${data.toString(16)}`);
  else if (vcpu.kvm.module.report_ignored_msrs) vcpu_unimpl(vcpu, `Unhandled WRMSR(0x${msr.toString(16)}) = 0x${data.toString(16)}`);
}

/* In C the module's parameters are globals, and this function gets no vCPU. */
function kvm_msr_ignored_check(vcpu: kvm_vcpu, msr: u32, data: u64, write: boolean): boolean {
  const { ignore_msrs, report_ignored_msrs } = vcpu.kvm.module;
  const line = `${write ? 'wrmsr' : 'rdmsr'}: 0x${msr.toString(16)} data 0x${data.toString(16)}`;
  if (ignore_msrs) {
    if (report_ignored_msrs) kvm_pr_unimpl(`ignored ${line}`);
    return true;
  }
  kvm_debug_ratelimited(`unhandled ${line}`);
  return false;
}

const EXCPT_BENIGN = 0;
const EXCPT_CONTRIBUTORY = 1;
const EXCPT_PF = 2;

/* SDM volume 3, table "Interrupt and Exception Classes". */
function exception_class(vector: int): int {
  switch (vector) {
    case PF_VECTOR:
      return EXCPT_PF;
    case 0:
    case 10:
    case 11:
    case 12:
    case GP_VECTOR:
      return EXCPT_CONTRIBUTORY;
    default:
      return EXCPT_BENIGN;
  }
}

const EXCPT_FAULT = 0;
const EXCPT_TRAP = 1;
const EXCPT_ABORT = 2;

function exception_type(vector: int): int {
  if (vector === DB_VECTOR || vector === 3 || vector === 4) return EXCPT_TRAP;
  if (vector === DF_VECTOR || vector === MC_VECTOR) return EXCPT_ABORT;
  return EXCPT_FAULT;
}

function kvm_multiple_exception(vcpu: kvm_vcpu, nr: int, has_error: boolean, error_code: u32): void {
  const { exception } = vcpu.arch;
  kvm_make_request(KVM_REQ_EVENT, vcpu);
  // In C behind the double fault, whose error code stays even in real mode.
  const kept = vcpu.kvm.kernel.errorCodeKeptUntilInjection || is_protmode(vcpu);
  if (exception.pending || exception.injected) {
    const prev_nr = exception.nr;
    if (prev_nr === DF_VECTOR) {
      kvm_make_request(KVM_REQ_TRIPLE_FAULT, vcpu);
      return;
    }
    const class1 = exception_class(prev_nr);
    const class2 = exception_class(nr);
    if ((class1 === EXCPT_CONTRIBUTORY && class2 === EXCPT_CONTRIBUTORY) || (class1 === EXCPT_PF && class2 !== EXCPT_BENIGN)) {
      exception.pending = true;
      exception.injected = false;
      exception.has_error_code = true;
      exception.nr = DF_VECTOR;
      exception.error_code = 0;
      return;
    }
  }
  exception.pending = true;
  exception.injected = false;
  exception.has_error_code = has_error && kept;
  exception.nr = nr;
  exception.error_code = error_code;
}

export function kvm_queue_exception(vcpu: kvm_vcpu, nr: int): void {
  kvm_multiple_exception(vcpu, nr, false, 0);
}

export function kvm_queue_exception_e(vcpu: kvm_vcpu, nr: int, error_code: u32): void {
  kvm_multiple_exception(vcpu, nr, true, error_code);
}

/* Lives in kvm_host.h. */
export function kvm_inject_gp(vcpu: kvm_vcpu, error_code: u32): void {
  kvm_queue_exception_e(vcpu, GP_VECTOR, error_code);
}

export function kvm_complete_insn_gp(vcpu: kvm_vcpu, err: int): int {
  if (err !== 0) kvm_inject_gp(vcpu, 0);
  else return kvm_skip_emulated_instruction(vcpu);
  return 1;
}

function complete_emulated_insn_gp(vcpu: kvm_vcpu, err: int): int {
  if (err !== 0) {
    kvm_inject_gp(vcpu, 0);
    return 1;
  }
  return kvm_emulate_instruction(vcpu, EMULTYPE_NO_DECODE | EMULTYPE_SKIP | EMULTYPE_COMPLETE_USER_EXIT);
}

/* KVM_MSR_FILTER_READ or _WRITE in `type`. */
export function kvm_msr_allowed(vcpu: kvm_vcpu, index: u32, type: u32): boolean {
  const msr_filter = vcpu.kvm.arch.msr_filter;
  if (index >= 0x800 && index <= 0x8ff) return true;
  if (msr_filter === null) return true;
  for (const range of msr_filter.ranges) {
    // A u32 in C: a range that runs past the last MSR number ends before it begins, and matches nothing.
    const end = (range.base + range.nmsrs) >>> 0;
    if (index >= range.base && index < end && (range.flags & type) !== 0) {
      const bit = index - range.base;
      return (((range.bitmap[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1;
    }
  }
  return msr_filter.default_allow;
}

function __kvm_set_msr(vcpu: kvm_vcpu, index: u32, data: u64, host_initiated: boolean): int {
  const { kernel, x86_ops } = vcpu.kvm;
  if (!kernel.filterOnlyForInstructions) {
    if (!host_initiated && !kvm_msr_allowed(vcpu, index, KVM_MSR_FILTER_WRITE)) return KVM_MSR_RET_FILTERED;
  }
  const msr: msr_data = { host_initiated, index, data };
  if (holds_address(index)) {
    if (index > MSR_IA32_SYSENTER_EIP && is_noncanonical_address(data)) return 1;
    msr.data = canonical_address(data);
  } else if (index === MSR_TSC_AUX) {
    if (!host_initiated && tsc_aux_missing(vcpu)) return 1;
    // Reserved on Intel; AMD's processors ignore the high half.
    if (guest_cpuid_is_intel(vcpu) && data >> 32n !== 0n) return 1;
    msr.data = data & 0xffff_ffffn;
  }
  return x86_ops.set_msr(vcpu, msr);
}

function kvm_set_msr_ignored_check(vcpu: kvm_vcpu, index: u32, data: u64, host_initiated: boolean): int {
  let ret = __kvm_set_msr(vcpu, index, data, host_initiated);
  if (ret === KVM_MSR_RET_INVALID) {
    if (kvm_msr_ignored_check(vcpu, index, data, true)) ret = 0;
  }
  return ret;
}

function __kvm_get_msr(vcpu: kvm_vcpu, msr: msr_data): int {
  const { kernel, x86_ops } = vcpu.kvm;
  if (!kernel.filterOnlyForInstructions) {
    if (!msr.host_initiated && !kvm_msr_allowed(vcpu, msr.index, KVM_MSR_FILTER_READ)) return KVM_MSR_RET_FILTERED;
  }
  if (msr.index === MSR_TSC_AUX && !msr.host_initiated && tsc_aux_missing(vcpu)) return 1;
  return x86_ops.get_msr(vcpu, msr);
}

function kvm_get_msr_ignored_check(vcpu: kvm_vcpu, msr: msr_data): int {
  let ret = __kvm_get_msr(vcpu, msr);
  if (ret === KVM_MSR_RET_INVALID) {
    msr.data = 0n;
    if (kvm_msr_ignored_check(vcpu, msr.index, 0n, false)) ret = 0;
  }
  return ret;
}

function kvm_get_msr_with_filter(vcpu: kvm_vcpu, msr: msr_data): int {
  if (!kvm_msr_allowed(vcpu, msr.index, KVM_MSR_FILTER_READ)) return KVM_MSR_RET_FILTERED;
  return kvm_get_msr(vcpu, msr);
}

export function kvm_set_msr_with_filter(vcpu: kvm_vcpu, index: u32, data: u64): int {
  if (!kvm_msr_allowed(vcpu, index, KVM_MSR_FILTER_WRITE)) return KVM_MSR_RET_FILTERED;
  return kvm_set_msr(vcpu, index, data);
}

function kvm_get_msr(vcpu: kvm_vcpu, msr: msr_data): int {
  return kvm_get_msr_ignored_check(vcpu, msr);
}

export function kvm_set_msr(vcpu: kvm_vcpu, index: u32, data: u64): int {
  return kvm_set_msr_ignored_check(vcpu, index, data, false);
}

function complete_userspace_rdmsr(vcpu: kvm_vcpu): void {
  if (vcpu.run.msr.error === 0) {
    kvm_rax_write(vcpu, vcpu.run.msr.data & 0xffff_ffffn);
    kvm_rdx_write(vcpu, vcpu.run.msr.data >> 32n);
  }
}

function complete_emulated_msr_access(vcpu: kvm_vcpu): int {
  return complete_emulated_insn_gp(vcpu, vcpu.run.msr.error);
}

function complete_emulated_rdmsr(vcpu: kvm_vcpu): int {
  complete_userspace_rdmsr(vcpu);
  return complete_emulated_msr_access(vcpu);
}

function complete_fast_msr_access(vcpu: kvm_vcpu): int {
  return vcpu.kvm.x86_ops.complete_emulated_msr(vcpu, vcpu.run.msr.error);
}

function complete_fast_rdmsr(vcpu: kvm_vcpu): int {
  complete_userspace_rdmsr(vcpu);
  return complete_fast_msr_access(vcpu);
}

/* Everything that has no name of its own, a negative result too, is an invalid value. */
function kvm_msr_reason(r: int): u32 {
  switch (r) {
    case KVM_MSR_RET_INVALID:
      return KVM_MSR_EXIT_REASON_UNKNOWN;
    case KVM_MSR_RET_FILTERED:
      return KVM_MSR_EXIT_REASON_FILTER;
    default:
      return KVM_MSR_EXIT_REASON_INVAL;
  }
}

function kvm_msr_user_space(vcpu: kvm_vcpu, index: u32, exit_reason: u32, data: u64, completion: (vcpu: kvm_vcpu) => int, r: int): boolean {
  const msr_reason = kvm_msr_reason(r);
  if ((vcpu.kvm.arch.user_space_msr_mask & msr_reason) === 0) return false;
  vcpu.run.exit_reason = exit_reason;
  vcpu.run.msr.error = 0;
  vcpu.run.msr.reason = msr_reason;
  vcpu.run.msr.index = index;
  vcpu.run.msr.data = data;
  vcpu.arch.complete_userspace_io = completion;
  return true;
}

export function kvm_emulate_rdmsr(vcpu: kvm_vcpu): int {
  const { kernel, x86_ops } = vcpu.kvm;
  const ecx = kvm_rcx_read(vcpu);
  const msr: msr_data = { host_initiated: false, index: ecx, data: 0n };
  const r = kernel.filterOnlyForInstructions ? kvm_get_msr_with_filter(vcpu, msr) : kvm_get_msr(vcpu, msr);
  if (r === 0) {
    trace_kvm_msr_read(ecx, msr.data);
    kvm_rax_write(vcpu, msr.data & 0xffff_ffffn);
    kvm_rdx_write(vcpu, msr.data >> 32n);
  } else {
    if (kvm_msr_user_space(vcpu, ecx, KVM_EXIT_X86_RDMSR, 0n, complete_fast_rdmsr, r)) return 0;
    trace_kvm_msr_read_ex(ecx);
  }
  return x86_ops.complete_emulated_msr(vcpu, r);
}

export function kvm_emulate_wrmsr(vcpu: kvm_vcpu): int {
  const { kernel, x86_ops } = vcpu.kvm;
  const ecx = kvm_rcx_read(vcpu);
  const data = kvm_read_edx_eax(vcpu);
  const r = kernel.filterOnlyForInstructions ? kvm_set_msr_with_filter(vcpu, ecx, data) : kvm_set_msr(vcpu, ecx, data);
  if (r === 0) {
    trace_kvm_msr_write(ecx, data);
  } else {
    if (kvm_msr_user_space(vcpu, ecx, KVM_EXIT_X86_WRMSR, data, complete_fast_msr_access, r)) return 0;
    if (r < 0 && kernel.negativeWrmsrResultLeavesKvmRun) return r;
    trace_kvm_msr_write_ex(ecx, data);
  }
  return x86_ops.complete_emulated_msr(vcpu, r);
}

/* A timer of the processor that counts while the guest runs. omitted: guests that keep MWAIT, posted timer interrupts. */
const kvm_can_use_hv_timer = (vcpu: kvm_vcpu): boolean => vcpu.kvm.x86_ops.set_hv_timer;

/*
 * Right after the exit, with interrupts off: neither kvm_set_msr_common nor a filter sees this write. Without the in-kernel local APIC
 * there is no timer to set, and the value is dropped. omitted: x2APIC ICR, which needs that APIC.
 */
export function handle_fastpath_set_msr_irqoff(vcpu: kvm_vcpu): fastpath_t {
  const { kernel } = vcpu.kvm;
  const msr = kvm_rcx_read(vcpu);
  if (msr !== MSR_IA32_TSC_DEADLINE) return EXIT_FASTPATH_NONE;
  if (!kernel.tscDeadlineAlwaysFast) {
    if (!kernel.tscDeadlineFastpath || !kvm_can_use_hv_timer(vcpu)) return EXIT_FASTPATH_NONE;
  }
  trace_kvm_msr_write(msr, kvm_read_edx_eax(vcpu));
  kvm_skip_emulated_instruction(vcpu);
  return EXIT_FASTPATH_REENTER_GUEST;
}

/* True once KVM_RUN was called: from then on what CPUID and the feature MSRs say is fixed. */
const kvm_vcpu_has_run = (vcpu: kvm_vcpu): boolean => vcpu.arch.last_vmentry_cpu !== -1;

function do_get_msr(vcpu: kvm_vcpu, entry: kvm_msr_entry): int {
  const msr: msr_data = { host_initiated: true, index: entry.index, data: 0n };
  const r = kvm_get_msr_ignored_check(vcpu, msr);
  if (r === 0) entry.data = msr.data;
  return r;
}

function do_set_msr(vcpu: kvm_vcpu, entry: kvm_msr_entry): int {
  if (kvm_vcpu_has_run(vcpu) && kvm_is_immutable_feature_msr(vcpu, entry.index)) {
    const now: kvm_msr_entry = { index: entry.index, data: 0n };
    return do_get_msr(vcpu, now) === 0 && now.data === entry.data ? 0 : -EINVAL;
  }
  const r = kvm_set_msr_ignored_check(vcpu, entry.index, entry.data, true);
  // A register to save, which the processor at hand lacks: what a read gave can be written back.
  if (r === KVM_MSR_RET_INVALID && entry.data === 0n && is_last_branch(entry.index) && vcpu.kvm.kernel.lastBranchSaved) return 0;
  return r;
}

/* HWCR bit 18 counts for a guest whose CPUID says AMD or Hygon, whatever the host's processor is. */
function can_set_mci_status(vcpu: kvm_vcpu): boolean {
  if (guest_cpuid_is_amd_or_hygon(vcpu)) return (vcpu.arch.msr_hwcr & HWCR_MC_STATUS_WR_EN) !== 0n;
  return false;
}

const isMciCtl2 = (msr: u32): boolean => msr >= MSR_IA32_MC0_CTL2 && msr < MSR_IA32_MCx_CTL2(KVM_MAX_MCE_BANKS);

function set_msr_mce(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const { kernel } = vcpu.kvm;
  const mcg_cap = vcpu.arch.mcg_cap;
  const bank_num = mcg_banks(mcg_cap);
  const msr = msr_info.index;
  const data = msr_info.data;

  if (msr === MSR_IA32_MCG_STATUS) {
    vcpu.arch.mcg_status = data;
    return 0;
  }
  if (msr === MSR_IA32_MCG_CTL) {
    if ((mcg_cap & MCG_CTL_P) === 0n && (data !== 0n || !msr_info.host_initiated)) return 1;
    if (data !== 0n && data !== U64_MAX) return 1;
    vcpu.arch.mcg_ctl = data;
    return 0;
  }
  if (kernel.mciCtl2Emulated && isMciCtl2(msr)) {
    const bank = msr - MSR_IA32_MC0_CTL2;
    if (bank >= bank_num) return 1;
    if ((mcg_cap & MCG_CMCI_P) === 0n && (data !== 0n || !msr_info.host_initiated)) return 1;
    if ((data & ~(MCI_CTL2_CMCI_EN | MCI_CTL2_CMCI_THRESHOLD_MASK)) !== 0n) return 1;
    vcpu.arch.mci_ctl2_banks[bank] = data;
    return 0;
  }
  if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(bank_num)) {
    const offset = msr - MSR_IA32_MC0_CTL;
    // Bit 10 was left clear by Linux guests on AMD K8, for the GART; bit 0 by UnixWare, for single-bit ECC errors (0471a7bd1bca).
    const exempt = kernel.mciCtlBit0Exempt ? 0x401n : 0x400n;
    if ((offset & 3) === 0 && data !== 0n && (data | exempt) !== U64_MAX) return kernel.badMciWriteSignalsGp ? 1 : -1;
    if ((offset & 3) === 1 && data !== 0n && !msr_info.host_initiated) {
      if (!can_set_mci_status(vcpu)) return kernel.badMciWriteSignalsGp ? 1 : -1;
    }
    vcpu.arch.mce_banks[offset] = data;
    return 0;
  }
  return 1;
}

/* omitted: the registers that are not on the machine-check path; scenarios that name these are refused. */
export function kvm_set_msr_common(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const { kernel } = vcpu.kvm;
  const msr = msr_info.index;
  const data = msr_info.data;
  // One switch in C, where the order of cases means nothing: the common one first.
  if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(KVM_MAX_MCE_BANKS)) return set_msr_mce(vcpu, msr_info);
  if (msr === MSR_K7_HWCR) {
    const rest = data & ~0x148n;
    let known = kernel.hwcrTscFreqSel ? HWCR_MC_STATUS_WR_EN | HWCR_TSC_FREQ_SEL : HWCR_MC_STATUS_WR_EN;
    if (kernel.cpuidUserDisVirtualized && guest_cpuid_has(vcpu, X86_FEATURE_GP_ON_USER_CPUID)) known |= HWCR_CPUID_USER_DIS;
    if ((rest & ~known) !== 0n) {
      kvm_pr_unimpl_wrmsr(vcpu, msr, rest, 'HWCR');
      return 1;
    }
    if (rest !== 0n || kernel.hwcrStatusWrEnClearable) vcpu.arch.msr_hwcr = rest;
    return 0;
  }
  switch (msr) {
    case MSR_AMD64_PATCH_LOADER:
    case MSR_AMD64_NB_CFG:
    case MSR_AMD64_DC_CFG:
    case MSR_K7_CLK_CTL:
    case MSR_VM_HSAVE_PA:
    case MSR_IA32_BBL_CR_CTL3:
    case MSR_IA32_TSC_DEADLINE:
      return 0;
    case MSR_EFER:
      return set_efer(vcpu, msr_info);
    case MSR_IA32_PRED_CMD:
      return set_pred_cmd(vcpu, msr_info);
    case MSR_IA32_FLUSH_CMD:
      return kernel.flushCmdVirtualized ? set_flush_cmd(vcpu, msr_info) : KVM_MSR_RET_INVALID;
    case MSR_IA32_UCODE_REV:
      if (msr_info.host_initiated) vcpu.arch.microcode_version = data;
      return 0;
    case MSR_IA32_POWER_CTL:
      vcpu.arch.msr_ia32_power_ctl = data;
      return 0;
    case MSR_SMI_COUNT:
      if (!msr_info.host_initiated) return 1;
      vcpu.arch.smi_count = data;
      return 0;
    case MSR_IA32_XSS:
      // What else could be saved depends on the host's processor: scenarios that write it are refused.
      if (!msr_info.host_initiated && !guest_cpuid_has(vcpu, X86_FEATURE_XSAVES)) return 1;
      vcpu.arch.ia32_xss = data;
      return 0;
    case MSR_FAM10H_MMIO_CONF_BASE:
      if (data === 0n) return 0;
      kvm_pr_unimpl_wrmsr(vcpu, msr, data, 'MMIO_CONF_BASE');
      return 1;
    case MSR_IA32_CR_PAT:
      if (!kvm_pat_valid(data)) return 1;
      vcpu.arch.pat = data;
      return 0;
    case MSR_IA32_MISC_ENABLE: {
      const old_val = vcpu.arch.ia32_misc_enable_msr;
      if (!msr_info.host_initiated && kernel.miscEnableChecked) {
        // BTS and PEBS stay unavailable; EMON keeps its old value.
        if (((old_val ^ data) & 0x1800n) !== 0n) return 1;
        vcpu.arch.ia32_misc_enable_msr = (data & ~0x80n) | (old_val & 0x80n);
        return 0;
      }
      vcpu.arch.ia32_misc_enable_msr = data;
      return 0;
    }
    case MSR_PLATFORM_INFO:
      if (!msr_info.host_initiated) return 1;
      vcpu.arch.msr_platform_info = data;
      return 0;
    case MSR_AMD64_OSVW_ID_LENGTH:
      if (!guest_cpuid_has(vcpu, X86_FEATURE_OSVW)) return 1;
      vcpu.arch.osvw.length = data;
      return 0;
    case MSR_AMD64_OSVW_STATUS:
      if (!guest_cpuid_has(vcpu, X86_FEATURE_OSVW)) return 1;
      vcpu.arch.osvw.status = data;
      return 0;
  }
  // Neither has a register that answers without the in-kernel local APIC.
  if (is_x2apic(msr)) return 1;
  if (kernel.mciCtl2Emulated && isMciCtl2(msr)) return set_msr_mce(vcpu, msr_info);
  if (is_mtrr_case(msr, kernel.mtrrNumbersSpelledOut)) return kvm_mtrr_set_msr(vcpu, msr_info);
  if (msr === MSR_IA32_MCG_CTL || msr === MSR_IA32_MCG_STATUS) return set_msr_mce(vcpu, msr_info);
  return KVM_MSR_RET_INVALID;
}

function get_msr_mce(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const { kernel } = vcpu.kvm;
  const mcg_cap = vcpu.arch.mcg_cap;
  const bank_num = mcg_banks(mcg_cap);
  const msr = msr_info.index;

  switch (msr) {
    case MSR_IA32_P5_MC_ADDR:
    case MSR_IA32_P5_MC_TYPE:
      msr_info.data = 0n;
      return 0;
    case MSR_IA32_MCG_CAP:
      msr_info.data = vcpu.arch.mcg_cap;
      return 0;
    case MSR_IA32_MCG_CTL:
      if ((mcg_cap & MCG_CTL_P) === 0n && !msr_info.host_initiated) return 1;
      msr_info.data = vcpu.arch.mcg_ctl;
      return 0;
    case MSR_IA32_MCG_STATUS:
      msr_info.data = vcpu.arch.mcg_status;
      return 0;
  }
  if (kernel.mciCtl2Emulated && isMciCtl2(msr)) {
    const bank = msr - MSR_IA32_MC0_CTL2;
    if (bank >= bank_num) return 1;
    if ((mcg_cap & MCG_CMCI_P) === 0n && !msr_info.host_initiated) return 1;
    msr_info.data = vcpu.arch.mci_ctl2_banks[bank] ?? 0n;
    return 0;
  }
  if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(bank_num)) {
    const offset = msr - MSR_IA32_MC0_CTL;
    msr_info.data = vcpu.arch.mce_banks[offset] ?? 0n;
    return 0;
  }
  return 1;
}

/* omitted: as in kvm_set_msr_common. */
export function kvm_get_msr_common(vcpu: kvm_vcpu, msr_info: msr_data): int {
  const { kernel } = vcpu.kvm;
  const msr = msr_info.index;
  switch (msr) {
    case MSR_K7_HWCR:
      msr_info.data = vcpu.arch.msr_hwcr;
      return 0;
    case MSR_AMD64_SYSCFG:
    case MSR_AMD64_NB_CFG:
    case MSR_AMD64_DC_CFG:
    case MSR_VM_HSAVE_PA:
    case MSR_FAM10H_MMIO_CONF_BASE:
    case MSR_IA32_TSC_DEADLINE:
      msr_info.data = 0n;
      return 0;
    case MSR_IA32_BBL_CR_CTL3:
      // A level-2 cache of 256 kB, as a Pentium III reports it, so that Windows finds one.
      msr_info.data = 0xbe70_2111n;
      return 0;
    case MSR_K7_CLK_CTL:
      msr_info.data = 0x2000_0000n;
      return 0;
    case MSR_MTRRcap:
      // Eight variable ranges, the fixed ones, write-combining; no SMRR.
      msr_info.data = 0x508n;
      return 0;
    case MSR_IA32_UCODE_REV:
      msr_info.data = vcpu.arch.microcode_version;
      return 0;
    case MSR_IA32_POWER_CTL:
      msr_info.data = vcpu.arch.msr_ia32_power_ctl;
      return 0;
    case MSR_SMI_COUNT:
      msr_info.data = vcpu.arch.smi_count;
      return 0;
    case MSR_IA32_XSS:
      if (!msr_info.host_initiated && !guest_cpuid_has(vcpu, X86_FEATURE_XSAVES)) return 1;
      msr_info.data = vcpu.arch.ia32_xss;
      return 0;
    case MSR_EFER:
      msr_info.data = vcpu.arch.efer;
      return 0;
    case MSR_IA32_CR_PAT:
      msr_info.data = vcpu.arch.pat;
      return 0;
    case MSR_IA32_MISC_ENABLE:
      msr_info.data = vcpu.arch.ia32_misc_enable_msr;
      return 0;
    case MSR_PLATFORM_INFO:
      msr_info.data = vcpu.arch.msr_platform_info;
      return 0;
    case MSR_AMD64_OSVW_ID_LENGTH:
      if (!guest_cpuid_has(vcpu, X86_FEATURE_OSVW)) return 1;
      msr_info.data = vcpu.arch.osvw.length;
      return 0;
    case MSR_AMD64_OSVW_STATUS:
      if (!guest_cpuid_has(vcpu, X86_FEATURE_OSVW)) return 1;
      msr_info.data = vcpu.arch.osvw.status;
      return 0;
    case MSR_IA32_P5_MC_ADDR:
    case MSR_IA32_P5_MC_TYPE:
    case MSR_IA32_MCG_CAP:
    case MSR_IA32_MCG_CTL:
    case MSR_IA32_MCG_STATUS:
      return get_msr_mce(vcpu, msr_info);
  }
  if (is_last_branch(msr)) {
    msr_info.data = 0n;
    return 0;
  }
  if (is_x2apic(msr)) return 1;
  if (kernel.mciCtl2Emulated && isMciCtl2(msr)) return get_msr_mce(vcpu, msr_info);
  if (is_mtrr_case(msr, kernel.mtrrNumbersSpelledOut)) return kvm_mtrr_get_msr(vcpu, msr_info);
  if (msr >= MSR_IA32_MC0_CTL && msr < MSR_IA32_MCx_CTL(KVM_MAX_MCE_BANKS)) return get_msr_mce(vcpu, msr_info);
  return KVM_MSR_RET_INVALID;
}

/** KVM_SET_MSRS and KVM_GET_MSRS: how many entries were handled before one was refused, whatever the refusal was. */
export function __msr_io(vcpu: kvm_vcpu, entries: kvm_msr_entry[], write: boolean): int {
  let i = 0;
  for (const entry of entries) {
    const r = write ? do_set_msr(vcpu, entry) : do_get_msr(vcpu, entry);
    if (r !== 0) break;
    i++;
  }
  return i;
}

export function kvm_vcpu_ioctl_x86_setup_mce(vcpu: kvm_vcpu, mcg_cap: u64): int {
  const { kernel, x86_ops } = vcpu.kvm;
  const bank_num = mcg_banks(mcg_cap);
  if (bank_num === 0 || bank_num > KVM_MAX_MCE_BANKS) return -EINVAL;
  if ((mcg_cap & ~(x86_ops.mce_cap_supported(kernel) | 0xff_00ffn)) !== 0n) return -EINVAL;
  vcpu.arch.mcg_cap = mcg_cap;
  if ((mcg_cap & MCG_CTL_P) !== 0n) vcpu.arch.mcg_ctl = U64_MAX;
  for (let bank = 0; bank < bank_num; bank++) {
    vcpu.arch.mce_banks[bank * 4] = U64_MAX;
    if (kernel.mciCtl2Emulated && (mcg_cap & MCG_CMCI_P) !== 0n) vcpu.arch.mci_ctl2_banks[bank] = 0n;
  }
  x86_ops.setup_mce(vcpu);
  return 0;
}

/* Uncorrected, no action required: valid and uncorrected, nothing lost, nobody told. */
function is_ucna(mce: kvm_x86_mce): boolean {
  return (
    mce.mcg_status === 0n &&
    (mce.status & (MCI_STATUS_PCC | MCI_STATUS_S | MCI_STATUS_AR)) === 0n &&
    (mce.status & MCI_STATUS_VAL) !== 0n &&
    (mce.status & MCI_STATUS_UC) !== 0n
  );
}

/* omitted: the CMCI itself, which needs the in-kernel local APIC. */
function kvm_vcpu_x86_set_ucna(vcpu: kvm_vcpu, mce: kvm_x86_mce, bank: int): int {
  const { mce_banks } = vcpu.arch;
  mce_banks[bank + 1] = mce.status;
  mce_banks[bank + 2] = mce.addr;
  mce_banks[bank + 3] = mce.misc;
  vcpu.arch.mcg_status = mce.mcg_status;
  return 0;
}

export function kvm_vcpu_ioctl_x86_set_mce(vcpu: kvm_vcpu, mce: kvm_x86_mce): int {
  const { kernel } = vcpu.kvm;
  const { mcg_cap, mcg_ctl, mce_banks } = vcpu.arch;
  const bank_num = mcg_banks(mcg_cap);
  if (mce.bank >= bank_num || (mce.status & MCI_STATUS_VAL) === 0n) return -EINVAL;
  const bank = 4 * mce.bank;
  if (kernel.cmciSupported && is_ucna(mce)) return kvm_vcpu_x86_set_ucna(vcpu, mce, bank);

  const uncorrected = (mce.status & MCI_STATUS_UC) !== 0n;
  if (uncorrected && (mcg_cap & MCG_CTL_P) !== 0n && mcg_ctl !== U64_MAX) return 0;
  if (uncorrected && mce_banks[bank] !== U64_MAX) return 0;

  const old = mce_banks[bank + 1] ?? 0n;
  if (uncorrected) {
    if ((vcpu.arch.mcg_status & MCG_STATUS_MCIP) !== 0n || !kvm_read_cr4_mce(vcpu)) {
      kvm_make_request(KVM_REQ_TRIPLE_FAULT, vcpu);
      return 0;
    }
    mce_banks[bank + 2] = mce.addr;
    mce_banks[bank + 3] = mce.misc;
    vcpu.arch.mcg_status = mce.mcg_status;
    mce_banks[bank + 1] = (old & MCI_STATUS_VAL) !== 0n ? mce.status | MCI_STATUS_OVER : mce.status;
    kvm_queue_exception(vcpu, MC_VECTOR);
  } else if ((old & MCI_STATUS_VAL) === 0n || (old & MCI_STATUS_UC) === 0n) {
    mce_banks[bank + 2] = mce.addr;
    mce_banks[bank + 3] = mce.misc;
    mce_banks[bank + 1] = (old & MCI_STATUS_VAL) !== 0n ? mce.status | MCI_STATUS_OVER : mce.status;
  } else {
    mce_banks[bank + 1] = old | MCI_STATUS_OVER;
  }
  return 0;
}

/* The emulator's way to the MSRs. Up to v6.0 the handler's own result goes back, and a negative one too asks user space first. */
export function emulator_get_msr(vcpu: kvm_vcpu, msr: msr_data): int {
  const { kernel } = vcpu.kvm;
  const r = kernel.filterOnlyForInstructions ? kvm_get_msr_with_filter(vcpu, msr) : kvm_get_msr(vcpu, msr);
  if (r < 0 && kernel.emulatorFailsOnNegativeResult) return X86EMUL_UNHANDLEABLE;
  if (r !== 0) {
    if (kvm_msr_user_space(vcpu, msr.index, KVM_EXIT_X86_RDMSR, 0n, complete_emulated_rdmsr, r)) return X86EMUL_IO_NEEDED;
    if (kernel.emulatorMsrTraced) trace_kvm_msr_read_ex(msr.index);
    return kernel.emulatorFailsOnNegativeResult ? X86EMUL_PROPAGATE_FAULT : r;
  }
  if (kernel.emulatorMsrTraced) trace_kvm_msr_read(msr.index, msr.data);
  return X86EMUL_CONTINUE;
}

export function emulator_set_msr(vcpu: kvm_vcpu, msr_index: u32, data: u64): int {
  const { kernel } = vcpu.kvm;
  const r = kernel.filterOnlyForInstructions ? kvm_set_msr_with_filter(vcpu, msr_index, data) : kvm_set_msr(vcpu, msr_index, data);
  if (r < 0 && kernel.emulatorFailsOnNegativeResult) return X86EMUL_UNHANDLEABLE;
  if (r !== 0) {
    if (kvm_msr_user_space(vcpu, msr_index, KVM_EXIT_X86_WRMSR, data, complete_emulated_msr_access, r)) return X86EMUL_IO_NEEDED;
    if (kernel.emulatorMsrTraced) trace_kvm_msr_write_ex(msr_index, data);
    return kernel.emulatorFailsOnNegativeResult ? X86EMUL_PROPAGATE_FAULT : r;
  }
  if (kernel.emulatorMsrTraced) trace_kvm_msr_write(msr_index, data);
  return X86EMUL_CONTINUE;
}

const EMULTYPE_NO_DECODE = 1 << 0;
const EMULTYPE_TRAP_UD_FORCED = 1 << 1;
const EMULTYPE_SKIP = 1 << 2;
const EMULTYPE_COMPLETE_USER_EXIT = 1 << 3;

/* The guest is at CPL 0, so that besides the queued #UD user space is told. omitted: KVM_CAP_EXIT_ON_EMULATION_FAILURE. */
function handle_emulation_failure(vcpu: kvm_vcpu): int {
  kvm_queue_exception(vcpu, UD_VECTOR);
  vcpu.run.exit_reason = KVM_EXIT_INTERNAL_ERROR;
  return 0;
}

function x86_emulate_instruction(vcpu: kvm_vcpu, emulation_type: u32): int {
  const { kernel } = vcpu.kvm;
  const ctxt = vcpu.arch.emulate_ctxt;
  if ((emulation_type & EMULTYPE_NO_DECODE) === 0) {
    ctxt.insn = vcpu.fetch_insn(kvm_rip_read(vcpu));
    ctxt._eip = kvm_rip_read(vcpu) + 2n;
    ctxt.have_exception = false;
  }
  if ((emulation_type & EMULTYPE_SKIP) !== 0) {
    kvm_rip_write(vcpu, ctxt._eip);
    return 1;
  }
  if (x86_emulate_insn(vcpu) === EMULATION_FAILED) return handle_emulation_failure(vcpu);
  if (ctxt.have_exception) {
    kvm_queue_exception_e(vcpu, ctxt.exception.vector, ctxt.exception.error_code);
    return 1;
  }
  if (kernel.emulatorMsrExitsComplete && vcpu.arch.complete_userspace_io !== null) return 0;
  kvm_rip_write(vcpu, ctxt._eip);
  if ((kvm_get_rflags(vcpu) & X86_EFLAGS_TF) !== 0n) return kvm_vcpu_do_singlestep(vcpu);
  return 1;
}

function kvm_emulate_instruction(vcpu: kvm_vcpu, emulation_type: u32): int {
  return x86_emulate_instruction(vcpu, emulation_type);
}

/* Behind the five bytes of the forced-emulation prefix, ud2 and "kvm", which module parameter force_emulation_prefix makes KVM look for. */
export function handle_ud(vcpu: kvm_vcpu): int {
  kvm_rip_write(vcpu, kvm_rip_read(vcpu) + 5n);
  return kvm_emulate_instruction(vcpu, EMULTYPE_TRAP_UD_FORCED);
}

/* KVM_ENABLE_CAP of KVM_CAP_X86_USER_SPACE_MSR. omitted: the check for bits without a meaning; the format has no such mask. */
export function kvm_vm_ioctl_enable_cap_user_space_msr(kvm: kvm, mask: u32): int {
  if (!kvm.kernel.refusedMsrsDeflectable) return -EINVAL;
  kvm.arch.user_space_msr_mask = mask;
  return 0;
}

function kvm_add_msr_filter(ranges: kvm_msr_filter_range[], user_range: kvm_msr_filter_range): int {
  if (user_range.nmsrs === 0) return 0;
  if ((user_range.flags & ~(KVM_MSR_FILTER_READ | KVM_MSR_FILTER_WRITE)) !== 0) return -EINVAL;
  if (user_range.flags === 0) return -EINVAL;
  const bitmap_size = Math.ceil(user_range.nmsrs / 64) * 8;
  if (bitmap_size > KVM_MSR_FILTER_MAX_BITMAP_SIZE) return -EINVAL;
  ranges.push(user_range);
  return 0;
}

export function kvm_vm_ioctl_set_msr_filter(kvm: kvm, filter: kvm_msr_filter): int {
  if (!kvm.kernel.msrFilter) return -EINVAL;
  const empty = filter.ranges.every((range) => range.nmsrs === 0);
  if (empty && !filter.default_allow) return -EINVAL;
  const ranges: kvm_msr_filter_range[] = [];
  for (const range of filter.ranges) {
    const r = kvm_add_msr_filter(ranges, range);
    if (r !== 0) return r;
  }
  kvm.arch.msr_filter = { default_allow: filter.default_allow, ranges };
  return 0;
}

/* What the processor would have done after the instruction that KVM did in its place. omitted: a debugger in user space. */
function kvm_vcpu_do_singlestep(vcpu: kvm_vcpu): int {
  kvm_queue_exception(vcpu, DB_VECTOR);
  return 1;
}

/* The flags of before count: the instruction may be one that changes TF. */
export function kvm_skip_emulated_instruction(vcpu: kvm_vcpu): int {
  const rflags = kvm_get_rflags(vcpu);
  const r = vcpu.kvm.x86_ops.skip_emulated_instruction(vcpu);
  if (r === 0) return 0;
  if ((rflags & X86_EFLAGS_TF) !== 0n) return kvm_vcpu_do_singlestep(vcpu);
  return r;
}

/** HLT without an interrupt controller in the kernel: user space waits for the interrupt. */
export function kvm_emulate_halt(vcpu: kvm_vcpu): int {
  kvm_skip_emulated_instruction(vcpu);
  vcpu.run.exit_reason = KVM_EXIT_HLT;
  return 0;
}

export function kvm_set_cr4(vcpu: kvm_vcpu, cr4: u64): int {
  vcpu.arch.cr4 = cr4;
  return 0;
}

function kvm_inject_exception(vcpu: kvm_vcpu): void {
  const { kernel, x86_ops } = vcpu.kvm;
  const { exception } = vcpu.arch;
  // In real mode no exception has an error code.
  if (kernel.noErrorCodeInRealMode && !is_protmode(vcpu)) exception.has_error_code = false;
  if (kernel.reinjectedExceptionsTraced) {
    trace_kvm_inj_exception(exception.nr, exception.has_error_code, exception.error_code, exception.injected);
  }
  if (exception.error_code !== 0 && !is_protmode(vcpu)) exception.error_code = 0;
  x86_ops.queue_exception(vcpu);
}

/* omitted: interrupts, NMI, SMI, and what nested virtualization puts before them. */
function inject_pending_event(vcpu: kvm_vcpu): int {
  const { kernel } = vcpu.kvm;
  const { exception } = vcpu.arch;
  if (exception.injected) kvm_inject_exception(vcpu);
  if (exception.pending) {
    if (!kernel.reinjectedExceptionsTraced) trace_kvm_inj_exception__before_reinjected(exception.nr, exception.error_code);
    if (exception_type(exception.nr) === EXCPT_FAULT) kvm_set_rflags(vcpu, kvm_get_rflags(vcpu) | X86_EFLAGS_RF);
    kvm_inject_exception(vcpu);
    exception.pending = false;
    exception.injected = true;
  }
  return 0;
}

/* omitted: signals, rescheduling. */
const kvm_vcpu_exit_request = (vcpu: kvm_vcpu): boolean => vcpu.requests !== 0;

function vcpu_enter_guest(vcpu: kvm_vcpu): int {
  const { x86_ops } = vcpu.kvm;
  if (kvm_check_request(KVM_REQ_TRIPLE_FAULT, vcpu)) {
    vcpu.run.exit_reason = KVM_EXIT_SHUTDOWN;
    return 0;
  }
  if (kvm_check_request(KVM_REQ_EVENT, vcpu)) inject_pending_event(vcpu);
  vcpu.arch.last_vmentry_cpu = 0;
  let exit_fastpath = x86_ops.vcpu_run(vcpu);
  while (exit_fastpath === EXIT_FASTPATH_REENTER_GUEST) {
    exit_fastpath = kvm_vcpu_exit_request(vcpu) ? EXIT_FASTPATH_EXIT_HANDLED : x86_ops.vcpu_run(vcpu);
  }
  return x86_ops.handle_exit(vcpu, exit_fastpath);
}

function vcpu_run(vcpu: kvm_vcpu): int {
  for (;;) {
    const r = vcpu_enter_guest(vcpu);
    if (r <= 0) return r;
  }
}

export function kvm_arch_vcpu_ioctl_run(vcpu: kvm_vcpu): int {
  if (vcpu.kvm.kernel.exitReasonResetEarly) vcpu.run.exit_reason = KVM_EXIT_UNKNOWN;
  const cui = vcpu.arch.complete_userspace_io;
  if (cui !== null) {
    vcpu.arch.complete_userspace_io = null;
    const r = cui(vcpu);
    if (r <= 0) return r;
  }
  return vcpu_run(vcpu);
}

/* What INIT leaves. Machine-check state and HWCR are not touched. omitted: what the format's guest does not use. */
export function kvm_vcpu_reset(vcpu: kvm_vcpu): void {
  const { exception } = vcpu.arch;
  exception.pending = false;
  exception.injected = false;
  kvm_rip_write(vcpu, 0xfff0n);
  vcpu.arch.cr0 = 0n;
  vcpu.arch.cr4 = 0n;
  vcpu.arch.efer = 0n;
}
