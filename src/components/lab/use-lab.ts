// SPDX-License-Identifier: GPL-2.0-only
/** The lab's state: what is on the bench, what was before, and the last run that worked. The engine is loaded when it is first wanted. */
import { type MutableRef, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { swapQuotes, unpack } from '../stepper/film.ts';
import { amend, begin, current, ends, go, type History, push, redo, undo } from './history.ts';
import { formatBench, readBench } from './link.ts';
import type * as Running from './run.ts';
import { type Bench, laidOut, type Run } from './state.ts';
import type { WordName } from './words.ts';

/** What the page prints: the bench, and its run with the film packed. */
export interface Printed {
  readonly bench: Bench;
  readonly run: Omit<Run, 'film'>;
}

/** Typing within this many milliseconds is one change. */
const PAUSE = 1000;

export interface Lab {
  readonly root: MutableRef<HTMLElement | null>;
  readonly bench: Bench;
  readonly run: Run;
  /** What keeps the bench from running, and where in its text. */
  readonly trouble: (Problem & { readonly from: number; readonly to: number }) | undefined;
  readonly waiting: '' | 'loading' | 'noEngine';
  /** What was wrong with the link that brought the reader here. */
  readonly note: WordName | undefined;
  /** @param typing the change goes on from the last one */
  readonly change: (change: Partial<Bench>, typing?: boolean) => void;
  /** Changes the text by way of the editing functions, which come with the engine. */
  readonly rewrite: (how: (engine: typeof Running, text: string) => Partial<Bench>) => void;
  readonly undo: (() => void) | undefined;
  readonly redo: (() => void) | undefined;
  /** Ends of branches with their states; the one that one is on is `on`. */
  readonly branches: readonly { readonly index: number; readonly state: Bench; readonly on: boolean }[];
  readonly goBranch: (index: number) => void;
  readonly hint: () => void;
  /** @param expecting carry the results along */
  readonly link: (expecting: boolean) => string;
}

/** On one line, so that the link is no longer than it must be; what is no JSON, as it is. */
function onOneLine(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return text;
  }
}

export function useLab(lang: Lang, packed: string, film: string): Lab {
  const printed = useMemo(() => JSON.parse(swapQuotes(packed)) as Printed, [packed]);
  const first = useMemo((): Run => ({ ...printed.run, film: unpack(film) }), [printed, film]);
  const [history, setHistory] = useState<History<Bench>>(() => begin(printed.bench));
  const [run, setRun] = useState<Run>(first);
  const [trouble, setTrouble] = useState<Lab['trouble']>();
  const [waiting, setWaiting] = useState<Lab['waiting']>('');
  const [note, setNote] = useState<WordName | undefined>();
  const root = useRef<HTMLElement>(null);
  const engine = useRef<typeof Running | undefined>(undefined);
  const latest = useRef(history);
  latest.current = history;
  const typed = useRef(0);
  const turn = useRef(0);
  const bench = current(history);

  const load = async (): Promise<typeof Running | undefined> => {
    if (engine.current !== undefined) return engine.current;
    setWaiting('loading');
    try {
      engine.current = await import('./run.ts');
      setWaiting('');
    } catch {
      setWaiting('noEngine');
    }
    return engine.current;
  };

  const show = async (state: Bench): Promise<void> => {
    const mine = ++turn.current;
    const running = await load();
    if (running === undefined || mine !== turn.current) return;
    const made = running.runBench(state, lang);
    if (made.ok) {
      setRun(made.value);
      setTrouble(undefined);
    } else setTrouble({ ...made, ...running.locate(state.text, made.at, made.problem) });
  };

  const set = (next: History<Bench>): void => {
    latest.current = next;
    setHistory(next);
    const state = current(next);
    window.history.replaceState(window.history.state, '', formatBench({ ...state, text: onOneLine(state.text) }));
    void show(state);
  };
  const change = (changed: Partial<Bench>, typing = false): void => {
    const h = latest.current;
    const state = { ...current(h), ...changed };
    const now = Date.now();
    const goesOn = typing && now - typed.current < PAUSE;
    typed.current = typing ? now : 0;
    setNote(undefined);
    set(goesOn ? amend(h, state) : push(h, state));
  };
  const move = (how: (h: History<Bench>) => History<Bench> | undefined): (() => void) | undefined => {
    if (how(history) === undefined) return undefined;
    return () => {
      const to = how(latest.current);
      if (to !== undefined) set(to);
    };
  };

  useEffect(() => {
    const read = (): void => {
      const arrived = readBench(location.hash);
      if ('kind' in arrived) {
        if (arrived.kind === 'bad') setNote(arrived.why === 'version' ? 'linkVersion' : 'linkBad');
        return;
      }
      const state = { ...arrived, text: laidOut(arrived.text) };
      const next = push(latest.current, state);
      latest.current = next;
      setHistory(next);
      setNote(undefined);
      void show(state);
    };
    read();
    addEventListener('hashchange', read);
    root.current?.setAttribute('data-live', '');
    return () => removeEventListener('hashchange', read);
  }, []);

  const link = (expecting: boolean): string => {
    const results = run.sides[0]?.results.map(({ json }) => JSON.parse(json) as unknown);
    const text = expecting ? JSON.stringify({ ...(JSON.parse(run.scenario) as object), results }) : run.scenario;
    return location.href.replace(/#.*$/, '') + formatBench({ ...bench, text });
  };

  return {
    root,
    bench,
    run,
    trouble,
    waiting,
    note,
    change,
    rewrite: (how) => {
      void load().then((running) => {
        if (running !== undefined) change(how(running, current(latest.current).text));
      });
    },
    undo: move(undo),
    redo: move(redo),
    branches: ends(history).map((index) => ({
      index,
      state: history.nodes[index]?.state ?? bench,
      on: index === history.toward,
    })),
    goBranch: (index) => set(go(latest.current, index)),
    hint: () => {
      if (engine.current === undefined)
        import('./run.ts').then(
          (m) => {
            engine.current = m;
          },
          () => undefined,
        );
    },
    link,
  };
}
