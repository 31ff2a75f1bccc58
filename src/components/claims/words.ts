// SPDX-License-Identifier: GPL-2.0-only
/** Evidence in words, in both languages. Code is the same in both. */

import { mainline } from '../../claims/say.ts';
import type { Evidence, Kind, Project, Release, ResultJson, Run, StepJson, VmmFact } from '../../claims/types.ts';
import { type Host, vmms, vmStates } from '../../engine/index.ts';
import type { Lang, Text } from '../../site/lang.ts';
import { vectors } from '../scenario-words.ts';

/** A kind by form: never by colour. */
export const kinds = {
  run: { mark: '✓', word: { en: 'engine run', 'zh-CN': '引擎运行' } },
  vector: { mark: '≡', word: { en: 'recorded vector', 'zh-CN': '记录' } },
  source: { mark: '§', word: { en: 'source', 'zh-CN': '源码' } },
  manual: { mark: '¶', word: { en: 'manual', 'zh-CN': '手册' } },
  mail: { mark: '@', word: { en: 'mail or report', 'zh-CN': '邮件与报告' } },
} as const satisfies Record<Kind, { readonly mark: string; readonly word: Text }>;
export const kindNames = Object.keys(kinds) as readonly Kind[];

export const kindOf = ({ kind }: Evidence): Kind => (kind === 'commit' || kind === 'vmm' ? 'source' : kind);
export const kindsOf = (claim: readonly Evidence[]): readonly Kind[] => kindNames.filter((kind) => claim.some((e) => kindOf(e) === kind));

export const states = {
  holds: { en: 'holds', 'zh-CN': '成立' },
  cited: { en: 'cited', 'zh-CN': '有出处' },
  fails: { en: 'FAILS', 'zh-CN': '不成立' },
} as const satisfies Record<string, Text>;

/** The sentences before a mark that one reads again: all of a short statement, the last ones of a long one. */
export function lastWords(statement: string, lang: Lang): string {
  const most = { en: 170, 'zh-CN': 75 }[lang];
  const sentences = statement.split(lang === 'en' ? /(?<=[.!?][”)]?)\s+(?=\p{Lu})/u : /(?<=[。！？]”?)/);
  let said = sentences.pop() ?? '';
  for (let last = sentences.pop(); last !== undefined; last = sentences.pop()) {
    const longer = lang === 'en' ? `${last} ${said}` : last + said;
    if (longer.length > most) return `… ${said}`;
    said = longer;
  }
  return said;
}

/** `v5.10 … v5.19, v6.0`: releases that follow one another stand as their first and last. */
export function span(releases: readonly Release[]): string {
  const runs: Release[][] = [];
  for (const release of releases) {
    const last = runs.at(-1);
    const at = mainline.indexOf(release);
    if (last !== undefined && at > 0 && last.at(-1) === mainline[at - 1]) last.push(release);
    else runs.push([release]);
  }
  return runs.map((r) => (r.length < 3 ? r.join(', ') : `${r[0]} … ${r.at(-1)}`)).join(', ');
}

const hostNames = { intel: 'kvm_intel', amd: 'kvm_amd', pvm: 'pvm' } as const satisfies Record<Host, string>;
export const hostList = (hosts: readonly Host[]): string => hosts.map((h) => hostNames[h]).join(', ');

/** A step, short: `wrmsr 0x400 0x1`, `host.set_msr 0x400 0x1`. */
export const shortStep = ({ op, ...fields }: StepJson): string =>
  [op.replace('guest.', ''), ...Object.values(fields).filter((v) => v !== true)].join(' ');

/** A result, short: `ok 0x5`, `#GP`, `EPERM`, `exit inval`, `SHUTDOWN`, `ret 0`. */
export function shortResult(result: ResultJson): string {
  const { outcome, ret, vector, errno, reason, msr_reason, data } = result;
  const value = data === undefined ? '' : ` ${String(data)}`;
  if (outcome === undefined) return `ret ${String(ret)}${value}`;
  if (outcome === 'exception') return vectors[Number(vector)] ?? `#${String(vector)}`;
  if (outcome === 'exit') return msr_reason === undefined ? String(reason).replace('KVM_EXIT_', '') : `exit ${String(msr_reason)}`;
  return `${String(errno ?? outcome)}${value}`;
}

/** What a run's machine has that is not usual. */
export const setupOf = ({ module, vm, vcpu }: Run): string =>
  [module, vm, vcpu]
    .filter((s) => s !== undefined)
    .map((s) => JSON.stringify(s).slice(1, -1).replaceAll('"', ''))
    .join(', ');

