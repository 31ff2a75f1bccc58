// SPDX-License-Identifier: GPL-2.0-only
/** A line on a terminal that grows while something long goes on. Elsewhere nothing is printed. */

const WIDTH = 40;

export interface Progress {
  readonly step: () => void;
  /** Takes the line away. */
  readonly end: () => void;
}

export function progress(total: number, what: string): Progress {
  const { stderr } = process;
  if (!stderr.isTTY) return { step: () => {}, end: () => {} };
  let done = 0;
  let shown = -1;
  return {
    step() {
      const percent = Math.floor((++done / total) * 100);
      if (percent === shown) return;
      shown = percent;
      const bar = '#'.repeat(Math.round((percent / 100) * WIDTH)).padEnd(WIDTH, '.');
      stderr.write(`\r${bar} ${done} of ${total} ${what}`);
    },
    end: () => void stderr.write('\r\x1b[K'),
  };
}
