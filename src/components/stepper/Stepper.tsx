// SPDX-License-Identifier: GPL-2.0-only
/**
 * The trace stepper. Rendered whole at build time from a film; alive once it is seen. The cursor stands on a row of the film; all that
 * is shown follows from film, view and row. An edit makes a new film, for which the engine is loaded the first time.
 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { AsText } from './AsText.tsx';
import { CaptionRow } from './CaptionRow.tsx';
import { type Draft, draftOf, type Field, textOfDraft } from './draft.ts';
import type { Recorded } from './evidence.ts';
import { type CommitFilm, type Film, swapQuotes, unpack } from './film.ts';
import { Keys } from './Keys.tsx';
import { actOf, isTyping } from './keys.ts';
import { formatLink, type Link, markOf } from './link.ts';
import { leading, type Move, move, rowOf, settle, stepAt, type View } from './moves.ts';
import { Numbers } from './Numbers.tsx';
import { opening } from './opening.ts';
import { Panes } from './Panes.tsx';
import { Predict } from './Predict.tsx';
import { problemWords } from './problem-words.ts';
import { remember, remembered } from './remember.ts';
import { type Choices, ScenarioSentence, type Trouble } from './Scenario.tsx';
import { changedCells } from './state.ts';
import { useArrival } from './use-arrival.ts';
import { useEngine, type Waiting } from './use-engine.ts';
import { type WordName, word } from './words.ts';

export interface StepperProps {
  readonly id: string;
  readonly lang: Lang;
  /** A film, packed. */
  readonly film: string;
  /** Id of a step, or `fork`. */
  readonly open: string;
  /** What is looked at first; without it the kernel that the scenario names. */
  readonly view?: View | undefined;
  /** Whether the table "one number, read at each level" stands below. */
  readonly numbers: boolean;
  /** JSON of Recorded[] and of Choices, quotes swapped. */
  readonly recorded: string;
  readonly choices: string;
  /** The caption. */
  readonly children?: ComponentChildren;
}

/** What a link could not give. */
interface Note {
  readonly what: WordName;
  readonly detail: string;
  /** The language of the detail, where it is a sentence. */
  readonly lang?: Lang;
}

