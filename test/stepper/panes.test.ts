// SPDX-License-Identifier: GPL-2.0-only
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quoteLines } from '../../src/components/quote/lines.ts';
import { quotation } from '../../src/components/quote/note.ts';
import { besides, draftOf, fieldOf, msrOf, registerOf, textOfDraft, withBanks } from '../../src/components/stepper/draft.ts';
import { keyOf, recordedFor } from '../../src/components/stepper/evidence.ts';
import { sides } from '../../src/components/stepper/film.ts';
import { tokens } from '../../src/components/stepper/highlight.ts';
import { recordedNear } from '../../src/components/stepper/recordings.ts';
import { pathAt, sourceAt } from '../../src/components/stepper/source.ts';
import { bitsOf, localsAt, placeOf, risesAt, stateAt } from '../../src/components/stepper/state.ts';
import { parseScenario } from '../../src/engine/index.ts';
import { anyFilm, film, films } from './support.ts';

const f = film();
const at = (id: string, side: 0 | 1 = 0): number => f.walks[side].steps.findIndex((s) => s.id === id);
const marks = (id: string, side: 0 | 1 = 0): Map<number, string> =>
  new Map((sourceAt(f, side, at(id, side))?.lines ?? []).map((l) => [l.number, l.mark]));

describe('the source pane', () => {
  test('quotes the note to the character', () => {
    const note = readFileSync('src/content/note/note.txt', 'utf8');
    for (const fn of ['kvm_emulate_wrmsr', 'kvm_complete_insn_gp'])
      for (const [number, text] of quotation(fn) ?? []) expect(note).toContain(text === '' ? `\n${number}` : `\n${number} ${text}\n`);
    expect(quotation('kvm_emulate_wrmsr')?.length).toBe(23);
    expect(quotation('kvm_complete_insn_gp')?.length).toBe(9);
    expect(quotation('set_msr_mce')).toBeUndefined();
  });
  test('lights the deciding line, and marks what ran and what was passed over', () => {
    const m = marks('kvm_emulate_wrmsr/2013');
    expect([1999, 2000, 2003, 2005, 2009, 2010].map((n) => m.get(n))).toEqual(Array.from({ length: 6 }, () => 'exec'));
    expect([2006, 2011].map((n) => m.get(n))).toEqual(['skip', 'skip']);
    expect(m.get(2013)).toBe('cur');
    expect([2014, 2015, 2018].map((n) => m.get(n))).toEqual(['', '', '']);
    expect([1998, 2001, 2008].map((n) => m.get(n))).toEqual(['', '', '']);
  });
  test('marks the rest as passed over once the call has ended', () => {
    const m = marks('kvm_emulate_wrmsr/2014');
    expect([2015, 2018].map((n) => m.get(n))).toEqual(['skip', 'skip']);
    expect(marks('kvm_complete_insn_gp/764', 1).get(762)).toBe('skip');
  });
  test('shows this run’s values at the end of the current line', () => {
    const line = (id: string, n: number, side: 0 | 1 = 0) => sourceAt(f, side, at(id, side))?.lines.find((l) => l.number === n)?.values;
    expect(line('kvm_emulate_wrmsr/2013', 2013)).toBe('r = \u22121 → true');
    expect(line('kvm_emulate_wrmsr/2013', 2013, 1)).toBe('r = 1 → false');
    expect(line('kvm_emulate_wrmsr/2003=', 2003)).toBe('r = \u22121');
  });
  test('names the calls under way, and the line that called', () => {
    const i = f.fork ?? 0;
    expect(pathAt(f, 0, i).at(-1)).toBe('set_msr_mce');
    expect(pathAt(f, 0, i)).toContain('kvm_emulate_wrmsr');
    const callers = sourceAt(f, 0, i)?.callers ?? [];
    expect(callers.map((c) => c.name)).toEqual(['kvm_set_msr_common', 'kvm_emulate_wrmsr']);
    expect(callers[1]?.lines.map(([n]) => n)).toEqual([2003]);
    expect(pathAt(f, 0, 0)).toEqual([]);
  });
  test('gives every line once, and keeps its text when it is coloured', () => {
    for (const [, film] of films)
      for (const fn of film.functions)
        for (const [, text] of fn.lines)
          expect(
            tokens(text)
              .map(([, t]) => t)
              .join(''),
          ).toBe(text);
    expect(tokens('if (!r) { /* no return */')).toEqual([
      ['kw', 'if'],
      ['', ' (!r) { '],
      ['cm', '/* no return */'],
    ]);
    fc.assert(
      fc.property(fc.string(), (s) => {
        expect(
          tokens(s)
            .map(([, t]) => t)
            .join(''),
        ).toBe(s);
      }),
    );
  });
});

