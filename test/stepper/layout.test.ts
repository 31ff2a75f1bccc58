// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Film } from '../../src/components/stepper/film.ts';
import type { Box } from '../../src/components/stepper/labels.ts';
import { draw, narrow, wide } from '../../src/components/stepper/layout.ts';
import { stops, type View } from '../../src/components/stepper/moves.ts';
import { anyFilm, film, films } from './support.ts';

const views: readonly View[] = [0, 1, 'both'];
const overlap = (a: Box, b: Box): boolean => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

function tidy(f: Film): void {
  for (const view of views)
    for (const size of [wide, narrow]) {
      const d = draw(f, view, size, f.fork ?? 0);
      const { labels, lines, ghost, ticks } = d;
      for (const [i, a] of labels.entries()) {
        expect(a.box.x).toBeGreaterThanOrEqual(0);
        expect(a.box.x + a.box.w).toBeLessThanOrEqual(size.width);
        expect(a.box.y + a.box.h).toBeLessThanOrEqual(d.height);
        for (const b of labels.slice(i + 1)) expect(overlap(a.box, b.box), `${a.text} on ${b.text}`).toBe(false);
        for (const line of [...lines, ...(ghost === undefined ? [] : [ghost])])
          for (const m of line.marks.slice(line.first))
            expect(overlap(a.box, { x: m.x - m.r, y: m.y - m.r, w: 2 * m.r, h: 2 * m.r }), `${a.text} on a mark`).toBe(false);
      }
      // Exactly one stop of the scrubber under each place of the walk, evenly spaced, in order.
      expect(ticks.length).toBe(stops(f, view).length);
      const gaps = ticks.slice(1).map((t, i) => t.x - (ticks[i]?.x ?? 0));
      for (const g of gaps) expect(g).toBeCloseTo(gaps[0] ?? 0, 6);
      if (view !== 'both') expect(lines[0]?.marks.map((m) => m.x)).toEqual(ticks.map((t) => t.x));
    }
}

describe('the lanes', () => {
  test.each(films)('keep labels apart, and marks over the scrubber: %s', (_, f) => tidy(f));
  test('whatever the scenario', { timeout: 60_000 }, () => {
    fc.assert(fc.property(anyFilm, tidy), { numRuns: 40 });
  });

  test('name the functions and lines that matter', () => {
    const f = film();
    const open = f.rows.findIndex((r) => f.walks[0].steps[r.at[0] ?? -1]?.id === 'kvm_emulate_wrmsr/2013');
    const texts = draw(f, 0, wide, open).labels.map((l) => l.text);
    expect(texts).toEqual(
      expect.arrayContaining(['EPERM', '#GP(0)', 'kvm_emulate_wrmsr', 'set_msr_mce', '2003', '2013', 'wrmsr 0x400 ← 0x1']),
    );
    expect(texts.filter((t) => t === 'kvm_emulate_wrmsr')).toHaveLength(1);
    expect(draw(f, 0, narrow, open).labels.map((l) => l.text)).toEqual(expect.arrayContaining(['EPERM', 'kvm_emulate_wrmsr']));
  });

  test('show the actor by place: guest above, user space below, each call one level deeper', () => {
    const f = film();
    const d = draw(f, 0, wide, 0);
    const { steps } = f.walks[0];
    for (const [i, m] of (d.lines[0]?.marks ?? []).entries()) {
      const s = steps[i];
      if (s?.actor === 'guest') expect(m.y).toBeLessThan(d.band.top);
      else if (s?.actor === 'user') expect(m.y).toBeGreaterThan(d.band.bottom);
      else expect(m.y).toBeGreaterThan(d.band.top);
    }
    const byDepth = new Map(steps.flatMap((s, i) => (s.actor === 'kernel' ? [[s.depth, d.lines[0]?.marks[i]?.y ?? 0] as const] : [])));
    for (const [depth, y] of byDepth) if (byDepth.has(depth + 1)) expect(byDepth.get(depth + 1)).toBe(y + wide.level);
  });

  test('alarm with EPERM only, never with #GP', () => {
    const alarms = (view: View): number =>
      draw(film(), view, wide, 0).lines.flatMap((l) => l.pieces.filter((p) => p.hue === 'alarm')).length;
    expect(alarms(0)).toBeGreaterThan(0);
    expect(alarms(1)).toBe(0);
  });
});
