// SPDX-License-Identifier: GPL-2.0-only
/**
 * The catalogue: one entry for each commit that changes what the model shows. Facts about history and nothing else;
 * `release.ts` turns a release's spelling into the set of them. Sources: Debian and upstream trees and kernel mailing lists, as
 * `evidence` says; a first release is "absent from the newest earlier tree read, present in the next".
 */

/** One entry of the catalogue. */
interface Patch {
  /** The commit's subject line. */
  readonly subject: string;
  /** The switch that modelled functions read: a sentence that is true with the commit and false without. */
  readonly behaviour: string;
  /** The first mainline release that contains it. */
  readonly mainline: `v${number}.${number}`;
  /** Stable branches that took it: the first point release that has it. */
  readonly stable: Readonly<Record<`v${number}.${number}`, number>>;
  /** What changes, in a sentence. */
  readonly changes: { readonly en: string; readonly 'zh-CN': string };
  /** Where the facts of this entry come from. */
  readonly evidence: string;
  /** What in this entry could not be checked. */
  readonly unverified?: string;
}

/** Every commit that the catalogue knows, by the first twelve hex digits of its id. */
export const patches = {
  '7dffecaf4eab': {
    subject: 'KVM: x86: report negative values from wrmsr emulation to userspace',
    behaviour: 'negativeWrmsrResultLeavesKvmRun',
    mainline: 'v5.10',
    stable: {},
    changes: {
      en: 'A negative result of a guest’s WRMSR leaves KVM_RUN as an errno. Before, anything but 0 was a #GP.',
      'zh-CN': '客户机 WRMSR 的负返回值会作为 errno 离开 KVM_RUN；在此之前，凡不为 0 的结果都是 #GP。',
    },
    evidence: 'patch mail v5 of 2020-09-21; absent from 5.4.286, present in 5.10.223 (kvm_emulate_wrmsr)',
  },
  '2368048bf5c2': {
    subject: 'KVM: x86: Signal #GP, not -EPERM, on bad WRMSR(MCi_CTL/STATUS)',
    behaviour: 'badMciWriteSignalsGp',
    mainline: 'v6.0',
    stable: { 'v5.10': 137, 'v5.15': 61, 'v5.18': 18, 'v5.19': 2 },
    changes: {
      en: 'A refused MCi_CTL or MCi_STATUS write returns 1, a #GP for the guest, where it returned −1, an errno for user space.',
      'zh-CN': '被拒绝的 MCi_CTL / MCi_STATUS 写入返回 1（给客户机的 #GP），而不再是 −1（给用户态的 errno）。',
    },
    evidence:
      'absent from v5.19 (blob e5fa335a4ea7), present in v6.0 (blob b0c47b41c264); stable review mails of 2022-08-15 and 2022-08-19',
  },
  '0471a7bd1bca': {
    subject: 'KVM: set_msr_mce: Permit guests to ignore single-bit ECC errors',
    behaviour: 'mciCtlBit0Exempt',
    mainline: 'v6.0',
    stable: { 'v5.10': 137, 'v5.15': 61, 'v5.18': 18, 'v5.19': 2 },
    changes: {
      en: 'Bit 0 of MCi_CTL may be clear while all others are set, as bit 10 always could.',
      'zh-CN': 'MCi_CTL 除第 0 位外全为 1 的值也被接受，如同第 10 位一直以来那样。',
    },
    evidence: 'same trees and review series as 2368048bf5c2',
  },
  ac8d6cad3c7b: {
    subject: 'KVM: x86: Only do MSR filtering when access MSR by rdmsr/wrmsr',
    behaviour: 'filterOnlyForInstructions',
    mainline: 'v5.19',
    stable: {},
    changes: {
      en: 'The MSR filter is asked by the RDMSR and WRMSR instructions only, no longer by every access a guest causes.',
      'zh-CN': 'MSR 过滤器只对 RDMSR、WRMSR 指令生效，不再对客户机引起的每次访问生效。',
    },
    evidence: 'patch mail v2 of 2022-03-07; absent from v5.17, present in v5.19; v5.18 itself was not read',
  },
  '281b52780b57': {
    subject: 'KVM: x86: Add emulation for MSR_IA32_MCx_CTL2 MSRs',
    behaviour: 'mciCtl2Emulated',
    mainline: 'v6.0',
    stable: {},
    changes: {
      en: 'MCi_CTL2 exists. Before, its numbers fell to the MTRR code, which knows none of them.',
      'zh-CN': 'MCi_CTL2 开始存在；在此之前，这些编号落到 MTRR 代码里，而那里一个也不认识。',
    },
    evidence: 'absent from v5.19, present in v6.0 (set_msr_mce, kvm_set_msr_common)',
  },
  aebc3ca19063: {
    subject: 'KVM: x86: Enable CMCI capability by default and handle injected UCNA errors',
    behaviour: 'cmciSupported',
    mainline: 'v6.0',
    stable: {},
    changes: {
      en: 'kvm_intel offers CMCI_P, and an injected UCNA error is logged without a machine check.',
      'zh-CN': 'kvm_intel 提供 CMCI_P；注入的 UCNA 错误只记录，不产生机器检查。',
    },
    evidence: 'absent from v5.19, present in v6.0 (vmx.c, kvm_vcpu_ioctl_x86_set_mce)',
  },
  a61d7c5432ac: {
    subject: 'KVM: x86: Trace re-injected exceptions',
    behaviour: 'reinjectedExceptionsTraced',
    mainline: 'v6.0',
    stable: { 'v5.10': 223 },
    changes: {
      en: 'The trace event kvm_inj_exception marks re-injection, and prints an error code only where there is one.',
      'zh-CN': '跟踪事件 kvm_inj_exception 会标出重新注入，并且只在有错误码时打印错误码。',
    },
    evidence: 'absent from v5.19, present in v6.0 and by backport in 5.10.223 (trace.h)',
    unverified: 'the first 5.10.y that has it; 5.10.223 is the one that was read',
  },
  '1ae099540e8c': {
    subject: 'KVM: x86: Allow deflecting unknown MSR accesses to user space',
    behaviour: 'refusedMsrsDeflectable',
    mainline: 'v5.10',
    stable: {},
    changes: {
      en: 'KVM_CAP_X86_USER_SPACE_MSR: user space may ask to be given the MSR accesses that KVM refuses.',
      'zh-CN': 'KVM_CAP_X86_USER_SPACE_MSR：用户态可以要求接手 KVM 拒绝的 MSR 访问。',
    },
    evidence: 'absent from 5.4.286, present in 5.10.223',
  },
  '1a155254ff93': {
    subject: 'KVM: x86: Introduce MSR filtering',
    behaviour: 'msrFilter',
    mainline: 'v5.10',
    stable: {},
    changes: {
      en: 'KVM_X86_SET_MSR_FILTER: user space may forbid the guest single MSRs.',
      'zh-CN': 'KVM_X86_SET_MSR_FILTER：用户态可以禁止客户机访问个别 MSR。',
    },
    evidence: 'absent from 5.4.286, present in 5.10.223',
  },
  d2f7d49826ae: {
    subject: 'KVM: x86: Use different callback if msr access comes from the emulator',
    behaviour: 'emulatorMsrExitsComplete',
    mainline: 'v5.17',
    stable: {},
    changes: {
      en: 'An MSR exit that began in the instruction emulator is completed by the emulator’s own decoding (with adbfb12d4c45 and 906fa90416fd).',
      'zh-CN': '从指令模拟器发起的 MSR 退出，按模拟器自己的解码来收尾（连同 adbfb12d4c45 与 906fa90416fd）。',
    },
    evidence: 'absent from 5.16.10, present in v5.17',
  },
  '36d546d59af7': {
    subject: 'KVM: x86: Return emulator error if RDMSR/WRMSR emulation failed',
    behaviour: 'emulatorFailsOnNegativeResult',
    mainline: 'v6.1',
    stable: {},
    changes: {
      en: 'In the instruction emulator a negative result fails the emulation at once. Before, user space was asked first.',
      'zh-CN': '在指令模拟器里，负的结果立即令模拟失败；在此之前会先问用户态。',
    },
    evidence: 'posted 2022-07-28; absent from v6.0, present in v6.1-rc7',
  },
  '794663e13f3e': {
    subject: 'KVM: x86: Add missing trace points for RDMSR/WRMSR in emulator path',
    behaviour: 'emulatorMsrTraced',
    mainline: 'v6.1',
    stable: {},
    changes: {
      en: 'The trace event kvm_msr also comes from the instruction emulator.',
      'zh-CN': '指令模拟器里的访问也会触发跟踪事件 kvm_msr。',
    },
    evidence: 'posted 2022-07-28; absent from v6.0, present in v6.1-rc7',
  },
  '598a790fc20f': {
    subject: 'KVM: x86: Allow HWCR.McStatusWrEn to be cleared once set',
    behaviour: 'hwcrStatusWrEnClearable',
    mainline: 'v6.8',
    stable: {},
    changes: {
      en: 'A guest’s write of 0 to HWCR is stored. Before, it succeeded and changed nothing, so that McStatusWrEn stayed set.',
      'zh-CN': '客户机向 HWCR 写 0 会真正生效；在此之前写入成功却什么也不变，McStatusWrEn 一旦置位就清不掉。',
    },
    evidence: 'absent from v6.6.9, present in v6.8.1 (kvm_set_msr_common)',
  },
  '8b0e00fba934': {
    subject: 'KVM: x86: Virtualize HWCR.TscFreqSel[bit 24]',
    behaviour: 'hwcrTscFreqSel',
    mainline: 'v6.8',
    stable: {},
    changes: {
      en: 'HWCR bit 24 may be set.',
      'zh-CN': 'HWCR 的第 24 位可以置位。',
    },
    evidence: 'absent from v6.6.9, present in v6.8.1 (kvm_set_msr_common)',
  },
  ee605e315633: {
    subject: 'KVM: x86: "Reset" vcpu->run->exit_reason early in KVM_RUN',
    behaviour: 'exitReasonResetEarly',
    mainline: 'v6.8',
    stable: {},
    changes: {
      en: 'After a failed KVM_RUN kvm_run.exit_reason is 0. Before, it was whatever the last exit had left.',
      'zh-CN': 'KVM_RUN 失败之后 kvm_run.exit_reason 为 0；在此之前是上一次退出留下的值。',
    },
    evidence: 'absent from v6.6.9, present in v6.8.1; v6.7 was not read',
    unverified: 'the first release may be v6.7',
  },
  b97f07458373: {
    subject: 'KVM: x86: determine if an exception has an error code only when injecting it.',
    behaviour: 'errorCodeKeptUntilInjection',
    mainline: 'v5.13',
    stable: { 'v5.4': 137, 'v5.10': 55 },
    changes: {
      en: 'In real mode the flag “has an error code” is no longer dropped when an exception is queued; at injection only the code’s value is cleared.',
      'zh-CN': '实模式下，异常入队时不再去掉“带错误码”的标志；注入时只把错误码的值清零。',
    },
    evidence: 'patch mails of 2021-02-25 and, for 5.4.137 and 5.10.55, of 2021-07-29; present in v5.17 (kvm_inject_exception)',
    unverified: 'v5.13 follows from the tree it was queued for; v5.12 and v5.13 were not read',
  },
  '6c41468c7c12': {
    subject: 'KVM: x86: Clear "has_error_code", not "error_code", for RM exception injection',
    behaviour: 'noErrorCodeInRealMode',
    mainline: 'v6.3',
    stable: { 'v5.10': 218, 'v5.15': 160, 'v6.1': 24, 'v6.2': 11 },
    changes: {
      en: 'In real mode an exception is injected without an error code. Before, VM entry announced one, which kvm_intel’s processor refuses: KVM_EXIT_FAIL_ENTRY.',
      'zh-CN': '实模式下注入的异常不带错误码；在此之前，VM 进入声称带有错误码，kvm_intel 的处理器会拒绝：KVM_EXIT_FAIL_ENTRY。',
    },
    evidence:
      'patch mail of 2023-03-22; absent from v6.2.1, present in v6.5, 5.10.223, 6.1.192; review of 6.1.24 of 2023-04-12, announcement of 5.10.218, review of 5.15.160 of 2024-05-23',
    unverified: 'v6.2.11 follows from the date of its review',
  },
  ae95f566b3d2: {
    subject: 'KVM: X86: TSCDEADLINE MSR emulation fastpath',
    behaviour: 'tscDeadlineFastpath',
    mainline: 'v5.8',
    stable: {},
    changes: {
      en: 'kvm_intel takes a write of TSC_DEADLINE right after the VM exit, before anything asks the MSR filter.',
      'zh-CN': 'kvm_intel 在 VM 退出之后立即处理对 TSC_DEADLINE 的写入，此时还没有谁问过 MSR 过滤器。',
    },
    evidence: 'patch mail v3 of 2020-04-24; present in 5.10.223, 6.1.192, 6.12.117 (handle_fastpath_set_tscdeadline, kvm_can_use_hv_timer)',
    unverified: 'v5.8 follows from the tree it was queued for; no release before 5.10.223 was read for it',
  },
  '0a94b2042419': {
    subject: 'KVM: x86: Unconditionally handle MSR_IA32_TSC_DEADLINE in fastpath exits',
    behaviour: 'tscDeadlineAlwaysFast',
    mainline: 'v6.18',
    stable: {},
    changes: {
      en: 'That path no longer asks for a hypervisor timer, which kvm_amd does not have: under kvm_amd too the filter is not asked about TSC_DEADLINE.',
      'zh-CN': '这条快速路径不再要求 hypervisor 定时器，而 kvm_amd 没有这种定时器：从此在 kvm_amd 下也不再就 TSC_DEADLINE 询问过滤器。',
    },
    evidence: 'patch mail of 2025-08-05; absent from 6.12.117, present in 7.2.13 (__handle_fastpath_wrmsr)',
    unverified: 'v6.18 follows from the tree it was queued for',
  },
  e76ae52747a8: {
    subject: 'KVM: x86/pmu: Gate all "unimplemented MSR" prints on report_ignored_msrs',
    behaviour: 'unimplementedMsrsReported',
    mainline: 'v6.3',
    stable: { 'v6.1': 149 },
    changes: {
      en: 'The log line of a refused HWCR write reads “Unhandled WRMSR”, and report_ignored_msrs=0 silences it.',
      'zh-CN': 'HWCR 写入被拒绝时，日志行改为“Unhandled WRMSR”，并且 report_ignored_msrs=0 可以关掉它。',
    },
    evidence:
      'patch mail of 2023-01-24; absent from 5.10.223, present in 6.1.192 (kvm_pr_unimpl_wrmsr) and 6.12.117; review of 6.1.149 of 2025-08-26',
    unverified: 'v6.3 follows from the tree it was queued for',
  },
  '653ea4489e69': {
    subject: 'KVM: nVMX: Honor userspace MSR filter lists for nested VM-Enter/VM-Exit',
    behaviour: 'nestedListsFiltered',
    mainline: 'v6.12',
    stable: {},
    changes: {
      en: 'The MSR filter is asked about the MSR lists of a guest’s own VM entries and exits. ac8d6cad3c7b had taken them out.',
      'zh-CN': '客户机自己做 VM 进入与退出时的 MSR 列表，重新要经过 MSR 过滤器；ac8d6cad3c7b 曾把它们排除在外。',
    },
    evidence: 'patch mail of 2024-07-22; absent from 6.1.192, present in 6.12.117 and 7.2.13 (nested_vmx_load_msr)',
    unverified: 'v6.12 follows from the tree it was queued for',
  },
} as const satisfies Record<string, Patch>;

/** A commit that the catalogue knows, by its first twelve hex digits. */
export type PatchId = keyof typeof patches;
/** The name of a behaviour switch. */
export type Behaviour = (typeof patches)[PatchId]['behaviour'];

/** The ids of all commits, in the order of the catalogue. */
export const patchIds = Object.keys(patches) as PatchId[];
