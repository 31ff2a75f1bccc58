// SPDX-License-Identifier: GPL-2.0-only
/** kvm-unit-tests: x86/msr.c, and the little besides that is about MSRs. */
import { counting, gp, keeps, NONCANONICAL, ONES, ok, type Run, rdmsr, read, type Suite, setMsr, stored, wrmsr } from './types.ts';

/** The suite runs msr.c with a CPUID that says GenuineIntel, on any host. */
const hosts = [{}, { host: 'amd', vcpu: { vendor: 'intel' } }] as const;
const onBoth = (steps: Run['steps'], vcpu: object = {}): readonly Run[] =>
  hosts.map((machine) => ({ machine: { ...machine, vcpu: { ...('vcpu' in machine ? machine.vcpu : {}), ...vcpu } }, steps }));

const address = 0x1234_5678_9abcn;
const kept = [
  [0x174, 0x1234n, 0n],
  [0x175, address, 0n],
  [0x176, address, 0n],
  [0x277, 0x0707_0707n, 0x7_0406_0007_0406n],
  [0xc000_0080, 0x501n, 0x500n],
  [0xc000_0084, 0xffff_ffffn, 0n],
] as const;
const addresses = [0xc000_0100, 0xc000_0101, 0xc000_0102, 0xc000_0082, 0xc000_0083] as const;

const bank = (i: number): Run['steps'] => {
  const [ctl, status, addr, misc] = [0x400, 0x401, 0x402, 0x403].map((msr) => msr + 4 * i) as [number, number, number, number];
  return [
    ...keeps(ctl, 0n),
    ...keeps(ctl, ONES),
    [wrmsr(ctl, NONCANONICAL), gp],
    ...keeps(status, 0n),
    [wrmsr(status, 1n), gp],
    ...[addr, misc].flatMap((msr) => [...keeps(msr, 0n), ...keeps(msr, ONES), ...keeps(msr, NONCANONICAL)]),
  ];
};

/** The three bits of SPEC_CTRL, in every combination. */
const spec: Run['steps'] = counting(8).flatMap((value) => keeps(0x48, value));
const pred = (result: typeof ok): Run['steps'] => [
  [rdmsr(0x49), gp],
  [wrmsr(0x49, 0), result],
  [wrmsr(0x49, 1), result],
];
const flush = (result: typeof ok): Run['steps'] => [
  [rdmsr(0x10b), gp],
  [wrmsr(0x10b, 0), result],
  [wrmsr(0x10b, 1), result],
];
const flushEmulated: Run['steps'] = counting(63).map((i) => [wrmsr(0x10b, 1n << BigInt(i + 1), 'emulator'), gp]);
const all = ['v5.18', 'v6.0', 'v6.12', 'v7.3'];

