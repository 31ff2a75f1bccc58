// SPDX-License-Identifier: GPL-2.0-only
/** The comparison of the two texts, in words. */
import type { Difference, Progress } from '../../engine/cleanups/compare.ts';
import type { Slip } from '../../engine/cleanups/slips.ts';
import type { Lang, Text } from '../../site/lang.ts';
import { hex, msrText } from '../../trace/names.ts';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

export const words = {
  caption: t('Two texts, one behaviour.', '两份文字，同一种行为。'),
  captionMore: t(
    'How many of {values} values a guest may write, for each register number and each count of banks: under the old text and under the new. The engine ran both while this page was built.',
    '对每个寄存器编号、每种 bank 数量，客户机可以写入 {values} 个值中的几个：一幅按旧文字，一幅按新文字。构建本页时引擎把两份都跑过。',
  ),
  before: t('before', '之前'),
  after: t('after', '之后'),
  one: t('1 bank', '1 个 bank'),
  none: t('0: no such register', '0：没有这个寄存器'),
  banks: t('banks', 'bank 数'),
  cases: t('cases', '个用例'),
  agreed: t('agreed', '个一致'),
  numbers: t('register numbers', '寄存器编号'),
  accesses: t('a read, and writes of {n} values', '一次读，{n} 个值的写'),
  caps: t('settings of MCG_CAP', '种 MCG_CAP'),
  guests: t('guests: Intel’s CPUID or AMD’s, McStatusWrEn clear or set', '种客户机：CPUID 为 Intel 或 AMD，McStatusWrEn 为 0 或 1'),
  initiators: t('initiators: guest, host', '种发起者：客户机，宿主机'),
  run: t('Run them here', '在这里跑'),
  stop: t('Stop', '停下'),
  which: t('The new text', '新文字'),
  asIs: t('as it is', '原样'),
  running: t('{n} cases agreed so far …', '到目前为止 {n} 个用例一致……'),
  stopped: t('Stopped after {n} cases. All of them agreed.', '在 {n} 个用例之后停下，全部一致。'),
  done: t('{n} cases in {s} s in this browser. All of them agreed.', '在这个浏览器里用 {s} 秒跑完 {n} 个用例，全部一致。'),
  found: t('After {n} cases that agreed, one that does not: {case}', '{n} 个用例一致之后，出现不一致的一个：{case}'),
  failed: t('The comparison could not be loaded.', '无法加载这项比较。'),
  slip: t('a slip in the new text', '新文字里的一处笔误'),
  first: t('the first case that differs', '第一个不同的用例'),
  agreedBefore: t('agreed before it', '在此之前一致'),
  progress: t('Progress', '进度'),
} as const satisfies Record<string, Text>;

export const slipWords: Readonly<Record<Slip, Text>> = {
  end: t('`last_msr` without its − 1', '`last_msr` 漏了 − 1'),
  kind: t('`is_mci_status_msr` asks for 2', '`is_mci_status_msr` 问的是 2'),
  host: t('`host_initiated` left out', '漏了 `host_initiated`'),
};

export const filled = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** One case, and what each text made of it. */
export function caseWords({ access, msr, data, mcg_cap, host_initiated, guest, before, after }: Difference, lang: Lang): string {
  const count = Number(mcg_cap & 0xffn);
  const who = host_initiated
    ? t('the host', '宿主机')
    : guest.vendor === 'amd'
      ? t('an AMD guest', 'AMD 客户机')
      : t('an Intel guest', 'Intel 客户机');
  const wrEn = guest.wrEn ? t(' with McStatusWrEn', '（McStatusWrEn 置位）') : t('', '');
  const banks = t(`${count} bank${count === 1 ? '' : 's'}`, `${count} 个 bank`);
  const did =
    access === 'write'
      ? t(
          `${who.en}${wrEn.en} writes ${hex(data)} to ${msrText(msr)}`,
          `${who['zh-CN']}${wrEn['zh-CN']}向 ${msrText(msr)} 写入 ${hex(data)}`,
        )
      : t(`${who.en}${wrEn.en} reads ${msrText(msr)}`, `${who['zh-CN']}${wrEn['zh-CN']}读 ${msrText(msr)}`);
  const results =
    before === after
      ? t(`both return ${before}, and leave different state`, `都返回 ${before}，留下的状态却不同`)
      : t(`${before} before, ${after} after`, `之前 ${before}，之后 ${after}`);
  return { en: `${banks.en}, ${did.en}: ${results.en}.`, 'zh-CN': `${banks['zh-CN']}，${did['zh-CN']}：${results['zh-CN']}。` }[lang];
}

/** How a run ended. */
export function endWords({ agreed, difference }: Progress, seconds: number, lang: Lang): string {
  const n = agreed.toLocaleString(lang);
  return difference === undefined
    ? filled(words.done[lang], { n, s: seconds.toLocaleString(lang, { maximumFractionDigits: 1 }) })
    : filled(words.found[lang], { n, case: caseWords(difference, lang) });
}
