// SPDX-License-Identifier: GPL-2.0-only
/** Register by value: how each write ends on one kernel, and which writes ended otherwise on the one that was looked at before. */
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { Choice } from '../stepper/Fields.tsx';
import { Inline } from '../stepper/Inline.tsx';
import { formatLink } from '../stepper/link.ts';
import { AsText, Head, Switch } from '../widget/Head.tsx';
import { Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useWidget } from '../widget/use-widget.ts';
import { exitOptions, fill, hosts, listed, same, say } from '../widget/words.ts';
import { Grid } from './Grid.tsx';
import { type Cells, columns, differing, type Model, type Outcome, rows, scenarioOf } from './map.ts';
import { outcomes, word } from './words.ts';

export interface OutcomeMapProps {
  readonly id: string;
  readonly lang: Lang;
  /** Fields and model, packed. */
  readonly printed: string;
  readonly releases: readonly string[];
  readonly fixes: readonly (readonly [id: string, subject: string])[];
  /** Id of the stepper on this page that a cell opens. */
  readonly stepper: string;
  readonly children?: ComponentChildren;
}

const asks = ['', 'inval', 'unknown', 'inval,unknown'];

/** A map that was looked at, and on what. */
interface Shown {
  readonly label: string;
  readonly cells: Cells;
}

export default function OutcomeMap({ id, lang, printed, releases, fixes, stepper, children }: OutcomeMapProps): JSX.Element {
  const [before, setBefore] = useState<Shown | undefined>();
  const live = useWidget<Model>(id, lang, printed, () => import('./make.ts'));
  const reset = (): void => {
    setBefore(undefined);
    live.reset();
  };
  const widget = { ...live, reset };
  const { fields, model } = widget;
  const [predicting, setPredicting] = useState(false);

  const side = fields['has'] === '1' ? 1 : 0;
  const other = side === 1 ? 0 : 1;
  const host = fields['host'] ?? '';
  const ask = fields['ask'] ?? '';
  const labelOf = (kernel: string): string => `${kernel}, kvm_${host}${ask === '' ? '' : `, ${ask}`}`;
  const shown: Shown = { label: labelOf(model.kernels[side]), cells: model.maps[side] };
  const base = before ?? { label: model.kernels[other], cells: model.maps[other] };
  const changed = differing(shown.cells, base.cells);
  const all = rows.length * columns.length;
  const edit = (change: Readonly<Record<string, string>>): void => widget.change(change, (made) => made.ok && setBefore(shown));
  const field = (name: string, label: Parameters<typeof say>[0]) => ({
    ...widget.field(name, say(label, lang)),
    set: (value: string) => edit({ [name]: value }),
  });

  const href = (r: number, c: number): string | undefined => {
    const [row, column] = [rows[r], columns[c]];
    if (row === undefined || column === undefined) return undefined;
    const scenario = scenarioOf(row, column.data, model.kernels[side], fields);
    return formatLink({ fig: stepper, scenario, ...(fields['fix'] === undefined ? {} : { fix: fields['fix'] }), view: side });
  };
  const fixed = [...new Set(differing(model.maps[0], model.maps[1]).map(([r]) => r))];
  const rowName = (r: number): string => `${rows[r]?.name ?? ''}${noteOf(r, lang)}`;

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
              kernel: <Choice {...field('kernel', 'labelKernel')} options={same(releases)} />,
              has: (
                <Switch
                  label={word('which', lang)}
                  options={[
                    ['0', word('without', lang)],
                    ['1', word('having', lang)],
                  ]}
                  value={String(side)}
                  set={(has) => {
                    setBefore(has === String(side) ? before : shown);
                    widget.look({ has });
                  }}
                />
              ),
              fix: (
                <Choice
                  {...field('fix', 'labelFix')}
                  options={fixes.map(([f, s]) => [f, f === fields['fix'] ? f : `${f} ${s}`] as const)}
                />
              ),
              host: <Choice {...field('host', 'labelHost')} options={hosts} />,
              ask: <Choice {...field('ask', 'labelAsk')} options={exitOptions(asks, lang)} />,
            }}
          />
          <Trouble {...widget} lang={lang} before={say('stale', lang)} />
        </div>
        {predicting ? (
          <Guess
            lang={lang}
            question={fill(word('ask', lang), { fix: fields['fix'] ?? '', a: model.kernels[0], b: model.kernels[1] })}
            options={rows.map((_, r) => rowName(r))}
            holds={fixed}
            several
            why={fixed.length === 0 ? word('whyNone', lang) : fill(word('why', lang), { rows: listed(fixed.map(rowName), lang) })}
            done={() => setPredicting(false)}
          />
        ) : (
          <>
            <Grid {...{ lang, cells: shown.cells, base: base.cells, live: widget.live, href }} stale={widget.stale} />
            <p class="status" aria-live="polite">
              {fill(word(changed.length === 0 ? 'same' : 'status', lang), { n: changed.length, all, other: base.label })}{' '}
              <span data-js>{word('open', lang)}</span>
            </p>
          </>
        )}
      </div>
      <AsText id={id} lang={lang}>
        {([0, 1] as const).map((s) => (
          <Lines key={s} kernel={model.kernels[s]} cells={model.maps[s]} lang={lang} />
        ))}
      </AsText>
    </div>
  );
}

/** A row's peculiarity, in brackets. */
export function noteOf(r: number, lang: Lang): string {
  const note = rows[r]?.note?.[lang];
  return note === undefined ? '' : lang === 'en' ? ` (${note})` : `（${note}）`;
}

/** A map as text: a line for each register, its values by how they end. */
function Lines({ kernel, cells, lang }: { readonly kernel: string; readonly cells: Cells; readonly lang: Lang }): JSX.Element {
  const order: readonly Outcome[] = ['EPERM', '#GP', 'exit', 'ok', 'other'];
  return (
    <>
      <p>
        <b>{fill(word('onKernel', lang), { kernel })}</b>
      </p>
      <ul>
        {cells.map((line, r) => {
          const parts = order.flatMap((outcome) => {
            const values = columns.flatMap((column, c) => (line[c] === outcome ? [`\`${column.data}\``] : []));
            if (values.length === 0) return [];
            return [fill(word('part', lang), { outcome: outcomes[outcome].name[lang], values: listed(values, lang) })];
          });
          const text = { row: rows[r]?.name ?? '', note: noteOf(r, lang), parts: parts.join(lang === 'en' ? '; ' : '；') };
          return (
            <li key={r}>
              <Inline text={fill(word('line', lang), text)} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
