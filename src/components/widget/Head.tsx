// SPDX-License-Identifier: GPL-2.0-only
/** The parts of a widget that can be linked to: the row of what one can do, a choice of one, the text alternative. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
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
        <span class="copied" aria-live="polite">
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
