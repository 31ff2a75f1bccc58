// SPDX-License-Identifier: GPL-2.0-only
/**
 * What the widgets of the chapters have in common: fields that the reader changes, a model that the engine makes of them, a link that
 * carries the fields. The printed model came from the same function at build time; the engine is loaded at the first edit.
 */
import { type MutableRef, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { swapQuotes } from '../stepper/film.ts';
import { type Fields, formatFields, readFields } from './fragment.ts';

/** What a widget shows for its fields, or what is wrong with them. */
export type Made<M> = { readonly ok: true; readonly value: M } | ({ readonly ok: false } & Problem);
/** The module with the engine behind it. */
export interface Maker<M> {
  readonly make: (fields: Fields, lang: Lang) => Made<M>;
}

export interface Printed<M> {
  readonly fields: Fields;
  readonly model: M;
}
/** A widget's printed state as an attribute: JSON, quotes swapped. */
export const packPrinted = <M>(printed: Printed<M>): string => swapQuotes(JSON.stringify(printed));

export interface Widget<M> {
  readonly root: MutableRef<HTMLDivElement | null>;
  readonly fields: Fields;
  readonly model: M;
  /** What keeps the fields from being run; the model is then that of the last good ones. */
  readonly trouble: Problem | undefined;
  readonly waiting: '' | 'loading' | 'noEngine';
  /** Scripts run: what needs them may be drawn. */
  readonly live: boolean;
  readonly edited: boolean;
  /** Changes fields that the engine has to answer for. `then` is called before the new model is shown. */
  readonly edit: (change: Fields, then?: () => void) => void;
  /** Changes fields that only choose what of the model is shown. */
  readonly look: (change: Fields) => void;
  readonly reset: () => void;
  /** Loads the engine ahead of the first edit. */
  readonly hint: () => void;
  readonly link: () => string;
}

/** @param load imports the module that has the engine; the browser does it once */
export function useWidget<M>(id: string, lang: Lang, packed: string, load: () => Promise<Maker<M>>): Widget<M> {
  const printed = useMemo(() => JSON.parse(swapQuotes(packed)) as Printed<M>, [packed]);
  const [fields, setFields] = useState<Fields>(printed.fields);
  const [model, setModel] = useState<M>(printed.model);
  const [trouble, setTrouble] = useState<Problem | undefined>();
  const [waiting, setWaiting] = useState<Widget<M>['waiting']>('');
  const [live, setLive] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const maker = useRef<Maker<M> | undefined>(undefined);
  const turn = useRef(0);

  const run = async (next: Fields, then: () => void): Promise<void> => {
    const mine = ++turn.current;
    if (maker.current === undefined) {
      setWaiting('loading');
      try {
        maker.current = await load();
        setWaiting('');
      } catch {
        return setWaiting('noEngine');
      }
    }
    if (mine !== turn.current) return;
    const made = maker.current.make(next, lang);
    if (!made.ok) return setTrouble(made);
    setTrouble(undefined);
    then();
    setModel(made.value);
  };
  const edit = (change: Fields, then = () => {}): void => {
    const next = { ...fields, ...change };
    setFields(next);
    void run(next, then);
  };
  const reset = (): void => {
    turn.current++;
    setFields(printed.fields);
    setModel(printed.model);
    setTrouble(undefined);
  };

  useEffect(() => {
    const read = (): void => {
      const given = readFields(location.hash, id, printed.fields);
      if (given === undefined) return;
      setFields(given);
      void run(given, () => {});
    };
    read();
    addEventListener('hashchange', read);
    setLive(true);
    root.current?.closest('figure')?.setAttribute('data-live', '');
    return () => removeEventListener('hashchange', read);
  }, [id]);

  return {
    root,
    fields,
    model,
    trouble,
    waiting,
    live,
    edited: trouble !== undefined || Object.entries(fields).some(([name, value]) => value !== printed.fields[name]),
    edit,
    look: (change) => setFields({ ...fields, ...change }),
    reset,
    hint: () => {
      if (maker.current !== undefined) return;
      load().then(
        (m) => {
          maker.current = m;
        },
        () => undefined,
      );
    },
    link: () => location.href.replace(/#.*$/, '') + formatFields(id, fields, printed.fields),
  };
}
