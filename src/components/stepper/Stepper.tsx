// SPDX-License-Identifier: GPL-2.0-only
/**
 * The trace stepper. Rendered whole at build time from a film; alive once it is seen. The cursor stands on a row of the film; all that
 * is shown follows from film, view and row. An edit makes a new film, for which the engine is loaded the first time.
 */
import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { AsText } from './AsText.tsx';
import { type Draft, draftOf, type Field, textOfDraft } from './draft.ts';
import type { Recorded } from './evidence.ts';
import { type Film, type sides, unpack } from './film.ts';
import { Glyph } from './Inline.tsx';
import { Keys } from './Keys.tsx';
import { actOf } from './keys.ts';
import { Lanes } from './Lanes.tsx';
import { type Drawing, draw, narrow, wide } from './layout.ts';
import { formatLink, type Link, markOf, readLink } from './link.ts';
import { leading, type Move, move, rowOf, settle, stepAt, stops, type View } from './moves.ts';
import { Numbers } from './Numbers.tsx';
import { Outcome } from './Outcome.tsx';
import { opening } from './opening.ts';
import { Predict } from './Predict.tsx';
import { type Choices, ScenarioSentence, type Trouble } from './Scenario.tsx';
import { Share } from './Share.tsx';
import { Source } from './Source.tsx';
import { State } from './State.tsx';
import type * as Shooting from './shoot.ts';
import { pathAt } from './source.ts';
import { type ButtonName, button, type WordName, word } from './words.ts';

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
  /** JSON of Recorded[] and of Choices. */
  readonly recorded: string;
  readonly choices: string;
  /** The caption. */
  readonly children?: ComponentChildren;
}

const KEYS_OFF = 'exitpath.single-keys-off';
const remembered = (): boolean => {
  try {
    return localStorage.getItem(KEYS_OFF) === null;
  } catch {
    return true;
  }
};
const remember = (on: boolean): void => {
  try {
    if (on) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, '1');
  } catch {
    // Not remembered then.
  }
};

/** What a link could not give. */
interface Note {
  readonly what: WordName;
  readonly detail: string;
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
  const printed = useMemo(() => unpack(packed), [packed]);
  const recorded = useMemo(() => JSON.parse(recordedJson) as readonly Recorded[], [recordedJson]);
  const choices = useMemo(() => JSON.parse(choicesJson) as Choices, [choicesJson]);
  const atFirst = firstView ?? printed.named;

  const [film, setFilm] = useState<Film>(printed);
  const [view, setView] = useState<View>(atFirst);
  const [row, setRow] = useState(() => opening(printed, atFirst, open));
  const [draft, setDraft] = useState<Draft>(() => draftOf(printed));
  const [trouble, setTrouble] = useState<Trouble | undefined>();
  const [waiting, setWaiting] = useState<'' | 'loading' | 'noEngine'>('');
  const [note, setNote] = useState<Note | undefined>();
  const [help, setHelp] = useState(false);
  const [singles, setSingles] = useState(true);
  const [predicting, setPredicting] = useState(false);
  const [said, setSaid] = useState('');

  const root = useRef<HTMLDivElement>(null);
  const engine = useRef<typeof Shooting | undefined>(undefined);
  const latest = useRef(0);

  const openRow = opening(film, view, film === printed ? open : 'fork');
  const drawings = useMemo(() => [draw(film, view, wide, openRow), draw(film, view, narrow, openRow)] as const, [film, view, openRow]);
  const at = [stepAt(film, 0, row), stepAt(film, 1, row)] as const;
  const side = leading(film, view);
  const walk = film.walks[side];
  const step = walk.steps[at[side]];
  const where = stops(film, view);
  const stop = Math.max(0, where.indexOf(row));
  const opens = Math.max(0, where.indexOf(openRow));

