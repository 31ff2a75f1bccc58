// SPDX-License-Identifier: GPL-2.0-only
/**
 * A figure's question and the engine's answer. The first answer is printed with the page; the engine is loaded when the reader changes
 * something, or is about to. An answer that comes late does not push out a later question's.
 */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { swapQuotes } from '../stepper/film.ts';

/** What a page prints: a question and its answer, as JSON with its quotation marks swapped. */
export const packAnswer = <Q, A>(question: Q, answer: A): string => swapQuotes(JSON.stringify({ question, answer }));

export interface Asking<Q, A> {
  readonly question: Q;
  readonly answer: A;
  readonly waiting: '' | 'loading' | 'noEngine';
  readonly change: (changed: Partial<Q>) => void;
  /** For onFocusCapture, onPointerEnter: the engine will be wanted. */
  readonly hint: () => void;
  /** For the outermost element. */
  readonly root: { current: HTMLDivElement | null };
}

export function useAnswer<Q extends object, A>(printed: string, load: () => Promise<(question: Q) => A>): Asking<Q, A> {
  const first = useMemo(() => JSON.parse(swapQuotes(printed)) as { question: Q; answer: A }, [printed]);
  const [question, setQuestion] = useState(first.question);
  const [answer, setAnswer] = useState(first.answer);
  const [waiting, setWaiting] = useState<Asking<Q, A>['waiting']>('');
  const loaded = useRef<((question: Q) => A) | undefined>(undefined);
  const latest = useRef(first.question);
  const root = useRef<HTMLDivElement>(null);
  // For whoever waits until the figure can be used.
  useEffect(() => root.current?.closest('figure')?.setAttribute('data-live', ''), []);

  const change = (changed: Partial<Q>): void => {
    const asked = { ...latest.current, ...changed };
    latest.current = asked;
    setQuestion(asked);
    if (loaded.current !== undefined) {
      setAnswer(loaded.current(asked));
      return;
    }
    setWaiting('loading');
    load().then(
      (ask) => {
        loaded.current = ask;
        setWaiting('');
        setAnswer(ask(latest.current));
      },
      () => setWaiting('noEngine'),
    );
  };
  const hint = (): void => {
    if (loaded.current === undefined)
      load().then(
        (ask) => {
          loaded.current = ask;
        },
        () => undefined,
      );
  };
  return { question, answer, waiting, change, hint, root };
}
