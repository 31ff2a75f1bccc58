// SPDX-License-Identifier: GPL-2.0-only
/**
 * The engine's reach: what a scenario may ask for. Whatever lies outside is refused by name, before anything runs; a modelled
 * function never answers for a register that it does not have.
 */
import {
  APIC_BASE_MSR,
  MSR_AMD64_DC_CFG,
  MSR_AMD64_NB_CFG,
  MSR_AMD64_OSVW_ID_LENGTH,
  MSR_AMD64_OSVW_STATUS,
  MSR_AMD64_PATCH_LOADER,
  MSR_AMD64_SYSCFG,
  MSR_EFER,
  MSR_FAM10H_MMIO_CONF_BASE,
  MSR_FS_BASE,
  MSR_IA32_ARCH_CAPABILITIES,
  MSR_IA32_BBL_CR_CTL3,
  MSR_IA32_CR_PAT,
  MSR_IA32_FEAT_CTL,
  MSR_IA32_FLUSH_CMD,
  MSR_IA32_LASTBRANCHFROMIP,
  MSR_IA32_LASTINTTOIP,
  MSR_IA32_MCG_EXT_CTL,
  MSR_IA32_MISC_ENABLE,
  MSR_IA32_POWER_CTL,
  MSR_IA32_PRED_CMD,
  MSR_IA32_SPEC_CTRL,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_TSC_DEADLINE,
  MSR_IA32_TSX_CTRL,
  MSR_IA32_UCODE_REV,
  MSR_IA32_VMX_MISC,
  MSR_IA32_VMX_TRUE_PINBASED_CTLS,
  MSR_IA32_XSS,
  MSR_K7_CLK_CTL,
  MSR_K7_HWCR,
  MSR_MTRRcap,
  MSR_PLATFORM_INFO,
  MSR_SMI_COUNT,
  MSR_SYSCALL_MASK,
  MSR_TSC_AUX,
  MSR_VM_HSAVE_PA,
  MSR_VM_IGNNE,
} from '../arch/x86/include/asm/msr-index.ts';
import { SPEC_CTRL_FEATURES, spec_ctrl_bits } from '../arch/x86/kvm/x86-msrs.ts';
import { cpuidOf } from '../machine/cpuid.ts';
import type { u32 } from '../machine/u64.ts';
import { answeredInPart, type LeftOut, leftOut, type Range } from './left-out.ts';
import type { Host, Problem, Scenario, Step } from './types.ts';

/** Registers whose every access is answered, and numbers that no release of KVM gives a meaning. */
const modelled: readonly Range[] = [
  [0x0, 0x1],
  [MSR_SMI_COUNT, MSR_SMI_COUNT],
  [MSR_IA32_FEAT_CTL, MSR_IA32_FEAT_CTL],
  [MSR_IA32_SPEC_CTRL, MSR_IA32_PRED_CMD],
  [MSR_IA32_UCODE_REV, MSR_IA32_UCODE_REV],
  [MSR_PLATFORM_INFO, MSR_PLATFORM_INFO],
  [MSR_MTRRcap, MSR_MTRRcap],
  [MSR_IA32_FLUSH_CMD, MSR_IA32_FLUSH_CMD],
  [MSR_IA32_BBL_CR_CTL3, MSR_IA32_BBL_CR_CTL3],
  [MSR_IA32_TSX_CTRL, MSR_IA32_TSX_CTRL],
  [MSR_IA32_SYSENTER_CS, MSR_IA32_SYSENTER_EIP],
  [0x179, 0x17b],
  [0x180, 0x185],
  [MSR_IA32_MISC_ENABLE, MSR_IA32_MISC_ENABLE],
  [MSR_IA32_LASTBRANCHFROMIP, MSR_IA32_LASTINTTOIP],
  [MSR_IA32_POWER_CTL, MSR_IA32_POWER_CTL],
  [0x200, 0x2ff],
  [0x400, 0x47f],
  [0x480, 0x4cf],
  [MSR_IA32_MCG_EXT_CTL, MSR_IA32_MCG_EXT_CTL],
  [MSR_IA32_TSC_DEADLINE, MSR_IA32_TSC_DEADLINE],
  [APIC_BASE_MSR, APIC_BASE_MSR + 0xff],
  [MSR_IA32_XSS, MSR_IA32_XSS],
  [MSR_EFER, MSR_SYSCALL_MASK],
  [MSR_FS_BASE, MSR_TSC_AUX],
  [0xc000_2000, 0xc000_21ff],
  [MSR_AMD64_SYSCFG, MSR_AMD64_SYSCFG],
  [MSR_K7_HWCR, MSR_K7_HWCR],
  [MSR_K7_CLK_CTL, MSR_K7_CLK_CTL],
  [MSR_AMD64_NB_CFG, MSR_AMD64_PATCH_LOADER],
  [MSR_FAM10H_MMIO_CONF_BASE, MSR_FAM10H_MMIO_CONF_BASE],
  [MSR_VM_IGNNE, MSR_VM_IGNNE],
  [MSR_VM_HSAVE_PA, MSR_VM_HSAVE_PA],
  [MSR_AMD64_OSVW_ID_LENGTH, MSR_AMD64_OSVW_STATUS],
  [MSR_AMD64_DC_CFG, MSR_AMD64_DC_CFG],
];

