// SPDX-License-Identifier: GPL-2.0-only
/** The walk as a drawing, with the slider that lies exactly under its marks. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import type { Film } from './film.ts';
import { Lanes } from './Lanes.tsx';
import type { Drawing } from './layout.ts';
import { word } from './words.ts';

interface BoardProps {
  readonly film: Film;
  readonly drawings: readonly [Drawing, Drawing];
  readonly at: readonly [number, number];
  readonly stop: number;
  readonly opening: number;
  readonly stops: readonly number[];
  readonly lang: Lang;
  readonly say: string;
  readonly go: (row: number | undefined) => void;
}

/** The drawing and, exactly under its marks, the scrubber. */
export function Board({ film, drawings, at, stop, opening, stops, lang, say, go }: BoardProps): JSX.Element {
  const ends = drawings.map(({ size, ticks }) => ({ from: (ticks[0]?.x ?? 0) / size.width, to: (ticks.at(-1)?.x ?? 0) / size.width }));
  const percent = (x: number | undefined): string => `${Math.round((x ?? 0) * 1e4) / 100}%`;
  const place = (e: MouseEvent): void => {
    const svg = e.target instanceof Element ? e.target.closest('svg') : null;
    const drawing = drawings.find((d) => svg?.classList.contains(d.size.name) === true);
    if (svg === null || drawing === undefined) return;
    const box = svg.getBoundingClientRect();
    const x = ((e.clientX - box.left) / box.width) * drawing.size.width;
    const nearest = drawing.ticks.reduce((best, t, i) => (Math.abs(t.x - x) < Math.abs((drawing.ticks[best]?.x ?? 0) - x) ? i : best), 0);
    go(stops[nearest]);
  };
  return (
    <div class="board">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the scrubber below is the control; this is a shortcut for the pointer */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same */}
      <div class="lanes" onClick={place}>
        {drawings.map((drawing) => (
          <Lanes key={drawing.size.name} {...{ film, drawing, at, stop, opening, lang }} />
        ))}
      </div>
      <div
        class="scrub"
        data-js
        style={{
          '--from-w': percent(ends[0]?.from),
          '--span-w': percent((ends[0]?.to ?? 0) - (ends[0]?.from ?? 0)),
          '--from-n': percent(ends[1]?.from),
          '--span-n': percent((ends[1]?.to ?? 0) - (ends[1]?.from ?? 0)),
        }}
      >
        <input
          type="range"
          min={0}
          max={Math.max(stops.length - 1, 0)}
          step={1}
          value={stop}
          aria-label={word('step', lang)}
          aria-valuetext={say}
          onInput={(e) => go(stops[Number(e.currentTarget.value)])}
        />
      </div>
    </div>
  );
}
