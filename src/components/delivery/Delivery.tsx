// SPDX-License-Identifier: GPL-2.0-only
/** Two exceptions, the slot, and an IDT whose gates one can take away. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { Guess, inkOf, Sentence, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import { same } from '../widget/words.ts';
import { Drawing } from './Drawing.tsx';
import type { Delivered, Name, Queue } from './delivery.ts';
import { sentences, word } from './words.ts';

export interface DeliveryProps {
  readonly lang: Lang;
  readonly printed: string;
  readonly names: readonly Name[];
  readonly key_: string;
}

const answers: readonly string[] = ['#DF', '#NP', '#GP', ''];

export default function Delivery({ lang, printed, names, key_ }: DeliveryProps): JSX.Element {
  const { question, answer, waiting, change, field, hints, root } = useAnswer<Queue, Delivered>(printed, async () => {
    const { deliver } = await import('./delivery.ts');
    return (queue) => deliver(queue, lang);
  });
  const lost = answer.handler === '';
  const gates = question.gates.split(' ').filter((name) => name !== '');
  const flip = (name: Name): void =>
    change({ gates: names.filter((n) => (n === name ? !gates.includes(n) : gates.includes(n))).join(' ') });
  const options = same(names);
  const parts: Readonly<Record<string, JSX.Element>> = {
    first: <Choice {...field('first', word('first', lang))} options={[['', word('nothing', lang)], ...options]} />,
    second: <Choice {...field('second', word('second', lang))} options={options} />,
  };
  return (
    <div ref={root} {...hints}>
      <Guess
        lang={lang}
        question={word('ask', lang)}
        options={answers.map((a) => (a === '' ? word('nobody', lang) : a))}
        holds={[answers.indexOf(key_)]}
        why={word('because', lang)}
      />
      <div class="frame">
        <Sentence text={sentences[lang]} parts={parts} />
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
        <Trouble {...{ lang, waiting }} />
        <div class="pair">
          <Drawing queue={question} done={answer} lang={lang} />
          <div aria-live="polite">
            <p class={`end ${inkOf('guest', lost)}`}>
              <Glyph actor={lost ? 'user' : 'guest'} /> {answer.title}
            </p>
            <p>{answer.text}</p>
          </div>
        </div>
      </div>
    </div>
  );
}
