// SPDX-License-Identifier: GPL-2.0-only
/**
 * A figure's question, whose fields the reader changes, and the engine's answer. The first answer is printed with the page; the engine is
 * loaded when the reader changes something, or is about to. An answer that comes late does not push out a later question's.
 */
import { type MutableRef, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { swapQuotes } from '../stepper/film.ts';

/** What a page prints: a question and its answer, as JSON with its quotation marks swapped. */
export const packAnswer = <Q, A>(question: Q, answer: A): string => swapQuotes(JSON.stringify({ question, answer }));

export interface Asking<Q, A> {
  /** What the page was printed with. */
  readonly printed: { readonly question: Q; readonly answer: A };
  readonly question: Q;
  readonly answer: A;
  readonly waiting: '' | 'loading' | 'noEngine';
  /** Changes fields that the engine has to answer for. `then` is called before the new answer is shown. */
  readonly change: (changed: Partial<Q>, then?: (answer: A) => void) => void;
  /** Changes fields that only choose what of the answer is shown. */
  readonly look: (changed: Partial<Q>) => void;
  readonly reset: () => void;
  /** A field of the question, for Choice and Entry. */
  readonly field: (
    name: keyof Q & string,
    label: string,
  ) => { readonly label: string; readonly value: string; readonly set: (value: string) => void };
  /** For the outermost element. */
  readonly root: MutableRef<HTMLDivElement | null>;
  /** For the element around the fields: the engine will be wanted. */
  readonly hints: { readonly onFocusCapture: () => void; readonly onPointerEnter: () => void };
}

/** @param load imports the module that has the engine; the browser does it once */
export function useAnswer<Q extends object, A>(packed: string, load: () => Promise<(question: Q) => A>): Asking<Q, A> {
  const printed = useMemo(() => JSON.parse(swapQuotes(packed)) as Asking<Q, A>['printed'], [packed]);
  const [question, setQuestion] = useState(printed.question);
  const [answer, setAnswer] = useState(printed.answer);
  const [waiting, setWaiting] = useState<Asking<Q, A>['waiting']>('');
  const engine = useRef<((question: Q) => A) | undefined>(undefined);
  const latest = useRef(printed.question);
  const root = useRef<HTMLDivElement>(null);
  // For whoever waits until the figure can be used.
  useEffect(() => root.current?.closest('figure')?.setAttribute('data-live', ''), []);

  const look = (changed: Partial<Q>): void => {
    latest.current = { ...latest.current, ...changed };
    setQuestion(latest.current);
  };
  const show = (then: (answer: A) => void): void => {
    if (engine.current === undefined) return;
    const came = engine.current(latest.current);
    then(came);
    setAnswer(came);
  };
  const fetch = async (): Promise<void> => {
    engine.current ??= await load();
  };
  const change = (changed: Partial<Q>, then: (answer: A) => void = () => {}): void => {
    look(changed);
    if (engine.current === undefined) {
      setWaiting('loading');
      fetch().then(
        () => {
          setWaiting('');
          show(then);
        },
        () => setWaiting('noEngine'),
      );
    } else show(then);
  };
  const hint = (): void => void fetch().catch(() => {});
  return {
    printed,
    question,
    answer,
    waiting,
    change,
    look,
    reset: () => {
      look(printed.question);
      setAnswer(printed.answer);
    },
    field: (name, label) => ({ label, value: String(question[name]), set: (value) => change({ [name]: value } as unknown as Partial<Q>) }),
    root,
    hints: { onFocusCapture: hint, onPointerEnter: hint },
  };
}
