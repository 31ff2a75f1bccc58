// SPDX-License-Identifier: GPL-2.0-only
/** The banks as columns, their registers as rows: filled where the vCPU answers. On a phone the columns stand in four blocks. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { mark } from '../map/marks.ts';
import type { Shown } from './bank-map.ts';

export interface MapDrawingProps {
  readonly shown: Shown;
  readonly names: readonly string[];
  /** Banks in a block, and the distance of their columns. */
  readonly across: number;
  readonly step: number;
  readonly width: number;
  readonly variant: 'wide' | 'narrow';
  readonly pick: (register: string, bank: number) => void;
}

const [LEFT, ROW, HEAD] = [74, 24, 26];

export function MapDrawing({ shown, names, across, step, width, variant, pick }: MapDrawingProps): JSX.Element {
  const blocks = Math.ceil((shown.answers[0]?.length ?? 0) / across);
  const block = HEAD + names.length * ROW + 8;
  const at = (bank: number, row: number): readonly [x: number, y: number] => [
    LEFT + (bank % across) * step + step / 2,
    Math.floor(bank / across) * block + HEAD + row * ROW + ROW / 2,
  ];
  const root = useRef<SVGSVGElement>(null);
  const picking = useRef(pick);
  picking.current = pick;
  // The pointer's way to a cell; the keyboard's are the fields of the sentence.
  useEffect(() => {
    const svg = root.current;
    const choose = (e: MouseEvent): void => {
      if (svg === null) return;
      const box = svg.getBoundingClientRect();
      const scale = width / box.width;
      const [x, y] = [(e.clientX - box.left) * scale - LEFT, (e.clientY - box.top) * scale];
      const column = Math.floor(x / step);
      const row = Math.floor(((y % block) - HEAD) / ROW);
      const name = names[row];
      if (column >= 0 && column < across && name !== undefined && y < blocks * block)
        picking.current(name, Math.floor(y / block) * across + column);
    };
    svg?.addEventListener('click', choose);
    return () => svg?.removeEventListener('click', choose);
  }, [across, step, width, block, blocks, names]);
  const row = names.indexOf(shown.register);
  const [rx, ry] = at(shown.bank, row);
  return (
    <svg ref={root} class={`drawing ${variant}`} viewBox={`0 0 ${width} ${blocks * block}`} aria-hidden="true">
      {Array.from({ length: blocks }, (_, b) => (
        <g key={b}>
          {names.map((name, i) => (
            <text key={name} x={0} y={at(b * across, i)[1] + 4} class="mono dim">
              {name}
            </text>
          ))}
          {Array.from({ length: across }, (_, i) => (
            <text key={i} x={at(b * across + i, 0)[0]} y={at(b * across, 0)[1] - 18} class="mono sm dim" text-anchor="middle">
              {b * across + i}
            </text>
          ))}
        </g>
      ))}
      {shown.answers.map((line, i) =>
        [...line].map((is, bank) => {
          const [x, y] = at(bank, i);
          return <path key={`${i}-${bank}`} class={is === '+' ? 'mkk' : 'none'} d={mark('kernel', x, y, 5)} />;
        }),
      )}
      {shown.bank < 0 || row < 0 ? null : <circle class="ring" cx={rx} cy={ry} r="10" />}
    </svg>
  );
}
