// SPDX-License-Identifier: GPL-2.0-only
/** Two exceptions, the slot, and an IDT whose gates one can take away. */
import { Fragment, type JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { Ask, Waiting } from '../widget/Ask.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import { Drawing } from './Drawing.tsx';
import type { Delivered, Name, Queue } from './delivery.ts';
import { sentences, word } from './words.ts';

export interface DeliveryProps {
  readonly lang: Lang;
  readonly printed: string;
  readonly names: readonly Name[];
  readonly key_: string;
}

const answers = ['#DF', '#NP', '#GP', ''] as const;

export default function Delivery({ lang, printed, names, key_ }: DeliveryProps): JSX.Element {
  const { question, answer, waiting, change, hint, root } = useAnswer<Queue, Delivered>(printed, async () => {
    const { deliver } = await import('./delivery.ts');
    return (queue) => deliver(queue, lang);
  });
  const gates = question.gates.split(' ').filter((name) => name !== '');
  const flip = (name: Name): void =>
    change({ gates: names.filter((n) => (n === name ? !gates.includes(n) : gates.includes(n))).join(' ') });
  const options = names.map((n) => [n, n] as const);
  const parts: Readonly<Record<string, JSX.Element>> = {
    first: (
      <Choice
        label={word('first', lang)}
        value={question.first}
        options={[['', word('nothing', lang)], ...options]}
        wrong={undefined}
        set={(first) => change({ first: first as Queue['first'] })}
      />
    ),
    second: (
      <Choice
        label={word('second', lang)}
        value={question.second}
        options={options}
        wrong={undefined}
        set={(second) => change({ second: second as Name })}
      />
    ),
  };
  return (
    <div class="wid" ref={root} onFocusCapture={hint} onPointerEnter={hint}>
      <Ask
        lang={lang}
        question={word('ask', lang)}
        options={answers.map((a) => [a, a === '' ? word('nobody', lang) : a] as const)}
        key_={key_}
        because={word('because', lang)}
      />
      <div class="st">
        <p class="scn">
          {sentences[lang].split(/\{(\w+)\}/).map((part, i) => (
            <Fragment key={i}>{i % 2 === 1 ? parts[part] : part}</Fragment>
          ))}
        </p>
        <div class="gates">
          <span>{word('gates', lang)}</span>
          <span class="mono" data-nojs>
            {' '}
            {gates.length === 0 ? word('nothing', lang) : gates.join(' ')}
          </span>
          <fieldset class="seg" aria-label={word('gates', lang)} data-js>
            {names.map((name) => (
              <button key={name} type="button" aria-pressed={gates.includes(name)} onClick={() => flip(name)}>
                {name}
              </button>
            ))}
          </fieldset>
        </div>
        <Waiting how={waiting} lang={lang} />
        <div class="pair">
          <Drawing queue={question} done={answer} lang={lang} />
          <div aria-live="polite">
            <p class={`end ${answer.handler === '' ? 'x' : 'g'}`}>
              <Glyph actor={answer.handler === '' ? 'user' : 'guest'} /> {answer.title}
            </p>
            <p>{answer.text}</p>
          </div>
        </div>
      </div>
    </div>
  );
}
