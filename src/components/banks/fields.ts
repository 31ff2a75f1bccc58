// SPDX-License-Identifier: GPL-2.0-only
/** The named bits of four machine-check registers: asm/mce.h and msr-index.h of Linux for the names, SDM volume 3 for the error codes. */
import type { Lang, Text } from '../../site/lang.ts';
import type { Place } from './places.ts';

interface Field extends Place {
  readonly means: Text;
}

const field = (name: string, high: number, low: number, en: string, zh: string): Field => ({ name, high, low, means: { en, 'zh-CN': zh } });
const bit = (name: string, at: number, en: string, zh: string): Field => field(name, at, at, en, zh);

export const fields = {
  MCi_STATUS: [
    bit('VAL', 63, 'there is an error', '有一个错误'),
    bit('OVER', 62, 'there was one before it, now overwritten', '之前还有一个，已被覆盖'),
    bit('UC', 61, 'it was not corrected', '没有纠正'),
    bit('EN', 60, 'its report was switched on in MCi_CTL', '在 MCi_CTL 里打开了报告'),
    bit('MISCV', 59, 'MCi_MISC is valid', 'MCi_MISC 有效'),
    bit('ADDRV', 58, 'MCi_ADDR is valid', 'MCi_ADDR 有效'),
    bit('PCC', 57, 'the processor’s context is corrupt', '处理器的上下文已损坏'),
    bit('S', 56, 'it was signalled by a machine check', '由机器检查通报'),
    bit('AR', 55, 'software has to act', '软件必须采取行动'),
    field('MSCOD', 31, 16, 'model-specific error code', '型号特有的错误码'),
    field('MCACOD', 15, 0, 'machine-check error code', '机器检查错误码'),
  ],
  MCG_CAP: [
    bit('LMCE_P', 27, 'a machine check can be local to one processor', '机器检查可以只发给一个处理器'),
    bit('ELOG_P', 26, 'extended error logging', '扩展错误日志'),
    bit('SER_P', 24, 'software may recover from some errors', '软件可以从某些错误中恢复'),
    field('EXT_CNT', 23, 16, 'number of extended registers', '扩展寄存器的个数'),
    bit('CMCI_P', 10, 'banks can signal corrected errors', 'bank 可以通报已纠正的错误'),
    bit('EXT_P', 9, 'there are extended registers', '有扩展寄存器'),
    bit('CTL_P', 8, 'MCG_CTL exists', 'MCG_CTL 存在'),
    field('COUNT', 7, 0, 'number of banks', 'bank 数'),
  ],
  MCi_CTL2: [
    bit('CMCI_EN', 30, 'a corrected error raises an interrupt', '已纠正的错误会引发中断'),
    field('THRESHOLD', 14, 0, 'after so many errors', '累积到多少个错误'),
  ],
  HWCR: [
    bit('TscFreqSel', 24, 'the TSC counts at the frequency of P0', 'TSC 按 P0 的频率计数'),
    bit('McStatusWrEn', 18, 'a guest may write any value to MCi_STATUS', '客户机可以向 MCi_STATUS 写任何值'),
    bit('IgnneEm', 8, 'IGNNE emulation; KVM clears it in what is written', 'IGNNE 模拟；KVM 会从写入的值里清掉它'),
    bit('FFDis', 6, 'TLB flush filter off; KVM clears it in what is written', '关闭 TLB 刷新过滤；KVM 会从写入的值里清掉它'),
    bit('TlbCacheDis', 3, 'TLB cache off; KVM clears it in what is written', '关闭 TLB 缓存；KVM 会从写入的值里清掉它'),
  ],
} as const satisfies Readonly<Record<string, readonly Field[]>>;

export type Register = keyof typeof fields;
export const registers = Object.keys(fields) as Register[];

/** The fields of each register in one language: what a page needs. */
export const fieldsIn = (lang: Lang): Readonly<Record<Register, readonly Told[]>> =>
  Object.fromEntries(registers.map((r) => [r, fields[r].map((f) => ({ ...f, means: f.means[lang] }))])) as unknown as Record<
    Register,
    readonly Told[]
  >;
export interface Told extends Place {
  readonly means: string;
}
