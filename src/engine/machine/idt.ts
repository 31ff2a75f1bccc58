// SPDX-License-Identifier: GPL-2.0-only
/**
 * Delivery of an exception through the guest's IDT, as the processor does it: SDM volume 3, "Interrupt 8—Double Fault Exception", with its
 * table of conditions, and "Error Code" for what a missing gate pushes.
 */
import type { Caught } from './hardware.ts';

const DOUBLE_FAULT = 8;
const SEGMENT_NOT_PRESENT = 11;

/** Exceptions that, met while a contributory one is being delivered, make a double fault of it. */
const contributory: readonly number[] = [0, 10, 11, 12, 13];
const PAGE_FAULT = 14;

/**
 * @param gates vectors whose gate is present; null for all of them
 * @returns what a handler catches in the end, or 'triple fault' where not even #DF finds one
 */
export function deliver(event: Caught, gates: readonly number[] | null): Caught | 'triple fault' {
  const { vector } = event;
  if (gates === null || gates.includes(vector)) return event;
  // A gate that is not present raises #NP, itself contributory.
  if (vector === DOUBLE_FAULT) return 'triple fault';
  if (contributory.includes(vector) || vector === PAGE_FAULT) return deliver({ vector: DOUBLE_FAULT, error_code: 0 }, gates);
  // The gate's index, the bit for "in the IDT", and the bit for "while delivering another event".
  return deliver({ vector: SEGMENT_NOT_PRESENT, error_code: vector * 8 + 3 }, gates);
}