const projects = {
  linux: (release, file, line, name) =>
    line === undefined && name !== undefined
      ? `https://elixir.bootlin.com/linux/${release}/A/ident/${name}`
      : `https://elixir.bootlin.com/linux/${release}/source/${file}${line === undefined ? '' : `#L${line}`}`,
  qemu: (release, file, line) => `https://elixir.bootlin.com/qemu/${release}/source/${file}${line === undefined ? '' : `#L${line}`}`,
  kvmtool: (release, file, line) =>
    `https://git.kernel.org/pub/scm/linux/kernel/git/will/kvmtool.git/tree/${file}?id=${release}${line === undefined ? '' : `#n${line}`}`,
  'kvm-unit-tests': (release, file, line) =>
    `https://github.com/kvm-unit-tests/kvm-unit-tests/blob/${release}/${file}${line === undefined ? '' : `#L${line}`}`,
} as const satisfies Record<Project, (release: string, file: string, line?: number, name?: string) => string>;

/** `crosvm: EPERM, torn down, exit status 0`: as the table of VMMs has it. */
export function vmmWords({ id, fact }: VmmFact, lang: Lang): string {
  const { name } = vmms[id];
  const comma = { en: ', ', 'zh-CN': '，' }[lang];
  if ('asks' in fact) return `${name}: KVM_CAP_X86_USER_SPACE_MSR ${fact.asks.join(', ')}`;
  const { program } = fact;
  const process =
    program === undefined
      ? []
      : [
          typeof program === 'string'
            ? { en: 'its process lives', 'zh-CN': '进程还在' }[lang]
            : { en: `exit status ${program.ends}`, 'zh-CN': `退出状态 ${program.ends}` }[lang],
        ];
  return `${name}: ${[fact.ending, vmStates[fact.vm].name[lang], ...process].join(comma)}`;
}

const manuals = {
  SDM: { name: { en: 'Intel SDM', 'zh-CN': 'Intel SDM' }, url: 'https://www.intel.com/sdm' },
  APM: {
    name: { en: 'AMD APM, volume 2', 'zh-CN': 'AMD APM 第 2 卷' },
    url: 'https://www.amd.com/content/dam/amd/en/documents/processor-tech-docs/programmer-references/24593.pdf',
  },
  'KVM API': { name: { en: 'KVM API', 'zh-CN': 'KVM API' }, url: 'https://docs.kernel.org/virt/kvm/api.html' },
} as const;

/** Where a citation leads, and what it says. */
export function citation(evidence: Exclude<Evidence, { kind: 'run' | 'vector' | 'vmm' }>): { readonly says: Text; readonly url: string } {
  const both = (says: string): Text => ({ en: says, 'zh-CN': says });
  switch (evidence.kind) {
    case 'source': {
      const { project, release, file, line, name } = evidence;
      const place = `${project === 'linux' ? '' : `${project} `}${release} ${file}${name === undefined ? '' : `, ${name}`}${line === undefined ? '' : `:${line}`}`;
      return { says: both(place), url: projects[project](release, file, line, name) };
    }
    case 'commit': {
      const { id, first } = evidence;
      const says = first === undefined ? both(id) : { en: `${id}, first in ${first}`, 'zh-CN': `${id}，首见于 ${first}` };
      return { says, url: `https://git.kernel.org/torvalds/c/${id}` };
    }
    case 'manual': {
      const { name, url } = manuals[evidence.manual];
      return { says: { en: `${name.en}, “${evidence.section}”`, 'zh-CN': `${name['zh-CN']}，“${evidence.section}”` }, url };
    }
    case 'mail':
      return { says: both(evidence.from), url: evidence.url };
  }
}

/** In a line: `engine run: v5.10 … v5.19; source: v5.17 arch/x86/kvm/x86.c, set_msr_mce`. */
export function summary(claim: readonly Evidence[], lang: Lang): string {
  const colon = lang === 'en' ? ': ' : '：';
  const parts = kindsOf(claim).map((kind) => {
    const those = claim
      .filter((e) => kindOf(e) === kind)
      .map((e) => {
        if (e.kind === 'run') return span(e.on);
        if (e.kind === 'vmm') return vmmWords(e, lang);
        return e.kind === 'vector' ? e.file : citation(e).says[lang];
      });
    return `${kinds[kind].word[lang]}${colon}${[...new Set(those)].join(lang === 'en' ? '; ' : '；')}`;
  });
  return parts.join('\n');
}
