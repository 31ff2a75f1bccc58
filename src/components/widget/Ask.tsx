// SPDX-License-Identifier: GPL-2.0-only
/** A question before the answer. Without scripts there is none, and the answer stands. What the reader chose is neither kept nor counted. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { say } from './words.ts';

export interface AskProps<K extends string> {
  readonly lang: Lang;
  readonly question: string;
  readonly options: readonly (readonly [key: K, text: string])[];
  /** The right one, from the engine. */
  readonly key_: K;
  /** What to say once a choice is made. */
  readonly because: ComponentChildren;
}

/** Stands in front of a figure; choosing, or declining to, leaves the figure as it is. */
export function Ask<K extends string>({ lang, question, options, key_, because }: AskProps<K>): JSX.Element | null {
  const [chosen, choose] = useState<K | 'none' | undefined>();
  if (chosen === 'none') return null;
  return (
    <div class="ask" data-js>
      <p>
        <b>{say('guess', lang)}</b> {question}
      </p>
      <div class="options">
        {options.map(([k, text]) => (
          <button key={k} type="button" aria-pressed={chosen === k} onClick={() => choose(k)}>
            {text}
          </button>
        ))}
        <button type="button" class="pass" onClick={() => choose('none')}>
          {say('skip', lang)}
        </button>
      </div>
      <div aria-live="polite">
        {chosen === undefined ? null : (
          <p>
            <b>{say(chosen === key_ ? 'right' : 'wrong', lang)}</b> {because}
          </p>
        )}
      </div>
    </div>
  );
}

/** What there is to say about the engine while it is not there. */
export const Waiting = ({ how, lang }: { readonly how: '' | 'loading' | 'noEngine'; readonly lang: Lang }): JSX.Element => (
  <p class="waiting" role="status">
    {how === '' ? '' : say(how, lang)}
  </p>
);
