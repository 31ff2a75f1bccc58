// SPDX-License-Identifier: GPL-2.0-only
/**
 * The history line as data, twice: wide, time to the right, and for phones, its close-up turned so that time runs down. Both parts are to
 * scale, the whole from 2009 on and, below it, the years in which kernels differed. What a kernel does is the engine's answer.
 */

import { examine, type Verdict } from '../../engine/affected/affected.ts';
import { branchOf } from '../../engine/affected/branch.ts';
import { parseKernelRelease } from '../../engine/index.ts';
import { ended, released, year } from './dates.ts';

export interface Stretch {
  readonly d: string;
  readonly is: Verdict;
}
export interface Tag {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly look: string;
  readonly anchor: 'start' | 'middle' | 'end';
}
export interface Point {
  readonly x: number;
  readonly y: number;
  readonly is: Verdict;
}
export interface Line {
  readonly width: number;
  readonly height: number;
  readonly stretches: readonly Stretch[];
  /** Ends of branches: bars. */
  readonly bars: readonly string[];
  /** Hairlines: from the whole to its close-up, and the years in it. */
  readonly hairs: readonly string[];
  readonly points: readonly Point[];
  readonly tags: readonly Tag[];
}

export interface Words {
  readonly literal: string;
  readonly harmless: string;
  readonly before: string;
  readonly ended: string;
}

const branches = ['v5.10', 'v5.15', 'v5.16', 'v5.17', 'v5.18', 'v5.19', 'v6.0'] as const;
/** The whole: from the year of the literal to this book's year. */
const [BEGIN, END] = [2009, 2027];
/** The close-up. */
const [FROM, TO] = [year('2020-11-01'), year('2022-12-15')];

const on = (release: string): number => {
  const dated = released[release];
  if (dated === undefined) throw new Error(`no date for ${release}`);
  return year(dated.on);
};
export function verdictOf(release: string): Verdict {
  const kernel = parseKernelRelease(release);
  if (!kernel.ok) throw new Error(kernel.problem);
  return examine(kernel.value).verdict;
}

interface Span {
  readonly branch: string;
  readonly parts: readonly { readonly from: number; readonly to: number; readonly is: Verdict; readonly at: string }[];
  readonly over: boolean;
}

/** One branch: what it does from its first release on, and from the one that has the fix. */
function spanOf(branch: string): Span {
  const end = ended[branch] === undefined ? TO : year(ended[branch].on);
  const fixed = branchOf(branch)?.fixed;
  const first = { from: on(branch), to: fixed === undefined || fixed === branch ? end : on(fixed), is: verdictOf(branch), at: branch };
  const parts = fixed === undefined || fixed === branch ? [first] : [first, { from: on(fixed), to: end, is: verdictOf(fixed), at: fixed }];
  return { branch, parts, over: ended[branch] !== undefined };
}
const spans = (): readonly Span[] => branches.map(spanOf);

const tag = (x: number, y: number, text: string, look = '', anchor: Tag['anchor'] = 'start'): Tag => ({ x, y, text, look, anchor });
const hue = { affected: 'tx b', fixed: 'tg b', latent: 'dim' } as const;

/** The line of mainline over all the years. */
function whole(width: number, y: number, words: Words, roomy: boolean): Omit<Line, 'width' | 'height'> {
  const x = (t: number): number => 6 + ((t - BEGIN) / (END - BEGIN)) * (width - 12);
  const [a, b, c, d] = [x(2009.5), x(on('v5.10')), x(on('v6.0')), x(END)];
  const mid = (b + c) / 2;
  return {
    stretches: [
      { d: `M${a} ${y}H${b}`, is: verdictOf('v5.9') },
      { d: `M${b} ${y}H${c}`, is: verdictOf('v5.10') },
      { d: `M${c} ${y}H${d}M${d - 7} ${y - 5}L${d} ${y}L${d - 7} ${y + 5}`, is: verdictOf('v6.0') },
    ],
    bars: [],
    hairs: [],
    points: [
      { x: a, y, is: 'latent' },
      { x: b, y, is: 'affected' },
      { x: c, y, is: 'fixed' },
    ],
    tags: [
      tag(a, y - 14, roomy ? `2009: ${words.literal}` : '2009'),
      tag((a + b) / 2, y + (roomy ? 22 : 20), words.harmless, 'dim', 'middle'),
      tag(b, y - 14, 'v5.10', 'mono', 'end'),
      tag(mid, y + 20, 'EPERM', `${hue.affected} halo`, 'middle'),
      tag(c, y - 14, 'v6.0', 'mono'),
      tag((c + d) / 2 + 8, y + 20, '#GP', hue.fixed, 'middle'),
      tag(d, y - 14, String(END - 1), 'dim', 'end'),
    ],
  };
}

