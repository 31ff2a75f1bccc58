// SPDX-License-Identifier: GPL-2.0-only
/** The catalogue of VMMs as a whole: nothing is left out, nothing is without a source, and both languages are written as such. */
import { describe, expect, test } from 'vitest';
import type { MsrReason, Outcome } from '../../src/engine/index.ts';
import { afterRun } from '../../src/engine/vmm/after-run.ts';
import { type VmmId, vmms } from '../../src/engine/vmm/catalogue.ts';
import type { Reaction, Source, Vmm } from '../../src/engine/vmm/types.ts';
import { vmStates } from '../../src/engine/vmm/vm-states.ts';

const ids = Object.keys(vmms) as VmmId[];

type Found = { readonly at: string; readonly node: Readonly<Record<string, unknown>> };
/** Every object in `value`, with the path to it. */
function objects(value: unknown, at: string): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, v]) => objects(v, `${at}.${key}`));
  return Array.isArray(value) ? inside : [{ at, node: value as Found['node'] }, ...inside];
}
const reactions = (id: VmmId) => {
  const exits = (['inval', 'unknown', 'filter'] as const satisfies readonly MsrReason[]).flatMap((msr_reason): readonly Outcome[] => [
    { outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason, msr: 0x400 },
    { outcome: 'exit', reason: 'KVM_EXIT_X86_WRMSR', msr_reason, msr: 0x400, data: 1n },
  ]);
  const others: readonly Outcome[] = [
    { outcome: 'ok' },
    { outcome: 'exception', vector: 13, error_code: 0 },
    { outcome: 'skipped' },
    { outcome: 'errno', errno: 'EPERM' },
    { outcome: 'errno', errno: 'EIO' },
    { outcome: 'exit', reason: 'KVM_EXIT_SHUTDOWN' },
    { outcome: 'exit', reason: 'KVM_EXIT_INTERNAL_ERROR' },
    { outcome: 'exit', reason: 'KVM_EXIT_DEBUG' },
  ];
  return [...others, ...exits].map((o) => afterRun(id, o));
};
const all = [...objects(vmms, 'vmms'), ...objects(vmStates, 'vmStates'), ...ids.flatMap((id) => objects(reactions(id), `afterRun(${id})`))];
const facts = all.filter(({ node }) => 'is' in node || 'unknown' in node);
const words = all.filter(({ node }) => 'en' in node || 'zh-CN' in node);

/** Which parts of a reaction nobody looked up, by ending. */
function unknownParts(id: VmmId): readonly string[] {
  const { EPERM, KVM_EXIT_SHUTDOWN, KVM_EXIT_INTERNAL_ERROR, ...exits } = (vmms[id] as Vmm).endings;
  const msr = Object.values(exits).flatMap(({ inval, unknown, filter }) => [inval, unknown, filter]);
  const endings: readonly (readonly [string, Reaction])[] = [
    ['EPERM', EPERM],
    ['SHUTDOWN', KVM_EXIT_SHUTDOWN],
    ['INTERNAL_ERROR', KVM_EXIT_INTERNAL_ERROR],
    ...msr.flatMap(({ cases, otherwise }) => [otherwise, ...cases.map((c) => c.reaction)]).map((r) => ['MSR', r] as const),
  ];
  const parts = endings.flatMap(([ending, r]) =>
    (['prints', 'program', 'vm', 'guest', 'again', 'answer'] as const).flatMap((part) => {
      const fact = r[part];
      return fact !== undefined && 'unknown' in fact ? [`${ending} ${part}`] : [];
    }),
  );
  return [...new Set(parts)];
}

describe('every VMM', () => {
  const unknown: Partial<Record<VmmId, readonly string[]>> = {
    kvmtool: ['MSR program'],
    openvmm: ['SHUTDOWN again'],
    dragonball: ['EPERM program', 'SHUTDOWN program', 'INTERNAL_ERROR program', 'MSR program'],
    virtualbox: [
      ...['EPERM', 'SHUTDOWN', 'INTERNAL_ERROR'].flatMap((e) => ['program', 'vm', 'guest', 'again'].map((p) => `${e} ${p}`)),
      'MSR answer',
    ],
  };
  for (const id of ids) {
    const parts = unknown[id] ?? [];
    test(`${id} has a reaction to every ending${parts.length === 0 ? '' : `, but for ${parts.join(', ')}, which it calls unknown`}`, () =>
      expect(unknownParts(id)).toEqual(parts));
  }
});

