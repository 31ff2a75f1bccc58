// SPDX-License-Identifier: GPL-2.0-only
/** Two versions of set_msr_mce and get_msr_mce on every case of a domain: the same result, the same value read, the same state afterwards. */
import { KVM_MAX_MCE_BANKS } from '../arch/x86/include/asm/kvm_host.ts';
import { MCG_CTL_P, MCI_STATUS_UC, MCI_STATUS_VAL } from '../arch/x86/include/asm/mce.ts';
import {
  HWCR_MC_STATUS_WR_EN,
  MSR_IA32_MC0_CTL,
  MSR_IA32_MCG_CTL,
  MSR_IA32_MCG_STATUS,
  MSR_K7_HWCR,
} from '../arch/x86/include/asm/msr-index.ts';
import { type int, U64_MAX, type u32, type u64 } from '../machine/u64.ts';
import type { MceText, MceVcpu } from './shared.ts';

/** Every number up to 0x7ff, which is more than the most banks that MCG_CAP can count would take, and some far above, by sign and by low bits. */
export const numbers: readonly u32[] = [
  ...Array.from({ length: 0x800 }, (_, msr) => msr),
  ...[0x1_0400, 0x7fff_ffff, 0x8000_0000, 0x8000_0400, 0xc000_0400, 0xc000_2000, MSR_K7_HWCR, 0xffff_fc00, 0xffff_ffff],
];

/** A value of each class: the accepted ones of MCi_CTL, their neighbours, and errors as a MCi_STATUS holds them. */
export const values: readonly u64[] = [
  0n,
  1n,
  U64_MAX,
  U64_MAX ^ 0x400n,
  U64_MAX ^ 1n,
  U64_MAX ^ 0x401n,
  U64_MAX ^ 2n,
  U64_MAX >> 1n,
  0x400n,
  0x401n,
  0xffff_ffffn,
  MCI_STATUS_VAL,
  MCI_STATUS_VAL | MCI_STATUS_UC,
];

/** All that KVM_X86_SETUP_MCE takes, as far as these functions look: every count of banks, without MCG_CTL and with it. */
export const caps: readonly u64[] = Array.from({ length: KVM_MAX_MCE_BANKS }, (_, i) => BigInt(i + 1)).flatMap((n) => [n, n | MCG_CTL_P]);
/** Counts that KVM_X86_SETUP_MCE refuses. The low byte of MCG_CAP could hold them. */
export const capsRefused: readonly u64[] = [
  0,
  ...Array.from({ length: 0xff - KVM_MAX_MCE_BANKS }, (_, i) => KVM_MAX_MCE_BANKS + 1 + i),
].map(BigInt);

/** The guest's CPUID, and whether it has set McStatusWrEn. */
export const guests = [
  { vendor: 'intel', wrEn: false },
  { vendor: 'intel', wrEn: true },
  { vendor: 'amd', wrEn: false },
  { vendor: 'amd', wrEn: true },
] as const;

/** One access, and what each text made of it. */
export interface Difference {
  readonly access: 'write' | 'read';
  readonly msr: u32;
  /** What is written, or what the text before reads. */
  readonly data: u64;
  readonly mcg_cap: u64;
  readonly host_initiated: boolean;
  readonly guest: (typeof guests)[number];
  readonly before: int;
  readonly after: int;
  /** How many cases agreed before this one. */
  readonly agreed: number;
}

export interface Progress {
  /** Settings of MCG_CAP done, of how many. */
  readonly done: number;
  readonly of: number;
  /** Cases run, all of them in agreement. */
  readonly agreed: number;
  readonly difference?: Difference;
}

function vcpuFor(mcg_cap: u64, { vendor, wrEn }: (typeof guests)[number]): MceVcpu {
  const arch = {
    mcg_cap,
    mcg_status: 0n,
    mcg_ctl: U64_MAX,
    // Each word different, so that a word that was read tells which.
    mce_banks: Array.from({ length: KVM_MAX_MCE_BANKS * 4 }, (_, word) => 0x1000n + BigInt(word)),
    msr_hwcr: wrEn ? HWCR_MC_STATUS_WR_EN : 0n,
    cpuid: { vendor },
  };
  return { arch };
}

function sameState({ arch: a }: MceVcpu, { arch: b }: MceVcpu): boolean {
  if (a.mcg_status !== b.mcg_status || a.mcg_ctl !== b.mcg_ctl || a.mce_banks.length !== b.mce_banks.length) return false;
  for (let word = 0; word < a.mce_banks.length; word++) if (a.mce_banks[word] !== b.mce_banks[word]) return false;
  return true;
}

interface Block {
  readonly mcg_cap: u64;
  readonly guest: (typeof guests)[number];
  readonly host_initiated: boolean;
}

/** Numbers behind which either text has state. */
const holdsState = (msr: u32): boolean =>
  msr === MSR_IA32_MCG_STATUS || msr === MSR_IA32_MCG_CTL || (msr >= MSR_IA32_MC0_CTL && msr < 0x800);

/**
 * Every number and value on two vCPUs that begin alike. All of their state is compared after each number, or after every case.
 * @returns how many cases agreed, or the first that did not
 */
function runBlock(before: MceText, after: MceText, block: Block, everyCase: boolean): number | Difference {
  const { mcg_cap, guest, host_initiated } = block;
  const [x, y] = [vcpuFor(mcg_cap, guest), vcpuFor(mcg_cap, guest)];
  let agreed = 0;
  const found = (access: 'write' | 'read', msr: u32, data: u64, ret: int, other: int): Difference => ({
    ...block,
    access,
    msr,
    data,
    before: ret,
    after: other,
    agreed,
  });
  for (const msr of numbers) {
    const a = { index: msr, data: 0n, host_initiated };
    const b = { index: msr, data: 0n, host_initiated };
    // Read first, while each word still has a value of its own.
    const [r, s] = [before.get_msr_mce(x, a), after.get_msr_mce(y, b)];
    if (r !== s || a.data !== b.data) return found('read', msr, a.data, r, s);
    agreed++;
    for (const data of values) {
      a.data = data;
      b.data = data;
      const ret = before.set_msr_mce(x, a);
      const other = after.set_msr_mce(y, b);
      if (ret !== other || (everyCase && !sameState(x, y))) return found('write', msr, data, ret, other);
      agreed++;
    }
    // Somewhere in this block the state has parted: once more, to see where.
    if (holdsState(msr) && !sameState(x, y)) return everyCase ? agreed : runBlock(before, after, block, true);
  }
  return !everyCase && !sameState(x, y) ? runBlock(before, after, block, true) : agreed;
}

/** Runs both texts on every case, yielding after each setting of MCG_CAP; stops at the first case that differs. */
export function* compare(before: MceText, after: MceText, settings: readonly u64[] = caps): Generator<Progress, Progress> {
  let agreed = 0;
  let done = 0;
  const of = settings.length;
  for (const mcg_cap of settings) {
    for (const guest of guests)
      for (const host_initiated of [false, true]) {
        const ran = runBlock(before, after, { mcg_cap, guest, host_initiated }, false);
        if (typeof ran === 'number') agreed += ran;
        else return { done, of, agreed: agreed + ran.agreed, difference: { ...ran, agreed: agreed + ran.agreed } };
      }
    done++;
    if (done < of) yield { done, of, agreed };
  }
  return { done, of, agreed };
}

/** All of it at once. */
export function compareAll(before: MceText, after: MceText, settings: readonly u64[] = caps): Progress {
  const run = compare(before, after, settings);
  for (;;) {
    const step = run.next();
    if (step.done === true) return step.value;
  }
}