const years = ['2021-01-01', '2022-01-01'] as const;

export function wide(words: Words): Line {
  const [width, top, row] = [1080, 34, 27];
  const above = whole(width, top, words, true);
  const x = (t: number): number => Math.round((6 + ((t - FROM) / (TO - FROM)) * (width - 12)) * 10) / 10;
  const xWhole = (t: number): number => 6 + ((t - BEGIN) / (END - BEGIN)) * (width - 12);
  const y0 = top + 104;
  const bottom = y0 + spans().length * row + 8;
  const latent = y0 - row;
  const made = spans().map(({ branch, parts, over }, i) => {
    const y = y0 + i * row;
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) throw new Error(`${branch} has no part`);
    return {
      stretches: [
        ...parts.map((p) => ({ d: `M${x(p.from)} ${y}H${x(p.to)}`, is: p.is })),
        ...(over ? [] : [{ d: `M${x(TO) - 7} ${y - 5}L${x(TO)} ${y}L${x(TO) - 7} ${y + 5}`, is: last.is }]),
      ],
      bars: over ? [`M${x(last.to)} ${y - 7}v14`] : [],
      points: parts.map((p) => ({ x: x(p.from), y, is: p.is })),
      tags: [
        tag(x(first.from) - 12, y + 4.5, branch, 'mono halo', 'end'),
        ...(parts.length > 1
          ? [tag(over ? x(last.to) + 12 : x(last.from) + 12, over ? y + 4.5 : y - 7, last.at, 'mono halo')]
          : over
            ? [tag(x(last.to) + 10, y + 4.5, words.ended, 'dim halo')]
            : []),
      ],
    };
  });
  return {
    width,
    height: bottom + 18,
    stretches: [...above.stretches, { d: `M${x(FROM)} ${latent}H${x(TO)}`, is: verdictOf('v5.4') }, ...made.flatMap((m) => m.stretches)],
    bars: made.flatMap((m) => m.bars),
    hairs: [
      `M${xWhole(FROM)} ${top + 4}L${x(FROM)} ${latent - 26}V${bottom}`,
      `M${xWhole(TO)} ${top + 4}L${x(TO)} ${latent - 26}V${bottom}`,
      ...years.map((iso) => `M${x(year(iso))} ${latent - 26}V${bottom}`),
    ],
    points: [...above.points, ...made.flatMap((m) => m.points)],
    tags: [
      ...above.tags,
      tag(x(FROM) + 8, latent - 8, words.before, 'dim halo'),
      ...years.map((iso) => tag(x(year(iso)), bottom + 14, iso.slice(0, 4), 'dim', 'middle')),
      ...made.flatMap((m) => m.tags),
    ],
  };
}

/** Time runs down; a column for each branch. */
export function narrow(words: Words): Line {
  const [width, top, column] = [350, 32, 45];
  const above = whole(width, top, words, false);
  const [y0, length] = [top + 66, 440];
  const y = (t: number): number => Math.round((y0 + ((t - FROM) / (TO - FROM)) * length) * 10) / 10;
  const made = spans().map(({ branch, parts, over }, i) => {
    const x = 48 + i * column;
    const last = parts.at(-1);
    if (last === undefined) throw new Error(`${branch} has no part`);
    return {
      stretches: [
        ...parts.map((p) => ({ d: `M${x} ${y(p.from)}V${y(p.to)}`, is: p.is })),
        ...(over ? [] : [{ d: `M${x - 5} ${y(TO) - 7}L${x} ${y(TO)}L${x + 5} ${y(TO) - 7}`, is: last.is }]),
      ],
      bars: over ? [`M${x - 7} ${y(last.to)}h14`] : [],
      points: parts.map((p) => ({ x, y: y(p.from), is: p.is })),
      tags: [
        tag(x, y(parts[0]?.from ?? FROM) - 11, branch, 'mono halo', 'middle'),
        ...(parts.length > 1 ? [tag(x - 8, y(last.from) - 6, last.at.slice(branch.length), 'mono halo', 'end')] : []),
      ],
    };
  });
  const bottom = y(TO);
  return {
    width,
    height: bottom + 8,
    stretches: [...above.stretches, ...made.flatMap((m) => m.stretches)],
    bars: made.flatMap((m) => m.bars),
    hairs: years.map((iso) => `M30 ${y(year(iso))}H${width}`),
    points: [...above.points, ...made.flatMap((m) => m.points)],
    tags: [...above.tags, ...years.map((iso) => tag(0, y(year(iso)) + 4, iso.slice(0, 4), 'dim')), ...made.flatMap((m) => m.tags)],
  };
}
