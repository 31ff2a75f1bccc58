// SPDX-License-Identifier: GPL-2.0-only
/** The kernel's own selftests (tools/testing/selftests/kvm/x86) about MSRs and machine checks. */
import {
  counting,
  type Expectation,
  failed,
  getMsr,
  got,
  gp,
  NONCANONICAL,
  ONES,
  ok,
  type Run,
  rdmsr,
  read,
  type Suite,
  setMsr,
  stored,
  wrmsr,
} from './types.ts';
import { userspaceMsrExit } from './userspace-msr-exit.ts';

const intel = {};
const amd = { host: 'amd' };
const both = [intel, amd] as const;
const page = 0x1234_5678_9000n;
const pattern = 0xaaaa_5555_aaaa_5555n;

/** Reset value, a value that is kept, user space reading and restoring it. */
const supported = (msr: number, reset: bigint, written: bigint, kept = written): readonly Expectation[] => [
  [rdmsr(msr), read(reset)],
  [wrmsr(msr, written), ok],
  [rdmsr(msr), read(kept)],
  [getMsr(msr), got(kept)],
  [setMsr(msr, reset), stored],
  [getMsr(msr), got(reset)],
  [rdmsr(msr), read(reset)],
];
const canonical = [0xc000_0100, 0xc000_0101, 0xc000_0102, 0xc000_0082, 0xc000_0083] as const;
const TSC_AUX = 0xc000_0103;

const msrsTest = (machine: object, low: boolean): readonly Run[] => [
  {
    machine: { ...machine },
    steps: [
      ...supported(0x1a0, 0x1800n, 0x1801n),
      [wrmsr(0x1a0, 1), gp],
      ...supported(0x277, 0x7_0406_0007_0406n, 0x0707_0707n),
      ...supported(0x174, 0n, 0x1234n),
      ...[0x175, 0x176].flatMap((msr) => supported(msr, 0n, page, low ? page & 0xffff_ffffn : page)),
      ...canonical.flatMap((msr): Expectation[] => [...supported(msr, 0n, page), [wrmsr(msr, NONCANONICAL), gp]]),
      ...supported(0xc000_0084, 0n, 0xffff_ffffn),
    ],
  },
  ...[['+RDTSCP'], ['-RDTSCP', '+RDPID']].map(
    (cpuid): Run => ({
      machine: { ...machine, vcpu: { cpuid } },
      steps: [
        ...supported(TSC_AUX, 0n, 0x1234_5678n),
        [wrmsr(TSC_AUX, pattern), low ? ok : gp],
        [rdmsr(TSC_AUX), read(low ? pattern & 0xffff_ffffn : 0n)],
      ],
    }),
  ),
  {
    machine: { ...machine, vcpu: { cpuid: ['-RDTSCP'] } },
    steps: [
      [rdmsr(TSC_AUX), gp],
      [wrmsr(TSC_AUX, 0x1234_5678), gp],
    ],
  },
];

const hwcr = counting(64).flatMap((bit): Expectation[] => {
  const value = 1n << BigInt(bit);
  const dropped = [3, 6, 8].includes(bit);
  const valid = bit === 18 || bit === 24;
  return [
    [setMsr(0xc001_0015, value), dropped || valid ? stored : failed],
    [getMsr(0xc001_0015), got(valid ? value : 0n)],
    [setMsr(0xc001_0015, 0), stored],
  ];
});

const [BANK_ADDR, BANK_CTL2] = [0x41e, 0x287] as const;
const CMCI_EN = 1n << 30n;
const ucna = (addr: string): Expectation => [
  { op: 'host.set_mce', bank: 7, status: '0xbc00000000010090', addr, misc: '0x8c', mcg_status: '0x0' },
  { ret: 0 },
];

