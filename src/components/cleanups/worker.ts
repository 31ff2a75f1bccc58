// SPDX-License-Identifier: GPL-2.0-only
/** Runs both texts beside the page, so that it stays usable meanwhile. Asked with the name of a text, it tells its progress and the end. */
import * as after from '../../engine/cleanups/after.ts';
import * as before from '../../engine/cleanups/before.ts';
import { compare, type Progress } from '../../engine/cleanups/compare.ts';
import { slipped, slips } from '../../engine/cleanups/slips.ts';

export interface Told {
  readonly progress: Progress;
  readonly over: boolean;
  /** Since the question. */
  readonly seconds: number;
}

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const started = performance.now();
  const slip = slips.find((s) => s === data);
  const run = compare(before, slip === undefined ? after : slipped(slip));
  const tell = (progress: Progress, over: boolean): void =>
    postMessage({ progress, over, seconds: (performance.now() - started) / 1000 } satisfies Told);
  for (;;) {
    const { value, done } = run.next();
    tell(value, done === true);
    if (done === true) return;
  }
});
