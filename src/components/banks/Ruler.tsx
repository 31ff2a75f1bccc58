// SPDX-License-Identifier: GPL-2.0-only
/** 64 bits to switch, one stop for the Tab key: arrows move from bit to bit, Home and End to the ends of a row. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Place } from './places.ts';
import type { Words } from './words.ts';

export interface RulerProps {
  readonly value: bigint;
  readonly fields: readonly Place[];
  readonly words: Words;
  readonly flip: (bit: number) => void;
}

const moves: Readonly<Record<string, (bit: number, row: number) => number>> = {
  ArrowLeft: (b) => b + 1,
  ArrowRight: (b) => b - 1,
  ArrowUp: (b, row) => b + row,
  ArrowDown: (b, row) => b - row,
  Home: (b, row) => b - (b % row) + row - 1,
  End: (b, row) => b - (b % row),
};

export function Ruler({ value, fields, words, flip }: RulerProps): JSX.Element {
  const [at, setAt] = useState(63);
  const root = useRef<HTMLFieldSetElement>(null);
  const onKeyDown = (e: KeyboardEvent): void => {
    const row = root.current === null || getComputedStyle(root.current).getPropertyValue('--row').trim() === '16' ? 16 : 32;
    const to = moves[e.key]?.(at, row);
    if (to === undefined || to < 0 || to > 63 || e.altKey || e.ctrlKey || e.metaKey) return;
    e.preventDefault();
    setAt(to);
    root.current?.querySelector<HTMLElement>(`[data-bit="${to}"]`)?.focus();
  };
  return (
    <fieldset class="ruler" aria-label={words.ruler} data-js ref={root} onKeyDown={onKeyDown}>
      {Array.from({ length: 64 }, (_, i) => 63 - i).map((bit) => {
        const field = fields.find((f) => f.low <= bit && bit <= f.high);
        const is = ((value >> BigInt(bit)) & 1n) === 1n;
        const name = `${words.bit.replace('{n}', String(bit))}${field === undefined ? '' : `, ${field.name}`}: ${is ? 1 : 0}`;
        return (
          <button
            key={bit}
            type="button"
            data-bit={bit}
            data-n={bit % 4 === 0 || bit === 63 ? bit : ''}
            class={field === undefined ? '' : 'named'}
            aria-pressed={is}
            aria-label={name}
            title={name}
            tabIndex={bit === at ? 0 : -1}
            onFocus={() => setAt(bit)}
            onClick={() => flip(bit)}
          >
            {is ? 1 : 0}
          </button>
        );
      })}
    </fieldset>
  );
}
