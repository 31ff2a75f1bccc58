// SPDX-License-Identifier: GPL-2.0-only
/** Where the two fates were recorded on real kernels, worked out from the recordings each time the site is built. */

import type { Lang } from '../../site/lang.ts';
import { type Recording, recordingsOf } from '../../site/recorded.ts';
import type { Answer } from './ask.ts';
import { write } from './fate.ts';

/** The hosts whose vendor module is meant: a release counts once both have answered. */
const hosts = ['intel', 'amd'];

/** The releases on which both vendor modules gave this answer. @throws if one release answered both ways */
export function releasesWith(answer: string, recordings: readonly Recording[] = recordingsOf(write)): readonly string[] {
  const answers = new Map<string, Map<string, Set<string>>>();
  for (const { kernel, host, results } of recordings) {
    const byHost = answers.get(kernel) ?? new Map<string, Set<string>>();
    answers.set(kernel, byHost.set(host, (byHost.get(host) ?? new Set<string>()).add(JSON.stringify(results[0]))));
  }
  return [...answers]
    .filter(([kernel, byHost]) => {
      const same = hosts.filter((host) => byHost.get(host)?.has(answer));
      const both = hosts.some((host) => (byHost.get(host)?.size ?? 0) > 1);
      if (both) throw new Error(`recordings of ${kernel} answer the start page's write in more than one way`);
      return same.length === hosts.length;
    })
    .map(([kernel]) => kernel)
    .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

const withoutFix = { en: ' with the fix taken out', 'zh-CN': '（撤去修复）' };
const release = (kernel: string, lang: Lang): string => {
  const [, number = kernel, edit = ''] = /^(v[\d.]+)(.*)$/.exec(kernel) ?? [];
  if (edit !== '' && edit !== '-2368048bf5c2') throw new Error(`the start page has no words for a recording on ${kernel}`);
  return number + (edit === '' ? '' : withoutFix[lang]);
};

/** What the page says behind the word "Recorded". */
export function evidence({ kernel, text }: Answer, lang: Lang): string {
  const releases = releasesWith(text);
  if (releases.length === 0) throw new Error(`no recording shows ${text} for the start page's write`);
  const named = releases.map((r) => release(r, lang));
  const itself = releases.includes(kernel);
  if (lang === 'en')
    return `on ${new Intl.ListFormat('en-GB').format(named)}, each with kvm_intel and with kvm_amd.${itself ? '' : ` ${kernel} itself: the engine.`}`;
  return `${named.join('、')}，kvm_intel 与 kvm_amd 各一遍。${itself ? '' : `${kernel} 本身由引擎给出。`}`;
}
