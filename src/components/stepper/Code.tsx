// SPDX-License-Identifier: GPL-2.0-only
/** One line of source: its mark, its number, its text, and this run's values at its end. */
import type { JSX } from 'preact';
import { type Token, tokens } from './highlight.ts';
import type { LineMark } from './source.ts';

const glyph: Readonly<Record<LineMark, string>> = { cur: '▶', exec: '✓', skip: '–', '': '' };

/** The indentation stands apart, so that a phone can draw it in. */
export function CodeText({ text }: { readonly text: string }): JSX.Element {
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  const rest: readonly Token[] = tokens(text.slice(indent.length));
  return (
    <>
      {indent === '' ? null : <span class="ind">{indent}</span>}
      {rest.map(([kind, t], i) =>
        kind === '' ? (
          t
        ) : (
          <span class={kind} key={i}>
            {t}
          </span>
        ),
      )}
    </>
  );
}

export interface CodeLineProps {
  readonly number: number;
  readonly text: string;
  readonly mark: LineMark;
  readonly values?: string;
  /** Says the mark in words. */
  readonly said: string;
  /** The step that this line stands for, for the pointer. */
  readonly step?: number | undefined;
}

export function CodeLine({ number, text, mark, values = '', said, step }: CodeLineProps): JSX.Element {
  return (
    <div
      class={`r${mark === '' ? '' : ` ${mark === 'skip' ? 'pass' : mark}`}${mark === 'cur' ? ' exec' : ''}`}
      data-step={step}
      aria-current={mark === 'cur' ? 'step' : undefined}
    >
      <span class="mkc">
        {mark === '' ? null : (
          <>
            <span aria-hidden="true">{glyph[mark]}</span>
            <span class="vh">{said}</span>
          </>
        )}
      </span>
      <span class="no">{number}</span>
      <span class="c">
        <CodeText text={text} />
        {values === '' ? null : <span class="ins">{values}</span>}
        {text === '' && values === '' ? ' ' : null}
      </span>
    </div>
  );
}
