// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Film, pack, sides, unpack } from '../../src/components/stepper/film.ts';
import { compared } from '../../src/components/stepper/kernels.ts';
import { shoot } from '../../src/components/stepper/shoot.ts';
import { commitsOf, listReleases, parseKernelRelease, patchIds } from '../../src/engine/index.ts';
import { anyFilm, FIX, film, films } from './support.ts';

/** What must hold of every film. */
function whole(f: Film): void {
  for (const s of sides) {
    const { steps, frames, result, ending } = f.walks[s];
    expect(steps.length).toBeGreaterThan(0);
    expect(new Set(steps.map((x) => x.id)).size).toBe(steps.length);
    expect(f.rows.flatMap((r) => r.at[s] ?? [])).toEqual(steps.map((_, i) => i));
    expect(() => JSON.parse(result)).not.toThrow();
    expect(ending.title).not.toBe('');
    for (const [i, x] of steps.entries()) {
      const fn = f.functions[frames[x.frame]?.fn ?? -1];
      expect(fn, x.id).toBeDefined();
      expect(x.say).not.toBe('');
      // The line that is lit exists, and in a quoted function it is one of the note's.
      const numbers = x.stmts.flatMap((k) => fn?.stmts[k] ?? []);
      expect(numbers.length, `${x.id} stands on no line`).toBeGreaterThan(0);
      for (const no of numbers)
        expect(
          fn?.lines.some(([n]) => n === no),
          `${x.id}: line ${no}`,
        ).toBe(true);
      const caller = frames[x.frame]?.caller ?? -1;
      expect(caller).toBeLessThan(i);
    }
  }
}

describe('a film', () => {
  test.each(films)('is whole: %s', (_, f) => whole(f));

  test('is whole, whatever the scenario', { timeout: 60_000 }, () => {
    fc.assert(fc.property(anyFilm, whole), { numRuns: 150 });
  });

  test('is the same after it was packed and unpacked', { timeout: 60_000 }, () => {
    for (const [, f] of films) expect(unpack(pack(f))).toEqual(f);
    fc.assert(
      fc.property(anyFilm, (f) => {
        expect(unpack(pack(f))).toEqual(f);
      }),
      { numRuns: 100 },
    );
  });

  test('carries few quotation marks: it stands in an attribute', () => {
    const text = pack(film());
    expect(text.split('"').length).toBeLessThan(text.split('^').length / 20);
  });

  test('forks where set_msr_mce returns', () => {
    for (const lang of ['en', 'zh-CN'] as const) {
      const f = film({ lang });
      const [a, b] = sides.map((s) => f.walks[s].steps[f.rows[f.fork ?? -1]?.at[s] ?? -1]);
      expect(a?.id).toMatch(/^set_msr_mce\/return-kernel-badmciwritesignalsgp/);
      expect(b?.id).toBe(a?.id);
      expect(a?.returned[0]?.slice(0, 2)).toEqual(['set_msr_mce', '\u22121']);
      expect(b?.returned[0]?.slice(0, 2)).toEqual(['set_msr_mce', '1']);
    }
  });

  test('reads one number at each level', () => {
    const [a, b] = film().walks;
    expect(a.levels.map((l) => l.value)).toEqual(['\u22121', '\u22121', 'true', '\u22121', 'EPERM', 'paused']);
    expect(b.levels.map((l) => l.value)).toEqual(['1', '1', 'false', '1', 'goes on', '#GP(0)']);
  });

  test('has no fork where the commit makes no difference', () => {
    expect(film({ steps: [{ op: 'guest.rdmsr', msr: '0x179' }] }).fork).toBeNull();
  });

  test('gives the parser’s own words for what cannot run', () => {
    const shot = (scenario: object, fix = FIX) => shoot({ scenario: JSON.stringify(scenario), fix, lang: 'en' });
    expect(shot({ name: 'a', kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '12' }] })).toMatchObject({
      ok: false,
      at: 'steps[0].data',
    });
    expect(shot({ name: 'a', kernel: 'v5.18', steps: [] })).toMatchObject({ ok: false, at: 'steps' });
    expect(shot({ name: 'a', kernel: 'v5.18', steps: [{ op: 'guest.run' }] }, 'beef')).toMatchObject({ ok: false, at: 'fix' });
    expect(shoot({ scenario: '{', fix: FIX, lang: 'en' }).ok).toBe(false);
  });
});

describe('two kernels', () => {
  const has = (spelling: string): readonly string[] => {
    const k = parseKernelRelease(spelling);
    return k.ok ? commitsOf(k.value) : [];
  };
  test('are spelled with the commit added or taken out, and an edit is taken back', () => {
    expect(compared('v5.18', FIX)).toEqual({ spellings: ['v5.18', `v5.18+${FIX}`], named: 0 });
    expect(compared('v6.0', FIX)).toEqual({ spellings: [`v6.0-${FIX}`, 'v6.0'], named: 1 });
    expect(compared(`v5.18+${FIX}`, FIX)).toEqual({ spellings: ['v5.18', `v5.18+${FIX}`], named: 1 });
    expect(compared(`v6.0-${FIX}0123`, FIX)).toEqual({ spellings: [`v6.0-${FIX}0123`, 'v6.0'], named: 0 });
    expect(compared('v1.0', FIX)).toBeUndefined();
    expect(compared('v5.18', 'nothing')).toBeUndefined();
  });
  test('differ by that commit and nothing else, for each release and each commit', () => {
    for (const release of listReleases())
      for (const fix of patchIds) {
        const c = compared(release, fix);
        if (c === undefined) throw new Error(`${release} ${fix}`);
        const [a, b] = c.spellings.map(has);
        expect(a).not.toContain(fix);
        expect(b?.filter((p) => p !== fix)).toEqual(a);
        expect(c.spellings[c.named]).toBe(release);
      }
  });
});
