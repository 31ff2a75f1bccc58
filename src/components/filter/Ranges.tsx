// SPDX-License-Identifier: GPL-2.0-only
/** The filter's ranges: a sentence each, with its bitmap as the kernel gets it. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Choice, Entry } from '../stepper/Fields.tsx';
import { Sentence } from '../widget/Parts.tsx';
import { fill } from '../widget/words.ts';
import type { Range } from './filter.ts';
import { type FilterWord, word } from './words.ts';

const accesses = ['r', 'w', 'rw', ''] as const;
const accessWord = (flags: string): FilterWord => (flags === 'r' || flags === 'w' || flags === 'rw' ? flags : 'none');

/** A range in words. */
export const rangeText = ({ flags, base, count, deny }: Range, i: number, lang: Lang): string =>
  fill(word('range', lang), {
    n: i + 1,
    flags: word(accessWord(flags), lang),
    base,
    count,
    deny: deny === '' ? word('nobody', lang) : deny,
  });

interface RangesProps {
  readonly ranges: readonly Range[];
  readonly bitmaps: readonly string[];
  readonly lang: Lang;
  readonly set: (ranges: readonly Range[]) => void;
}

export function Ranges({ ranges, bitmaps, lang, set }: RangesProps): JSX.Element {
  if (ranges.length === 0) return <p class="scn">{word('noRanges', lang)}</p>;
  return (
    <ul class="ranges">
      {ranges.map((range, i) => {
        const label = (name: FilterWord): string => fill(word(name, lang), { n: i + 1 });
        const field = (name: keyof Range, title: FilterWord) => ({
          label: label(title),
          value: range[name],
          set: (value: string) => set(ranges.map((r, k) => (k === i ? { ...r, [name]: value } : r))),
        });
        return (
          <li key={i}>
            <Sentence
              text={word('range', lang)}
              parts={{
                n: String(i + 1),
                flags: <Choice {...field('flags', 'labelFlags')} options={accesses.map((f) => [f, word(accessWord(f), lang)] as const)} />,
                base: <Entry {...field('base', 'labelBase')} />,
                count: <Entry {...field('count', 'labelCount')} numeric />,
                deny: <Entry {...field('deny', 'labelDeny')} />,
              }}
            />
            <p class="bits">
              <code>{fill(word('bitmap', lang), { bytes: bitmaps[i] ?? '' })}</code>{' '}
              <button
                type="button"
                class="plain"
                data-js
                aria-label={label('removeN')}
                onClick={() => set(ranges.filter((_, k) => k !== i))}
              >
                {word('remove', lang)}
              </button>
            </p>
          </li>
        );
      })}
    </ul>
  );
}
