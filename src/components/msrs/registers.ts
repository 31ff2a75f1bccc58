// SPDX-License-Identifier: GPL-2.0-only
/** Every register that the engine has a name for, with its numbers: from the kernel's own constants, and the banks' four families. */
import * as index from '../../engine/arch/x86/include/asm/msr-index.ts';
import { isModelledMsr } from '../../engine/index.ts';

export interface Register {
  /** The kernel's name of it, or of the family. */
  readonly name: string;
  readonly first: number;
  readonly last: number;
  /** Distance between two registers of a family. */
  readonly every: number;
}

const BANKS = 32;
const bank = (name: string, first: number, every: number): Register => ({ name, first, last: first + every * (BANKS - 1), every });

/** The families, which the kernel has macros or arithmetic for. */
const families: readonly Register[] = [
  bank('MSR_IA32_MCx_CTL2(x)', index.MSR_IA32_MC0_CTL2, 1),
  bank('MSR_IA32_MCx_CTL(x)', index.MSR_IA32_MC0_CTL, 4),
  bank('MSR_IA32_MCx_STATUS(x)', index.MSR_IA32_MC0_CTL + 1, 4),
  bank('MSR_IA32_MCx_ADDR(x)', index.MSR_IA32_MC0_CTL + 2, 4),
  bank('MSR_IA32_MCx_MISC(x)', index.MSR_IA32_MC0_CTL + 3, 4),
  { name: 'APIC_BASE_MSR + n', first: index.APIC_BASE_MSR, last: index.APIC_BASE_MSR + 0xff, every: 1 },
];

const single = (name: string, number: number): Register => ({ name, first: number, last: number, every: 1 });
const inFamily = (number: number): boolean => families.some(({ first }) => first === number);

/** In the order of their numbers. */
export const registers: readonly Register[] = [
  ...families,
  ...Object.entries(index).flatMap(([name, number]) =>
    /^MSR_/.test(name) && typeof number === 'number' && !inFamily(number) && isModelledMsr(number, 'intel') ? [single(name, number)] : [],
  ),
].sort((a, b) => a.first - b.first);

/** Registers of the machine-check path, by name: banks, MCG_*, the Pentium's two, and the three that unlock others. */
export const onThePath = ({ name }: Register): boolean => /_MC|HWCR|FEAT_CTL/.test(name);
