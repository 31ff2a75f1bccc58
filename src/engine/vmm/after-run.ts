// SPDX-License-Identifier: GPL-2.0-only
/** From the end of a KVM_RUN to what one VMM does about it. */
import type { MsrReason, Outcome } from '../machine/outcome.ts';
import { type VmmId, vmms } from './catalogue.ts';
import { both } from './facts.ts';
import type { Fact, MsrCase, MsrEnding, Reaction, Vmm, Words } from './types.ts';

/** What a VMM does next. */
export type VmmReaction =
  /** KVM_RUN has not ended, or is not called: there is nothing to react to. */
  | { readonly kind: 'nothing'; readonly why: Words }
  /** `never`: the VMM's own set-up keeps KVM from ending so, and the reaction is what its code would do if it did. */
  | { readonly kind: 'reacts'; readonly reaction: Reaction; readonly never?: Fact<Words> }
  /** Nobody looked it up. */
  | { readonly kind: 'unknown'; readonly unchecked: Words };

const goesOn = both(
  'Nothing: KVM_RUN has not returned for this, and the guest goes on.',
  '什么也不做：KVM_RUN 没有因此返回，客户机继续运行。',
);
const handled = both(
  'Nothing: KVM_RUN has not returned for this. The guest’s own handler runs; what it makes of the exception is its own business.',
  '什么也不做：KVM_RUN 没有因此返回。运行的是客户机自己的处理程序，拿这个异常怎么办，由它决定。',
);
const over = both('Nothing: the vCPU is not run any more.', '什么也不做：这个 vCPU 已不再运行。');

type MsrExit = Extract<Outcome, { reason: 'KVM_EXIT_X86_RDMSR' | 'KVM_EXIT_X86_WRMSR' }>;

const fits = (exit: MsrExit, { msrs, ofBank, value }: MsrCase): boolean =>
  msrs.some(([first, last]) => first <= exit.msr && exit.msr <= last) &&
  (ofBank === undefined || ofBank.some((register) => register === (exit.msr & 3))) &&
  (value === undefined || ('data' in exit && (exit.data === 0n) === (value === 'zero')));

const reactionTo = (exit: MsrExit, { cases, otherwise }: MsrEnding): Reaction => cases.find((c) => fits(exit, c))?.reaction ?? otherwise;

const reasons: Readonly<Record<MsrReason, string>> = {
  inval: 'KVM_MSR_EXIT_REASON_INVAL',
  unknown: 'KVM_MSR_EXIT_REASON_UNKNOWN',
  filter: 'KVM_MSR_EXIT_REASON_FILTER',
};

/** Why KVM does not make this exit under this VMM: a reason that it has not asked for. */
function notAskedFor({ userSpaceMsr }: Vmm, reason: MsrReason): { readonly never?: Fact<Words> } {
  if ('unknown' in userSpaceMsr || userSpaceMsr.is.includes(reason)) return {};
  const never = both(
    `It has not asked for MSR exits with ${reasons[reason]}, so KVM makes none.`,
    `它没有要求以 ${reasons[reason]} 为由的 MSR 退出，KVM 就不会这样退出。`,
  );
  return { never: { is: never, from: userSpaceMsr.from, derived: true } };
}

const spared = ({ spared }: Vmm): { readonly never?: Fact<Words> } => (spared === undefined ? {} : { never: spared.EPERM });

/**
 * What a VMM does next when a guest step has ended with `outcome`. An answer to an MSR exit is `reaction.answer`: what a
 * `host.complete` step takes.
 */
export function afterRun(id: VmmId, outcome: Outcome): VmmReaction {
  const vmm: Vmm = vmms[id];
  const { endings } = vmm;
  switch (outcome.outcome) {
    case 'ok':
      return { kind: 'nothing', why: goesOn };
    case 'exception':
      return { kind: 'nothing', why: handled };
    case 'vm_entry_failure':
      return { kind: 'nothing', why: goesOn };
    case 'skipped':
      return { kind: 'nothing', why: over };
    case 'errno':
      return outcome.errno === 'EPERM'
        ? { kind: 'reacts', reaction: endings.EPERM, ...spared(vmm) }
        : {
            kind: 'unknown',
            unchecked: both(`Only EPERM was looked up, not ${outcome.errno}.`, `只查过 EPERM，没有查 ${outcome.errno}。`),
          };
    case 'exit':
      switch (outcome.reason) {
        case 'KVM_EXIT_SHUTDOWN':
        case 'KVM_EXIT_INTERNAL_ERROR':
          return { kind: 'reacts', reaction: endings[outcome.reason] };
        case 'KVM_EXIT_FAIL_ENTRY':
          return {
            kind: 'unknown',
            unchecked: both('What it does after a failed VM entry was not looked up.', 'VM 进入失败之后它做什么，没有查。'),
          };
        case 'KVM_EXIT_DEBUG':
          return {
            kind: 'unknown',
            unchecked: both(
              'What it does at the end of a debugged step was not looked up; KVM makes this exit only for a VMM that is debugging its guest.',
              '它在调试单步结束时做什么，没有查；只有虚拟机监控器正在调试客户机时，KVM 才这样退出。',
            ),
          };
        case 'KVM_EXIT_X86_RDMSR':
        case 'KVM_EXIT_X86_WRMSR':
          return {
            kind: 'reacts',
            reaction: reactionTo(outcome, endings[outcome.reason][outcome.msr_reason]),
            ...notAskedFor(vmm, outcome.msr_reason),
          };
      }
  }
}
