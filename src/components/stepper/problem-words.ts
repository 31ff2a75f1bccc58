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
  [/ \(a nested-VMX capability\)/, '（嵌套 VMX 的能力寄存器）'],
  [/ \(a (?:fixed )?performance counter\)/, '（性能计数器）'],
  [/ \(([A-Z][A-Za-z0-9_, ]+)\) is not modelled: /, '（$1）没有建模：'],
  [/ is not modelled: /, '没有建模：'],
  [/it holds what the host’s processor can do: say it in feature_msrs$/, '它的内容是宿主机的处理器能做什么：请写在 "feature_msrs" 里'],
  [
    /KVM tries the value on the host’s processor, and vcpu\.cpuid does not say that it has these bits$/,
    'KVM 会在宿主机的处理器上试写这个值，而 "vcpu.cpuid" 没有说明它有这些位',
  ],
  [
    /whether it exists is in the host’s ARCH_CAPABILITIES: say it in feature_msrs\["0x10a"\]$/,
    '它是否存在要看宿主机的 ARCH_CAPABILITIES：请写在 "feature_msrs" 的 "0x10a" 里',
  ],
  [/which state can be saved depends on the host’s processor; 0 is always accepted$/, '能保存哪些状态取决于宿主机的处理器；0 总是可以'],
  [/what kernels before v5\.15 do with it was not read in both vendor modules$/, 'v5.15 之前的内核在两个厂商模块里怎样处理它，没有都读过'],
  [/it depends on the host’s processor$/, '它取决于宿主机的处理器'],
  [/it depends on time$/, '它取决于时间'],
  [/the format has no local APIC$/, '这个格式里没有本地 APIC'],
  [/performance counters are not modelled$/, '性能计数器没有建模'],
  [/debugging features are not modelled$/, '调试功能没有建模'],
];

/** The message, and the language that it came out in. */
export function problemWords(problem: string, lang: Lang): { readonly text: string; readonly lang: Lang } {
  if (lang === 'en') return { text: problem, lang };
  const text = phrases.reduce((t, [from, to]) => t.replace(from, to), problem);
  // What the reader wrote stands in quotes; outside them a word of three letters would be a phrase that was missed.
  const left = text.replace(/"[^"]*"/g, '').replace(/0x[0-9a-f]+|\bv\d[\d.]*(?:[+-][0-9a-f]+)*|\b[0-9a-f]{7,40}\b|[A-Z][A-Z0-9_]{2,}/g, '');
  return /[A-Za-z]{3}/.test(left) ? { text: problem, lang: 'en' } : { text, lang };
}
