// SPDX-License-Identifier: GPL-2.0-only
/** The drawing: the walk's line through the three lanes, thick as far as it has run, with a ring at the current step. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { mark } from '../map/marks.ts';
import type { Film, Side } from './film.ts';
import type { Drawing, Hue, Line, Mark, Piece } from './layout.ts';
import { risesAt } from './state.ts';
import { word } from './words.ts';

const strokes = { guest: 'pg', kernel: 'pk', user: 'pu', alarm: 'px' } as const satisfies Record<Hue, string>;
const fills = { guest: 'dg', kernel: 'dk', user: 'du', alarm: 'dx' } as const satisfies Record<Hue, string>;
const inks = { guest: 'tg', kernel: '', user: 'tu', alarm: 'tx' } as const satisfies Record<Hue, string>;
const hues = ['kernel', 'guest', 'user', 'alarm'] as const;

const n = (v: number): number => Math.round(v * 10) / 10;

/** One path of many pieces; a piece that begins where the last one ended needs no new start. */
const joined = (pieces: readonly Piece[]): string =>
  pieces.map((p, i) => (i > 0 && p.to - (pieces[i - 1]?.to ?? 0) <= 1 ? p.d : `M${n(p.from.x)} ${n(p.from.y)}${p.d}`)).join('');

/** One path of many marks, each placed relative to the last: after `z` the pen is where that one began. */
function shapes(marks: readonly Mark[]): string {
  let [x, y] = [0, 0];
  return marks
    .map((m) => mark(m.actor, m.x, m.y, m.r))
    .map((d) => {
      const at = /^M(\S+) ([\d.]+)/.exec(d);
      const [nx, ny] = [Number(at?.[1]), Number(at?.[2])];
      const moved = `m${n(nx - x)} ${n(ny - y)}${d.slice(at?.[0].length ?? 0)}`;
      [x, y] = [nx, ny];
      return moved;
    })
    .join('');
}

/** A line as far as `at`, and the rest of it thin. */
function WalkLine({ line, at, small }: { readonly line: Line; readonly at: number; readonly small: number }): JSX.Element {
  const of = (hue: Hue, done: boolean): string => joined(line.pieces.filter((p) => p.hue === hue && p.to <= at === done));
  const marks = (hue: Hue, done: boolean): string =>
    shapes(line.marks.filter((m, i) => i >= line.first && m.hue === hue && i <= at === done && m.r >= small));
  return (
    <g>
      {[false, true].flatMap((done) =>
        hues.map((hue) => {
          const d = of(hue, done);
          return d === '' ? null : <path key={`${hue}${done}`} class={`seg-p ${strokes[hue]}${done ? '' : ' fut'}`} d={d} />;
        }),
      )}
      {[false, true].flatMap((done) =>
        hues.map((hue) => {
          const d = marks(hue, done);
          return d === '' ? null : <path key={`${hue}${done}`} class={`d ${fills[hue]}${done ? '' : ' fut'}`} d={d} />;
        }),
      )}
    </g>
  );
}

export interface LanesProps {
  readonly film: Film;
  readonly drawing: Drawing;
  /** The current step of each walk. */
  readonly at: readonly [number, number];
  /** Index of the scrubber's stop, and of the one that the figure opens at. */
  readonly stop: number;
  readonly opening: number;
  readonly lang: Lang;
}

