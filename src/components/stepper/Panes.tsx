// SPDX-License-Identifier: GPL-2.0-only
/** What is seen of a film from one row: the drawing, the moves, the source and the state, what was traced, how it ends. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Board } from './Board.tsx';
import type { Recorded } from './evidence.ts';
import type { Film, Side } from './film.ts';
import { draw, narrow, wide } from './layout.ts';
import { MoveButton } from './MoveButton.tsx';
import { leading, type Move, move, rowOf, settle, stepAt, stops, type View } from './moves.ts';
import { Outcome } from './Outcome.tsx';
import { ColumnHead, Crumb } from './Path.tsx';
import { Source } from './Source.tsx';
import { State } from './State.tsx';
import { Traces } from './Traces.tsx';
import { type ButtonName, word } from './words.ts';

export interface PanesProps {
  readonly film: Film;
  readonly view: View;
  /** The row of the film on which the cursor stands. */
  readonly row: number;
  /** The row that the figure opens with, which the drawing marks. */
  readonly openRow: number;
  readonly recorded: readonly Recorded[] | undefined;
  readonly lang: Lang;
  readonly go: (row: number | undefined) => void;
  readonly perform: (how: Move) => void;
  readonly showKeys: () => void;
}

export function Panes({ film, view, row, openRow, recorded, lang, go, perform, showKeys }: PanesProps): JSX.Element {
  const drawings = useMemo(() => [draw(film, view, wide, openRow), draw(film, view, narrow, openRow)] as const, [film, view, openRow]);
  const at = [stepAt(film, 0, row), stepAt(film, 1, row)] as const;
  const side = leading(film, view);
  const step = film.walks[side].steps[at[side]];
  const where = stops(film, view);
  const stop = Math.max(0, where.indexOf(row));
  const opens = Math.max(0, where.indexOf(openRow));
  const goStep = (s: Side) => (i: number) => go(settle(film, view, rowOf(film, s, i)));
  const columns = view === 'both' ? ([side, side === 0 ? 1 : 0] as const) : ([side] as const);
  const buttons = (names: readonly ButtonName[]): JSX.Element[] =>
    names.map((m) => <MoveButton key={m} name={m} lang={lang} perform={perform} off={move(film, view, row, m) === undefined} />);
  return (
    <>
      <Board {...{ film, drawings, at, stop, lang, go }} opening={opens} stops={where} say={step?.say ?? ''} />
      <div class="now">
        <fieldset class="ctl" data-js aria-label={word('move', lang)}>
          {buttons(['first', 'back', 'forward', 'last'])}
        </fieldset>
        <p class="say">{step?.say}</p>
        <span class="cnt">
          {stop + 1} / {where.length}
        </span>
      </div>
      <div class="path">
        <Crumb film={film} side={side} at={at[side]} lang={lang} />
        <fieldset class="more-moves" data-js aria-label={word('moveFar', lang)}>
          {buttons(['into', 'over', 'out', 'changeBack', 'change', 'difference'])}
          <button type="button" aria-haspopup="dialog" onClick={showKeys}>
            {word('keys', lang)}
          </button>
        </fieldset>
      </div>
      <div class={`pair${columns.length === 2 ? ' two' : ''}`}>
        {columns.map((s) => (
          <div class={`col${s === side ? '' : ' other'}`} key={`${columns.length}${s}`}>
            {columns.length === 2 ? <ColumnHead film={film} side={s} row={row} /> : null}
            <Source film={film} side={s} at={at[s]} lang={lang} go={goStep(s)} />
            <State film={film} side={s} at={at[s]} lang={lang} go={goStep(s)} brief={columns.length === 2} />
          </div>
        ))}
      </div>
      <Traces film={film} side={side} at={at[side]} lang={lang} />
      {columns.map((s) => (
        <Outcome key={s} walk={film.walks[s]} step={film.step} recorded={recorded} lang={lang} />
      ))}
    </>
  );
}
