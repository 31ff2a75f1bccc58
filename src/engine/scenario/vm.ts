// SPDX-License-Identifier: GPL-2.0-only
/** The `vm` part of a scenario: MSR exits to user space and the MSR filter. */
import type { KernelRelease } from '../kernel/release.ts';
import { bad, good, integer, listOf, oneOf, optional, type Reader, record, required, shaped } from './fields.ts';
import { hex, u32 } from './hex.ts';
import { isObject } from './json.ts';
import type { FilterRange, MsrFilter, Parsed, Scenario } from './types.ts';

/** KVM_MSR_FILTER_MAX_RANGES, and the MSRs that a bitmap of 0x600 bytes holds. */
const MAX_RANGES = 16;
const MAX_COUNT = 12288;

const rangeFields = record('a range', {
  flags: required(listOf(oneOf('read', 'write'))),
  base: required(u32),
  deny: optional(listOf(u32), []),
  count: required(integer(1, MAX_COUNT)),
});

const range: Reader<FilterRange> = shaped(rangeFields.shape, (json, at) => {
  const read = rangeFields(json, at);
  if (!read.ok) return read;
  const { flags, base, count, deny } = read.value;
  if (flags.length === 0) return bad(`${at}.flags`, 'empty; a range needs "read", "write" or both');
  const last = base + count - 1;
  const out = deny.findIndex((msr) => msr < base || msr > last);
  if (out >= 0) return bad(`${at}.deny[${out}]`, `"${hex(deny[out] ?? 0)}" is outside the range, which is ${hex(base)} to ${hex(last)}`);
  return good({ flags, base, count, deny });
});

const filter: Reader<MsrFilter> = record('msr_filter', {
  default: required(oneOf('allow', 'deny')),
  ranges: required(listOf(range, MAX_RANGES)),
});

const vmFields = record('vm', {
  user_space_msr: optional(listOf(oneOf('inval', 'unknown', 'filter')), []),
  msr_filter: optional(filter, null),
});

export const vm: Reader<Scenario['vm']> = shaped(vmFields.shape, (json, at) =>
  isObject(json) && json.get('msr_filter') === null
    ? bad(`${at}.msr_filter`, 'null is not a filter: leave the field out for none')
    : vmFields(json, at),
);

/** KVM has had both since v5.10: before, no program could have asked for them. */
export function checkKernelHas(settings: Scenario['vm'], kernel: KernelRelease): Parsed<Scenario['vm']> {
  const missing = `does not exist before v5.10, and the kernel here is ${kernel.spelling}`;
  if (settings.user_space_msr.length > 0 && !kernel.refusedMsrsDeflectable) return bad('vm.user_space_msr', missing);
  return settings.msr_filter === null || kernel.msrFilter ? good(settings) : bad('vm.msr_filter', missing);
}