/** Numbers that no release of KVM knows, read or written, by guest or host: the ones that its sources were searched for. */
const unknown: readonly u32[] = [
  0x3, 0x123, 0x17c, 0x17f, 0x4d1, 0x660, 0x7ff, 0x900, 0x2ff0, 0x12345, 0x12346, 0x474f_4f00, 0x7fff_ffff, 0xc000_0408, 0xc001_001a,
  0xc001_2345, 0xdead_beef, 0xffff_ffff,
];

const inside = (msr: u32, [first, last]: Range): boolean => msr >= first && msr <= last;

/** Whether some access to the register needs more than every scenario on this host says. */
function inPart(msr: u32, host: Host): boolean {
  const { specCtrl, tscAux, tsxCtrl, vmx, xss } = answeredInPart;
  if ([tscAux, xss].some(({ range }) => inside(msr, range))) return true;
  if (host === 'pvm') return msr === MSR_IA32_PRED_CMD || msr === MSR_IA32_FLUSH_CMD;
  return inside(msr, specCtrl.range) || (host === 'intel' && [tsxCtrl, vmx].some(({ range }) => inside(msr, range)));
}

/** True for a register whose every access the engine answers, whatever else the scenario says. */
export const isModelledMsr = (msr: u32, host: Host): boolean =>
  !inPart(msr, host) &&
  !leftOut.some(({ range }) => inside(msr, range)) &&
  (modelled.some((range) => inside(msr, range)) || unknown.includes(msr));

type Access = Extract<Step, { readonly msr: u32 }>;

/** What a scenario does not say that this access depends on. */
function missing(scenario: Scenario, step: Access): LeftOut | undefined {
  const { feature_msrs, host, kernel } = scenario;
  const { specCtrl, software, tscAux, tsxCtrl, vmx, xss } = answeredInPart;
  const { features, boot_cpu } = cpuidOf(scenario);
  const byGuest = step.op === 'guest.wrmsr' || step.op === 'guest.rdmsr';
  const data = 'data' in step ? step.data : 0n;
  switch (step.msr) {
    case MSR_IA32_SPEC_CTRL: {
      if (host === 'pvm' || !('data' in step)) return undefined;
      const refusedBefore = byGuest && !SPEC_CTRL_FEATURES.some((f) => features[f]);
      const bits = spec_ctrl_bits((f) => boot_cpu[f]);
      return refusedBefore || (bits !== 0n && (data & ~bits) === 0n) ? undefined : specCtrl;
    }
    case MSR_IA32_PRED_CMD:
    case MSR_IA32_FLUSH_CMD:
      return host === 'pvm' ? software : undefined;
    case MSR_TSC_AUX:
      if (host === 'pvm') return software;
      return kernel.tscAuxFollowsGuestCpu ? undefined : tscAux;
    case MSR_IA32_TSX_CTRL:
      return host === 'intel' && feature_msrs[MSR_IA32_ARCH_CAPABILITIES] === undefined ? tsxCtrl : undefined;
    case MSR_IA32_XSS:
      return data === 0n || (byGuest && !features.XSAVES) ? undefined : xss;
  }
  if (host !== 'intel' || !inside(step.msr, vmx.range) || step.op === 'guest.wrmsr' || !features.VMX) return undefined;
  const needed = step.msr === MSR_IA32_VMX_MISC ? [step.msr, MSR_IA32_VMX_TRUE_PINBASED_CTLS] : [step.msr];
  return needed.some((msr) => feature_msrs[msr] === undefined) ? vmx : undefined;
}

