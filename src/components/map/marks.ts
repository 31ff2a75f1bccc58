// SPDX-License-Identifier: GPL-2.0-only
/** The shapes of the actors as path data, centred on a point: ● guest, ■ kernel, ▲ user space. */

export type Actor = 'guest' | 'kernel' | 'user';

const n = (x: number): string => String(Math.round(x * 10) / 10);

/** @param r half of the mark's width */
export function mark(actor: Actor, x: number, y: number, r: number): string {
  switch (actor) {
    case 'guest':
      return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 1 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 1 ${n(-2 * r)} 0z`;
    case 'kernel':
      return `M${n(x - r)} ${n(y - r)}h${n(2 * r)}v${n(2 * r)}h${n(-2 * r)}z`;
    case 'user':
      // Its centre of weight, not its box, stands on the point.
      return `M${n(x)} ${n(y - r)}l${n(r)} ${n(1.77 * r)}h${n(-2 * r)}z`;
  }
}

/** The class that fills a mark in its actor's hue. */
export const fills = { guest: 'mg', kernel: 'mkk', user: 'mu' } as const satisfies Record<Actor, string>;
