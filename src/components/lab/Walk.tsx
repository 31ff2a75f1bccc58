// SPDX-License-Identifier: GPL-2.0-only
/** The step on show, statement by statement: the panes of the trace stepper, for one kernel or two. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import type { Film } from '../stepper/film.ts';
import { Keys } from '../stepper/Keys.tsx';
import { actOf, isTyping } from '../stepper/keys.ts';
import { leading, move, settle, stepAt, type View } from '../stepper/moves.ts';
import { opening } from '../stepper/opening.ts';
import { Panes } from '../stepper/Panes.tsx';
import { remember, remembered } from '../stepper/remember.ts';
import { word } from './words.ts';

// A page with a trace stepper gets it as one file. What is shared with the lab alone would become a second one, and the two weigh more.
import '../stepper/Stepper.tsx';

interface WalkProps {
  readonly film: Film;
  /** Whether there is a second kernel. */
  readonly two: boolean;
  readonly lang: Lang;
}

/** Keyed by its film: another film opens where its two kernels part. */
export function Walk({ film, two, lang }: WalkProps): JSX.Element {
  const [view, setView] = useState<View>(0);
  const [row, setRow] = useState(() => opening(film, 0, 'fork'));
  const [singles, setSingles] = useState(true);
  const [help, setHelp] = useState(false);
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => setSingles(remembered()), []);

  const go = (r: number | undefined): void => {
    if (r === undefined) return;
    setRow(r);
    const side = leading(film, view);
    setSaid(film.walks[side].steps[stepAt(film, side, r)]?.say ?? '');
  };
  const onKeyDown = (e: KeyboardEvent): void => {
    const act = help ? undefined : actOf(e, isTyping(e.target), singles);
    if (act === undefined) return;
    e.preventDefault();
    if (act === 'leave') (document.activeElement as HTMLElement | null)?.blur();
    else if (act === 'help') setHelp(true);
    else go(move(film, view, row, act));
  };
  const fork = film.fork === null ? undefined : film.walks[0].steps[stepAt(film, 0, film.fork)];
  const fn = fork === undefined ? undefined : film.functions[film.walks[0].frames[fork.frame]?.fn ?? -1];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on whatever has the focus inside
    <div class={`stepper view-${view}`} ref={root} onKeyDown={onKeyDown}>
      {two ? (
        <p class="fork">
          {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a paragraph */}
          <span class="seg" role="group" aria-label={word('view', lang)} data-js>
            {([0, 1, 'both'] as const).map((v) => (
              <button
                key={v}
                type="button"
                class={v === 'both' ? 'wide-only' : undefined}
                aria-pressed={view === v}
                onClick={() => {
                  setView(v);
                  setRow(settle(film, v, row));
                }}
              >
                {v === 'both' ? word('both', lang) : film.walks[v].kernel}
              </button>
            ))}
          </span>{' '}
          {fork === undefined ? (
            word('noFork', lang)
          ) : (
            <>
              {word('forks', lang)} <code>{fn?.name ?? fork.id}</code>
              {lang === 'en' ? ': ' : '：'}
              {fork.say}
            </>
          )}
        </p>
      ) : null}
      <div class="st">
        <Panes
          {...{ film, view, row, lang, go }}
          openRow={opening(film, view, 'fork')}
          recorded={undefined}
          perform={(how) => go(move(film, view, row, how))}
          showKeys={() => setHelp(true)}
        />
      </div>
      <p class="vh" aria-live="polite">
        {said}
      </p>
      <Keys
        id="lab"
        open={help}
        singles={singles}
        lang={lang}
        close={() => setHelp(false)}
        setSingles={(on) => {
          setSingles(on);
          remember(on);
        }}
      />
    </div>
  );
}
