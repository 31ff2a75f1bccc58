// SPDX-License-Identifier: GPL-2.0-only
/** The parts that widgets share: the row of what one can do, the sentence of fields, the message, the text alternative. */
import type { ComponentChildren, JSX } from 'preact';
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { problemWords } from '../stepper/problem-words.ts';
import type { Widget } from './use-widget.ts';
import { say } from './words.ts';

interface HeadProps {
  readonly id: string;
  readonly lang: Lang;
  readonly widget: Pick<Widget<unknown>, 'edited' | 'reset' | 'link' | 'root'>;
  /** Whether the reader is being asked first, and the switch; left out where there is no question. */
  readonly predicting?: boolean;
  readonly predict?: () => void;
  /** The caption. */
  readonly children?: ComponentChildren;
}

/** The caption, and what one can do with the figure as a whole. */
export function Head({ id, lang, widget, predicting, predict, children }: HeadProps): JSX.Element {
  const [told, tell] = useState<string | undefined>();
  const copy = async (): Promise<void> => {
    const link = widget.link();
    await navigator.clipboard.writeText(link).then(
      () => tell(''),
      () => tell(link),
    );
  };
  return (
    <div class="caprow">
      {children}
      <div class="act">
        {predict === undefined ? null : (
          <button type="button" data-js aria-pressed={predicting} onClick={predict}>
            {say('predict', lang)}
          </button>
        )}
        <a
          href={`#${id}-text`}
          onClick={() => widget.root.current?.querySelector<HTMLDetailsElement>('details.text')?.setAttribute('open', '')}
        >
          {say('asText', lang)}
        </a>
        <button type="button" data-js onClick={() => void copy()}>
          {say(told === '' ? 'copied' : 'copyLink', lang)}
        </button>
        {widget.edited ? (
          <button type="button" data-js onClick={widget.reset}>
            {say('reset', lang)}
          </button>
        ) : null}
        <span class="told" aria-live="polite">
          {told === undefined || told === '' ? null : (
            <>
              {say('notCopied', lang)} <code>{told}</code>
            </>
          )}
        </span>
      </div>
    </div>
  );
}

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

interface SwitchProps {
  readonly label: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly value: string;
  readonly set: (value: string) => void;
}

/** A choice of one among few. Without scripts, the chosen word. */
export function Switch({ label, options, value, set }: SwitchProps): JSX.Element {
  return (
    <>
      <span class="v" data-nojs>
        {options.find(([v]) => v === value)?.[1]}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a sentence */}
      <span class="seg" role="group" aria-label={label} data-js>
        {options.map(([v, text]) => (
          <button key={v} type="button" aria-pressed={v === value} onClick={() => set(v)}>
            {text}
          </button>
        ))}
      </span>
    </>
  );
}

/** What keeps the fields from being run. */
export function Trouble({ lang, widget: { trouble, waiting } }: { readonly lang: Lang; readonly widget: Widget<unknown> }): JSX.Element {
  const said = trouble === undefined ? undefined : problemWords(trouble.problem, lang);
  return (
    <p class="wrong" aria-live="polite">
      {said === undefined ? null : (
        <>
          <b>{say('stale', lang)}</b>{' '}
          <span lang={said.lang}>
            {trouble?.at === '' ? '' : `${trouble?.at}${said.lang === 'en' ? ': ' : '：'}`}
            {said.text}
          </span>
        </>
      )}
      {waiting === '' ? null : <span>{say(waiting, lang)}</span>}
    </p>
  );
}

/** The figure as text. */
export function AsText({
  id,
  lang,
  children,
}: {
  readonly id: string;
  readonly lang: Lang;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <details class="text" id={`${id}-text`}>
      <summary>{say('asText', lang)}</summary>
      {children}
    </details>
  );
}

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
  readonly done: () => void;
}

/** A question before the reveal. It can always be passed over, nothing is counted, kept or sent. */
export function Guess({ lang, question, options, holds, several = false, why, done }: GuessProps): JSX.Element {
  const [picked, pick] = useState<readonly number[]>([]);
  const [answered, answer] = useState(false);
  const right = picked.length === holds.length && picked.every((i) => holds.includes(i));
  return (
    <div class="predict" data-js>
      <p>{question}</p>
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
        <button type="button" class="reveal" onClick={done}>
          {say('show', lang)}
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
