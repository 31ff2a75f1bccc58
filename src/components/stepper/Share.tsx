// SPDX-License-Identifier: GPL-2.0-only
/** Takes the run away: as a link, as JSON, as a command. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { type WordName, word } from './words.ts';

/** A command for a POSIX shell that traces the scenario. */
export const commandOf = (scenario: string): string =>
  `printf '%s\\n' '${scenario.replaceAll("'", "'\\''")}' | npm run --silent exitpath -- trace --format text`;

export interface ShareProps {
  readonly lang: Lang;
  readonly scenario: string;
  /** Makes the link when it is asked for: it names the current step. */
  readonly link: () => string;
}

export function Share({ lang, scenario, link }: ShareProps): JSX.Element {
  const [told, tell] = useState<{ readonly what: WordName; readonly text: string } | undefined>();
  const copy = async (what: WordName, text: string): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      tell({ what, text: '' });
    } catch {
      tell({ what, text });
    }
  };
  const button = (what: WordName, text: () => string): JSX.Element => (
    <button type="button" data-js onClick={() => void copy(what, text())}>
      {told?.what === what && told.text === '' ? word('copied', lang) : word(what, lang)}
    </button>
  );
  return (
    <>
      {button('copyLink', link)}
      {button('copyJson', () => scenario)}
      {button('copyCommand', () => commandOf(scenario))}
      <span class="told" aria-live="polite">
        {told === undefined ? null : told.text === '' ? (
          <span class="vh">{word('copied', lang)}</span>
        ) : (
          <>
            {word('notCopied', lang)} <code>{told.text}</code>
          </>
        )}
      </span>
    </>
  );
}
