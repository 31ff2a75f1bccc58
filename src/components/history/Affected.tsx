// SPDX-License-Identifier: GPL-2.0-only
/** The name of a kernel, and whether it has the bug. */
import { Fragment, type JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Entry } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { Guess, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import type { Affected as Answer, Kernel, Section } from './affected-answer.ts';
import { word } from './affected-words.ts';

export interface AffectedProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  /** Three releases, one of which is affected. */
  readonly riddle: readonly string[];
  readonly key_: string;
}

const examples = ['5.10.0-32-cloud-amd64', '6.8.0-45-generic', 'v5.17.15', 'v5.9+7dffecaf4eab', 'v4.19'] as const;

const looks = {
  affected: ['tx', 'user'],
  fixed: ['tg', 'guest'],
  latent: ['tg', 'guest'],
  'cannot tell': ['', undefined],
  wrong: ['', undefined],
} as const;

const Part = ({ label, lines, source }: Section): JSX.Element => (
  <>
    <dt>{label}</dt>
    <dd>
      {lines.map((line, i) => (
        <span class="line" key={line}>
          {line}
          {i === 0 && source !== undefined ? (
            <>
              {' '}
              <a href={source}>{new URL(source).host}</a>
            </>
          ) : null}
        </span>
      ))}
    </dd>
  </>
);

function Verdict({ answer, name, lang }: { readonly answer: Answer; readonly name: string; readonly lang: Lang }): JSX.Element {
  const [hue, actor] = looks[answer.verdict];
  const [short = '', because = ''] = answer.title.split(/(?<=^[^:：]*)[:：]\s*/);
  return (
    <div aria-live="polite">
      <p class={`end ${hue}`}>
        {actor === undefined ? null : <Glyph actor={actor} />} {short}
      </p>
      <p class="because">{because}</p>
      <dl class="told">
        {answer.sections.map((s) => (
          <Part key={s.label} {...s} />
        ))}
      </dl>
      {answer.commits.length === 0 ? null : (
        <details>
          <summary>{word('commits', lang).replace('{name}', name)}</summary>
          <ul class="commits">
            {answer.commits.map(({ id, subject, has }) => (
              <li key={id}>
                <span role="img" aria-label={word(has ? 'has' : 'lacks', lang)}>
                  {has ? '✓' : '–'}
                </span>{' '}
                <code>{id}</code> <span lang="en">{subject}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

export default function Affected({ id, lang, printed, riddle, key_ }: AffectedProps): JSX.Element {
  const { question, answer, waiting, change, field, hints, root } = useAnswer<Kernel, Answer>(printed, async () => {
    const { affected } = await import('./affected-answer.ts');
    return (kernel) => affected(kernel, lang);
  });
  return (
    <div ref={root} {...hints}>
      <Guess lang={lang} question={word('ask', lang)} options={riddle} holds={[riddle.indexOf(key_)]} why={word('because', lang)} />
      <div class="frame">
        <p class="scn">
          {word('before', lang)}
          <Entry {...field('name', word('label', lang))} wrong={answer.problem && `${id}-wrong`} />
          {word('after', lang)}
          <span class="examples" data-js>
            {word('examples', lang)}
            {examples.map((name) => (
              <Fragment key={name}>
                {' '}
                <button type="button" aria-pressed={question.name === name} onClick={() => change({ name })}>
                  {name}
                </button>
              </Fragment>
            ))}
          </span>
        </p>
        <Trouble {...{ lang, waiting }} id={`${id}-wrong`} wrong={answer.problem} />
        {answer.verdict === 'wrong' ? null : <Verdict answer={answer} name={question.name} lang={lang} />}
      </div>
    </div>
  );
}
