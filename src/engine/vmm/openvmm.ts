// SPDX-License-Identifier: GPL-2.0-only
/** OpenVMM on KVM: it halts the VM and keeps it. It asks KVM for the MSRs that KVM does not know, and answers nearly all of them with #GP. */
import { answered, both, derived, everyReason, is, reaction, reader, toLog, unknown } from './facts.ts';
import type { MsrEnding, Reaction, Source, Vmm } from './types.ts';

const source = reader('microsoft/openvmm', '1488a37b7cfe', '2026-08-21');
const kvm = 'vmm_core/virt_kvm/src/arch/x86_64/mod.rs';

const policy = source.at(
  'vmm_core/src/vmotherboard_adapter.rs:72-87',
  'openvmm/openvmm_core/src/worker/dispatch.rs:2994-3000',
  'openvmm/openvmm_entry/src/vm_controller.rs:145-168',
);
const clearHalt = source.at('openvmm/openvmm_entry/src/repl.rs:268,953-954', 'vmm_core/src/partition_unit.rs:252-256,451-454');

const halted = (prints: Reaction['prints'], from: readonly Source[], again: Reaction['again']): Reaction =>
  reaction({ prints, program: is('lives', from), vm: is('halted and kept', from), again });

const resumes = derived(
  both(
    'Its prompt has a command that clears the halt: the vCPU is then entered at the same instruction. Where KVM fails again, only a new start helps.',
    '它的命令行里有一条清除停机状态的命令：vCPU 随后在同一条指令处再次进入。KVM 若再次失败，就只能重新启动。',
  ),
  clearHalt,
);

/** Registers that firmware touches on some machines; it spares them the #GP. */
const stubs = [
  [0x88, 0x8a],
  [0x116, 0x116],
  [0x118, 0x11b],
  [0x11e, 0x11e],
] as const;
const list = source.at(`${kvm}:101-105`);

const msrExit = (word: 'read' | 'write', lines: `${number}-${number}`): MsrEnding => {
  const from = source.at(`${kvm}:${lines}`);
  return {
    cases: [
      {
        msrs: stubs,
        reaction: answered(
          is(word === 'read' ? { error: 0, data: 0n } : { error: 0 }, [...from, ...list]),
          is([toLog(`stubbed out mystery MSR ${word}`)], from),
          from,
        ),
      },
    ],
    otherwise: answered(is({ error: 1 }, from), is([toLog(`unrecognized msr ${word}`)], from), from),
  };
};

export const openvmm: Vmm = {
  name: 'OpenVMM',
  versions: both('The state of August 2026, on KVM.', '2026 年 8 月的状态，运行在 KVM 上。'),
  userSpaceMsr: is(['unknown'], source.at('vm/kvm/src/lib.rs:817-831', `${kvm}:421`)),
  msrFilter: is(null, source.unused('vm/kvm', 'KVM_X86_SET_MSR_FILTER')),
  withoutUserSpaceMsr: derived('does not start', source.at('vm/kvm/src/lib.rs:817-831', `${kvm}:421`)),
  mce: derived(
    { mcg_cap: 0x420n, banks: 32 },
    source.at(`${kvm}:171-175,592,923-936`),
    both(
      'What a new vCPU has, with CMCI_P added; only where KVM offers CMCI_P: kvm_intel from v6.0 on. Elsewhere the call is not made.',
      '在新 vCPU 原有的值上加 CMCI_P；只在 KVM 提供 CMCI_P 时，也就是 v6.0 起的 kvm_intel。否则不做这个调用。',
    ),
  ),
  shortSetMsrs: is(
    both(
      'An error that says how many were asked for, how many were set, and which register was refused.',
      '报告一个错误，写明要求几项、写了几项、哪个寄存器被拒绝。',
    ),
    source.at('vm/kvm/src/lib.rs:1488-1503'),
  ),
  endings: {
    EPERM: halted(
      is(
        [toLog('fatal error … failed to run VP …')],
        source.at(
          `${kvm}:1624`,
          'vm/kvm/src/lib.rs:1843-1860',
          'vmm_core/virt_kvm/src/lib.rs:161-167',
          'vmm_core/src/vmotherboard_adapter.rs:72-78',
        ),
      ),
      policy,
      resumes,
    ),
    KVM_EXIT_SHUTDOWN: halted(
      is([toLog('triple fault …')], source.at(`${kvm}:1668-1670`, 'vmm_core/src/partition_unit/vp_set.rs:148-161')),
      source.at('openvmm/openvmm_entry/src/vm_controller.rs:145-168'),
      unknown('Which of its commands boots the guest anew was not looked up.', '它的哪条命令能让客户机重新启动，没有查。'),
    ),
    KVM_EXIT_INTERNAL_ERROR: halted(
      is(
        [toLog('fatal error … KVM internal error: 0x…')],
        source.at(`${kvm}:1782-1793`, 'vm/kvm/src/lib.rs:1985-1998', 'vmm_core/virt_kvm/src/lib.rs:161-164'),
        both('A failed emulation is reported in words of its own.', '模拟失败另有一种措辞。'),
      ),
      policy,
      resumes,
    ),
    KVM_EXIT_X86_RDMSR: everyReason(msrExit('read', '1651-1659')),
    KVM_EXIT_X86_WRMSR: everyReason(msrExit('write', '1660-1667')),
  },
  unchecked: [both('How its log prints the fields after the message.', '日志在消息之后怎样打印各字段。')],
};
