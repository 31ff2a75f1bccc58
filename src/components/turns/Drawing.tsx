// SPDX-License-Identifier: GPL-2.0-only
/** One end in three lanes: the line stands in the lane of whoever runs; inside the kernel's band it sinks with every call. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { strings } from '../../site/strings.ts';
import { mark } from '../map/marks.ts';
import type { Actor } from '../stepper/film.ts';
import type { Panel, Point } from './turns.ts';

const WIDTH = 250;
const HEIGHT = 142;
const lane = { guest: 20, kernel: 42, user: 128 } as const satisfies Record<Actor, number>;
/** Where the lanes' names stand: at the left, where the line has not been yet. */
const names = { guest: 10, kernel: 103, user: 123 } as const satisfies Record<Actor, number>;
const [from, to] = [34, 196];
const hues = { guest: 'pg', kernel: 'pk', user: 'pu' } as const satisfies Record<Actor, string>;
const fills = { guest: 'mg', kernel: 'mkk', user: 'mu' } as const satisfies Record<Actor, string>;
const radius = { guest: 5, kernel: 4.5, user: 6 } as const satisfies Record<Actor, number>;
const n = (v: number): string => String(Math.round(v * 10) / 10);

interface Placed extends Point {
  readonly x: number;
  readonly y: number;
}

function place(points: readonly Point[]): readonly Placed[] {
  const last = points.length - 1;
  return points.map((p, i) => ({
    ...p,
    x: i === 0 ? 14 : i === last ? to + 24 : from + ((to - from) * (i - 1)) / Math.max(1, last - 2),
    y: p.actor === 'kernel' ? lane.kernel + 4 + p.depth * 4 : lane[p.actor],
  }));
}

/** The way from one point to the next: straight in the kernel, a curve across lanes. */
const piece = (a: Placed, b: Placed): string => {
  if (a.actor === b.actor) return `H${n(b.x)}V${n(b.y)}`;
  const half = (a.x + b.x) / 2;
  return `C${n(half)} ${n(a.y)} ${n(half)} ${n(b.y)} ${n(b.x)} ${n(b.y)}`;
};

export function Drawing({ panel, at, lang }: { readonly panel: Panel; readonly at: number; readonly lang: Lang }): JSX.Element {
  const t = strings(lang);
  const placed = place(panel.points);
  const [start, end] = [placed[0], placed.at(-1)];
  if (start === undefined || end === undefined) return <svg class="drawing" aria-hidden="true" />;
  const answer = placed.findLast((p) => p.moment === 1) ?? start;
  // Who stands where at this moment: the last point that has been.
  const now = placed.findLast((p) => p.moment <= at) ?? start;
  const strokes = (done: boolean): readonly JSX.Element[] =>
    (['guest', 'kernel', 'user'] as const).flatMap((actor) => {
      const d = placed
        .slice(1)
        .map((b, i) => {
          const a = placed[i];
          // A crossing has the hue of the lane that it comes to.
          return a === undefined || b.actor !== actor || b.moment <= at !== done ? '' : `M${n(a.x)} ${n(a.y)}${piece(a, b)}`;
        })
        .join('');
      const hue = panel.alarm && actor === 'user' ? 'px' : hues[actor];
      return d === '' ? [] : [<path key={`${actor}${done}`} class={`pth ${hue}${done ? '' : ' fut'}`} d={d} />];
    });
  const landed = at >= end.moment;
  const tail = panel.runs ? `H${n(end.x + 22)}m-5 -4l5 4l-5 4` : panel.alarm ? `H${n(end.x + 14)}m0 -6v12` : '';
  const hue = panel.alarm ? 'px' : hues[panel.actor];
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      <rect class="lane-k" x="0" y={lane.kernel - 8} width={WIDTH} height="74" />
      <path class="ln" d={`M0 ${lane.guest}H${WIDTH}M0 ${lane.user}H${WIDTH}`} />
      {(['guest', 'kernel', 'user'] as const).map((actor) => (
        <text key={actor} x="2" y={names[actor]} class={actor === 'kernel' ? 'dim' : 'dim halo'}>
          {actor === 'user' ? t.userSpace : t[actor]}
        </text>
      ))}
      {strokes(false)}
      {strokes(true)}
      {tail === '' ? null : <path class={`pth ${hue}${landed ? '' : ' fut'}`} d={`M${n(end.x)} ${n(end.y)}${tail}`} />}
      <path class={`mk ${fills.guest}`} d={mark('guest', start.x, start.y, radius.guest)} />
      <path class={`mk ${fills.kernel}${at >= 1 ? '' : ' yet'}`} d={mark('kernel', answer.x, answer.y, radius.kernel)} />
      <text x={answer.x + 9} y={answer.y + 5} class="mono halo-k">
        {panel.verdict.startsWith('\u2212') ? <tspan class="tx">{'\u2212'}</tspan> : null}
        {panel.verdict.replace('\u2212', '')}
      </text>
      <path
        class={`mk ${panel.alarm ? 'mx' : fills[panel.actor]}${landed ? '' : ' yet'}`}
        d={mark(panel.actor, end.x, end.y, radius[panel.actor])}
      />
      <circle class="ring" cx={n(now.x)} cy={n(now.y)} r="9" />
    </svg>
  );
}
