// SPDX-License-Identifier: GPL-2.0-only
/** The filter editor: ranges that can be typed over, what the ioctl answers to them, and what becomes of each access. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { AsText, Head } from '../widget/Head.tsx';
import { Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useWidget } from '../widget/use-widget.ts';
import { exitOptions, fill, hosts, listed, same, say } from '../widget/words.ts';
import { Accesses, howOf } from './Accesses.tsx';
import { MAX_RANGES, type Model, type Range, readRanges, writeRanges } from './filter.ts';
import { Ranges, rangeText } from './Ranges.tsx';
import { word } from './words.ts';

export interface FilterEditorProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  readonly releases: readonly string[];
  readonly children?: ComponentChildren;
}

const asks = ['', 'filter', 'inval,unknown,filter'];
const guesses = ['r', 'w', 'both', 'neither'] as const;

export default function FilterEditor({ id, lang, printed, releases, children }: FilterEditorProps): JSX.Element {
  const widget = useWidget<Model>(id, lang, printed, () => import('./make.ts'));
  const { fields, model, stale } = widget;
  const [predicting, setPredicting] = useState(false);
  const ranges = readRanges(fields['ranges'] ?? '');
  const setRanges = (next: readonly Range[]): void => widget.change({ ranges: writeRanges(next) });
  const asked = model.tried.find((t) => t.msr === '0x400');
  const key =
    asked === undefined ? undefined : asked.read.denied ? (asked.write.denied ? 'both' : 'r') : asked.write.denied ? 'w' : 'neither';

  return (
    <div ref={widget.root} lang={lang}>
      <Head {...{ id, lang, widget, predicting }} predict={() => setPredicting(!predicting)}>
        {children}
      </Head>
      <div class="frame filter">
        <div {...widget.hints}>
          <Sentence
            text={word('sentence', lang)}
            parts={{
              kernel: <Choice {...widget.field('kernel', say('labelKernel', lang))} options={same(releases)} />,
              host: <Choice {...widget.field('host', say('labelHost', lang))} options={hosts} />,
              ask: <Choice {...widget.field('ask', say('labelAsk', lang))} options={exitOptions(asks, lang)} />,
              default: (
                <Choice
                  {...widget.field('default', word('labelDefault', lang))}
                  options={(['allow', 'deny'] as const).map((d) => [d, word(d, lang)] as const)}
                />
              ),
            }}
          />
          <Ranges ranges={ranges} bitmaps={model.bitmaps} lang={lang} set={setRanges} />
          {ranges.length < MAX_RANGES ? (
            <p class="more" data-js>
              <button
                type="button"
                class="plain"
                onClick={() => setRanges([...ranges, { flags: 'w', base: '0x400', count: '8', deny: '0x400' }])}
              >
                {word('add', lang)}
              </button>
            </p>
          ) : null}
          <Trouble {...widget} lang={lang} before={say('stale', lang)} />
        </div>
        {predicting && key !== undefined ? (
          <Guess
            lang={lang}
            question={fill(word('ask', lang), { ranges: ranges.map((r, i) => rangeText(r, i, lang)).join(lang === 'en' ? '; ' : '；') })}
            options={guesses.map((g) => word(g, lang))}
            holds={[guesses.indexOf(key)]}
            why={
              asked === undefined ? '' : fill(word('whyRange', lang), { read: howOf(asked.read, lang), write: howOf(asked.write, lang) })
            }
            done={() => setPredicting(false)}
          />
        ) : (
          <>
            <p class={`answer${stale ? ' stale' : ''}`} aria-live="polite">
              <b>{answerText(model, lang)}</b> <span>{elsewhere(model, lang)}</span>
            </p>
            {model.tried.length === 0 ? null : (
              <Accesses
                {...{ model, lang, stale }}
                data={widget.field('data', word('labelData', lang))}
                msr={widget.field('msr', word('labelMsr', lang))}
              />
            )}
          </>
        )}
      </div>
      <AsText id={id} lang={lang}>
        <ul>
          {ranges.map((r, i) => (
            <li key={i}>{rangeText(r, i, lang)}</li>
          ))}
          <li>{answerText(model, lang)}</li>
          {model.tried.map((t) => (
            <li key={t.msr}>
              {fill(word('line', lang), {
                msr: t.name === '' ? t.msr : `${t.msr} ${t.name}`,
                read: howOf(t.read, lang),
                write: howOf(t.write, lang),
              })}
            </li>
          ))}
        </ul>
      </AsText>
    </div>
  );
}

function answerText({ kernel, answer, refusal }: Model, lang: Lang): string {
  const why = refusal === null ? '' : fill(word(refusal.why, lang), 'range' in refusal ? { range: refusal.range } : {});
  const said = refusal === null ? word('taken', lang) : fill(word('refused', lang), { errno: answer, why });
  return fill(word('answer', lang), { kernel, answer: said });
}

/** What the same call gets on the other releases. */
function elsewhere({ releases }: Model, lang: Lang): string {
  const list = releases.map((span) =>
    fill(word('span', lang), { ...span, answer: span.answer === '' ? word('noCall', lang) : span.answer }),
  );
  return fill(word('everywhere', lang), { list: listed(list, lang) });
}