export default function Stepper({
  id,
  lang,
  film: packed,
  open,
  view: firstView,
  numbers,
  recorded: recordedJson,
  choices: choicesJson,
  children,
}: StepperProps): JSX.Element {
  const printed = useMemo(() => unpack<CommitFilm>(packed), [packed]);
  const recorded = useMemo(() => JSON.parse(swapQuotes(recordedJson)) as readonly Recorded[], [recordedJson]);
  const choices = useMemo(() => JSON.parse(swapQuotes(choicesJson)) as Choices, [choicesJson]);
  const atFirst = firstView ?? printed.named;

  const [film, setFilm] = useState<CommitFilm>(printed);
  const [view, setView] = useState<View>(atFirst);
  const [row, setRow] = useState(() => opening(printed, atFirst, open));
  const [draft, setDraft] = useState<Draft>(() => draftOf(printed));
  const [trouble, setTrouble] = useState<Trouble | undefined>();
  const [waiting, setWaiting] = useState<Waiting>('');
  const [note, setNote] = useState<Note | undefined>();
  const [help, setHelp] = useState(false);
  const [singles, setSingles] = useState(true);
  const [predicting, setPredicting] = useState(false);
  const [said, setSaid] = useState('');

  const root = useRef<HTMLDivElement>(null);
  const latest = useRef(0);

  const openRow = opening(film, view, film === printed ? open : 'fork');
  // What does not follow the cursor is made once: the same element is not looked at again.
  const asText = useMemo(() => <AsText film={film} lang={lang} />, [film, lang]);
  const table = useMemo(() => <Numbers film={film} sel={view === 'both' ? undefined : view} lang={lang} />, [film, view, lang]);
  const at = [stepAt(film, 0, row), stepAt(film, 1, row)] as const;
  const side = leading(film, view);
  const walk = film.walks[side];
  const step = walk.steps[at[side]];

  const announce = (f: Film, v: View, r: number): void => {
    const s = f.walks[leading(f, v)].steps[stepAt(f, leading(f, v), r)];
    if (s === undefined) return;
    // The slider says its own text; a second voice would only say it twice.
    const spoken = document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'range' ? [] : [s.say];
    setSaid([...spoken, ...changedCells(s)].join(' '));
  };
  const go = (r: number | undefined): void => {
    if (r === undefined) return;
    setRow(r);
    announce(film, view, r);
  };
  const perform = (how: Move): void => go(move(film, view, row, how));
  const look = (v: View): void => {
    setView(v);
    setRow(settle(film, v, row));
  };

  const { engine, load, hint } = useEngine(setWaiting);

  /** Runs a scenario and shows it; what cannot run leaves the last good run in place. */
  const show = async (
    text: string,
    fix: string,
    index: number | undefined,
    then: (film: Film) => { view: View; row: number },
  ): Promise<CommitFilm | Trouble | undefined> => {
    const turn = ++latest.current;
    const shooting = engine.current ?? (await load());
    if (shooting === undefined || turn !== latest.current) return undefined;
    const made = shooting.shoot({ scenario: text, fix, step: index, lang });
    if (!made.ok) return { at: made.at, problem: made.problem, kind: made.kind };
    const next = then(made.value);
    setFilm(made.value);
    setView(next.view);
    setRow(next.row);
    return made.value;
  };

  const edit = (change: Partial<Record<Field, string>>): void => {
    const next = { ...draft, ...change };
    setDraft(next);
    setNote(undefined);
    void show(textOfDraft(next), next.fix, next.step, (made) => {
      // Another release is looked at as it was released; anything else from where one stood.
      const v = view === 'both' ? view : change.kernel === undefined ? view : made.named;
      const s = leading(made, v);
      const same = made.walks[s].steps.findIndex((x) => x.id === step?.id);
      return { view: v, row: same < 0 ? opening(made, v, 'fork') : settle(made, v, rowOf(made, s, same)) };
    }).then((end) => {
      if (end === undefined) return;
      setTrouble('problem' in end ? end : undefined);
    });
  };
  const reset = (): void => {
    latest.current++;
    setFilm(printed);
    setView(atFirst);
    setRow(opening(printed, atFirst, open));
    setDraft(draftOf(printed));
    setTrouble(undefined);
    setNote(undefined);
  };

  const arrive = async (link: Link): Promise<void> => {
    let shown = film;
    let v = link.view ?? view;
    if (link.scenario !== undefined) {
      const end = await show(link.scenario, link.fix ?? film.fix.id, undefined, (made) => {
        v = link.view ?? made.named;
        return { view: v, row: opening(made, v, 'fork') };
      });
      if (end === undefined) return;
      if ('problem' in end) {
        const said = problemWords(end.problem, lang);
        return setNote({ what: 'linkScenario', detail: `${end.at === '' ? '' : `${end.at}: `}${said.text}`, lang: said.lang });
      }
      shown = end;
      setDraft(draftOf(end));
      setTrouble(undefined);
    }
    setView(v);
    const s = leading(shown, v);
    const named = link.step === undefined ? undefined : shown.walks[s].steps.findIndex((x) => x.id === link.step);
    if (named !== undefined && named >= 0) {
      setRow(settle(shown, v, rowOf(shown, s, named)));
      announce(shown, v, rowOf(shown, s, named));
    }
    const want = link.want !== undefined && link.want !== markOf(shown.walks[s].result);
    setNote(want ? { what: 'linkWant', detail: '' } : named === -1 ? { what: 'linkStep', detail: link.step ?? '' } : undefined);
  };

  useEffect(() => setSingles(remembered()), []);
  useArrival(id, root, arrive, (what) => setNote({ what, detail: '' }));

  const onKeyDown = (e: KeyboardEvent): void => {
    const act = help ? undefined : actOf(e, isTyping(e.target), singles);
    if (act === undefined) return;
    if (act === 'leave') {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      return;
    }
    // A summary opens with its own keys, a link is followed; the arrows are ours everywhere else.
    e.preventDefault();
    if (act === 'help') setHelp(true);
    else perform(act);
  };

  const makeLink = (): string =>
    location.href.replace(/#.*$/, '') +
    formatLink({
      fig: id,
      scenario: film.walks[film.named].scenario,
      fix: film.fix.id,
      view,
      ...(step === undefined ? {} : { step: step.id }),
      want: markOf(walk.result),
    });

  const stale = trouble !== undefined || waiting === 'loading';

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on whatever has the focus inside
    <div class={`stepper-root view-${view}`} ref={root} onKeyDown={onKeyDown} lang={lang}>
      <CaptionRow
        {...{ id, lang, predicting, edited: film !== printed || trouble !== undefined, reset, scenario: walk.scenario, link: makeLink }}
        predict={() => setPredicting(!predicting)}
        showText={() => root.current?.querySelector<HTMLDetailsElement>('details.text')?.setAttribute('open', '')}
      >
        {children}
      </CaptionRow>
      {note === undefined ? null : (
        <p class="note" role="status">
          {word(note.what, lang)} {note.detail === '' ? null : <code lang={note.lang}>{note.detail}</code>}
        </p>
      )}
      <div class={`st${stale ? ' stale' : ''}`}>
        <div class="scn-row" onPointerOver={hint} onFocusIn={hint}>
          <ScenarioSentence {...{ id, film, draft, choices, view, trouble, waiting, lang, edit, look }} />
        </div>
        {predicting ? (
          <Predict
            film={film}
            side={side}
            lang={lang}
            done={() => setPredicting(false)}
            go={(i) => go(settle(film, view, rowOf(film, side, i)))}
          />
        ) : (
          <Panes {...{ film, view, row, lang, openRow, recorded, go, perform }} showKeys={() => setHelp(true)} />
        )}
      </div>
      <p class="vh" aria-live="polite">
        {said}
      </p>
      {numbers && !predicting ? (
        <div class="levels">
          <p class="cap">
            <b>{word('numbers', lang)}</b>
          </p>
          {table}
        </div>
      ) : null}
      <details class="text" id={`${id}-text`}>
        <summary>{word('asText', lang)}</summary>
        {asText}
      </details>
      <Keys
        id={id}
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
