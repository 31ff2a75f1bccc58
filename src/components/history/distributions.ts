// SPDX-License-Identifier: GPL-2.0-only
/** What the parts of a distribution's `uname -r` mean, and where that distribution says more. */
import type { Text } from '../../site/lang.ts';

export interface Explained {
  readonly says: Text;
  readonly source?: string;
}

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

/** `number`: the three numbers it begins with; `abi` the next one. */
type Explain = (number: string, abi: string) => Explained;

const kinds: readonly (readonly [RegExp, Explain])[] = [
  [
    /-(?:generic|lowlatency|aws|azure|gcp|oracle|ibm|kvm|raspi|nvidia)(?:-\S+)?$/,
    (number, abi) => ({
      says: both(
        `Read as Ubuntu’s: ${number} is the series, its last number obsolete, ${abi} counts changes of the ABI. The release that it was made from stands at the end of /proc/version_signature; ask for that one.`,
        `按 Ubuntu 的写法读：${number} 是系列号，最后一个数已经不用；${abi} 是 ABI 变更的计数。它由哪个版本做成，写在 /proc/version_signature 的末尾；请改问那个版本。`,
      ),
      source: 'https://ubuntu.com/kernel',
    }),
  ],
  [
    /-(?:(?:cloud|rt)-)?(?:amd64|686|686-pae|arm64)$/,
    (number, abi) => ({
      says: both(
        `Read as Debian’s: ${number} is the base number of the series, ${abi} counts changes of the ABI. The release that it was made from stands in uname -v, as in “Debian 5.10.223-1”; ask for that one, here 5.10.223.`,
        `按 Debian 的写法读：${number} 是系列的基准号，${abi} 是 ABI 变更的计数。它由哪个版本做成，写在 uname -v 里，例如“Debian 5.10.223-1”；请改问那个版本，这里就是 5.10.223。`,
      ),
      source: 'https://unix.stackexchange.com/questions/509247/debian-linux-kernel-versioning',
    }),
  ],
  [
    /\.(?:el|fc)\d+/,
    () => ({
      says: both(
        'Read as an RPM’s: its changelog is in the package, and rpm -q --changelog prints it.',
        '按 RPM 包的写法读：变更记录就在包里，用 rpm -q --changelog 打印。',
      ),
    }),
  ],
];

/** What a name's form says, or undefined where it has none that is known here. */
export function explain(name: string): Explained | undefined {
  const [, number = '', abi = ''] = /^v?(\d+\.\d+\.\d+)-(\d+)/.exec(name) ?? [];
  return kinds.find(([form]) => form.test(name) && number !== '')?.[1](number, abi);
}
