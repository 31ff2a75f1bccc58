// SPDX-License-Identifier: GPL-2.0-only
/** The whole figure as text: every step of both kernels, what both share once, then each fate; the state at the end. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { type Film, type FilmStep, type Side, sides } from './film.ts';
import { Ending } from './Outcome.tsx';
import { Groups } from './State.tsx';
import { stateAt } from './state.ts';
import { fill, word } from './words.ts';

function Steps({ steps, from }: { readonly steps: readonly FilmStep[]; readonly from: number }): JSX.Element {
  return (
    <ol start={from + 1}>
      {steps.map((s) => (
        <li key={s.id} class={s.actor}>
          {s.say}
        </li>
      ))}
    </ol>
  );
}

function End({ film, side, lang }: { readonly film: Film; readonly side: Side; readonly lang: Lang }): JSX.Element {
  const walk = film.walks[side];
  return (
    <>
      <Ending walk={walk} />
      <p class="hd">{fill('finalState', lang, { kernel: walk.kernel })}</p>
      <div class="groups">
        <Groups groups={stateAt(walk, walk.steps.length - 1)} lang={lang} />
      </div>
    </>
  );
}

/** Steps that both walks take before they part. */
export const commonSteps = (film: Film): number => film.fork ?? film.walks[0].steps.length;

export function AsText({ film, lang }: { readonly film: Film; readonly lang: Lang }): JSX.Element {
  const n = commonSteps(film);
  const [a] = film.walks;
  return (
    <div class="astext">
      <p class="hd">{word('textCommon', lang)}</p>
      <Steps steps={a.steps.slice(0, n)} from={0} />
      {film.fork === null ? <p>{word('textSame', lang)}</p> : null}
      {sides.map((s) =>
        film.fork === null && s === 1 ? null : (
          <div class="fate" key={s}>
            {film.fork === null ? null : <p class="hd">{fill('textThen', lang, { kernel: film.walks[s].kernel })}</p>}
            {film.fork === null ? null : <Steps steps={film.walks[s].steps.slice(n)} from={n} />}
            <End film={film} side={s} lang={lang} />
          </div>
        ),
      )}
    </div>
  );
}
