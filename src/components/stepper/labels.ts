// SPDX-License-Identifier: GPL-2.0-only
/** Puts labels where nothing else is. One that finds no place is left out: two that collide say less than one. */
import type { Actor, Side } from './film.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

type Place =
  | 'above'
  | 'before'
  | 'below'
  | 'belowLeft'
  | 'over'
  | 'overLeft'
  | 'overRight'
  | 'under'
  | 'higher'
  | 'higherLeft'
  | 'higherRight'
  | 'endAbove'
  | 'endLeft'
  | 'endBelow'
  | 'startAbove';

export interface LabelWish {
  readonly text: string;
  readonly look: 'name' | 'number' | 'end' | 'start' | 'ghost';
  readonly hue: Actor | 'alarm';
  readonly at: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  readonly side: Side;
  readonly step: number;
  /** Places that would do, the best first. */
  readonly where: readonly Place[];
}

export interface Label {
  readonly text: string;
  readonly look: LabelWish['look'];
  readonly hue: LabelWish['hue'];
  readonly side: Side;
  readonly step: number;
  readonly x: number;
  /** The base line. */
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly box: Box;
  /** x of the mark, and how far down to it a hair leads from a label that does not stand on it. */
  readonly at: number;
  readonly leader?: number;
}

const touch = (a: Box, b: Box, gap: number): boolean =>
  a.x < b.x + b.w + gap && b.x < a.x + a.w + gap && a.y < b.y + b.h + gap && b.y < a.y + a.h + gap;

function put(wish: LabelWish, place: Place): Label {
  const { at, width, height, text, look, hue, side, step } = wish;
  const made = (x: number, y: number, anchor: Label['anchor'], leader?: number): Label => {
    const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
    // Letters reach a little below the base line.
    const box = { x: left, y: y - height * 0.8, w: width, h: height };
    return { text, look, hue, side, step, x, y, anchor, box, at: at.x, ...(leader === undefined ? {} : { leader }) };
  };
  switch (place) {
    case 'above':
      return made(at.x + 6, at.y - 5, 'start');
    case 'before':
      return made(at.x - 7, at.y + 3.5, 'end');
    case 'below':
      return made(at.x - 2, at.y + 16, 'start');
    case 'belowLeft':
      return made(at.x + 4, at.y + 16, 'end');
    case 'over':
      return made(at.x, at.y - 9, 'middle');
    case 'overLeft':
      return made(at.x + 5, at.y - 9, 'end');
    case 'overRight':
      return made(at.x - 5, at.y - 9, 'start');
    case 'higherLeft':
      return made(at.x + 3, at.y - 23, 'end', at.y - 6);
    case 'higherRight':
      return made(at.x - 3, at.y - 23, 'start', at.y - 6);
    case 'under':
      return made(at.x, at.y + 17, 'middle');
    case 'higher':
      return made(at.x, at.y - 23, 'middle', at.y - 6);
    case 'startAbove':
      return made(at.x - 4, at.y - 13, 'start');
    case 'endAbove':
      return made(at.x + 6, at.y - 11, 'end');
    case 'endLeft':
      return made(at.x - 14, at.y + 6, 'end');
    case 'endBelow':
      return made(at.x + 6, at.y + 24, 'end');
  }
}

export function placeLabels(
  wishes: readonly LabelWish[],
  obstacles: readonly Box[],
  room: { readonly width: number; readonly height: number },
): readonly Label[] {
  const placed: Label[] = [];
  const fits = ({ box }: Label): boolean =>
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.w <= room.width &&
    box.y + box.h <= room.height &&
    placed.every((p) => !touch(p.box, box, 2.5)) &&
    obstacles.every((o) => !touch(o, box, 0.5));
  for (const wish of wishes) {
    // A line of the quotation is numbered once, wherever the walk passes it first with room to spare.
    if (wish.look === 'number' && placed.some((p) => p.look === 'number' && p.text === wish.text && p.side === wish.side)) continue;
    const label = wish.where.map((place) => put(wish, place)).find(fits);
    if (label !== undefined) placed.push(label);
  }
  return placed;
}