/** A host's abilities, for the test to take away: the plain ones as recorded, the others as a recent processor has them. */
const feature_msrs = {
  '0x480': '0xd8100011e57ed0',
  '0x485': '0x20000165',
  '0x48a': '0x2e',
  '0x48b': '0x3fff00000000',
  '0x48c': '0xf0106334141',
  '0x48d': '0x7f00000016',
};
/** Taking one bit of `bits` away and giving it back. */
const takes = (msr: keyof typeof feature_msrs, bits: readonly number[]): readonly Expectation[] => {
  const value = BigInt(feature_msrs[msr]);
  return bits
    .map((b) => 1n << BigInt(b))
    .filter((bit) => (value & bit) !== 0n)
    .flatMap((bit): Expectation[] => [
      [setMsr(Number(msr), value & ~bit), stored],
      [setMsr(Number(msr), value), stored],
    ]);
};
const high = counting(32).map((i) => i + 32);
const featCtlBits = [0, 1, 2, 17, 18, 20];

const filtered = ['v6.0', 'v6.12', 'v7.3'];

export const selftests: Suite = {
  name: 'KVM selftests',
  source: 'tools/testing/selftests/kvm/x86',
  url: 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/tools/testing/selftests/kvm/x86',
  cases: [
    {
      file: 'msrs_test.c',
      name: 'test_msrs',
      what: {
        en: 'thirteen registers start as they should, keep a good value, refuse a bad one, and show user space the same; without its CPUID bit TSC_AUX does not exist',
        'zh-CN': '十三个寄存器：初值、保存好的值、拒绝坏的值、用户态看到的一致；CPUID 里没有对应的位时，TSC_AUX 不存在',
      },
      kernels: ['v6.12', 'v7.3'],
      runs: [...msrsTest(intel, false), ...msrsTest(amd, true)],
      out: { en: 'the CET registers', 'zh-CN': 'CET 寄存器' },
    },
    {
      file: 'hwcr_msr_test.c',
      name: 'main',
      what: {
        en: 'of HWCR’s 64 bits, set one by one from user space, two are kept, three dropped, the others refused',
        'zh-CN': '用户态逐位设置 HWCR 的 64 个位：两个保存，三个丢弃，其余拒绝',
      },
      kernels: ['v6.12', 'v7.3'],
      runs: both.map((machine) => ({ machine: { ...machine, vcpu: { cpuid: ['-GP_ON_USER_CPUID'] } }, steps: hwcr })),
    },
    {
      file: 'ucna_injection_test.c',
      name: 'test_ucna_injection',
      what: {
        en: 'an injected UCNA error is in the bank’s registers, whether CMCI is enabled or not',
        'zh-CN': '注入的 UCNA 错误会写进 bank 的寄存器，不论 CMCI 是否打开',
      },
      kernels: filtered,
      runs: [
        {
          machine: { vcpu: { mcg_cap: '0x9000520' } },
          steps: [
            [rdmsr(BANK_CTL2), read(0)],
            [wrmsr(BANK_CTL2, CMCI_EN), ok],
            ucna('0xdeadbeef'),
            [rdmsr(BANK_ADDR), read(0xdead_beefn)],
            [rdmsr(BANK_CTL2), read(CMCI_EN)],
            [wrmsr(BANK_CTL2, 0), ok],
            ucna('0xcafeb0ba'),
            [rdmsr(BANK_ADDR), read(0xcafe_b0ban)],
          ],
        },
      ],
      out: { en: 'the interrupt itself: the format has no local APIC', 'zh-CN': '中断本身：这个格式里没有本地 APIC' },
    },
    {
      file: 'ucna_injection_test.c',
      name: 'run_vcpu_expect_gp',
      what: {
        en: 'MCi_CTL2 is refused without CMCI_P, and its reserved bit 29 with it',
        'zh-CN': '没有 CMCI_P 时 MCi_CTL2 被拒绝；有 CMCI_P 时保留的第 29 位被拒绝',
      },
      kernels: filtered,
      runs: [
        { machine: { vcpu: { mcg_cap: '0x9000120' } }, steps: [[rdmsr(BANK_CTL2), gp]] },
        {
          machine: { vcpu: { mcg_cap: '0x9000520' } },
          steps: [
            [rdmsr(BANK_CTL2), read(0)],
            [wrmsr(BANK_CTL2, 1n << 29n), gp],
          ],
        },
      ],
    },
    ...userspaceMsrExit,
    {
      file: 'platform_info_test.c',
      name: 'main',
      what: {
        en: 'the guest reads the turbo ratios that user space has put into PLATFORM_INFO',
        'zh-CN': '客户机读到用户态写进 PLATFORM_INFO 的睿频比',
      },
      kernels: ['v5.18', ...filtered],
      runs: both.map((machine) => ({
        machine,
        steps: [
          [getMsr(0xce), got(0x8000_0000)],
          [setMsr(0xce, 0x8000_ff00), stored],
          [rdmsr(0xce), read(0x8000_ff00)],
        ],
      })),
      out: { en: 'KVM_CAP_MSR_PLATFORM_INFO, which switches the register off', 'zh-CN': '关掉这个寄存器的 KVM_CAP_MSR_PLATFORM_INFO' },
    },
    {
      file: 'vmx_msrs_test.c',
      name: 'vmx_save_restore_msrs_test',
      what: {
        en: 'user space takes nested-VMX abilities away and gives them back, bit by bit',
        'zh-CN': '用户态逐位拿走嵌套 VMX 的能力，再还回去',
      },
      kernels: ['v5.18', ...filtered],
      runs: [
        {
          machine: { feature_msrs },
          steps: [
            [setMsr(0x48a, 0), stored],
            [setMsr(0x48a, ONES), stored],
            ...takes('0x480', [49, 54, 55]),
            ...takes('0x485', [5, 6, 7, 8, 14, 15, 28, 29, 30]),
            ...takes('0x48b', high),
            ...takes('0x48c', counting(64)),
            ...takes('0x48d', high),
          ],
        },
      ],
    },
    {
      file: 'vmx_msrs_test.c',
      name: 'ia32_feature_control_msr_test',
      what: {
        en: 'user space sets and clears FEAT_CTL’s bits though CPUID lacks the feature; reserved bits are refused',
        'zh-CN': 'CPUID 没有对应特性时，用户态仍可设置和清除 FEAT_CTL 的位；保留位被拒绝',
      },
      kernels: ['v6.12', 'v7.3'],
      runs: [
        {
          machine: { vcpu: { cpuid: ['-VMX'] } },
          steps: [
            ...featCtlBits.slice(1).flatMap((bit): Expectation[] => [
              [setMsr(0x3a, (1n << BigInt(bit)) | 1n), stored],
              [setMsr(0x3a, 1), stored],
            ]),
            ...counting(64)
              .filter((bit) => !featCtlBits.includes(bit))
              .map((bit): Expectation => [setMsr(0x3a, 1n << BigInt(bit)), failed]),
          ],
        },
      ],
    },
    {
      file: 'xss_msr_test.c',
      name: 'main',
      what: { en: 'XSS starts at 0 and takes 0', 'zh-CN': 'XSS 从 0 开始，接受 0' },
      kernels: ['v5.18', ...filtered],
      runs: both.map((machine) => ({
        machine: { ...machine, vcpu: { cpuid: ['+XSAVES'] } },
        steps: [
          [getMsr(0xda0), got(0)],
          [setMsr(0xda0, 0), stored],
        ],
      })),
      out: {
        en: 'other values: the test accepts either answer, by the host’s processor',
        'zh-CN': '其他值：视宿主机处理器而定，测试两种回答都接受',
      },
    },
    {
      file: 'vmx_pmu_caps_test.c',
      name: 'all six',
      what: { en: 'PERF_CAPABILITIES', 'zh-CN': 'PERF_CAPABILITIES' },
      kernels: filtered,
      runs: [],
      out: { en: 'performance counters are not modelled', 'zh-CN': '性能计数器没有建模' },
    },
    {
      file: 'tsc_msrs_test.c',
      name: 'main',
      what: { en: 'TSC and TSC_ADJUST', 'zh-CN': 'TSC 与 TSC_ADJUST' },
      kernels: filtered,
      runs: [],
      out: { en: 'they depend on time', 'zh-CN': '它们取决于时间' },
    },
  ],
};
