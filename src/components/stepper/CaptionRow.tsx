// SPDX-License-Identifier: GPL-2.0-only
/** The caption, and what one can do with the figure as a whole. */
import type { ComponentChildren, JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Share } from './Share.tsx';
import { word } from './words.ts';

interface Props {
  readonly id: string;
  readonly lang: Lang;
  readonly predicting: boolean;
  /** The reader has changed something that can be put back. */
  readonly edited: boolean;
  readonly scenario: string;
  readonly link: () => string;
  readonly predict: () => void;
  readonly showText: () => void;
  readonly reset: () => void;
  readonly children?: ComponentChildren;
}

export function CaptionRow({ id, lang, predicting, edited, scenario, link, predict, showText, reset, children }: Props): JSX.Element {
  return (
    <div class="caprow">
      {children}
      <div class="act">
        <button type="button" data-js aria-pressed={predicting} onClick={predict}>
          {word('predict', lang)}
        </button>
        <a href={`#${id}-text`} onClick={showText}>
          {word('asText', lang)}
        </a>
        <Share lang={lang} scenario={scenario} link={link} />
        {edited ? (
          <button type="button" onClick={reset}>
            {word('reset', lang)}
          </button>
        ) : null}
      </div>
    </div>
  );
}
