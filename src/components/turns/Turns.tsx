// SPDX-License-Identifier: GPL-2.0-only
/** Three lanes for four ends, side by side: one slider moves them all, from the WRMSR to the question who could act now. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { AsText, Head } from '../widget/Head.tsx';
import { Guess, inkOf, Sentence, Trouble } from '../widget/Parts.tsx';
import { useWidget } from '../widget/use-widget.ts';
import { fill, hosts, listed, same, say } from '../widget/words.ts';
import { Drawing } from './Drawing.tsx';
import { type Model, moments, type Panel } from './turns.ts';
import { wayNames, word } from './words.ts';

export interface TurnsProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  readonly releases: readonly string[];
  readonly children?: ComponentChildren;
}

const last = moments.length - 1;

export default function Turns({ id, lang, printed, releases, children }: TurnsProps): JSX.Element {
  const widget = useWidget<Model>(id, lang, printed, () => import('./make.ts'));
  const { fields, model } = widget;
  const [predicting, setPredicting] = useState(false);
  const wanted = Number(fields['at']);
  const at = Number.isInteger(wanted) && wanted >= 0 && wanted <= last ? wanted : last;
  const again = model.panels.flatMap((panel, i) => (panel.again ? [i] : []));
  const title = (panel: Panel): string => `${panel.name} (${wayNames[panel.way][lang]})`;
  const moment = word(moments[at] ?? 'after', lang);

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
            }}
          />
          <Trouble {...widget} lang={lang} before={say('stale', lang)} />
        </div>
        {predicting ? (
          <Guess
            lang={lang}
            question={word('ask', lang)}
            options={model.panels.map(title)}
            holds={again}
            several
            why={fill(word('why', lang), { ends: listed(model.panels.filter((p) => p.again).map(title), lang) })}
            done={() => setPredicting(false)}
          />
        ) : (
          <>
            <div class="moment">
              <input
                data-js
                type="range"
                min="0"
                max={last}
                value={at}
                aria-label={word('moment', lang)}
                aria-valuetext={moment}
                onInput={(e) => widget.look({ at: e.currentTarget.value })}
              />
              <b aria-hidden="true">{moment}</b>
            </div>
            <div class={`turns${widget.stale ? ' stale' : ''}`}>
              {model.panels.map((panel) => (
                <section key={panel.way} aria-label={title(panel)}>
                  <p class={`name ${inkOf(panel.actor, panel.alarm)}`}>
                    <Glyph actor={panel.actor} /> {panel.name}
                  </p>
                  <p class="way">
                    <code>{panel.kernel}</code> {wayNames[panel.way][lang]}
                  </p>
                  <Drawing {...{ panel, at, lang }} />
                  {at < last ? <p class="say">{panel.say[at]}</p> : <Lanes panel={panel} lang={lang} />}
                </section>
              ))}
            </div>
          </>
        )}
      </div>
      <AsText id={id} lang={lang}>
        {model.panels.map((panel) => (
          <div key={panel.way}>
            <p>
              <b>{title(panel)}</b>
            </p>
            <ol>
              {panel.say.map((text, i) => (
                <li key={i}>{text}</li>
              ))}
              {panel.after.map((one) => (
                <li key={one.actor}>{`${say(one.actor, lang)}${lang === 'en' ? ': ' : '：'}${one.text}`}</li>
              ))}
            </ol>
          </div>
        ))}
      </AsText>
    </div>
  );
}

/** Who could act after the end: the one whose turn it is stands out. */
const Lanes = ({ panel, lang }: { readonly panel: Panel; readonly lang: Lang }): JSX.Element => (
  <ul class="lanes3">
    {panel.after.map((one) => (
      <li key={one.actor} class={one.turn ? 'turn' : undefined}>
        <span class={inkOf(one.actor, false)}>
          <Glyph actor={one.actor} /> {say(one.actor, lang)}
        </span>{' '}
        {one.text}
      </li>
    ))}
  </ul>
);
