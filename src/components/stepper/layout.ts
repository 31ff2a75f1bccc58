// SPDX-License-Identifier: GPL-2.0-only
/**
 * The lanes as geometry. x = step, y = who runs: guest above, user space below, and between them the kernel's band, in which every
 * call sinks by one level and every return rises. Two sizes: a wide one, and one drawn for phones.
 */
import { type Actor, type Film, type Side, sides } from './film.ts';
import { type Box, type Label, type LabelWish, placeLabels } from './labels.ts';
import { leading, stops, type View } from './moves.ts';
import type { Size } from './sizes.ts';

export { narrow, type Size, wide } from './sizes.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a path's piece or a mark looks like. */
export type Hue = 'guest' | 'kernel' | 'user' | 'alarm';

export interface Piece {
  /** Index, in `Line.steps`, of the step it leads to. */
  readonly to: number;
  readonly hue: Hue;
  /** Where it begins, and its path from there. */
  readonly from: Point;
  readonly d: string;
}

export interface Mark extends Point {
  readonly hue: Hue;
  readonly actor: Actor;
  readonly r: number;
}

/** A walk as a line. */
export interface Line {
  readonly side: Side;
  /** Index of the walk's first step that is drawn: 0, or the fork where only what differs is drawn. */
  readonly first: number;
  readonly pieces: readonly Piece[];
  readonly marks: readonly Mark[];
}

export interface Drawing {
  readonly size: Size;
  readonly height: number;
  readonly band: { readonly top: number; readonly bottom: number };
  readonly userY: number;
  readonly lines: readonly Line[];
  /** The fate that is not looked at, from the fork on. */
  readonly ghost: Line | undefined;
  readonly labels: readonly Label[];
  /** x of each stop of the scrubber, and whether its tick is a long one. */
  readonly ticks: readonly { readonly x: number; readonly long: boolean }[];
}

const n = (v: number): string => String(Math.round(v * 10) / 10);
const mid = (a: number, b: number): number => (a + b) / 2;

// Pieces are written relative to where they begin: equal steps are equal text, which packs well.
const rel = (from: number, to: number): string => n(Number(n(to)) - Number(n(from)));

/** From one mark to the next: straight on one level, else an S. One that comes late waits on its level first. */
function curve(a: Point, b: Point, dx: number): string {
  if (a.y === b.y) return `h${rel(a.x, b.x)}`;
  if (b.x - a.x > 1.5 * dx) return `h${rel(a.x, b.x - dx)}${curve({ x: b.x - dx, y: a.y }, b, dx)}`;
  const c = (b.x - a.x) * 0.6;
  const [w, h] = [rel(a.x, b.x), rel(a.y, b.y)];
  return `c${n(c)} 0 ${n(b.x - a.x - c)} ${h} ${w} ${h}`;
}

/** The same S in two halves, for two hues; the second begins where the first ends. */
function halves(a: Point, b: Point): readonly [first: string, middle: Point, second: string] {
  const c = (b.x - a.x) * 0.6;
  const m = { x: mid(a.x, b.x), y: mid(a.y, b.y) };
  // de Casteljau at one half, with control points (a.x + c, a.y) and (b.x − c, b.y).
  const [p, q, r] = [a.x + c / 2, mid(a.x + c, b.x - c), b.x - c / 2];
  const first = `c${rel(a.x, p)} 0 ${rel(a.x, mid(p, q))} ${rel(a.y, mid(a.y, m.y))} ${rel(a.x, m.x)} ${rel(a.y, m.y)}`;
  const second = `c${rel(m.x, mid(q, r))} ${rel(m.y, mid(m.y, b.y))} ${rel(m.x, r)} ${rel(m.y, b.y)} ${rel(m.x, b.x)} ${rel(m.y, b.y)}`;
  return [first, m, second];
}

/** Step of a walk → column of the drawing. One walk alone: its own count; both: the shared rows. */
const columns = (film: Film, view: View, side: Side): readonly number[] =>
  film.walks[side].steps.map((_, i) => (view === 'both' ? film.rows.findIndex((r) => r.at[side] === i) : i));

