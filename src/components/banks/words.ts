// SPDX-License-Identifier: GPL-2.0-only
/** The words of the bank map and of the registers taken apart. */
import type { Lang, Text } from '../../site/lang.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const words = {
  map: both('Map of the machine-check banks', '机器检查 bank 图'),
  kernel: both('Kernel release', '内核版本'),
  host: both('Vendor module', '厂商模块'),
  banks: both('Number of banks', 'bank 数'),
  cmci: both('CMCI_P in MCG_CAP', 'MCG_CAP 里的 CMCI_P'),
  msr: both('MSR number', 'MSR 编号'),
  register: both('Register', '寄存器'),
  bank: both('Bank', 'bank'),
  yes: both('with', '有'),
  no: both('without', '没有'),
  none: both('{msr} belongs to no bank', '{msr} 不属于任何 bank'),
  one: both('{msr} is {register}, of which there is one', '{msr} 是 {register}，全机只有一个'),
  is: both('{msr} is MC{bank}_{register}: bank {bank}, {register}', '{msr} 是 MC{bank}_{register}：bank {bank} 的 {register}'),
  wouldBe: both('{msr} would be MC{bank}_{register}', '{msr} 本该是 MC{bank}_{register}'),
  beyond: both(
    'Beyond the banks: the vCPU has {banks}, counted from 0. A guest that reads it takes a #GP.',
    '超出了 bank 的范围：这个 vCPU 有 {banks} 个，从 0 数起。客户机读它，得到 #GP。',
  ),
  noCmci: both(
    'The bank is there, but without CMCI_P it has no CTL2. A guest that reads it takes a #GP.',
    '这个 bank 存在，但没有 CMCI_P 就没有 CTL2。客户机读它，得到 #GP。',
  ),
  noCtl2: both(
    'Under this kernel and vendor module no guest has a CTL2. Reading the number is a #GP.',
    '在这个内核和厂商模块下，客户机没有 CTL2。读这个编号，得到 #GP。',
  ),
  reads: both('A guest reads {value}.', '客户机读到 {value}。'),
  noRead: both('A guest that reads it takes a #GP.', '客户机读它，得到 #GP。'),
  refused: both(
    'KVM_X86_SETUP_MCE refuses this with EINVAL. The vCPU keeps what it was made with: 32 banks and nothing else.',
    'KVM_X86_SETUP_MCE 以 EINVAL 拒绝。这个 vCPU 保持刚创建时的样子：32 个 bank，别无其他。',
  ),
  banksWrong: both('{what} is no number of banks; accepted: 0 to 255', '{what} 不是 bank 数；可以写：0 到 255'),
  write: both('A guest writes', '客户机写入'),
  summary: both('Which numbers answer', '哪些编号有回应'),
  bits: both('A register, bit by bit', '一个寄存器，逐位看'),
  value: both('Value', '值'),
  field: both('field', '字段'),
  position: both('bits', '位'),
  now: both('value', '值'),
  means: both('meaning', '含义'),
  others: both('bits with no name here', '此处没有名字的位'),
  ruler: both('The 64 bits; arrow keys move, space switches', '64 个位；方向键移动，空格切换'),
  bit: both('bit {n}', '第 {n} 位'),
  written: both('Writing {value}', '写入 {value}'),
  who: both('who writes', '谁来写'),
  ask: both(
    'ten banks, v5.18, a guest writes 0x1 to each of these. Which one stops the machine?',
    '10 个 bank，v5.18，客户机向下面每个编号写 0x1。哪一个会让虚拟机停下？',
  ),
  because: both(
    '0x424 is the CTL of bank 9, the last one. 0x426 takes any value, and 0x428 is beyond the banks: that was a #GP even then.',
    '0x424 是最后一个 bank，即 bank 9 的 CTL。0x426 什么值都收；0x428 超出了范围，那时就已经是 #GP。',
  ),
} as const satisfies Readonly<Record<string, Text>>;

/** Every word in one language: what a page needs. */
export type Words = Readonly<Record<keyof typeof words, string>>;
export const wordsIn = (lang: Lang): Words => Object.fromEntries(Object.entries(words).map(([name, text]) => [name, text[lang]])) as Words;
export const word = (name: keyof typeof words, lang: Lang): string => words[name][lang];

/** The map's sentence, its values in the order of each language. */
export const sentences: Readonly<Record<Lang, string>> = {
  en: 'On {kernel} with {host}, {banks} banks and {cmci} CMCI_P: number {msr}, or register {register} of bank {bank}.',
  'zh-CN': '在 {kernel} 上，{host}，{banks} 个 bank，{cmci} CMCI_P：编号 {msr}，或者 bank {bank} 的 {register}。',
};
