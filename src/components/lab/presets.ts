// SPDX-License-Identifier: GPL-2.0-only
/** Where to begin: what the book is about, and what has happened to people. */
import type { Text } from '../../site/lang.ts';

export interface Preset {
  readonly id: string;
  readonly title: Text;
  readonly text: Text;
  /** Where it can be read. */
  readonly source?: { readonly name: string; readonly url: string };
  readonly scenario: object;
  readonly other: string;
  readonly at?: number;
}

const ones = '0xffffffffffffffff';

export const presets = [
  {
    id: 'fix',
    title: { en: 'The bug and the fix', 'zh-CN': '缺陷与修复' },
    text: {
      en: 'One bit of MC0_CTL, which takes all zeros or all ones. Then a read, to see who is still there to make it.',
      'zh-CN': 'MC0_CTL 只收全 0 或全 1，这里写一个位；随后再读一次，看看还有谁能读。',
    },
    scenario: {
      name: 'fix',
      kernel: 'v5.18',
      steps: [
        { op: 'guest.wrmsr', msr: '0x400', data: '0x1' },
        { op: 'guest.rdmsr', msr: '0x400' },
      ],
    },
    other: 'v5.18+2368048bf5c2',
    at: 0,
  },
  {
    id: 'unixware',
    title: { en: 'UnixWare under QEMU, 2022', 'zh-CN': 'QEMU 上的 UnixWare，2022' },
    text: {
      en: 'UnixWare clears bit 0 of MC1_CTL, so as not to hear of single-bit errors, and its VM died with EPERM. A commit of v6.0 lets that bit be.',
      'zh-CN': 'UnixWare 清掉 MC1_CTL 的第 0 位，不理会单比特错误，它的虚拟机因 EPERM 而死。v6.0 的一个提交容许了这一位。',
    },
    source: { name: 'lore.kernel.org, 2022-05-21', url: 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org' },
    scenario: { name: 'unixware', kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr: '0x404', data: '0xfffffffffffffffe' }] },
    other: 'v5.18+0471a7bd1bca',
  },
  {
    id: 'k8-gart',
    title: { en: 'Linux on AMD K8 and the GART', 'zh-CN': 'AMD K8 上的 Linux 与 GART' },
    text: {
      en: 'On K8, Linux clears bit 10 of MC4_CTL, a firmware and GART trouble. KVM has let it pass for longer than there has been EPERM; another bit is another matter.',
      'zh-CN': 'Linux 在 K8 上因固件与 GART 的问题清掉 MC4_CTL 的第 10 位。KVM 早在有 EPERM 之前就放行它；换一位就是另一回事了。',
    },
    source: {
      name: 'set_msr_mce, arch/x86/kvm/x86.c, v5.18',
      url: 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/arch/x86/kvm/x86.c?h=v5.18',
    },
    scenario: {
      name: 'k8-gart',
      kernel: 'v5.18',
      host: 'amd',
      steps: [
        { op: 'guest.wrmsr', msr: '0x410', data: '0xfffffffffffffbff' },
        { op: 'guest.wrmsr', msr: '0x410', data: '0xfffffffffffff7ff' },
      ],
    },
    other: 'v6.0',
  },
  {
    id: 'cmci',
    title: { en: 'CMCI under a nested hypervisor, 2026', 'zh-CN': '嵌套虚拟机监控器与 CMCI，2026' },
    text: {
      en: 'Windows Server 2025 with Hyper-V, under OpenVMM, set up the interrupt for corrected errors, took a #GP and rebooted in a loop, until OpenVMM gave the vCPU MCG_CMCI_P. Its register is the local APIC’s, which is not modelled here; the same bit decides about MC0_CTL2.',
      'zh-CN':
        'OpenVMM 上带 Hyper-V 的 Windows Server 2025 设置可纠正错误的中断，收到 #GP，反复重启，直到 OpenVMM 给 vCPU 加上 MCG_CMCI_P。那个寄存器属于本地 APIC，这里没有建模；MC0_CTL2 能不能写，由同一个位决定。',
    },
    source: { name: 'openvmm, pull request 3874', url: 'https://github.com/microsoft/openvmm/pull/3874' },
    scenario: {
      name: 'cmci',
      kernel: 'v6.12',
      steps: [
        { op: 'guest.wrmsr', msr: '0x280', data: '0x40000001' },
        { op: 'host.setup_mce', mcg_cap: '0x100050a' },
        { op: 'guest.wrmsr', msr: '0x280', data: '0x40000001' },
      ],
    },
    other: '',
    at: 0,
  },
  {
    id: 'deferred',
    title: { en: 'A deferred error on AMD, 2026', 'zh-CN': 'AMD 上的延迟错误，2026' },
    text: {
      en: 'A guest with Linux 6.19 clears MCA_DESTAT of bank 9 after a deferred error that QEMU injected. KVM does not have the register, the guest takes a #GP and panics: the mended way can end a guest too.',
      'zh-CN':
        'Linux 6.19 客户机在 QEMU 注入延迟错误后清 bank 9 的 MCA_DESTAT。KVM 没有这个寄存器，客户机收到 #GP 后崩溃：修好的路径也能断送客户机。',
    },
    source: { name: 'lore.kernel.org, 2026-02-09', url: 'https://lore.kernel.org/r/48d8e1c8-1eb9-49cc-8de8-78077f29c203@oracle.com' },
    scenario: { name: 'deferred', kernel: 'v6.18', host: 'amd', steps: [{ op: 'guest.wrmsr', msr: '0xc0002098', data: '0x0' }] },
    other: '',
  },
  {
    id: 'reset',
    title: { en: 'A reset that restores', 'zh-CN': '复位时的回写' },
    text: {
      en: 'What the guest may not write, user space may not either; a value that one kernel took is refused by the next, as when a VM migrates.',
      'zh-CN': '客户机写不进的值，用户态同样写不进；一个内核收下的值，迁移到另一个内核时会被拒绝。',
    },
    scenario: {
      name: 'reset',
      kernel: 'v6.0',
      steps: [
        { op: 'host.set_msr', msr: '0x404', data: '0xfffffffffffffffe' },
        { op: 'host.get_msr', msr: '0x404' },
      ],
    },
    other: 'v6.0-0471a7bd1bca',
  },
  {
    id: 'asked',
    title: { en: 'User space is asked', 'zh-CN': '交给用户态决定' },
    text: {
      en: 'With MSR exits for refused accesses there is no EPERM on any kernel: user space answers, and the guest takes what it says.',
      'zh-CN': '要求了 MSR 退出，任何内核上都没有 EPERM：由用户态回答，客户机照单接受。',
    },
    scenario: {
      name: 'asked',
      kernel: 'v5.18',
      vm: { user_space_msr: ['inval'] },
      steps: [
        { op: 'guest.wrmsr', msr: '0x400', data: '0x1' },
        { op: 'host.complete', error: 1 },
        { op: 'guest.wrmsr', msr: '0x400', data: ones },
      ],
    },
    other: 'v6.0',
    at: 1,
  },
] as const satisfies readonly Preset[];