/** @param focus row that the figure opens at: its line number is written before any other */
export function draw(film: Film, view: View, size: Size, focus: number): Drawing {
  const kernelDepths = film.walks.flatMap((w) => w.steps.filter((s) => s.actor === 'kernel').map((s) => s.depth));
  const [top, deepest] = [Math.min(...kernelDepths), Math.max(...kernelDepths)];
  const bandTop = size.guestY + 20;
  const levelY = (depth: number): number => bandTop + size.above + (depth - top) * size.level;
  const bandBottom = (kernelDepths.length === 0 ? bandTop : levelY(deepest)) + size.above;
  const userY = bandBottom + size.below;
  const count = view === 'both' ? film.rows.length : Math.max(...film.walks.map((w) => w.steps.length));
  const room = (size.to - size.from) / Math.max(count - 1, 1);
  const dx = room < 1 ? room : Math.floor(room * 10) / 10;
  const x = (column: number): number => size.from + column * dx;
  const r = Math.min(size.marks, dx * 0.36);
  const forkStep = (side: Side): number =>
    film.fork === null
      ? film.walks[side].steps.length
      : (film.rows.slice(0, film.fork).findLast((row) => row.at[side] !== null)?.at[side] ?? -1) + 1;

  const line = (side: Side, first: number, shift: number): Line => {
    const { steps, ending } = film.walks[side];
    const cols = columns(film, view, side);
    const y = (i: number): number => {
      const s = steps[i];
      const at = s?.actor === 'guest' ? size.guestY : s?.actor === 'user' ? userY : levelY(s?.depth ?? top);
      return at + (i >= forkStep(side) ? shift : 0);
    };
    const point = (i: number): Point => ({ x: x(cols[i] ?? 0), y: y(i) });
    const hue = (i: number): Hue => {
      const actor = steps[i]?.actor ?? 'kernel';
      return ending.alarm && actor === 'user' && i === steps.length - 1 ? 'alarm' : actor;
    };
    const pieces: Piece[] = [];
    for (let i = Math.max(first, 1); i < steps.length; i++) {
      const [a, b, from, to] = [point(i - 1), point(i), hue(i - 1), hue(i)];
      if (from === to) {
        pieces.push({ to: i, hue: to, from: a, d: curve(a, b, dx) });
        continue;
      }
      // What goes wrong is alarming from half-way on, where the line leaves the kernel.
      const start = { x: Math.max(a.x, b.x - dx), y: a.y };
      const [first, middle, second] = halves(start, b);
      const wait = start.x > a.x ? `h${rel(a.x, start.x)}` : '';
      pieces.push({ to: i, hue: from, from: a, d: wait + first }, { to: i, hue: to, from: middle, d: second });
    }
    const marks = steps.map((s, i): Mark => {
      const big = s.actor !== 'kernel';
      const main = s.enters || s.cond !== undefined || s.changes.length > 0 || s.stmts.length === 0;
      return { ...point(i), hue: hue(i), actor: s.actor, r: big ? (size.name === 'wide' ? 4.8 : 3.4) : main ? r : r * 0.62 };
    });
    return { side, first, pieces, marks };
  };

  const lead = leading(film, view);
  const both = view === 'both' && film.fork !== null;
  const lines = both
    ? [line(lead, 0, lead === 0 ? -2.5 : 2.5), line(lead === 0 ? 1 : 0, forkStep(lead === 0 ? 1 : 0), lead === 0 ? 2.5 : -2.5)]
    : [line(lead, 0, 0)];
  const other: Side = lead === 0 ? 1 : 0;
  const ghost = view === 'both' || film.fork === null ? undefined : line(other, forkStep(other), 0);

  const stopRows = stops(film, view);
  const ticks = stopRows.map((row, i) => {
    const here = sides.flatMap((s) => {
      const at = film.rows[row]?.at[s];
      const step = at === null || at === undefined || (view !== 'both' && s !== view) ? undefined : film.walks[s].steps[at];
      return step === undefined ? [] : [step];
    });
    return {
      x: x(view === 'both' ? row : i),
      long: here.some((s) => s.cond !== undefined || s.changes.some(([, old, value]) => old !== value)),
    };
  });

  const height = userY + 44;
  const drawn = { size, height, band: { top: bandTop, bottom: bandBottom }, userY, lines, ghost, ticks };
  return {
    ...drawn,
    labels: placeLabels(wishes(film, size, lines, ghost, focus), obstacles(drawn), { width: size.width, height: height - 14 }),
  };
}

