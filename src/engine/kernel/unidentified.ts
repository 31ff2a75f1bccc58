// SPDX-License-Identifier: GPL-2.0-only
/**
 * Differences between releases that reading their sources showed, but whose commit was not identified. They come with the release and
 * cannot be applied or taken out by themselves.
 */
interface Difference {
  readonly behaviour: string;
  /** The first mainline release that is known to have it; `evidence` names the releases read. */
  readonly mainline: `v${number}.${number}`;
  /** Stable branches that have it: the point release that was read, at the latest. */
  readonly stable: Readonly<Record<string, number>>;
  readonly changes: { readonly en: string; readonly 'zh-CN': string };
  readonly evidence: string;
}

export const unidentified = [
  {
    behaviour: 'miscEnableChecked',
    mainline: 'v6.0',
    stable: {},
    changes: {
      en: 'MISC_ENABLE starts with BTS and PEBS marked unavailable, and a guest cannot change these bits.',
      'zh-CN': 'MISC_ENABLE 初始即标明 BTS 与 PEBS 不可用，客户机不能改动这两位。',
    },
    evidence: 'absent from v5.19, present in v6.0 (kvm_set_msr_common)',
  },
  {
    behaviour: 'sysenterFollowsVendorOnSvm',
    mainline: 'v5.13',
    stable: {},
    changes: {
      en: 'kvm_amd keeps the low 32 bits of SYSENTER_ESP and EIP, unless the guest’s CPUID says Intel.',
      'zh-CN': 'kvm_amd 只保留 SYSENTER_ESP 和 EIP 的低 32 位，除非客户机的 CPUID 是 Intel。',
    },
    evidence: 'absent from 5.10.223, present in v5.17 (svm.c); v5.11 to v5.14 were not read',
  },
  {
    behaviour: 'platformInfoFeatureMsr',
    mainline: 'v6.13',
    stable: {},
    changes: {
      en: 'PLATFORM_INFO is a feature MSR: user space cannot change it once the vCPU has run.',
      'zh-CN': 'PLATFORM_INFO 成为特性 MSR：vCPU 运行过之后，用户态不能再改。',
    },
    evidence: 'absent from 6.12.117, present in 6.13.7; v6.13 itself was not read',
  },
  {
    behaviour: 'segmentBasesKnownToHostOnSvm',
    mainline: 'v6.12',
    stable: { 'v6.1': 192 },
    changes: {
      en: 'KVM_SET_MSRS and KVM_GET_MSRS know FS_BASE and GS_BASE under kvm_amd.',
      'zh-CN': '在 kvm_amd 下，KVM_SET_MSRS 与 KVM_GET_MSRS 认识 FS_BASE 和 GS_BASE。',
    },
    evidence: 'absent from v6.8.1, present in 6.12.117 and by backport in 6.1.192 (svm.c)',
  },
  {
    behaviour: 'lastBranchSaved',
    mainline: 'v7.0',
    stable: { 'v6.12': 117, 'v6.18': 15 },
    changes: {
      en: 'LASTBRANCHFROMIP … LASTINTTOIP are registers to save: user space may write 0 to them.',
      'zh-CN': 'LASTBRANCHFROMIP … LASTINTTOIP 属于需要保存的寄存器：用户态可以写 0。',
    },
    evidence: 'absent from v6.18.2 and v6.19, present in 6.12.117 and 7.2.13; recorded on 6.18.44',
  },
  {
    behaviour: 'mtrrNumbersSpelledOut',
    mainline: 'v6.5',
    stable: {},
    changes: {
      en: 'Numbers from 0x270 to 0x2fe that are no MTRR are unknown registers. Before, the MTRR code refused them as bad values.',
      'zh-CN': '0x270 到 0x2fe 之间不是 MTRR 的编号算作未知寄存器；在此之前由 MTRR 代码当作错误的值拒绝。',
    },
    evidence: 'absent from 6.1.192 and v6.2.1, present in v6.5 (kvm_set_msr_common); v6.3 and v6.4 were not read',
  },
  {
    behaviour: 'featCtlHostWritesFree',
    mainline: 'v6.2',
    stable: {},
    changes: {
      en: 'User space may set any defined bit of FEAT_CTL, whatever the guest’s CPUID and MCG_CAP say.',
      'zh-CN': '用户态可以设置 FEAT_CTL 的任何已定义位，不论客户机的 CPUID 和 MCG_CAP 怎么说。',
    },
    evidence: 'absent from 6.1.192, present in v6.2.1 (vmx.c)',
  },
  {
    behaviour: 'entryEventTraced',
    mainline: 'v6.14',
    stable: {},
    changes: {
      en: 'kvm_entry shows the event that goes in with it, and kvm_exit the pending requests.',
      'zh-CN': 'kvm_entry 会显示随进入注入的事件，kvm_exit 会显示待处理的请求。',
    },
    evidence: 'absent from 6.13.7, present in v6.14 (trace.h)',
  },
  {
    behaviour: 'mtrrCheckOnlyAnswers',
    mainline: 'v5.17',
    stable: {},
    changes: {
      en: 'The check of a variable MTRR’s reserved bits only answers. Before, it raised a #GP itself, which its caller raises too: a guest took #DF.',
      'zh-CN': '可变 MTRR 保留位的检查只给出回答；在此之前检查本身就会注入 #GP，调用者又注入一次：客户机得到的是 #DF。',
    },
    evidence: 'absent from 5.10.223, present in v5.17 (mtrr.c); v5.11 to v5.16 were not read',
  },
  {
    behaviour: 'tscAuxFollowsGuestCpu',
    mainline: 'v5.15',
    stable: {},
    changes: {
      en: 'TSC_AUX has one rule for both vendor modules: CPUID offers RDTSCP or RDPID, and on Intel the high half is 0.',
      'zh-CN': 'TSC_AUX 在两个厂商模块里用同一条规则：CPUID 提供 RDTSCP 或 RDPID；Intel 上高 32 位须为 0。',
    },
    evidence: 'absent from 5.10.223 (vmx_set_msr has its own), present in 5.15.16 (__kvm_set_msr); v5.11 to v5.14 were not read',
  },
  {
    behaviour: 'sgxVirtualized',
    mainline: 'v5.17',
    stable: {},
    changes: {
      en: 'FEAT_CTL’s two SGX bits follow the guest’s CPUID. Before, they had no meaning.',
      'zh-CN': 'FEAT_CTL 的两个 SGX 位取决于客户机的 CPUID；在此之前它们没有意义。',
    },
    evidence: 'absent from 5.10.223, present in v5.17 (vmx.c); v5.11 to v5.16 were not read',
  },
  {
    behaviour: 'flushCmdVirtualized',
    mainline: 'v6.5',
    stable: {},
    changes: {
      en: 'FLUSH_CMD exists where the guest’s CPUID has FLUSH_L1D; PRED_CMD and FLUSH_CMD are passed through from the start.',
      'zh-CN': '客户机的 CPUID 有 FLUSH_L1D 时 FLUSH_CMD 存在；PRED_CMD 与 FLUSH_CMD 从一开始就直通。',
    },
    evidence: 'absent from 6.1.192 and v6.2.1, present in v6.5 and 6.12.117; v6.3 and v6.4 were not read',
  },
  {
    behaviour: 'featureMsrsFixedOnceRun',
    mainline: 'v6.5',
    stable: {},
    changes: {
      en: 'User space cannot change the nested-VMX capabilities once the vCPU has run.',
      'zh-CN': 'vCPU 运行过之后，用户态不能再改嵌套 VMX 的能力寄存器。',
    },
    evidence: 'absent from 6.1.192 and v6.2.1, present in v6.5 (do_set_msr); v6.3 and v6.4 were not read',
  },
  {
    behaviour: 'autoIbrsVirtualized',
    mainline: 'v6.6',
    stable: {},
    changes: {
      en: 'EFER.AUTOIBRS exists where processor and CPUID have it.',
      'zh-CN': '处理器与 CPUID 都有 AUTOIBRS 时，EFER.AUTOIBRS 存在。',
    },
    evidence: 'absent from 6.1.192 and v6.2.1, present in v6.6.9; v6.3 to v6.5 were not read as to this',
  },
  {
    behaviour: 'sbpbVirtualized',
    mainline: 'v6.8',
    stable: {},
    changes: {
      en: 'PRED_CMD has bit 7, SBPB, where CPUID has it, and 0 is accepted on a processor without IBPB.',
      'zh-CN': 'CPUID 有 SBPB 时 PRED_CMD 的第 7 位存在；在没有 IBPB 的处理器上也接受 0。',
    },
    evidence: 'absent from v6.6.9, present in v6.8.1 (kvm_set_msr_common); v6.7 was not read',
  },
  {
    behaviour: 'cpuidUserDisVirtualized',
    mainline: 'v7.2',
    stable: {},
    changes: {
      en: 'HWCR bit 35, CpuidUserDis, may be set where the guest’s CPUID has GP_ON_USER_CPUID.',
      'zh-CN': '客户机的 CPUID 有 GP_ON_USER_CPUID 时，HWCR 的第 35 位（CpuidUserDis）可以置位。',
    },
    evidence: 'absent from v6.19, present in 7.2.13; v7.0 and v7.1 were not read',
  },
] as const satisfies readonly Difference[];

/** The name of such a switch. */
export type UnidentifiedBehaviour = (typeof unidentified)[number]['behaviour'];