describe('the state pane', () => {
  test('names the operands of WRMSR as the manual does', () => {
    const guest = (data: string) =>
      stateAt(film({ steps: [{ op: 'guest.wrmsr', msr: '0x400', data }] }).walks[0], 0).find((g) => g.name === 'guest');
    expect(guest('0xffffffff00000001')?.cells.map((c) => [c.name, c.value])).toEqual([
      ['ecx', '0x400'],
      ['edx:eax', '0xffffffff00000001'],
    ]);
  });
  test('shows what a step changed, old and new, and which step set a value', () => {
    const i = f.walks[1].steps.findIndex((s) => s.changes.some(([p]) => p === 'vcpu.arch.exception.nr'));
    const cell = (step: number) =>
      stateAt(f.walks[1], step)
        .flatMap((g) => g.cells)
        .find((c) => c.name === 'exception.nr');
    expect(cell(i)).toMatchObject({ value: '13', old: '0', since: i });
    expect(cell(i + 1)).toMatchObject({ value: '13', old: undefined, since: i });
    expect(cell(i - 1)).toBeUndefined();
  });
  test('follows locals', () => {
    const r = (id: string) => localsAt(f.walks[0], at(id)).find((c) => c.name === 'r');
    expect(r('kvm_emulate_wrmsr/2003')).toBeUndefined();
    expect(r('kvm_emulate_wrmsr/2003=')).toMatchObject({ value: '\u22121', old: '' });
    expect(r('kvm_emulate_wrmsr/2013')).toMatchObject({ value: '\u22121', old: undefined, since: at('kvm_emulate_wrmsr/2003=') });
  });
  test('follows the number up to the errno', () => {
    const rises = risesAt(f.walks[0], f.walks[0].steps.length - 1);
    expect(rises.every((r) => r.value === '\u22121')).toBe(true);
    expect(rises[0]?.first).toBe('set_msr_mce');
    expect(rises.at(-1)?.last).toBe('kvm_vcpu_ioctl_run');
    expect(rises.length).toBeGreaterThan(1);
    expect(risesAt(f.walks[0], 3)).toEqual([]);
  });
  test('puts every cell into a group, and never shows what comes later', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyFilm, (film) => {
        for (const s of sides) {
          const walk = film.walks[s];
          const last = stateAt(walk, walk.steps.length - 1);
          const count = last.reduce((n, g) => n + g.cells.length + g.folded.length, 0);
          const joined = last.some((g) => g.cells.some((c) => c.name === 'edx:eax')) ? 1 : 0;
          expect(count + joined).toBe(new Set(walk.steps.flatMap((x) => x.cells.map(([p]) => p))).size);
          for (const g of stateAt(walk, 0)) for (const c of g.cells) expect(c.since ?? 0).toBe(0);
        }
      }),
      { numRuns: 40 },
    );
  });
  test('knows the registers', () => {
    expect(placeOf('vcpu.arch.mce_banks[13]')).toMatchObject({ group: 'bank', bank: 3, label: 'STATUS' });
    expect(placeOf('vcpu.arch.mci_ctl2_banks[3]')).toMatchObject({ group: 'bank', bank: 3, label: 'CTL2' });
    expect(bitsOf('vcpu.arch.mcg_cap', '0x100010a')).toBe('Count 10 CTL_P SER_P');
    expect(bitsOf('vcpu.arch.mce_banks[1]', '0xb200000000000000')).toBe('VAL UC EN PCC');
    expect(bitsOf('vcpu.arch.mce_banks[0]', '0x1')).toBe('');
  });
});

