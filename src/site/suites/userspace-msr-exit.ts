// SPDX-License-Identifier: GPL-2.0-only
/** The selftest userspace_msr_exit_test.c: MSR filters, and user space that answers in the kernel's place. */
import { type Case, complete, type Expectation, gp, ok, type Run, rdmsr, rdmsrExit, read, wrmsr, wrmsrExit } from './types.ts';

const both = [{}, { host: 'amd' }] as const;
const filtered = ['v6.0', 'v6.12', 'v7.3'];

const [XSS, FLUSH_CMD, NONE] = [0xda0, 0x10b, 0x474f_4f00] as const;
const deniedByRange = (msr: number) => ({
  flags: ['read', 'write'],
  base: `0x${msr.toString(16)}`,
  count: 1,
  deny: [`0x${msr.toString(16)}`],
});
/** User space answers each exit: a value, or an error that becomes #GP. */
const filterAllow = (via?: 'emulator'): readonly Expectation[] => [
  [rdmsr(XSS, via), rdmsrExit(XSS, 'filter')],
  [complete(0, 0), read(0)],
  [wrmsr(XSS, 0, via), wrmsrExit(XSS, 0, 'filter')],
  [complete(0), ok],
  [wrmsr(XSS, 1, via), wrmsrExit(XSS, 1, 'filter')],
  [complete(1), gp],
  [rdmsr(FLUSH_CMD, via), rdmsrExit(FLUSH_CMD, 'filter')],
  [complete(1), gp],
  [wrmsr(FLUSH_CMD, 0, via), wrmsrExit(FLUSH_CMD, 0, 'filter')],
  [complete(1), gp],
  [wrmsr(FLUSH_CMD, 1, via), wrmsrExit(FLUSH_CMD, 1, 'filter')],
  [complete(0), ok],
  [wrmsr(NONE, 2, via), wrmsrExit(NONE, 2, 'filter')],
  [complete(0), ok],
  [rdmsr(NONE, via), rdmsrExit(NONE, 'filter')],
  [complete(0, 2), read(2)],
];

const every = { base: '0x0', count: 12288, deny: [] };
const filterDeny = {
  default: 'deny',
  ranges: [
    { ...every, flags: ['read'] },
    { ...every, flags: ['write'], deny: ['0x1fc'] },
    { ...every, flags: ['read', 'write'], base: '0x40000000' },
    { ...every, flags: ['read'], base: '0xc0000000', deny: ['0xc0000084', '0xc0000101'] },
    { ...every, flags: ['write'], base: '0xc0000000' },
    { flags: ['read', 'write'], base: '0xdeadbeef', count: 1, deny: [] },
  ],
};
const allReasons = ['inval', 'unknown', 'filter'];
const unknownTwice: readonly Expectation[] = [
  [rdmsr(0xdead_beef), rdmsrExit(0xdead_beef, 'unknown')],
  [complete(0, 0xdead_beef), read(0xdead_beef)],
  [wrmsr(0xdead_beef, 0x1234), wrmsrExit(0xdead_beef, 0x1234, 'unknown')],
  [complete(0), ok],
];
const trapped = (msr: number): readonly Expectation[] => [
  [rdmsr(msr), rdmsrExit(msr, 'filter')],
  [complete(0, msr), read(msr)],
];
const oneBase = (msr: number) => ({
  user_space_msr: ['filter'],
  msr_filter: { default: 'allow', ranges: [{ ...deniedByRange(msr), flags: ['read'] }] },
});
const on = (machines: readonly object[], vm: object, steps: Run['steps']): readonly Run[] =>
  machines.map((machine) => ({ machine: { ...machine, vm }, steps }));

export const userspaceMsrExit: readonly Case[] = [
  {
    file: 'userspace_msr_exit_test.c',
    name: 'msr_filter_allow',
    what: {
      en: 'accesses that the filter denies come to user space, which answers with a value or an error; by VM exit and through the emulator',
      'zh-CN': '过滤器拒绝的访问交给用户态，用户态以值或错误作答；既经由 VM 退出，也经由模拟器',
    },
    kernels: ['v5.18', ...filtered],
    runs: [undefined, 'emulator' as const].flatMap((via) =>
      on(
        both,
        { user_space_msr: ['filter'], msr_filter: { default: 'allow', ranges: [XSS, FLUSH_CMD, NONE].map(deniedByRange) } },
        filterAllow(via),
      ),
    ),
  },
  {
    file: 'userspace_msr_exit_test.c',
    name: 'msr_filter_deny',
    what: {
      en: 'a filter that denies by default: what its bitmaps allow stays in the kernel, the rest comes to user space with its reason',
      'zh-CN': '默认拒绝的过滤器：位图允许的留在内核，其余连同原因交给用户态',
    },
    kernels: ['v5.18', ...filtered],
    runs: [
      ...on(both, { user_space_msr: allReasons, msr_filter: filterDeny }, [
        [wrmsr(0xc000_0084, 0), ok],
        ...trapped(0xc000_0084),
        ...trapped(0xc000_0101),
        [wrmsr(0x1fc, 0x1234), wrmsrExit(0x1fc, 0x1234, 'filter')],
        [complete(0), ok],
        [rdmsr(0x1fc), read(0)],
        ...unknownTwice,
      ]),
      ...on(both, { user_space_msr: allReasons }, [
        [wrmsr(0xc000_0084, 0), ok],
        [rdmsr(0xc000_0084), read(0)],
        [rdmsr(0xc000_0101), read(0)],
        [wrmsr(0x1fc, 0x1234), ok],
        [rdmsr(0x1fc), read(0x1234)],
        ...unknownTwice,
      ]),
    ],
  },
  {
    file: 'userspace_msr_exit_test.c',
    name: 'msr_permission_bitmap',
    what: {
      en: 'a register that is passed through comes to user space while a filter denies it, and its neighbour does not',
      'zh-CN': '直通的寄存器在被过滤器拒绝期间会交给用户态，旁边的那个不会',
    },
    kernels: ['v5.18', ...filtered],
    runs: [0xc000_0100, 0xc000_0101].flatMap((msr) =>
      on(both, oneBase(msr), [...trapped(msr), [rdmsr(msr === 0xc000_0100 ? 0xc000_0101 : 0xc000_0100), read(0)]]),
    ),
  },
  {
    file: 'userspace_msr_exit_test.c',
    name: 'user_exit_msr_flags',
    what: { en: 'unused bits of the masks are refused', 'zh-CN': '掩码里没有用到的位被拒绝' },
    kernels: filtered,
    runs: [],
    out: {
      en: 'a scenario names reasons and flags, and cannot write a mask without a meaning',
      'zh-CN': '场景写的是原因和标志的名字，写不出没有意义的掩码',
    },
  },
];
