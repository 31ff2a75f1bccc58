// SPDX-License-Identifier: GPL-2.0-only
/** The return-code strip: six numbers, each followed from the register's code to its end. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Glyph, Inline, Int, Name } from '../stepper/Inline.tsx';
import { AsText, Head, Switch } from '../widget/Head.tsx';
import { Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useWidget } from '../widget/use-widget.ts';
import { exitOptions, fill, hosts, same, say } from '../widget/words.ts';
import { type Cell, endings, known, type Model, others, type Place, places, type Strip } from './codes.ts';
import { answers, type CodeWord, heads, word } from './words.ts';

export interface ReturnCodesProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  readonly releases: readonly string[];
  readonly children?: ComponentChildren;
}

const asks = ['', 'inval', 'unknown', 'filter', 'inval,unknown,filter'];
const minus = (n: number | string): string => String(n).replace('-', '\u2212');

/** What a number was meant to say by the code that returned it. */
const meant = (n: string, lang: Lang): string => {
  const name = n.replace('\u2212', '-');
  return word(known.some((k) => String(k) === name) ? (name as unknown as CodeWord) : 'otherNumber', lang);
};

export default function ReturnCodes({ id, lang, printed, releases, children }: ReturnCodesProps): JSX.Element {
  const widget = useWidget<Model>(id, lang, printed, () => import('./make.ts'));
  const { fields, model, stale } = widget;
  const [predicting, setPredicting] = useState(false);
  const vendor = fields['host'] === 'amd' ? 'svm' : 'vmx';
  const headOf = (place: Place): string => heads[place][lang].replace('{vendor}', vendor);
  const sel = minus(fields['sel'] ?? '');
  const last = model.strips.at(-1);

  return (
    <div ref={widget.root} lang={lang}>
      <Head {...{ id, lang, widget, predicting }} predict={() => setPredicting(!predicting)}>
        {children}
      </Head>
      <div class="frame">
        <div {...widget.hints}>
          <Sentence
            text={word('sentence', lang)}
            parts={{
              kernel: <Choice {...widget.field('kernel', say('labelKernel', lang))} options={same(releases)} />,
              host: <Choice {...widget.field('host', say('labelHost', lang))} options={hosts} />,
              ask: <Choice {...widget.field('ask', say('labelAsk', lang))} options={exitOptions(asks, lang)} />,
              ignore: (
                <Choice
                  {...widget.field('ignore', word('labelIgnore', lang))}
                  options={[
                    ['0', word('ignoreOff', lang)],
                    ['1', word('ignoreOn', lang)],
                  ]}
                />
              ),
              number: (
                <Switch
                  label={word('labelNumber', lang)}
                  options={[...known.map(String), fields['other'] ?? ''].map((n) => [n, minus(n)] as const)}
                  value={fields['sel'] ?? ''}
                  set={(value) => widget.look({ sel: value })}
                />
              ),
            }}
          />
          <Trouble {...widget} lang={lang} before={say('stale', lang)} />
        </div>
        {predicting && last !== undefined ? (
          <Guess
            lang={lang}
            question={fill(word('ask', lang), { n: last.number, kernel: model.kernel })}
            options={endings.map((e) => answers[e][lang])}
            holds={[endings.indexOf(last.ending)]}
            why={fill(word('why', lang), { ioctl: textOf(last, 'ioctl'), end: textOf(last, 'end') })}
            done={() => {
              setPredicting(false);
              widget.look({ sel: fields['other'] ?? '' });
            }}
          />
        ) : (
          <table class={`codes${stale ? ' stale' : ''}`}>
            <caption class="vh">{word('figure', lang)}</caption>
            <thead>
              <tr>
                <td />
                {places.map((place) => (
                  <th scope="col" key={place}>
                    <Title text={headOf(place)} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {model.strips.map((strip, i) => (
                <tr key={i} class={strip.number === sel ? 'sel' : undefined}>
                  <th scope="row">
                    <span class="n">
                      {i === known.length ? (
                        <Choice
                          label={word('labelOther', lang)}
                          value={fields['other'] ?? ''}
                          options={others.map((o) => [String(o), minus(o)] as const)}
                          set={(other) => widget.change({ other, sel: other })}
                        />
                      ) : (
                        <Int text={strip.number} />
                      )}
                    </span>
                    {meant(strip.number, lang)}
                  </th>
                  {strip.cells.map((cell, c) => (
                    <td key={c}>
                      <span class="h" aria-hidden="true">
                        <Title text={headOf(places[c] ?? 'end')} />
                      </span>
                      <One cell={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <AsText id={id} lang={lang}>
        {model.strips.map((strip, i) => (
          <div key={i}>
            <p>
              <b>{fill(word('numberIs', lang), { n: strip.number, meant: meant(strip.number, lang) })}</b>
            </p>
            <ol>
              {strip.cells.map((cell, c) => (
                <li key={c}>
                  <Inline text={lineOf(headOf(places[c] ?? 'end'), cell, lang)} />
                </li>
              ))}
            </ol>
          </div>
        ))}
      </AsText>
    </div>
  );
}

const textOf = (strip: Strip, place: Place): string => {
  const cell = strip.cells[places.indexOf(place)];
  return cell === undefined ? '' : `${cell.value} (${cell.note})`;
};
const lineOf = (head: string, { value, note }: Cell, lang: Lang): string =>
  fill(word('line', lang), { head, value, note: note === '' ? '' : lang === 'en' ? `, ${note}` : `，${note}` });

/** A head, whose long names may break. */
const Title = ({ text }: { readonly text: string }): JSX.Element => (
  <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{<Name text={part} />}</code> : part))}</>
);

const looks = { '': '', guest: 'tg', user: 'tu', alarm: 'tx' } as const;
function One({ cell }: { readonly cell: Cell }): JSX.Element {
  const { value, note, hue } = cell;
  const far = /^[–]$/.test(value);
  return (
    <span class="one">
      <span class={`n ${looks[hue]}${/^[\u2212\d–]+$/.test(value) ? '' : ' w'}${far ? ' far' : ''}`}>
        {hue === 'user' || hue === 'guest' ? (
          <>
            <Glyph actor={hue} />{' '}
          </>
        ) : null}
        <Int text={value} />
      </span>{' '}
      <Inline text={note} />
    </span>
  );
}