  const announce = (f: Film, v: View, r: number): void => {
    const s = f.walks[leading(f, v)].steps[stepAt(f, leading(f, v), r)];
    if (s === undefined) return;
    const changed = s.changes
      .filter(([, old, value]) => old !== value)
      .map(([path, , value]) => `${path.replace(/^vcpu\./, '')} = ${value}`);
    // The slider says its own text; a second voice would only say it twice.
    const spoken = document.activeElement instanceof HTMLInputElement && document.activeElement.type === 'range' ? [] : [s.say];
    setSaid([...spoken, ...changed].join(' '));
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

  /** Loads the engine once. */
  const load = async (): Promise<typeof Shooting | undefined> => {
    if (engine.current !== undefined) return engine.current;
    setWaiting('loading');
    try {
      engine.current = await import('./shoot.ts');
      setWaiting('');
    } catch {
      setWaiting('noEngine');
    }
    return engine.current;
  };
  /** Nearing a field is the hint that it will be used. */
  const hint = (): void => void import('./shoot.ts').then((m) => (engine.current = m)).catch(() => undefined);

  /** Runs a scenario and shows it; what cannot run leaves the last good run in place. */
  const show = async (
    text: string,
    fix: string,
    index: number | undefined,
    then: (film: Film) => { view: View; row: number },
  ): Promise<Film | Trouble | undefined> => {
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
      if ('problem' in end) return setNote({ what: 'linkScenario', detail: `${end.at === '' ? '' : `${end.at}: `}${end.problem}` });
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

  // A link to this figure, on arrival and whenever the fragment changes.
  const arriving = useRef(arrive);
  arriving.current = arrive;
  useEffect(() => {
    setSingles(remembered());
    const figure = root.current?.closest('figure');
    const read = (): void => {
      const arrived = readLink(location.hash);
      if (arrived.kind === 'none') return;
      const fig = arrived.kind === 'bad' ? arrived.fig : arrived.link.fig;
      const first = document.querySelector('figure.stepper') === figure;
      if (fig === undefined ? !first : fig !== id) return;
      if (arrived.kind === 'bad') setNote({ what: arrived.why === 'version' ? 'linkVersion' : 'linkBad', detail: '' });
      else void arriving.current(arrived.link);
    };
    read();
    addEventListener('hashchange', read);
    figure?.setAttribute('data-live', '');
    return () => removeEventListener('hashchange', read);
  }, [id]);

  const onKeyDown = (e: KeyboardEvent): void => {
    const target = e.target;
    const typing =
      (target instanceof HTMLInputElement && target.type !== 'range') ||
      target instanceof HTMLSelectElement ||
      target instanceof HTMLTextAreaElement ||
      help;
    const act = actOf(e, typing, singles);
    if (act === undefined || help) return;
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

  const goStep = (s: (typeof sides)[number]) => (i: number) => go(settle(film, view, rowOf(film, s, i)));
  const stale = trouble !== undefined || waiting === 'loading';
  const columns = view === 'both' ? ([side, side === 0 ? 1 : 0] as const) : ([side] as const);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys work on whatever has the focus inside
    <div class={`stepper-root view-${view}`} ref={root} onKeyDown={onKeyDown} lang={lang}>
      <div class="caprow">
        {children}
        <div class="act">
          <button type="button" data-js aria-pressed={predicting} onClick={() => setPredicting(!predicting)}>
            {word('predict', lang)}
          </button>
          <a href={`#${id}-text`} onClick={() => root.current?.querySelector<HTMLDetailsElement>('details.text')?.setAttribute('open', '')}>
            {word('asText', lang)}
          </a>
          <Share lang={lang} scenario={walk.scenario} link={makeLink} />
          {film === printed && trouble === undefined ? null : (
            <button type="button" onClick={reset}>
              {word('reset', lang)}
            </button>
          )}
        </div>
      </div>
      {note === undefined ? null : (
        <p class="note" role="status">
          {word(note.what, lang)} {note.detail === '' ? null : <code>{note.detail}</code>}
        </p>
      )}
      <div class={`st${stale ? ' stale' : ''}`}>
        <div class="scn-row" onPointerEnter={hint} onFocusIn={hint}>
          <ScenarioSentence {...{ id, film, draft, choices, view, trouble, waiting, lang, edit, look }} />
        </div>
        {predicting ? (
          <Predict film={film} side={side} lang={lang} done={() => setPredicting(false)} go={(i) => goStep(side)(i)} />
        ) : (
          <>
            <Board
              film={film}
              drawings={drawings}
              at={at}
              stop={stop}
              opening={opens}
              stops={where}
              lang={lang}
              go={go}
              say={step?.say ?? ''}
            />
            <div class="now">
              <fieldset class="ctl" data-js aria-label={word('move', lang)}>
                {(['first', 'back', 'forward', 'last'] as const).map((m) => (
                  <MoveButton key={m} name={m} lang={lang} perform={perform} off={move(film, view, row, m) === undefined} />
                ))}
              </fieldset>
              <p class="say">{step?.say}</p>
              <span class="cnt">
                {stop + 1} / {where.length}
              </span>
            </div>
            <div class="path">
              <Crumb film={film} side={side} at={at[side]} lang={lang} />
              <fieldset class="more-moves" data-js aria-label={word('moveFar', lang)}>
                {(['into', 'over', 'out', 'changeBack', 'change', 'difference'] as const).map((m) => (
                  <MoveButton key={m} name={m} lang={lang} perform={perform} off={move(film, view, row, m) === undefined} />
                ))}
                <button type="button" aria-haspopup="dialog" onClick={() => setHelp(true)}>
                  {word('keys', lang)}
                </button>
              </fieldset>
            </div>
            <div class={`pair${columns.length === 2 ? ' two' : ''}`}>
              {columns.map((s) => (
                <div class={`col${s === side ? '' : ' other'}`} key={s}>
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
        )}
      </div>
      <p class="vh" aria-live="polite">
        {said}
      </p>
      {numbers ? (
        <div class="levels">
          <p class="cap">
            <b>{word('numbers', lang)}</b>
          </p>
          <Numbers film={film} sel={view === 'both' ? undefined : view} lang={lang} />
        </div>
      ) : null}
      <details class="text" id={`${id}-text`}>
        <summary>{word('asText', lang)}</summary>
        <AsText film={film} lang={lang} />
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

function MoveButton({
  name,
  lang,
  perform,
  off,
}: {
  readonly name: ButtonName;
  readonly lang: Lang;
  readonly perform: (m: Move) => void;
  readonly off: boolean;
}): JSX.Element {
  const { short, long } = button(name, lang);
  return (
    <button type="button" aria-label={long} title={long} aria-disabled={off} onClick={() => perform(name)}>
      {short}
    </button>
  );
}

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
function Board({ film, drawings, at, stop, opening, stops, lang, say, go }: BoardProps): JSX.Element {
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

function Crumb({
  film,
  side,
  at,
  lang,
}: {
  readonly film: Film;
  readonly side: 0 | 1;
  readonly at: number;
  readonly lang: Lang;
}): JSX.Element {
  const names = pathAt(film, side, at);
  const actor = film.walks[side].steps[at]?.actor ?? 'kernel';
  if (names.length === 0)
    return (
      <div class="crumb">
        <b class={actor === 'guest' ? 'g' : 'u'}>
          <Glyph actor={actor} /> {word(actor, lang)}
        </b>
      </div>
    );
  return (
    <ol class="crumb" aria-label={word('path', lang)}>
      {names.map((name, i) => (
        <li key={i} class={i > 0 && i < names.length - 6 ? 'mid' : i > 0 && i < names.length - 2 ? 'mid-n' : undefined}>
          {i === names.length - 1 ? <b>{name}</b> : name}
        </li>
      ))}
    </ol>
  );
}

function ColumnHead({ film, side, row }: { readonly film: Film; readonly side: 0 | 1; readonly row: number }): JSX.Element {
  const walk = film.walks[side];
  const there = film.rows[row]?.at[side];
  const step = walk.steps[stepAt(film, side, row)];
  return (
    <div class={`head-of${there === null ? ' waits' : ''}`}>
      <code>{walk.kernel}</code>
      <p>{step?.say}</p>
    </div>
  );
}

/** What trace-cmd would have printed so far. The lines to come keep their place, so that nothing moves. */
function Traces({
  film,
  side,
  at,
  lang,
}: {
  readonly film: Film;
  readonly side: 0 | 1;
  readonly at: number;
  readonly lang: Lang;
}): JSX.Element {
  const { steps, ending } = film.walks[side];
  const lines = steps.flatMap((s, i) => s.traces.map((text) => ({ text, i })));
  const silent = ending.alarm && !lines.some((l) => l.text.startsWith('kvm_msr'));
  return (
    <div class="traces">
      <p class="hd">{word('traced', lang)}</p>
      <div>
        {lines.map((l) => (
          <code key={l.i} class={l.i <= at ? undefined : 'later'} aria-hidden={l.i > at}>
            {l.text}
          </code>
        ))}
        {silent ? <p class={at === steps.length - 1 ? undefined : 'later'}>{word('untraced', lang)}</p> : null}
      </div>
    </div>
  );
}
