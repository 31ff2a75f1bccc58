// SPDX-License-Identifier: GPL-2.0-only
/** An injected error and a vCPU whose state one can change: what happens, and which decision wins. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { swapQuotes } from '../stepper/film.ts';
import { Glyph } from '../stepper/Inline.tsx';
import { Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import { same } from '../widget/words.ts';
import type { Case, Injected, Kind, State, StateName } from './injection.ts';
import { looks, Table } from './Table.tsx';
import { sentences, type WordName, word } from './words.ts';

export interface InjectionProps {
  readonly lang: Lang;
  readonly printed: string;
  /** JSON of Lists, quotes swapped. */
  readonly lists: string;
  readonly key_: string;
}
export interface Lists {
  readonly releases: readonly string[];
  readonly kinds: readonly Kind[];
  readonly states: Readonly<Record<StateName, State>>;
}

const options = {
  kind: [
    ['uncorrected', 'anUncorrected'],
    ['ucna', 'anUcna'],
    ['corrected', 'aCorrected'],
    ['invalid', 'anInvalid'],
  ],
  mcgCtl: [
    ['ones', 'ones'],
    ['zero', 'zero'],
  ],
  ctl: [
    ['ones', 'ones'],
    ['but10', 'but10'],
    ['zero', 'zero'],
  ],
  mcip: [
    ['no', 'clear'],
    ['yes', 'set'],
  ],
  mce: [
    ['yes', 'set'],
    ['no', 'clear'],
  ],
  held: [
    ['nothing', 'nothing'],
    ['corrected', 'aCorrected'],
    ['uncorrected', 'anUncorrected'],
  ],
} as const satisfies Readonly<Record<Exclude<keyof Case, 'kernel'>, readonly (readonly [string, WordName])[]>>;
type Field = keyof typeof options;
const labels = {
  kind: 'kind',
  mcgCtl: 'labelMcgCtl',
  ctl: 'labelCtl',
  mcip: 'labelMcip',
  mce: 'labelMce',
  held: 'labelHeld',
} as const satisfies Readonly<Record<Field, WordName>>;

const guesses = ['raised', 'shutdown', 'dropped', 'noted'] as const;

function Ladder({ ladder, lang }: { readonly ladder: Injected['ladder']; readonly lang: Lang }): JSX.Element {
  const decides = ladder.findLast((d) => d.is !== null && d.name !== 'isUncorrected')?.name;
  // The question whether it is uncorrected stands before the two that depend on it.
  const order = ['valid', 'isUcna', 'mcgOff', 'bankOff', 'isUncorrected', 'notReady', 'free'] as const;
  return (
    <ol class="ladder" aria-label={word('ladder', lang)}>
      {order.map((name) => {
        const d = ladder.find((l) => l.name === name);
        if (d === undefined) return null;
        const said = d.is === null ? 'notAsked' : d.is ? 'yes' : 'no';
        return (
          <li key={name} class={d.is === null ? 'unasked' : name === decides ? 'decides' : ''}>
            <span>
              {word(name, lang)} <b>{word(said, lang)}</b>
              {name === decides ? <em>, {word('decides', lang)}</em> : null}
            </span>
            {d.code === '' ? null : <code>{d.code}</code>}
          </li>
        );
      })}
    </ol>
  );
}

export default function Injection({ lang, printed, lists, key_ }: InjectionProps): JSX.Element {
  const { releases, kinds, states } = JSON.parse(swapQuotes(lists)) as Lists;
  const { question, answer, waiting, change, field, hints, root } = useAnswer<Case, Injected>(printed, async () => {
    const { inject } = await import('./injection.ts');
    return (asked) => inject(asked, lang);
  });
  const names = Object.keys(states) as StateName[];
  const chosen = names.find((s) => (Object.keys(states[s]) as (keyof State)[]).every((k) => states[s][k] === question[k]));
  const [actor, hue] = looks[answer.happens];
  const parts: Record<string, JSX.Element> = {
    kernel: <Choice {...field('kernel', word('kernel', lang))} options={same(releases)} />,
  };
  for (const name of Object.keys(options) as Field[])
    parts[name] = (
      <Choice {...field(name, word(labels[name], lang))} options={options[name].map(([value, w]) => [value, word(w, lang)] as const)} />
    );
  return (
    <div ref={root} {...hints}>
      <Guess
        lang={lang}
        question={word('ask', lang)}
        options={guesses.map((g) => word(g, lang))}
        holds={[guesses.map(String).indexOf(key_)]}
        why={word('because', lang)}
      />
      <div class="frame">
        <Sentence text={sentences[lang]} parts={parts} />
        <Trouble {...{ lang, waiting }} />
        <div class="pair">
          <div aria-live="polite">
            <p class={`end ${hue}`}>
              <Glyph actor={actor} /> {answer.title}
            </p>
            <p>{answer.text}</p>
          </div>
          <Ladder ladder={answer.ladder} lang={lang} />
        </div>
        <Table
          table={answer.table}
          kinds={kinds}
          states={names}
          chosen={chosen === undefined ? undefined : [question.kind, chosen]}
          choose={(kind, state) => change({ kind, ...states[state] })}
          lang={lang}
        />
      </div>
    </div>
  );
}
