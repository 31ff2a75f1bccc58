// SPDX-License-Identifier: GPL-2.0-only
/** How many values a guest may write to each register number, for each count of banks: a picture of one text, made by running it. */
import { values } from '../../engine/cleanups/compare.ts';
import type { MceText, MceVcpu } from '../../engine/cleanups/shared.ts';

/** Numbers shown: the banks, and some on either side. */
export const firstNumber = 0x3f0;
export const lastNumber = 0x48f;
export const mostBanks = 32;

/** A run of equal cells in one column, in cells. */
export interface Run {
  readonly column: number;
  readonly from: number;
  readonly length: number;
  /** How many of the values are taken. */
  readonly taken: number;
}

function taken({ set_msr_mce }: MceText, msr: number, banks: number): number {
  return values.filter((data) => {
    const vcpu: MceVcpu = {
      arch: {
        mcg_cap: BigInt(banks),
        mcg_status: 0n,
        mcg_ctl: 0n,
        mce_banks: [],
        msr_hwcr: 0n,
        cpuid: { vendor: 'intel' },
      },
    };
    return set_msr_mce(vcpu, { index: msr, data, host_initiated: false }) === 0;
  }).length;
}

/** Columns from left to right, cells where nothing is taken left out. */
export function runsOf(text: MceText): readonly Run[] {
  const out: Run[] = [];
  for (let msr = firstNumber; msr <= lastNumber; msr++) {
    let run: Run | undefined;
    for (let banks = 1; banks <= mostBanks; banks++) {
      const n = taken(text, msr, banks);
      if (run !== undefined && run.taken === n) run = { ...run, length: run.length + 1 };
      else {
        if (run !== undefined) out.push(run);
        run = { column: msr - firstNumber, from: banks - 1, length: 1, taken: n };
      }
    }
    if (run !== undefined) out.push(run);
  }
  return out.filter((r) => r.taken > 0);
}
