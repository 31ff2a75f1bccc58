// SPDX-License-Identifier: GPL-2.0-only
/**
 * The engine's reach: what a scenario may ask for. Whatever lies outside is refused by name, before anything runs; a modelled
 * function never answers for a register that it does not have.
 */
import {
  APIC_BASE_MSR,
  MSR_AMD64_DC_CFG,
  MSR_AMD64_OSVW_ID_LENGTH,
  MSR_AMD64_OSVW_STATUS,
  MSR_AMD64_PATCH_LOADER,
  MSR_AMD64_SYSCFG,
  MSR_EFER,
  MSR_FAM10H_MMIO_CONF_BASE,
  MSR_FS_BASE,
  MSR_IA32_BBL_CR_CTL3,
  MSR_IA32_CR_PAT,
  MSR_IA32_FEAT_CTL,
  MSR_IA32_LASTBRANCHFROMIP,
  MSR_IA32_LASTINTTOIP,
  MSR_IA32_MCG_EXT_CTL,
  MSR_IA32_MISC_ENABLE,
  MSR_IA32_SYSENTER_CS,
  MSR_IA32_SYSENTER_EIP,
  MSR_IA32_TSC_DEADLINE,
  MSR_K7_HWCR,
  MSR_KERNEL_GS_BASE,
  MSR_PLATFORM_INFO,
  MSR_SYSCALL_MASK,
  MSR_VM_HSAVE_PA,
  MSR_VM_IGNNE,
} from '../arch/x86/include/asm/msr-index.ts';
import { msr_mtrr_valid } from '../arch/x86/kvm/mtrr.ts';
import type { u32 } from '../machine/u64.ts';
import type { Host, Problem, Scenario, Step } from './types.ts';

/** Both ends belong to it. */
type Range = readonly [first: u32, last: u32];

/** Registers whose every access is answered, and numbers that no release of KVM gives a meaning. */
const modelled: readonly Range[] = [
  [0x0, 0x1],
  [MSR_IA32_FEAT_CTL, MSR_IA32_FEAT_CTL],
  [MSR_PLATFORM_INFO, MSR_PLATFORM_INFO],
  [MSR_IA32_BBL_CR_CTL3, MSR_IA32_BBL_CR_CTL3],
  [MSR_IA32_SYSENTER_CS, MSR_IA32_SYSENTER_EIP],
  [0x179, 0x17b],
  [0x180, 0x185],
  [MSR_IA32_MISC_ENABLE, MSR_IA32_MISC_ENABLE],
  [MSR_IA32_LASTBRANCHFROMIP, MSR_IA32_LASTINTTOIP],
  [0x200, 0x2ff],
  [0x400, 0x47f],
  [0x492, 0x4cf],
  [MSR_IA32_MCG_EXT_CTL, MSR_IA32_MCG_EXT_CTL],
  [MSR_IA32_TSC_DEADLINE, MSR_IA32_TSC_DEADLINE],
  [APIC_BASE_MSR, APIC_BASE_MSR + 0xff],
  [MSR_EFER, MSR_SYSCALL_MASK],
  [MSR_FS_BASE, MSR_KERNEL_GS_BASE],
  [0xc000_2000, 0xc000_21ff],
  [MSR_AMD64_SYSCFG, MSR_AMD64_SYSCFG],
  [MSR_K7_HWCR, MSR_K7_HWCR],
  [MSR_AMD64_PATCH_LOADER, MSR_AMD64_PATCH_LOADER],
  [MSR_FAM10H_MMIO_CONF_BASE, MSR_FAM10H_MMIO_CONF_BASE],
  [MSR_VM_IGNNE, MSR_VM_IGNNE],
  [MSR_VM_HSAVE_PA, MSR_VM_HSAVE_PA],
  [MSR_AMD64_OSVW_ID_LENGTH, MSR_AMD64_OSVW_STATUS],
  [MSR_AMD64_DC_CFG, MSR_AMD64_DC_CFG],
];

/** Numbers that no release of KVM knows, read or written, by guest or host: the ones that its sources were searched for. */
const unknown: readonly u32[] = [
  0x3, 0x123, 0x17c, 0x17f, 0x4d1, 0x660, 0x7ff, 0x900, 0x2ff0, 0x12345, 0x12346, 0x7fff_ffff, 0xc000_0408, 0xc001_001a, 0xc001_2345,
  0xdead_beef, 0xffff_ffff,
];

/** What stays out, and why. On a back end that is listed in `except` the numbers are answered. */
export const leftOut: readonly { readonly range: Range; readonly name: string; readonly why: string; readonly except: readonly Host[] }[] =
  [
    { range: [0x10, 0x11], name: 'TSC and its adjustment', why: 'it depends on time', except: [] },
    { range: [0x1b, 0x1b], name: 'APIC_BASE', why: 'the format has no local APIC', except: [] },
    { range: [0x48, 0x48], name: 'SPEC_CTRL', why: 'KVM tries the value on the host’s processor', except: ['pvm'] },
    { range: [0x122, 0x122], name: 'TSX_CTRL', why: 'it depends on the host’s processor', except: ['amd', 'pvm'] },
    { range: [0x200, 0x20f], name: 'a variable MTRR', why: 'MTRRs are not modelled', except: [] },
    { range: [0x250, 0x26f], name: 'a fixed MTRR', why: 'MTRRs are not modelled', except: [] },
    { range: [0x2ff, 0x2ff], name: 'MTRRdefType', why: 'MTRRs are not modelled', except: [] },
    { range: [0x480, 0x491], name: 'a nested-VMX capability', why: 'it holds what the host’s processor can do', except: ['amd', 'pvm'] },
  ];

const inside = (msr: u32, ranges: readonly Range[]): boolean => ranges.some(([first, last]) => msr >= first && msr <= last);

/** True for a register whose every access the engine answers. */
export function isModelledMsr(msr: u32, host: Host): boolean {
  const out = leftOut.find(({ range }) => inside(msr, [range]));
  if (out?.except.includes(host)) return true;
  if (msr_mtrr_valid(msr) && msr !== MSR_IA32_CR_PAT) return false;
  return inside(msr, modelled) || unknown.includes(msr);
}

/** What a VM exit loads for the guest again, so that a list's value is not what the guest finds there afterwards. */
const exitLoads: readonly Range[] = [
  [MSR_IA32_SYSENTER_CS, MSR_IA32_SYSENTER_EIP],
  [MSR_IA32_CR_PAT, MSR_IA32_CR_PAT],
  [MSR_EFER, MSR_EFER],
];

/** True for a register whose value by a VM-entry MSR-load list the engine does not follow. */
export const loadedByVmExit = (msr: u32): boolean => inside(msr, exitLoads);

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
    if (!('msr' in step) || isModelledMsr(step.msr, scenario.host)) continue;
    const out = leftOut.find(({ range }) => inside(step.msr, [range]));
    const number = `0x${step.msr.toString(16)}`;
    const problem =
      out === undefined
        ? `${number} is not modelled: neither a register that the engine has nor a number that KVM is known not to know`
        : `${number} (${out.name}) is not modelled: ${out.why}`;
    return { at: `steps[${i}].msr`, problem, kind: 'not modelled' };
  }
  return undefined;
}