describe('the scenario that is edited', () => {
  test('is the one that was shown, as long as nothing is changed', () => {
    for (const [name, film] of films) {
      const again = parseScenario(textOfDraft(draftOf(film)));
      const own = parseScenario(film.walks[film.named].scenario);
      expect(again, name).toEqual(own);
    }
  });
  test('knows which field a problem is about', () => {
    expect(['kernel', 'steps[2].data', 'vcpu.mcg_cap', 'vm.user_space_msr[0]', 'steps', ''].map(fieldOf)).toEqual([
      'kernel',
      'data',
      'cap',
      'ask',
      undefined,
      undefined,
    ]);
  });
  test('hides nothing of the machine', () => {
    expect(besides(draftOf(film()))).toEqual([]);
    expect(besides(draftOf(film({ module: { ignore_msrs: true }, vcpu: { mcg_cap: '0x104' } })))).toEqual(['module.ignore_msrs = true']);
  });
  test('names registers', () => {
    expect(registerOf('0x400')).toEqual(['CTL', 0]);
    expect(registerOf('0x40d')).toEqual(['STATUS', 3]);
    expect(registerOf('0x17b')).toEqual(['MCG_CTL', undefined]);
    expect(registerOf('0x12345')).toBeUndefined();
    expect(registerOf('?')).toBeUndefined();
    expect([msrOf('STATUS', 3), msrOf('CTL2', 1), msrOf('MCG_CAP', 9), msrOf('MISC', 99)]).toEqual(['0x40d', '0x281', '0x179', '0x47f']);
    expect(withBanks('0x100010a', 32)).toBe('0x1000120');
    expect(withBanks('nonsense', 4)).toBe('0x1000104');
  });
});

describe('the evidence', () => {
  const recorded = recordedNear(f.walks[0].scenario, 0, ['0x0', '0xffffffffffffffff']);
  test('names the kernels that were seen to do the same', () => {
    expect(recordedFor(f.walks[0], 0, recorded).agree).toMatch(/v5\.17.*kvm_intel, kvm_amd/);
    expect(recordedFor(f.walks[1], 0, recorded).agree).toMatch(/v6\.12\.117/);
    expect(recordedFor(f.walks[1], 0, recorded).agree).not.toMatch(/v5\.17/);
    for (const s of sides) expect(recordedFor(f.walks[s], 0, recorded).differ).toBe('');
  });
  test('speaks only for the same machine and the same value', () => {
    expect(recordedFor(film({ vm: { user_space_msr: ['inval'] } }).walks[0], 0, recorded).agree).toBe('');
    expect(recordedFor(film({ vcpu: { mcg_cap: '0x104' } }).walks[0], 0, recorded).agree).toBe('');
    expect(recordedFor(film({ steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x3' }] }).walks[0], 0, recorded).agree).toBe('');
    expect(recordedFor(film({ vcpu: { idt: [8, 13] } }).walks[0], 0, recorded).agree).toBe('');
    expect(keyOf({ host: 'amd', steps: [] }, 0)).toBe(keyOf({ steps: [] }, 0));
    expect(keyOf({ host: 'intel', vcpu: { vendor: 'amd' }, steps: [] }, 0)).not.toBe(keyOf({ steps: [] }, 0));
  });
  test('says so where a recording of this very kernel differs', () => {
    const [r] = recorded.filter((x) => x.result === f.walks[0].result);
    if (r === undefined) throw new Error('nothing recorded');
    const other = { ...r, result: '{"outcome":"ok"}', where: [['v5.18', ['intel']] as const] };
    expect(recordedFor(f.walks[0], 0, [other]).differ).toBe('v5.18 (kvm_intel)');
  });
});

describe('the quotation', () => {
  test('is lit by each kernel, and washes the line that decides', () => {
    const [a, b] = sides.map((s) => new Map((quoteLines(f, s, 'kvm_emulate_wrmsr') ?? []).map((l) => [l.number, l])));
    expect([2013, 2014].map((n) => a?.get(n)?.key)).toEqual(['bad', 'bad']);
    expect([2013, 2014, 2015].map((n) => b?.get(n)?.key)).toEqual(['key', '', '']);
    expect(a?.get(2015)?.mark).toBe('skip');
    expect(b?.get(2015)?.mark).toBe('exec');
    expect(a?.get(2003)?.values).toEqual(['`r = \u22121`']);
    expect(a?.get(2010)?.values.length).toBe(1);
    expect(a?.get(2009)?.values).toEqual([]);
    expect([...(a?.values() ?? [])].filter((l) => l.key !== '').length).toBe(2);
  });
  test('is not there for a kernel that does not come through', () => {
    expect(quoteLines(f, 0, 'kvm_complete_insn_gp')).toBeUndefined();
    expect(quoteLines(f, 1, 'kvm_complete_insn_gp')?.length).toBe(9);
    expect(quoteLines(f, 1, 'set_msr_mce')).toBeUndefined();
  });
});
