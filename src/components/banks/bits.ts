// SPDX-License-Identifier: GPL-2.0-only
/** What becomes of a value written to a machine-check register: by whom, and on which kernels. */
import { listReleases, parseScenario, tryScenario } from '../../engine/index.ts';
import type { Lang, Text } from '../../site/lang.ts';
import { endingOf } from '../stepper/endings.ts';
import type { Actor } from '../stepper/film.ts';
import { problemWords } from '../stepper/problem-words.ts';
import type { Register } from './fields.ts';

export interface Written {
  readonly register: Register;
  /** As the reader wrote it. */
  readonly value: string;
}

/** Neighbouring kernels with one end. */
export interface Run {
  readonly kernels: string;
  readonly name: string;
  readonly actor: Actor;
  readonly alarm: boolean;
}
export interface Writing {
  readonly rows: readonly { readonly who: string; readonly runs: readonly Run[] }[];
  readonly wrong: { readonly text: string; readonly lang: Lang } | undefined;
}

interface Case {
  readonly who: Text;
  readonly host: 'intel' | 'amd';
  readonly cap: string;
  /** Steps before the write. */
  readonly first: readonly object[];
  readonly step: (value: string) => object;
}

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const CAP = '0x100010a';
const made = (
  who: Text,
  step: Case['step'],
  { host = 'intel', cap = CAP, first = [] }: Partial<Pick<Case, 'host' | 'cap' | 'first'>> = {},
): Case => ({ who, host, cap, first, step });
const guest = (msr: string) => (data: string) => ({ op: 'guest.wrmsr', msr, data });
const host = (msr: string) => (data: string) => ({ op: 'host.set_msr', msr, data });
const userSpace = both('user space, KVM_SET_MSRS', '用户态，KVM_SET_MSRS');

const cases: Readonly<Record<Register, readonly Case[]>> = {
  MCi_STATUS: [
    made(both('a guest, Intel', 'Intel 客户机'), guest('0x401')),
    made(both('a guest, AMD', 'AMD 客户机'), guest('0x401'), { host: 'amd' }),
    made(both('the same, with McStatusWrEn', '同上，打开了 McStatusWrEn'), guest('0x401'), {
      host: 'amd',
      first: [guest('0xc0010015')('0x40000')],
    }),
    made(userSpace, host('0x401')),
  ],
  MCG_CAP: [
    made(both('a guest', '客户机'), guest('0x179')),
    made(userSpace, host('0x179')),
    made(both('user space, KVM_X86_SETUP_MCE, kvm_intel', '用户态，KVM_X86_SETUP_MCE，kvm_intel'), (mcg_cap) => ({
      op: 'host.setup_mce',
      mcg_cap,
    })),
    made(both('the same, kvm_amd', '同上，kvm_amd'), (mcg_cap) => ({ op: 'host.setup_mce', mcg_cap }), { host: 'amd' }),
  ],
  MCi_CTL2: [
    made(both('a guest with CMCI_P', '有 CMCI_P 的客户机'), guest('0x280'), { cap: '0x100050a' }),
    made(both('a guest without', '没有 CMCI_P 的客户机'), guest('0x280')),
    made(userSpace, host('0x280'), { cap: '0x100050a' }),
  ],
  HWCR: [made(both('a guest', '客户机'), guest('0xc0010015')), made(userSpace, host('0xc0010015'))],
};

const mainline = listReleases().filter((release) => /^v\d+\.\d+$/.test(release));

function runsOf({ host, cap, first, step }: Case, value: string, lang: Lang): readonly Run[] {
  const runs: (Run & { readonly first: string })[] = [];
  for (const kernel of mainline) {
    const read = parseScenario(JSON.stringify({ name: '', kernel, host, vcpu: { mcg_cap: cap }, steps: [...first, step(value)] }));
    if (!read.ok) throw new Error(`${kernel}: ${read.at}: ${read.problem}`);
    const ran = tryScenario(read.value);
    if (!ran.ok) throw new Error(`${kernel}: ${ran.problem}`);
    const [last, result] = [read.value.steps.at(-1), ran.value.results.at(-1)];
    if (last === undefined || result === undefined) throw new Error(`${kernel}: no result`);
    const { name, title, actor, alarm } = endingOf(last, result, lang);
    // A call's bare number says little: its title says which call.
    const said = last.op === 'guest.wrmsr' ? name : title;
    const before = runs.at(-1);
    if (before?.name === said) runs[runs.length - 1] = { ...before, kernels: `${before.first} … ${kernel}` };
    else runs.push({ first: kernel, kernels: kernel, name: said, actor, alarm: alarm && last.op === 'guest.wrmsr' });
  }
  return runs;
}

export function writing({ register, value }: Written, lang: Lang): Writing {
  const read = parseScenario(JSON.stringify({ name: '', kernel: 'v6.0', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: value }] }));
  if (!read.ok) {
    const said = problemWords(read.problem, lang);
    return { rows: [], wrong: { text: said.text, lang: said.lang } };
  }
  return { rows: cases[register].map((c) => ({ who: c.who[lang], runs: runsOf(c, value, lang) })), wrong: undefined };
}
