// SPDX-License-Identifier: GPL-2.0-only
/** Who may look on while a scenario runs. An observer sees; it changes no result (a test holds it to that). */
import type { TraceSink } from '../arch/x86/kvm/trace.ts';
import type { LogSink } from '../include/linux/printk.ts';
import type { Step } from '../scenario/types.ts';
import type { Instruction } from './cpu.ts';
import type { StepResult } from './outcome.ts';
import type { u32, u64 } from './u64.ts';

/** What the guest does by itself, outside KVM. `takes`, `VM entry fails` and `goes on` end a step: what follows only tells user space. */
export type GuestEvent =
  | { readonly kind: 'executes'; readonly instruction: Instruction; readonly ecx: u32; readonly data: u64 }
  | { readonly kind: 'takes'; readonly vector: number; readonly error_code?: u32 }
  /** No handler for the vector, nor for the #DF that came of it. */
  | { readonly kind: 'triple fault'; readonly vector: number }
  /** The guest, a hypervisor, tried to enter a guest of its own. */
  | { readonly kind: 'VM entry fails'; readonly exit_reason: u32; readonly exit_qualification: u64 }
  | { readonly kind: 'goes on' };

/** What may be called while a scenario runs; each part may be left out. */
export interface Observer {
  /** The kernel's tracepoints. */
  readonly tracepoint?: TraceSink;
  /** May put a recording proxy around the vCPU. Called once, after set-up, before the first step. */
  readonly watch?: <T extends object>(vcpu: T) => T;
  /** The kernel's log. */
  readonly log?: LogSink;
  readonly guest?: (event: GuestEvent) => void;
  readonly stepBegins?: (index: number, step: Step) => void;
  readonly stepEnds?: (index: number, result: StepResult) => void;
}
