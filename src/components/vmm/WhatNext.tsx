// SPDX-License-Identifier: GPL-2.0-only
/** A VMM, a version, and a way in which KVM_RUN ended: what the operator reads, and what is left of process and guest. */
import { Fragment, type JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Choice, Entry } from '../stepper/Fields.tsx';
import { swapQuotes } from '../stepper/film.ts';
import { Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import { same } from '../widget/words.ts';
import { NextDrawing } from './NextDrawing.tsx';
import type { End, Ended, WhatNext as Next, reasons } from './what-next.ts';
import { endWord, sentences, word } from './what-next-words.ts';
import { type Told, words } from './words.ts';

const guesses = ['failed', 'orderly', 'alive'] as const;

export interface WhatNextProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  /** JSON of Lists, quotes swapped. */
  readonly lists: string;
}
export interface Lists {
  readonly programs: readonly (readonly [id: Ended['vmm'], name: string])[];
  readonly ends: readonly End[];
  readonly reasons: typeof reasons;
  /** What crosvm's process comes to after EPERM, and in words. */
  readonly key: readonly [(typeof guesses)[number], string];
}

const Fact = ({ label, told }: { readonly label: string; readonly told: Told }): JSX.Element | null =>
  told.says === '' ? null : (
    <>
      <dt>{label}</dt>
      <dd>
        {told.says}
        {told.derived ? '*' : ''}
        {told.note === undefined ? null : <small>{told.note}</small>}
      </dd>
    </>
  );

function Answer({ next, lang }: { readonly next: Next; readonly lang: Lang }): JSX.Element {
  const facts = [next.program, next.vm, next.guest, next.again, next.answer, next.printed];
  return (
    <div aria-live="polite">
      {next.never === '' ? null : (
        <p class="never">
          <b>{word('would', lang)}</b> {next.never} {word('ifSo', lang)}
        </p>
      )}
      <dl class="told">
        <dt>{word('reads', lang)}</dt>
        <dd>
          {next.prints.map(({ to, line, dump }) => (
            <span class="line" key={line}>
              {dump ? line : <code>{line}</code>} <small>{to}</small>
            </span>
          ))}
          {next.printed.says}
          {next.printed.derived ? '*' : ''}
          {next.printed.note === undefined ? null : <small>{next.printed.note}</small>}
        </dd>
        <Fact label={word('process', lang)} told={next.program} />
        <Fact label={word('vm', lang)} told={next.vm} />
        <Fact label={word('canDo', lang)} told={next.guest} />
        <Fact label={word('again', lang)} told={next.again} />
        <Fact label={word('answer', lang)} told={next.answer} />
      </dl>
      {facts.some((f) => f.derived) ? <p class="derived">{words.derived[lang]}</p> : null}
      <details>
        <summary>{words.sources[lang]}</summary>
        <p>
          {next.sources.map(({ text, address }, i) => (
            <Fragment key={address}>
              {i > 0 ? ', ' : ''}
              <a href={address}>{text}</a>
            </Fragment>
          ))}
        </p>
      </details>
    </div>
  );
}

export default function WhatNext({ id, lang, printed, lists }: WhatNextProps): JSX.Element {
  const known = JSON.parse(swapQuotes(lists)) as Lists;
  const { question, answer, waiting, field, hints, root } = useAnswer<Ended, Next>(printed, async () => {
    const { whatNext } = await import('./what-next.ts');
    return (asked) => whatNext(asked, lang);
  });
  const wrong = (field: 'msr' | 'data'): string | undefined => (answer.wrong?.field === field ? `${id}-wrong` : undefined);
  const parts: Readonly<Record<string, JSX.Element>> = {
    vmm: <Choice {...field('vmm', word('vmm', lang))} options={known.programs} />,
    end: <Choice {...field('end', word('end', lang))} options={known.ends.map((e) => [e, endWord(e, lang)] as const)} />,
    reason: <Choice {...field('reason', word('reason', lang))} options={same(known.reasons)} />,
    msr: <Entry {...field('msr', word('msr', lang))} wrong={wrong('msr')} />,
    data: <Entry {...field('data', word('data', lang))} wrong={wrong('data')} />,
  };
  const form = question.end === 'KVM_EXIT_X86_WRMSR' ? 'write' : question.end === 'KVM_EXIT_X86_RDMSR' ? 'exit' : 'plain';
  const [key, program] = known.key;
  return (
    <div ref={root} {...hints}>
      <Guess
        lang={lang}
        question={word('ask', lang)}
        options={guesses.map((k) => word(k, lang))}
        holds={[guesses.indexOf(key)]}
        why={word('because', lang).replace('{program}', program)}
      />
      <div class="frame">
        <Sentence text={sentences[lang][form]} parts={parts} />
        <Trouble {...{ lang, waiting }} id={`${id}-wrong`} wrong={answer.wrong} />
        {answer.wrong === undefined ? (
          <div class="pair">
            <NextDrawing asked={question} next={answer} lang={lang} />
            <Answer next={answer} lang={lang} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
