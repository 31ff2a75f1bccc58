// SPDX-License-Identifier: GPL-2.0-only
/** What stands in the source pane while KVM does not run: the guest's code, and the call that user space makes. */
import type { Step, StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { hex } from '../../trace/names.ts';
import type { DisplayStep } from '../../trace/steps.ts';
import type { FilmFunction } from './film.ts';

/** A listing whose statements are its lines, and the line of each guest or user-space step. */
export interface Listing {
  readonly text: FilmFunction;
  readonly lineOf: (step: DisplayStep) => number;
}

const words = {
  handler: { en: '; vector {n}: the guest’s own handler', 'zh-CN': '; 向量 {n}：客户机自己的处理程序' },
  next: { en: '; the next instruction', 'zh-CN': '; 下一条指令' },
} as const;

/** @param marked the lines that stand for a step; the others only say what led there */
const listing = (from: 'guest' | 'user', lines: readonly string[], marked: readonly number[], lineOf: Listing['lineOf']): Listing => ({
  text: {
    name: '',
    file: '',
    from,
    lines: lines.map((l, i) => [i + 1, l] as const),
    stmts: lines.map((_, i) => (marked.includes(i) ? [i + 1] : [])),
  },
  lineOf,
});

/** The forced-emulation prefix. */
const prefix = (via: 'emulator' | undefined): string => (via === undefined ? '' : 'ud2; .ascii "kvm"; ');

function instructions(step: Step): readonly string[] {
  switch (step.op) {
    case 'guest.wrmsr':
      if (step.via === 'vm_entry') return [`; VM-entry MSR-load list: {${hex(step.msr)}, ${hex(step.data)}}`, 'vmlaunch'];
      return [
        `mov   ecx, ${hex(step.msr)}`,
        `mov   eax, ${hex(step.data & 0xffff_ffffn)}`,
        `mov   edx, ${hex(step.data >> 32n)}`,
        `${prefix(step.via)}wrmsr`,
      ];
    case 'guest.rdmsr':
      return [`mov   ecx, ${hex(step.msr)}`, `${prefix(step.via)}rdmsr`];
    case 'guest.set_cr4_mce':
      return ['mov   rax, cr4', `${step.on ? 'or    rax, 0x40' : 'and   rax, ~0x40'}`, 'mov   cr4, rax'];
    default:
      return ['nop'];
  }
}

export function guestListing(step: Step, result: StepResult, lang: Lang): Listing {
  const code = instructions(step);
  const raised = 'outcome' in result && result.outcome === 'exception' ? result.vector : undefined;
  const after = raised === undefined ? words.next[lang] : words.handler[lang].replace('{n}', String(raised));
  return listing('guest', [...code, '', after], [code.length - 1, code.length + 1], (s) =>
    s.actor === 'guest' && s.event.kind === 'executes' ? code.length - 1 : code.length + 1,
  );
}

function call(step: Step): string {
  switch (step.op) {
    case 'host.set_msr':
      return `ioctl(vcpu, KVM_SET_MSRS, {{${hex(step.msr)}, ${hex(step.data)}}})`;
    case 'host.get_msr':
      return `ioctl(vcpu, KVM_GET_MSRS, {{${hex(step.msr)}}})`;
    case 'host.setup_mce':
      return `ioctl(vcpu, KVM_X86_SETUP_MCE, ${hex(step.mcg_cap)})`;
    case 'host.set_mce':
      return `ioctl(vcpu, KVM_X86_SET_MCE, {bank ${step.bank}, status ${hex(step.status)}})`;
    default:
      return 'ioctl(vcpu, KVM_RUN, 0)';
  }
}

function came(result: StepResult): readonly string[] {
  if (!('outcome' in result)) return [`= ${result.ret}${result.data === undefined ? '' : `, {${hex(result.data)}}`}`];
  if (result.outcome === 'errno') return [`= -1 ${result.errno}`];
  if (result.outcome !== 'exit') return [''];
  if (result.reason === 'KVM_EXIT_X86_WRMSR')
    return [
      '= 0',
      `run->exit_reason = ${result.reason}`,
      `run->msr = {reason ${result.msr_reason}, index ${hex(result.msr)}, data ${hex(result.data)}}`,
    ];
  if (result.reason === 'KVM_EXIT_X86_RDMSR')
    return ['= 0', `run->exit_reason = ${result.reason}`, `run->msr = {reason ${result.msr_reason}, index ${hex(result.msr)}}`];
  return ['= 0', `run->exit_reason = ${result.reason}`];
}

export function userListing(step: Step, result: StepResult): Listing {
  const [first = '', ...more] = came(result);
  const before = step.op === 'host.complete' ? [`run->msr.error = ${step.error}`] : [];
  const lines = [...before, call(step), `    ${first}`, ...more];
  const [made, back] = [before.length, before.length + 1];
  return listing('user', lines, step.op.startsWith('guest.') ? [back] : [made, back], (s) =>
    s.actor === 'user' && s.what.kind === 'does' ? made : back,
  );
}
