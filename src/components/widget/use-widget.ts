// SPDX-License-Identifier: GPL-2.0-only
/** A figure with a link that carries what the reader changed. What the engine does not take leaves the last good model in place. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { problemWords } from '../stepper/problem-words.ts';
import { type Fields, formatFields, readFields } from './fragment.ts';
import { type Asking, useAnswer } from './use-answer.ts';

/** What a widget shows for its fields, or what is wrong with them. */
export type Made<M> = { readonly ok: true; readonly value: M } | ({ readonly ok: false } & Problem);

export interface Widget<M> extends Pick<Asking<Fields, Made<M>>, 'root' | 'hints' | 'waiting' | 'change' | 'look' | 'reset' | 'field'> {
  readonly fields: Fields;
  readonly model: M;
  /** What keeps the fields from being run; the model is then that of the last good ones. */
  readonly wrong: { readonly text: string; readonly lang: Lang } | undefined;
  /** The model is not that of the fields. */
  readonly stale: boolean;
  /** Scripts run: what needs them may be drawn. */
  readonly live: boolean;
  readonly edited: boolean;
  readonly link: () => string;
}

/** @param load imports the module with the engine behind it */
export function useWidget<M>(
  id: string,
  lang: Lang,
  packed: string,
  load: () => Promise<{ readonly make: (fields: Fields, lang: Lang) => Made<M> }>,
): Widget<M> {
  const asking = useAnswer<Fields, Made<M>>(packed, async () => {
    const { make } = await load();
    return (fields) => make(fields, lang);
  });
  const { printed, question: fields, answer, waiting, change } = asking;
  const good = useRef(printed.answer);
  if (answer.ok) good.current = answer;
  if (!good.current.ok) throw new Error(`#${id} was printed with ${good.current.at}: ${good.current.problem}`);
  const [live, setLive] = useState(false);

  useEffect(() => {
    const read = (): void => {
      const given = readFields(location.hash, id, printed.question);
      if (given !== undefined) change(given);
    };
    read();
    addEventListener('hashchange', read);
    setLive(true);
    return () => removeEventListener('hashchange', read);
  }, [id]);

  const said = answer.ok ? undefined : problemWords(answer.problem, lang);
  const at = answer.ok || answer.at === '' ? '' : `${answer.at}${said?.lang === 'en' ? ': ' : '：'}`;
  return {
    ...asking,
    fields,
    model: good.current.value,
    wrong: said && { ...said, text: at + said.text },
    stale: !answer.ok || waiting === 'loading',
    live,
    edited: Object.entries(fields).some(([name, value]) => value !== printed.question[name]),
    link: () => location.href.replace(/#.*$/, '') + formatFields(id, fields, printed.question),
  };
}
