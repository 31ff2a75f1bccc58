// SPDX-License-Identifier: GPL-2.0-only
/** The lab. Rendered whole at build time from one worked example; alive once scripts run. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { swapQuotes } from '../stepper/film.ts';
import { BenchPart, type Choices } from './Bench.tsx';
import { Exports } from './Exports.tsx';
import { Results } from './Results.tsx';
import { Scroll } from './Scroll.tsx';
import { useLab } from './use-lab.ts';
import { Walk } from './Walk.tsx';
import { word } from './words.ts';

export interface LabProps {
  readonly lang: Lang;
  /** JSON of Printed and of Choices, quotes swapped; a film, packed; function_graph text of the printed run. */
  readonly printed: string;
  readonly film: string;
  readonly choices: string;
  readonly exported: string;
}

export default function LabPage({ lang, printed, film, choices: choicesJson, exported }: LabProps): JSX.Element {
  const choices = useMemo(() => JSON.parse(swapQuotes(choicesJson)) as Choices, [choicesJson]);
  const lab = useLab(lang, printed, film);
  const { run } = lab;
  const n = run.film?.step ?? 0;
  const stale = lab.trouble !== undefined;
  return (
    <section class="lab" id="lab" ref={lab.root} aria-label={word('lab', lang)} onFocusIn={lab.hint} onPointerDown={lab.hint}>
      {lab.note === undefined ? null : (
        <p class="note" role="status">
          {word(lab.note, lang)}
        </p>
      )}
      <BenchPart {...{ lab, lang, choices }} />
      <div class={stale ? 'stale' : undefined}>
        <h2 id="results">{word('results', lang)}</h2>
        <Results lab={lab} lang={lang} />
        {run.film === null ? null : (
          <>
            <h2 id="walk">{word('walk', lang, { n })}</h2>
            <Walk key={`${run.scenario}${run.sides[1]?.kernel}${n}`} film={run.film} two={run.sides.length === 2} lang={lang} />
            <details class="text">
              <summary>{word('trace', lang, { n })}</summary>
              {run.traces.map((t, i) => (
                <Scroll key={i} label={run.sides[i]?.kernel ?? ''}>
                  <pre>
                    <code>{t}</code>
                  </pre>
                </Scroll>
              ))}
            </details>
          </>
        )}
        <h2 id="take">{word('take', lang)}</h2>
        <Exports lab={lab} lang={lang} printed={exported} />
      </div>
    </section>
  );
}
