// SPDX-License-Identifier: GPL-2.0-only
/** The registers that stay out of the model, by name, and why. One table: the refusal quotes it, and the pages print it. */
import type { u32 } from '../machine/u64.ts';

/** Inclusive. */
export type Range = readonly [first: u32, last: u32];

/** What keeps a register out. */
export interface LeftOut {
  readonly range: Range;
  readonly name: string;
  readonly why: { readonly en: string; readonly 'zh-CN': string };
}

const time = { en: 'it depends on time', 'zh-CN': '它取决于时间' } as const;
const apic = { en: 'the format has no local APIC', 'zh-CN': '这个格式里没有本地 APIC' } as const;
const host = { en: 'it depends on the host’s processor', 'zh-CN': '它取决于宿主机的处理器' } as const;
const pmu = { en: 'performance counters are not modelled', 'zh-CN': '性能计数器没有建模' } as const;
const cet = { en: 'control-flow enforcement is not modelled', 'zh-CN': '控制流强制技术（CET）没有建模' } as const;
const debug = { en: 'debugging features are not modelled', 'zh-CN': '调试功能没有建模' } as const;
const memory = {
  en: 'it makes KVM read and write guest memory, which is not modelled',
  'zh-CN': '它会让 KVM 读写客户机内存，内存没有建模',
} as const;

/** Left out wholly, on every back end. */
export const leftOut: readonly LeftOut[] = [
  { range: [0x10, 0x11], name: 'TSC', why: time },
  { range: [0x1b, 0x1b], name: 'APIC_BASE', why: apic },
  { range: [0x3b, 0x3b], name: 'TSC_ADJUST', why: time },
  { range: [0x8c, 0x8f], name: 'SGXLEPUBKEYHASH', why: host },
  { range: [0xc1, 0xc8], name: 'a performance counter', why: pmu },
  { range: [0xe1, 0xe1], name: 'UMWAIT_CONTROL', why: host },
  { range: [0xe7, 0xe8], name: 'MPERF, APERF', why: time },
  { range: [0x10a, 0x10a], name: 'ARCH_CAPABILITIES', why: host },
  { range: [0x186, 0x18d], name: 'a performance event select', why: pmu },
  { range: [0x1c4, 0x1c5], name: 'XFD', why: host },
  { range: [0x1d9, 0x1d9], name: 'DEBUGCTL', why: debug },
  { range: [0x309, 0x309], name: 'a fixed performance counter', why: pmu },
  { range: [0x30a, 0x30c], name: 'a fixed performance counter', why: pmu },
  { range: [0x345, 0x345], name: 'PERF_CAPABILITIES', why: pmu },
  { range: [0x38d, 0x392], name: 'a performance-monitoring control', why: pmu },
  { range: [0x570, 0x587], name: 'a processor-trace register', why: host },
  { range: [0x6a0, 0x6a8], name: 'a CET register', why: cet },
  { range: [0xd90, 0xd90], name: 'BNDCFGS', why: host },
  { range: [0x4000_0000, 0x4000_00ff], name: 'a Hyper-V register', why: memory },
  { range: [0x4b56_4d00, 0x4b56_4d07], name: 'a KVM paravirtual register', why: memory },
  { range: [0xc000_0104, 0xc000_0104], name: 'AMD64_TSC_RATIO', why: time },
  { range: [0xc001_0000, 0xc001_0007], name: 'a K7 performance register', why: pmu },
  { range: [0xc001_0114, 0xc001_0114], name: 'VM_CR', why: host },
  { range: [0xc001_011f, 0xc001_011f], name: 'VIRT_SPEC_CTRL', why: host },
  { range: [0xc001_0200, 0xc001_020b], name: 'a family-15h performance register', why: pmu },
  { range: [0xc001_1029, 0xc001_1029], name: 'DE_CFG', why: host },
];

/** What is answered in part. `name` as a refusal quotes it; `why` says what is missing and what a scenario can do about it. */
export const answeredInPart = {
  specCtrl: {
    range: [0x48, 0x48],
    name: 'SPEC_CTRL',
    why: {
      en: 'KVM tries the value on the host’s processor, and vcpu.cpuid does not say that it has these bits',
      'zh-CN': 'KVM 会在宿主机的处理器上试写这个值，而 vcpu.cpuid 没有说明它有这些位',
    },
  },
  software: {
    range: [0x49, 0x10b],
    name: 'a register of the vendor module',
    why: {
      en: 'what the software back end does with it was not read',
      'zh-CN': '软件后端怎样处理它，没有读过',
    },
  },
  tscAux: {
    range: [0xc000_0103, 0xc000_0103],
    name: 'TSC_AUX',
    why: {
      en: 'what kernels before v5.15 do with it was not read in both vendor modules',
      'zh-CN': 'v5.15 之前的内核在两个厂商模块里怎样处理它，没有都读过',
    },
  },
  tsxCtrl: {
    range: [0x122, 0x122],
    name: 'TSX_CTRL',
    why: {
      en: 'whether it exists is in the host’s ARCH_CAPABILITIES: say it in feature_msrs["0x10a"]',
      'zh-CN': '它是否存在要看宿主机的 ARCH_CAPABILITIES：请写在 feature_msrs["0x10a"] 里',
    },
  },
  vmx: {
    range: [0x480, 0x491],
    name: 'a nested-VMX capability',
    why: {
      en: 'it holds what the host’s processor can do: say it in feature_msrs',
      'zh-CN': '它的内容是宿主机的处理器能做什么：请写在 feature_msrs 里',
    },
  },
  xss: {
    range: [0xda0, 0xda0],
    name: 'XSS',
    why: {
      en: 'which state can be saved depends on the host’s processor; 0 is always accepted',
      'zh-CN': '能保存哪些状态取决于宿主机的处理器；0 总是可以',
    },
  },
} as const satisfies Record<string, LeftOut>;