/** What a VM exit loads for the guest again, so that a list's value is not what the guest finds there afterwards. */
const exitLoads: readonly Range[] = [
  [MSR_IA32_SYSENTER_CS, MSR_IA32_SYSENTER_EIP],
  [MSR_IA32_CR_PAT, MSR_IA32_CR_PAT],
  [MSR_EFER, MSR_EFER],
];

/** True for a register whose value by a VM-entry MSR-load list the engine does not follow. */
export const loadedByVmExit = (msr: u32): boolean => exitLoads.some((range) => inside(msr, range));

function vmEntryProblem(host: Host, msr: u32): string | undefined {
  if (host === 'amd') return 'SVM has no VM-entry MSR-load list: VMRUN loads no MSRs that the guest could name';
  if (host === 'pvm') return 'nested virtualization on the software back end is not modelled: its source was not read';
  return loadedByVmExit(msr)
    ? `0x${msr.toString(16)} by a VM-entry MSR-load list is not modelled: what the guest finds in it afterwards depends on its VM-exit controls`
    : undefined;
}

/** What keeps a step from going its way: through the instruction emulator, or by a VM-entry MSR-load list. */
function viaProblem({ host, kernel, vm }: Scenario, step: Step): string | undefined {
  if (!('via' in step) || step.via === undefined) return undefined;
  if (step.via === 'vm_entry') return vmEntryProblem(host, step.msr);
  if (host === 'pvm') return 'the emulator of the software back end is not modelled: its source was not read';
  if (vm.user_space_msr.length > 0 && !kernel.emulatorMsrExitsComplete)
    return 'an MSR exit that begins in the emulator is not modelled before d2f7d49826ae (v5.17): what such kernels do was not read';
  return undefined;
}

/** What keeps a guest from being in real mode. */
const realModeUnread = ({ host, kernel, vcpu }: Scenario): boolean =>
  vcpu.real_mode && host !== 'intel' && kernel.errorCodeKeptUntilInjection && !kernel.noErrorCodeInRealMode;

/** The first thing of a scenario that the engine does not model, or undefined. */
export function notModelled(scenario: Scenario): Problem | undefined {
  if (realModeUnread(scenario)) {
    const problem =
      'real mode is not modelled here: this kernel lacks 6c41468c7c12 and injects an error code, and what the processor makes of that without VMX is not documented';
    return { at: 'vcpu.real_mode', problem, kind: 'not modelled' };
  }
  for (const [i, step] of scenario.steps.entries()) {
    const unread = viaProblem(scenario, step);
    if (unread !== undefined) return { at: `steps[${i}].via`, problem: unread, kind: 'not modelled' };
    if (!('msr' in step)) continue;
    const number = `0x${step.msr.toString(16)}`;
    const out = leftOut.find(({ range }) => inside(step.msr, range)) ?? missing(scenario, step);
    const known = modelled.some((range) => inside(step.msr, range)) || unknown.includes(step.msr);
    if (out === undefined && known) continue;
    const problem =
      out === undefined
        ? `${number} is not modelled: neither a register that the engine has nor a number that KVM is known not to know`
        : `${number} (${out.name}) is not modelled: ${out.why.en}`;
    return { at: `steps[${i}].msr`, problem, kind: 'not modelled' };
  }
  return undefined;
}
