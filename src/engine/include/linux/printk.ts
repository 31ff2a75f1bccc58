// SPDX-License-Identifier: GPL-2.0-only
/**
 * include/linux/printk.h, and KVM's wrappers in include/linux/kvm_host.h: the kernel's log. Nobody reads it unless `logTo` was called.
 * omitted: rate limits; a reader of a busy host's log sees fewer lines than were written.
 */

/** NON-KERNEL: gets a line's level and its text, without the time stamp and the `kvm [PID]: ` that stand before it. */
export type LogSink = (level: 'err' | 'debug', text: string) => void;

let sink: LogSink | undefined;

/** NON-KERNEL: sends the log to `to`, and returns who had it before, to be put back. */
export function logTo(to: LogSink | undefined): LogSink | undefined {
  const before = sink;
  sink = to;
  return before;
}

/** Printed on every host. */
export const kvm_pr_unimpl = (text: string): void => sink?.('err', text);
/** Printed only where dynamic debug was switched on for it: by its file's own prefix, without the process. */
export const pr_debug_ratelimited = (text: string): void => sink?.('debug', text);
/** Printed only where dynamic debug was switched on for it. */
export const kvm_debug_ratelimited = (text: string): void => sink?.('debug', text);