export const kvmUnitTests: Suite = {
  name: 'kvm-unit-tests',
  source: '1da1819e49fc (2026-06-26)',
  url: 'https://gitlab.com/kvm-unit-tests/kvm-unit-tests',
  cases: [
    {
      file: 'x86/msr.c',
      name: 'test_misc_msrs',
      what: {
        en: 'SYSENTER, MISC_ENABLE, PAT, EFER, the syscall registers and the segment bases keep what is written; an address that is not canonical is refused',
        'zh-CN': 'SYSENTER、MISC_ENABLE、PAT、EFER、系统调用寄存器与段基址保存写入的值；非规范地址被拒绝',
      },
      kernels: all,
      runs: onBoth([
        ...kept.flatMap(([msr, value, before]): Run['steps'] => [...keeps(msr, value), [wrmsr(msr, before), ok]]),
        // The bits that the test keeps are those that KVM lets nobody change.
        [setMsr(0x1a0, 0x1800), stored],
        ...keeps(0x1a0, 0x4_00c5_1809n),
        ...addresses.flatMap((msr): Run['steps'] => [...keeps(msr, address), [wrmsr(msr, 0), ok], [wrmsr(msr, NONCANONICAL), gp]]),
      ]),
    },
    {
      file: 'x86/msr.c',
      name: 'test_mce_msrs',
      what: {
        en: 'in every bank CTL takes 0 and all ones and no other value, STATUS takes 0 alone, ADDR and MISC take anything; beyond the last bank everything is refused',
        'zh-CN': '每个 bank 里，CTL 只接受 0 和全 1，STATUS 只接受 0，ADDR 与 MISC 什么都接受；最后一个 bank 之外一律拒绝',
      },
      kernels: all,
      runs: [
        ...onBoth(counting(10).flatMap(bank)),
        ...onBoth(
          counting(22 * 4).flatMap((i): Run['steps'] => [
            [rdmsr(0x428 + i), gp],
            [wrmsr(0x428 + i, 0), gp],
          ]),
        ),
      ],
    },
    {
      file: 'x86/msr.c',
      name: '__test_x2apic_msrs(false)',
      what: {
        en: 'outside x2APIC mode all 256 x2APIC registers are refused, read and written',
        'zh-CN': '不在 x2APIC 模式时，256 个 x2APIC 寄存器的读写一律被拒绝',
      },
      kernels: all,
      runs: onBoth(
        counting(256).flatMap((i): Run['steps'] => [
          [wrmsr(0x800 + i, 0), gp],
          [rdmsr(0x800 + i), gp],
          [wrmsr(0x800 + i, ONES), gp],
        ]),
      ),
    },
    {
      file: 'x86/msr.c',
      name: '__test_x2apic_msrs(true)',
      what: { en: 'in x2APIC mode each register by its own rule', 'zh-CN': '在 x2APIC 模式下，各寄存器按各自的规则' },
      kernels: all,
      runs: [],
      out: { en: 'the format has no local APIC', 'zh-CN': '这个格式里没有本地 APIC' },
    },
    {
      file: 'x86/msr.c',
      name: 'test_mitigation_msrs, without the features',
      what: {
        en: 'SPEC_CTRL, PRED_CMD and FLUSH_CMD are refused to a guest whose CPUID offers none of them',
        'zh-CN': '客户机的 CPUID 一项也不提供时，SPEC_CTRL、PRED_CMD、FLUSH_CMD 都被拒绝',
      },
      kernels: all,
      runs: onBoth([[rdmsr(0x48), gp], [wrmsr(0x48, 0), gp], ...pred(gp), ...flush(gp)]),
    },
    {
      file: 'x86/msr.c',
      name: 'test_mitigation_msrs, SPEC_CTRL and PRED_CMD',
      what: {
        en: 'with the features, Intel’s or AMD’s, SPEC_CTRL keeps every combination of its three bits and PRED_CMD takes 0 and the barrier',
        'zh-CN': '有了这些特性（Intel 的或 AMD 的），SPEC_CTRL 保存三个位的任意组合，PRED_CMD 接受 0 和屏障',
      },
      kernels: all,
      runs: [
        ...onBoth([...spec, ...pred(ok)], { cpuid: ['+SPEC_CTRL', '+INTEL_STIBP', '+SPEC_CTRL_SSBD'] }),
        ...onBoth([...spec, ...pred(ok)], { cpuid: ['+AMD_IBPB', '+AMD_IBRS', '+AMD_STIBP', '+AMD_SSBD'] }),
      ],
    },
    {
      file: 'x86/msr.c',
      name: 'test_mitigation_msrs, FLUSH_CMD',
      what: {
        en: 'with FLUSH_L1D in CPUID, FLUSH_CMD takes 0 and bit 0, and through the emulator no other bit',
        'zh-CN': 'CPUID 有 FLUSH_L1D 时，FLUSH_CMD 接受 0 和第 0 位；经由模拟器的其他各位都被拒绝',
      },
      kernels: ['v6.12', 'v7.3'],
      runs: onBoth([...flush(ok), ...flushEmulated], { cpuid: ['+FLUSH_L1D'] }),
    },
    {
      file: 'x86/tsx-ctrl.c',
      name: 'main',
      what: { en: 'TSX_CTRL starts at 0 and takes its two bits', 'zh-CN': 'TSX_CTRL 从 0 开始，接受它的两个位' },
      kernels: all,
      runs: [
        {
          machine: { feature_msrs: { '0x10a': '0x80' } },
          steps: [[rdmsr(0x122), read(0)], ...[2, 0, 1, 0].map((value): Run['steps'][number] => [wrmsr(0x122, value), ok])],
        },
      ],
      out: {
        en: 'whether transactions abort and CPUID hides RTM: neither TSX nor the CPUID instruction is modelled',
        'zh-CN': '事务是否中止、CPUID 是否隐去 RTM：TSX 与 CPUID 指令没有建模',
      },
    },
    {
      file: 'x86/la57.c',
      name: 'main',
      what: { en: 'canonical addresses with five levels of page tables', 'zh-CN': '五级页表下的规范地址' },
      kernels: all,
      runs: [],
      out: { en: 'the format’s guest has 48 bits of address', 'zh-CN': '这个格式的客户机有 48 位线性地址' },
    },
  ],
};
