// SPDX-License-Identifier: GPL-2.0-only
/**
 * VirtualBox with KVM for its hypervisor: it lets KVM handle a short list of MSRs and answers all others itself, those of machine check
 * included. So KVM never judges a machine-check write of its guest.
 */
import { answered, both, derived, everyReason, is, reaction, reader, toLog, unknown } from './facts.ts';
import type { Answer, MsrCase, MsrEnding, Vmm } from './types.ts';

const source = reader('cyberus-technology/virtualbox-kvm', '6158591918f2', '7.0.14');
const nem = 'src/VBox/VMM/VMMR3/NEMR3Native-linux.cpp';
const msrs = 'src/VBox/VMM/VMMAll/CPUMAllMsrs.cpp';

const after = unknown(
  'The status goes up to VirtualBox’s execution manager; what the operator then sees was not followed.',
  '状态交给 VirtualBox 的执行管理器；运维人员随后看到什么，没有跟下去。',
);
const handedUp = { program: after, vm: after };

/** Banks 0 to 3: every processor profile that has bank registers has at least these. */
const BANKS = [[0x400, 0x40f]] as const;
const profiles = source.at('src/VBox/VMM/VMMR3/cpus/Intel_Pentium_4_3_00GHz.h:245');
const byProfile = both(
  'For a processor profile that lists machine-check banks; registers that a profile does not list are #GP.',
  '针对列有机器检查 bank 的处理器配置；配置里没有列出的寄存器一律 #GP。',
);

const from = source.at(`${nem}:3117-3197`);
const reads = source.at(`${msrs}:1157-1179`);
const writes = source.at(`${msrs}:1183-1224`);
const answer = (value: Answer, code: typeof reads) =>
  answered(derived(value, [...from, ...code, ...profiles], byProfile), is([], from), [...from, ...code]);

/** All that its own MSR code says of the banks: CTL takes anything and keeps nothing; the others take 0; ADDR and MISC cannot be read. */
const bankReads: readonly MsrCase[] = [
  { msrs: BANKS, ofBank: [0, 1], reaction: answer({ error: 0, data: 0n }, reads) },
  { msrs: BANKS, ofBank: [2, 3], reaction: answer({ error: 1 }, reads) },
  { msrs: [[0x179, 0x179]], reaction: answer({ error: 0, data: 0n }, source.at(`${msrs}:691-700`)) },
];
const bankWrites: readonly MsrCase[] = [
  { msrs: BANKS, ofBank: [0], reaction: answer({ error: 0 }, writes) },
  { msrs: BANKS, ofBank: [1, 2, 3], value: 'zero', reaction: answer({ error: 0 }, writes) },
  { msrs: BANKS, ofBank: [1, 2, 3], value: 'not zero', reaction: answer({ error: 1 }, writes) },
];
const other = (cases: readonly MsrCase[]): MsrEnding => ({
  cases,
  otherwise: {
    ...answered(is({ error: 0 }, from), is([], from), from),
    answer: unknown(
      'What its own MSR code answers for this register was not looked up.',
      '它自己的 MSR 代码对这个寄存器怎样答复，没有查。',
    ),
  },
});

const allowed = (base: number, count: number) => ({ flags: ['read', 'write'] as const, base, count, deny: [] });

export const virtualBox: Vmm = {
  name: 'VirtualBox on KVM',
  versions: both('7.0.14 with the KVM back end of February 2024.', '7.0.14，加 2024 年 2 月的 KVM 后端。'),
  userSpaceMsr: is(['inval', 'unknown', 'filter'], source.at(`${nem}:450-461`)),
  msrFilter: is(
    {
      default: 'deny',
      // TSC, APICBASE, SYSENTER_*, PAT; EFER, STAR, LSTAR, CSTAR, SF_MASK; FS_BASE, GS_BASE, KERNEL_GS_BASE, TSC_AUX.
      ranges: [allowed(0x10, 1), allowed(0x1b, 1), allowed(0x174, 3), allowed(0x277, 1), allowed(0xc000_0080, 5), allowed(0xc000_0100, 4)],
    },
    source.at(`${nem}:1046-1165`),
    both(
      'It hands KVM two wide ranges with few bits set, which comes to the same. With the Hyper-V interface, registers from 0x40000000 on are allowed too.',
      '它交给 KVM 的是两个很宽、只置了少数几位的范围，效果相同。使用 Hyper-V 接口时，0x40000000 起的一些寄存器也放行。',
    ),
  ),
  withoutUserSpaceMsr: is('does not start', source.at(`${nem}:329-330,454-461`)),
  mce: derived(
    { mcg_cap: null, banks: 0 },
    [...source.unused('src/VBox/VMM', 'KVM_X86_SETUP_MCE'), ...source.at(`${msrs}:691-700`)],
    both(
      'KVM has its 32 banks, but the guest’s reads of MCG_CAP go to VirtualBox, which says 0.',
      'KVM 里有 32 个 bank，但客户机读 MCG_CAP 由 VirtualBox 回答，答案是 0。',
    ),
  ),
  shortSetMsrs: is(
    both(
      'An internal error with the count and the register that was refused, instead of running on.',
      '报内部错误，带上数目和被拒绝的寄存器，不再往下运行。',
    ),
    source.at(`${nem}:1586-1590,2565-2571,2693-2697`),
  ),
  spared: {
    EPERM: is(
      both(
        'Its filter denies KVM every machine-check register: their accesses go to VirtualBox’s own MSR code before KVM looks at the value.',
        '它的过滤器不让 KVM 碰任何机器检查寄存器：对它们的访问在 KVM 看值之前就交给 VirtualBox 自己的 MSR 代码。',
      ),
      source.at(`${nem}:1046-1165`),
    ),
  },
  endings: {
    EPERM: reaction({ prints: is([toLog('KVM_RUN failed: rcLnx=-1 errno=1 rc=…')], source.at(`${nem}:3618-3622`)), ...handedUp }),
    KVM_EXIT_SHUTDOWN: reaction({
      prints: is([], source.at(`${nem}:3334-3336,3384-3385`), both('A debug build stops at an assertion.', '调试版会停在断言上。')),
      ...handedUp,
    }),
    KVM_EXIT_INTERNAL_ERROR: reaction({
      prints: is(
        [toLog('NEM: KVM_EXIT_INTERNAL_ERROR! suberror=0x… (…) ndata=… data=…')],
        source.at(`${nem}:2916-2969,3345-3347`),
        both(
          'Not where an emulation failed: then its own interpreter executes the instruction, and prints nothing.',
          '模拟失败时不打印：由它自己的解释器执行这条指令。',
        ),
      ),
      ...handedUp,
    }),
    KVM_EXIT_X86_RDMSR: everyReason(other(bankReads)),
    KVM_EXIT_X86_WRMSR: everyReason(other(bankWrites)),
  },
  unchecked: [both('Machine-check registers other than MCG_CAP and banks 0 to 3.', '除 MCG_CAP 和 bank 0 到 3 之外的机器检查寄存器。')],
};