const shape = (s: Source): string =>
  'mail' in s
    ? s.mail
    : `${s.repository}@${s.commit} ${s.version} ${'file' in s ? `${s.file}:${s.lines}` : `${s.unusedIn}?${s.words.join(',')}`}`;
const wellFormed =
  /^https:\/\/lore\.kernel\.org\/r\/\S+$|^[\w.-]+\/[\w.-]+@[0-9a-f]{12} \S.* (?:[\w./-]+\.(?:c|h|rs|go|cpp):\d+(?:-\d+)?(?:,\d+(?:-\d+)?)*|[\w./-]+\?[\w,]+)$/;

describe('every fact', () => {
  test('has a source: lines of a file at a commit, a search that found nothing, or a mail', () => {
    expect(facts.length).toBeGreaterThan(500);
    const wrong = facts.flatMap(({ at, node }) => {
      if ('unknown' in node && !('is' in node)) return [];
      const from = node['from'] as readonly Source[];
      if (from.length === 0) return [`${at}: no source`];
      return from.map(shape).flatMap((s) => (wellFormed.test(s) ? [] : [`${at}: ${s}`]));
    });
    expect(wrong).toEqual([]);
  });
  test('that lies in lines of a file names them in order', () => {
    const wrong = facts.flatMap(({ at, node }) =>
      ((node['from'] ?? []) as readonly Source[]).flatMap((s) => {
        const numbers = 'lines' in s ? (s.lines.match(/\d+/g) ?? []).map(Number) : [];
        return numbers.every((n, i) => n > (numbers[i - 1] ?? 0)) ? [] : [`${at}: ${shape(s)}`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

const han = /\p{Script=Han}/u;

describe('every sentence', () => {
  const text = (lang: string) => words.map(({ at, node }) => [`${at} ${String(node[lang])}`, String(node[lang] ?? '')] as const);
  const failing = (lang: string, wrong: (t: string) => boolean) => [
    ...new Set(
      text(lang)
        .filter(([, t]) => wrong(t))
        .map(([at]) => at),
    ),
  ];

  test('is there in both languages, and ends as a sentence does unless it is the name of a state', () => {
    expect(words.length).toBeGreaterThan(500);
    expect(failing('en', (t) => t.trim() === '' || t !== t.trim())).toEqual([]);
    expect(failing('zh-CN', (t) => t.trim() === '' || t !== t.trim())).toEqual([]);
    const sentences = words.filter(({ at }) => !at.endsWith('.name'));
    expect(
      sentences.filter(({ node }) => !/[.”]$/.test(String(node['en'])) || !/。$/.test(String(node['zh-CN']))).map(({ at }) => at),
    ).toEqual([]);
  });
  test('is English in English: no Chinese character or punctuation, no straight apostrophe', () => {
    expect(failing('en', (t) => han.test(t) || /[，。；：、（）]|['"]/.test(t))).toEqual([]);
  });
  test('is Chinese in Chinese: full-width punctuation, and a space between a Han character and a Latin letter or digit', () => {
    expect(failing('zh-CN', (t) => /\p{Script=Han}[\w]|[\w]\p{Script=Han}|\p{Script=Han} \p{Script=Han}/u.test(t))).toEqual([]);
    expect(failing('zh-CN', (t) => /\p{Script=Han} ?[,.;:!?()'"]|[,;:!?()'"] ?\p{Script=Han}/u.test(t))).toEqual([]);
    expect(failing('zh-CN', (t) => /[，。；：、（）] | [，。；：、（）]|['"]/.test(t))).toEqual([]);
  });
  test('calls the guest, user space and the monitor by one name in Chinese', () => {
    expect(failing('zh-CN', (t) => /来宾|宾客|客户端|用户空间|虚拟机监视器|VMM|虚拟机管理程序/.test(t))).toEqual([]);
  });
});
