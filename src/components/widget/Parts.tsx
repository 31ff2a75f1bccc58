// SPDX-License-Identifier: GPL-2.0-only
/** The parts that widgets share: the sentence of fields, the message, the question before the answer. */
import type { ComponentChildren, JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import type { Actor } from '../stepper/film.ts';
import { Glyph } from '../stepper/Inline.tsx';
import { say } from './words.ts';

const inks = { guest: 'tg', kernel: 'tk', user: 'tu' } as const satisfies Record<Actor, string>;
/** The class that colours what somebody does or decides. */
export const inkOf = (actor: Actor, alarm: boolean): string => (alarm ? 'tx' : inks[actor]);

/** How something ends: with the mark and in the colour of who decides next. */
export const Ending = ({ name, actor, alarm }: { readonly name: string; readonly actor: Actor; readonly alarm: boolean }): JSX.Element => (
  <b class={inkOf(actor, alarm)}>
    <Glyph actor={actor} /> {name}
  </b>
);

/** A sentence with fields in it: `On {kernel}, with {host}.` */
export function Sentence({
  text,
  parts,
}: {
  readonly text: string;
  readonly parts: Readonly<Record<string, ComponentChildren>>;
}): JSX.Element {
  return (
    <p class="scn">
      {text.split(/\{(\w+)\}/).map((part, i) => (
        <Fragment key={i}>{i % 2 === 1 ? parts[part] : part}</Fragment>
      ))}
    </p>
  );
}

interface TroubleProps {
  readonly lang: Lang;
  readonly waiting: '' | 'loading' | 'noEngine';
  /** What keeps the fields from being run. */
  readonly wrong?: { readonly text: string; readonly lang: Lang } | undefined;
  /** That of the message, for the field that it is about. */
  readonly id?: string;
  /** What is said before it. */
  readonly before?: string;
}

/** What is wrong with the fields, and what there is to say about the engine while it is not there. */
export const Trouble = ({ lang, waiting, wrong, id, before }: TroubleProps): JSX.Element => (
  <p class="wrong" id={id} role="status">
    {wrong === undefined ? null : (
      <>
        {before === undefined ? null : <b>{before} </b>}
        <span lang={wrong.lang}>{wrong.text}</span>
      </>
    )}
    {waiting === '' ? null : <span>{say(waiting, lang)}</span>}
  </p>
);

interface GuessProps {
  readonly lang: Lang;
  readonly question: ComponentChildren;
  readonly options: readonly string[];
  /** Indices of the options that hold; the engine says which. */
  readonly holds: readonly number[];
  /** Whether several options may hold; then the answer is shown by its own button only. */
  readonly several?: boolean;
  /** What is said once an answer is given. */
  readonly why: ComponentChildren;
  /** Called when the reader has seen enough of it; left out, the question goes and the figure stands behind it anyway. */
  readonly done?: () => void;
}

/** A question before the reveal. It can always be passed over; without scripts there is none. Nothing is counted, kept or sent. */
export function Guess({ lang, question, options, holds, several = false, why, done }: GuessProps): JSX.Element | null {
  const [picked, pick] = useState<readonly number[]>([]);
  const [answered, answer] = useState(false);
  const [passed, pass] = useState(false);
  if (passed) return null;
  const right = picked.length === holds.length && picked.every((i) => holds.includes(i));
  return (
    <div class="predict" data-js>
      <p>
        {done === undefined ? <b>{say('guess', lang)} </b> : null}
        {question}
      </p>
      <div class="options">
        {options.map((text, i) => (
          <button
            key={i}
            type="button"
            aria-pressed={picked.includes(i)}
            onClick={() => {
              pick(!several ? [i] : picked.includes(i) ? picked.filter((p) => p !== i) : [...picked, i]);
              answer(!several);
            }}
          >
            {text}
          </button>
        ))}
        {several ? (
          <button type="button" class="check" onClick={() => answer(true)}>
            {say('guessed', lang)}
          </button>
        ) : null}
        <button type="button" class="reveal" onClick={done ?? (() => pass(true))}>
          {say(done === undefined ? 'skip' : 'show', lang)}
        </button>
      </div>
      <div aria-live="polite">
        {answered ? (
          <p>
            <b>{say(right ? 'right' : 'wrong', lang)}</b> {why}
          </p>
        ) : null}
      </div>
    </div>
  );
}
