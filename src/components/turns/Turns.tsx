// SPDX-License-Identifier: GPL-2.0-only
/** Three lanes for four ends, side by side: one slider moves them all, from the WRMSR to the question who could act now. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { AsText, Guess, Head, Sentence, Trouble } from '../widget/Parts.tsx';
import { useWidget } from '../widget/use-widget.ts';
import { fill, listed, say } from '../widget/words.ts';
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

const inks = { guest: 'tg', kernel: 'tk', user: 'tu' } as const;
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
  const field = (name: string, label: Parameters<typeof say>[0]) => ({
    label: say(label, lang),
    value: fields[name] ?? '',
    wrong: undefined,
    set: (value: string) => widget.edit({ [name]: value }),
  });

  return (
    <div class="widget-root" ref={widget.root} lang={lang}>
      <Head {...{ id, lang, widget, predicting }} predict={() => setPredicting(!predicting)}>
        {children}
      </Head>
      <div class="frame">
        <div onPointerOver={widget.hint} onFocusIn={widget.hint}>
          <Sentence
            text={word('sentence', lang)}
            parts={{
              kernel: <Choice {...field('kernel', 'labelKernel')} options={releases.map((r) => [r, r] as const)} />,
              host: <Choice {...field('host', 'labelHost')} options={['intel', 'amd'].map((h) => [h, `kvm_${h}`] as const)} />,
            }}
          />
          <Trouble lang={lang} widget={widget} />
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
            <div class={`turns${widget.trouble === undefined ? '' : ' stale'}`}>
              {model.panels.map((panel) => (
                <section key={panel.way} aria-label={title(panel)}>
                  <p class={`name ${panel.alarm ? 'tx' : inks[panel.actor]}`}>
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
        <span class={inks[one.actor]}>
          <Glyph actor={one.actor} /> {say(one.actor, lang)}
        </span>{' '}
        {one.text}
      </li>
    ))}
  </ul>
);
