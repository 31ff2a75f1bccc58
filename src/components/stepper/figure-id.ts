// SPDX-License-Identifier: GPL-2.0-only
/** Names for the figures of one page that their author left without: stepper, stepper-2, … in the order of the text. */
const counts = new WeakMap<Request, Map<string, number>>();

export function figureId(page: Request, kind = 'stepper'): string {
  const here = counts.get(page) ?? new Map<string, number>();
  counts.set(page, here);
  const n = (here.get(kind) ?? 0) + 1;
  here.set(kind, n);
  return n === 1 ? kind : `${kind}-${n}`;
}
