// SPDX-License-Identifier: GPL-2.0-only
/** What one and the same int means at each level. The confusion of two of these levels is what the whole site is about. */
import { errnoName } from '../engine/machine/errno.ts';
import type { Fn, Value } from './types.ts';

export type Level =
  /** An MSR handler's verdict: 0 done, 1 refused, 2 unknown, 3 filtered, below 0 an errno. */
  | 'msr'
  /** An exit handler's: above 0 enter the guest again, 0 return to user space, below 0 an errno. */
  | 'exit'
  /** The loop's and the ioctl's: 0 return to user space, below 0 an errno. */
  | 'run'
  /** An ioctl other than KVM_RUN. */
  | 'ioctl';

const levels: Readonly<Record<Level, readonly string[]>> = {
  msr: [
    '__kvm_get_msr',
    '__kvm_set_msr',
    'do_get_msr',
    'do_set_msr',
    'get_msr_mce',
    'kvm_get_msr',
    'kvm_get_msr_common',
    'kvm_get_msr_ignored_check',
    'kvm_get_msr_with_filter',
    'kvm_mtrr_get_msr',
    'kvm_mtrr_set_msr',
    'kvm_set_msr',
    'kvm_set_msr_common',
    'kvm_set_msr_ignored_check',
    'kvm_set_msr_with_filter',
    'set_msr_mce',
    'vmx_get_msr',
    'vmx_set_msr',
  ],
  exit: [
    '__vmx_handle_exit',
    'complete_fast_msr_access',
    'complete_fast_rdmsr',
    'handle_cr',
    'kvm_complete_insn_gp',
    'kvm_emulate_halt',
    'kvm_emulate_rdmsr',
    'kvm_emulate_wrmsr',
    'kvm_skip_emulated_instruction',
    'vcpu_enter_guest',
    'vmx_handle_exit',
  ],
  run: ['kvm_arch_vcpu_ioctl_run', 'kvm_vcpu_ioctl_run', 'vcpu_run'],
  ioctl: ['kvm_vcpu_ioctl_x86_set_mce', 'kvm_vcpu_ioctl_x86_setup_mce'],
};

/** Which convention a function's int follows, or undefined where the value is no verdict. */
export function levelOf(fn: string): Level | undefined {
  return (Object.keys(levels) as Level[]).find((level) => levels[level].includes(fn));
}

type Text = { readonly en: string; readonly 'zh-CN': string };
const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const msr: Readonly<Record<number, Text>> = {
  0: text('done', '完成'),
  1: text('refused, a #GP for the guest', '被拒绝，给客户机一个 #GP'),
  2: text('KVM does not know this register', 'KVM 不认识这个寄存器'),
  3: text('the MSR filter forbids it', 'MSR 过滤器不允许'),
};

function say(level: Level, n: number): Text | undefined {
  if (n < 0) {
    const errno = errnoName(-n) ?? String(-n);
    if (level === 'msr') return text(`a negative number, which reads as an errno: ${errno}`, `负数，读作 errno 就是 ${errno}`);
    return text(`an errno for user space, ${errno}`, `给用户态的 errno，${errno}`);
  }
  if (level === 'msr') return msr[n];
  if (level === 'exit') return n > 0 ? text('enter the guest again', '再次进入客户机') : text('return to user space', '返回用户态');
  if (level === 'run') return text('KVM_RUN returns; kvm_run says why', 'KVM_RUN 返回，原因写在 kvm_run 里');
  return text('done', '完成');
}

/** What `value` means as the return value of `fn`, or an empty text where it is no verdict. */
export function meaning(fn: Fn, value: Value | undefined, lang: keyof Text): string {
  const level = levelOf(fn.name);
  if (level === undefined || typeof value !== 'number') return '';
  return say(level, value)?.[lang] ?? '';
}