/** Everything that a label must not lie on: the lines, as small boxes, and the names of the lanes. */
function obstacles({ size, lines, ghost, band, userY }: Omit<Drawing, 'labels'>): Box[] {
  const along = (line: Line): Box[] =>
    line.marks.slice(line.first).flatMap((m, k) => {
      const b = line.marks[line.first + k - 1];
      const mark = { x: m.x - m.r, y: m.y - m.r, w: 2 * m.r, h: 2 * m.r };
      if (b === undefined) return [mark];
      return [mark, { x: Math.min(b.x, m.x), y: Math.min(b.y, m.y) - 1.2, w: Math.abs(m.x - b.x), h: Math.abs(m.y - b.y) + 2.4 }];
    });
  const names =
    size.name === 'wide'
      ? [
          { x: 0, y: 8, w: 96, h: 20 },
          { x: 0, y: band.top + 8, w: 90, h: 20 },
          { x: 0, y: userY - 22, w: 100, h: 20 },
        ]
      : [
          { x: 0, y: 4, w: 64, h: 18 },
          { x: 0, y: band.bottom - 17, w: 64, h: 16 },
          { x: 0, y: userY + 3, w: 84, h: 18 },
        ];
  return [...lines.flatMap(along), ...(ghost === undefined ? [] : along(ghost)), ...names];
}

/** What could be written on the drawing, the most important first. */
function wishes(film: Film, size: Size, lines: readonly Line[], ghost: Line | undefined, focus: number): LabelWish[] {
  const letter = size.font * 0.602;
  const ends: LabelWish[] = [];
  const names: (LabelWish & { readonly weight: number })[] = [];
  const numbers: (LabelWish & { readonly weight: number })[] = [];
  const named = new Set<string>();
  const end = (line: Line, look: 'end' | 'ghost'): void => {
    const { ending, steps } = film.walks[line.side];
    const at = line.marks.at(-1);
    if (at === undefined) return;
    const hue = ending.alarm ? 'alarm' : ending.actor;
    const wide = [...ending.name].reduce((w, c) => w + (c > '\u2e7f' ? 19 : 12), 0);
    ends.push({
      text: ending.name,
      look,
      hue,
      at,
      width: wide,
      height: 19,
      step: steps.length - 1,
      side: line.side,
      where: at.actor === 'user' ? ['endBelow', 'endLeft', 'endAbove'] : ['endAbove', 'endLeft', 'endBelow'],
    });
  };

  for (const line of lines) {
    const { steps, frames } = film.walks[line.side];
    const common = (i: number) => ({ hue: 'kernel' as const, height: size.font, step: i, side: line.side });
    end(line, 'end');
    for (const [i, s] of steps.entries()) {
      const at = line.marks[i];
      const fn = film.functions[frames[s.frame]?.fn ?? -1];
      if (i < line.first || at === undefined || fn === undefined) continue;
      if (s.actor === 'guest' && i === 0 && size.name === 'wide')
        ends.push({
          ...common(i),
          hue: 'guest',
          text: film.what,
          look: 'start',
          at,
          width: film.what.length * letter,
          where: ['startAbove'],
        });
      if (s.actor !== 'kernel') continue;
      const forks = film.rows[film.fork ?? -1]?.at[line.side] === i;
      const opens = film.rows[focus]?.at[line.side] === i;
      const [number] = s.stmts.flatMap((k) => fn.stmts[k] ?? []);
      if (fn.from === 'note' && number !== undefined)
        numbers.push({
          ...common(i),
          text: String(number),
          look: 'number',
          at,
          width: 4 * letter,
          where: ['over', 'overLeft', 'overRight', 'higher', 'higherLeft', 'higherRight', 'under'],
          weight: (opens ? 8 : 0) + (s.id.endsWith('=') ? 0 : 1) + (s.cond === undefined ? 0 : 2) + (s.returned.length > 0 ? 2 : 0),
        });
      if (named.has(fn.name)) continue;
      named.add(fn.name);
      const mine = steps.filter((o) => o.frame === s.frame);
      const weight =
        mine.length +
        (fn.from === 'note' || mine.some((o) => film.rows[film.fork ?? -1]?.at[line.side] === steps.indexOf(o)) || forks ? 1000 : 0);
      names.push({
        ...common(i),
        text: fn.name,
        look: 'name',
        at,
        width: fn.name.length * letter,
        where: ['above', 'before', 'below', 'belowLeft'],
        weight,
      });
    }
  }
  if (ghost !== undefined) end(ghost, 'ghost');
  const heavy = <T extends { readonly weight: number }>(list: readonly T[]): T[] => [...list].sort((a, b) => b.weight - a.weight);
  const [main, rest] = [heavy(names).filter((w) => w.weight >= 1000), heavy(names).filter((w) => w.weight < 1000)];
  if (size.name === 'narrow') return [...ends, ...main, ...rest];
  const [opening, other] = [heavy(numbers).slice(0, 1), heavy(numbers).slice(1)];
  return [...ends, ...opening, ...main, ...other, ...rest];
}
