// SPDX-License-Identifier: GPL-2.0-only
/**
 * Differences between releases that reading their sources showed, but whose commit was not identified. They come with the release and
 * cannot be applied or taken out by themselves.
 */
interface Difference {
  readonly behaviour: string;
  /** The first mainline release that is known to have it; `evidence` names the releases read. */
  readonly mainline: `v${number}.${number}`;
  readonly changes: { readonly en: string; readonly 'zh-CN': string };
  readonly evidence: string;
}

export const unidentified = [
  {
    behaviour: 'mtrrNumbersSpelledOut',
    mainline: 'v6.5',
    changes: {
      en: 'Numbers from 0x270 to 0x2fe that are no MTRR are unknown registers. Before, the MTRR code refused them as bad values.',
      'zh-CN': '0x270 到 0x2fe 之间不是 MTRR 的编号算作未知寄存器；在此之前由 MTRR 代码当作错误的值拒绝。',
    },
    evidence: 'absent from 6.1.192 and v6.2.1, present in v6.5 (kvm_set_msr_common); v6.3 and v6.4 were not read',
  },
  {
    behaviour: 'featCtlHostWritesFree',
    mainline: 'v6.2',
    changes: {
      en: 'User space may set any defined bit of FEAT_CTL, whatever the guest’s CPUID and MCG_CAP say.',
      'zh-CN': '用户态可以设置 FEAT_CTL 的任何已定义位，不论客户机的 CPUID 和 MCG_CAP 怎么说。',
    },
    evidence: 'absent from 6.1.192, present in v6.2.1 (vmx.c)',
  },
  {
    behaviour: 'entryEventTraced',
    mainline: 'v6.14',
    changes: {
      en: 'kvm_entry shows the event that goes in with it, and kvm_exit the pending requests.',
      'zh-CN': 'kvm_entry 会显示随进入注入的事件，kvm_exit 会显示待处理的请求。',
    },
    evidence: 'absent from 6.13.7, present in v6.14 (trace.h)',
  },
] as const satisfies readonly Difference[];

export type UnidentifiedBehaviour = (typeof unidentified)[number]['behaviour'];