export function Lanes({ film, drawing, at, stop, opening, lang }: LanesProps): JSX.Element {
  const { size, height, band, userY, lines, ghost, labels, ticks } = drawing;
  const wide = size.name === 'wide';
  const x = n(ticks[stop]?.x ?? size.from);
  const tick = (long: boolean): string =>
    ticks.map((t, i) => (t.long === long && i !== opening ? `M${n(t.x)} ${n(height)}v${long ? -11 : -5}` : '')).join('');
  const rings = lines.flatMap((l) => {
    const m = l.marks[at[l.side]];
    return m === undefined || (l.first > at[l.side] && l.first > 0) ? [] : [m];
  });
  // The number that is on its way up, as long as it is; of two walks, both.
  const carried = [...lines]
    .sort((a, b) => a.side - b.side)
    .flatMap(({ side }) => {
      const { steps } = film.walks[side];
      const arrives = steps.findLastIndex((s) => s.returned.some(([, , meaning]) => meaning !== ''));
      return at[side] > arrives ? [] : (risesAt(film.walks[side], at[side]).at(-1)?.value ?? []);
    });
  const riding = [...new Set(carried)];
  const nearEnd = x > size.width * 0.72;
  const name = (text: string, hue: string, y: number, shape: string): JSX.Element => (
    <>
      <path
        class={shape}
        d={mark(shape === 'mg' ? 'guest' : shape === 'mkk' ? 'kernel' : 'user', wide ? 14 : 6, y - 4, wide ? 4.4 : 3.6)}
      />
      <text x={wide ? 26 : 14} y={y} class={`${hue} lane halo nh`}>
        {text}
      </text>
    </>
  );
  return (
    <svg class={`drawing ${size.name}`} viewBox={`0 0 ${size.width} ${n(height)}`} aria-hidden="true">
      <rect class="lane-k" x="0" y={band.top} width={size.width} height={n(band.bottom - band.top)} />
      <path class="ln" d={`M0 ${size.guestY}H${size.width}M0 ${n(userY)}H${size.width}`} />
      {name(word('guest', lang), 'tg', size.guestY - 10, 'mg')}
      {name(word('kernel', lang), 'tk', wide ? band.top + 22 : band.bottom - 5, 'mkk')}
      {name(word('user', lang), 'tu', n(userY) + (wide ? -10 : 15), 'mu')}
      {ghost === undefined ? null : (
        <>
          <path class="gh" d={joined(ghost.pieces)} />
          <path
            class="ghm"
            d={shapes(ghost.marks.filter((m, i) => i >= ghost.first && (m.actor !== 'kernel' || m.r > size.marks * 0.7)))}
          />
        </>
      )}
      <path class="tick" d={tick(false) + tick(true)} />
      <path class="tick dec" d={`M${n(ticks[opening]?.x ?? 0)} ${n(height)}v-14`} />
      <path class="cur" d={`M${x} ${size.guestY - 18}V${n(height)}`} />
      {lines.map((line) => (
        <WalkLine key={line.side} line={line} at={at[line.side]} small={wide ? 0 : size.marks * 0.7} />
      ))}
      {rings.map((m, i) => (
        <circle key={i} class="ring" cx={n(m.x)} cy={n(m.y)} r={wide ? 9 : 7.5} />
      ))}
      {riding.length === 0 ? null : (
        <text x={x + (nearEnd ? -6 : 6)} y={size.guestY - 9} text-anchor={nearEnd ? 'end' : undefined} class="ride halo pp">
          {riding.map((value, i) => (
            <tspan key={i} dx={i > 0 ? 10 : undefined}>
              {value.startsWith('\u2212') ? <tspan class="tx">{'\u2212'}</tspan> : null}
              {value.replace('\u2212', '')}
            </tspan>
          ))}
        </text>
      )}
      {labels.map((l) => (
        <g key={`${l.side}${l.step}${l.look}`}>
          {l.leader === undefined ? null : <path class="lead" d={`M${n(l.at)} ${n(l.y + 3)}V${n(l.leader)}`} />}
          <text
            x={n(l.x)}
            y={n(l.y)}
            text-anchor={l.anchor === 'start' ? undefined : l.anchor}
            class={`halo ${l.look === 'number' ? 'no' : l.look === 'end' ? `end ${inks[l.hue]}` : l.look === 'ghost' ? 'end ghost' : 'mono'}${onBand(l.y, drawing) ? '' : ' pp'}${l.step > at[l.side] ? ' later' : ''}`}
          >
            {l.text}
          </text>
        </g>
      ))}
      {wide && lines.length === 2 ? lines.map((l) => <SideName key={l.side} film={film} line={l} />) : null}
    </svg>
  );
}

const onBand = (y: number, { band }: Drawing): boolean => y > band.top + 6 && y < band.bottom;

/** Which kernel a line is, at its end. */
function SideName({
  film,
  line,
}: {
  readonly film: Film;
  readonly line: { readonly side: Side; readonly marks: readonly Mark[] };
}): JSX.Element | null {
  const end = line.marks.at(-1);
  if (end === undefined) return null;
  const above = end.actor === 'guest';
  const { name } = film.walks[line.side].ending;
  return (
    <text x={n(end.x) - 14 - name.length * 12.5} y={n(end.y) + (above ? -11 : 24)} text-anchor="end" class="mono halo pp">
      {film.walks[line.side].kernel}
    </text>
  );
}
