// SPDX-License-Identifier: GPL-2.0-only
/**
 * The parser's messages in the reader's language. The engine speaks English; what a figure can be made to say by its fields is put into
 * Chinese here, phrase by phrase. A message with a phrase that is not in the list stays as it is.
 */
import type { Lang } from '../../site/lang.ts';

const phrases: readonly (readonly [RegExp, string])[] = [
  [/("0x[0-9a-f]+") if it is hexadecimal, ("0x[0-9a-f]+") if it is decimal/, '$1（若是十六进制）或 $2（若是十进制）'],
  [/; accepted: a lower-case hex string from ("[^"]+") to ("[^"]+")/, '；可以写：小写十六进制，从 $1 到 $2'],
  [/; accepted: a whole number from (\d+) to (\d+)/, '；可以写：$1 到 $2 的整数'],
  [/ is not a hex string/, ' 不是十六进制数'],
  [/ is not a number/, ' 不是数字'],
  [/ is not a whole number in plain digits/, ' 不是用普通数字写的整数'],
  [/ is less than (\d+)/, ' 小于 $1'],
  [/ is more than (\d+) bits/, ' 超过 $1 位'],
  [/ is more than (\d+)/, ' 大于 $1'],
  [/ is negative: write its two's complement, /, ' 是负数：请写它的补码 '],
  [/ is negative/, ' 是负数'],
  [/ has no digits/, ' 里没有数字'],
  [/ has upper-case letters/, ' 含有大写字母'],
  [/ has more than 16 digits/, ' 超过 16 个数字'],
  [/ has separators in it/, ' 里有分隔符'],
  [/ is decimal/, ' 是十进制'],
  [/ does not begin with 0x/, ' 没有以 0x 开头'],
  [/ is outside the range, which is (0x[0-9a-f]+) to (0x[0-9a-f]+)/, ' 在段外，这一段是 $1 到 $2'],
  [/does not exist before (v[\d.]+), and the kernel here is (\S+)/, '在 $1 之前不存在，而这里的内核是 $2'],
  [/: write /, '：请写 '],
  [
    / is not modelled: neither a register that the engine has nor a number that KVM is known not to know/,
    ' 没有建模：它既不是引擎里有的寄存器，也不是已知 KVM 不认识的编号',
  ],
  [
    / \((?:a nested-VMX capability)\) is not modelled: it holds what the host’s processor can do/,
    '（嵌套 VMX 的能力寄存器）没有建模：它的内容取决于宿主机的处理器',
  ],
  [/ \((?:a variable MTRR|a fixed MTRR|MTRRdefType)\) is not modelled: MTRRs are not modelled/, '（MTRR）没有建模'],
  [
    / \(SPEC_CTRL\) is not modelled: KVM tries the value on the host’s processor/,
    '（SPEC_CTRL）没有建模：KVM 会在宿主机的处理器上试写这个值',
  ],
  [/ \(TSX_CTRL\) is not modelled: it depends on the host’s processor/, '（TSX_CTRL）没有建模：它取决于宿主机的处理器'],
  [/ \(TSC and its adjustment\) is not modelled: it depends on time/, '（TSC）没有建模：它取决于时间'],
  [/ \(APIC_BASE\) is not modelled: the format has no local APIC/, '（APIC_BASE）没有建模：这个格式里没有本地 APIC'],
];

/** The message, and the language that it came out in. */
export function problemWords(problem: string, lang: Lang): { readonly text: string; readonly lang: Lang } {
  if (lang === 'en') return { text: problem, lang };
  const text = phrases.reduce((t, [from, to]) => t.replace(from, to), problem);
  // What the reader wrote stands in quotes; outside them a word of three letters would be a phrase that was missed.
  const left = text.replace(/"[^"]*"/g, '').replace(/0x[0-9a-f]+|VMX|KVM|MTRR|SPEC_CTRL|TSX_CTRL|TSC|APIC(?:_BASE)?/g, '');
  return /[A-Za-z]{3}/.test(left) ? { text: problem, lang: 'en' } : { text, lang };
}
