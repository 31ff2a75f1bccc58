// SPDX-License-Identifier: GPL-2.0-only
/** What every step came to, on one kernel or on two side by side. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { Glyph } from '../stepper/Inline.tsx';
import { Scroll } from './Scroll.tsx';
import type { Ended } from './state.ts';
import type { Lab } from './use-lab.ts';
import { word } from './words.ts';

const hue = { guest: 'g', kernel: 'k', user: 'u' } as const;

/** Steps to add, as one would write them first. */
const templates: readonly { readonly op: string; readonly [field: string]: unknown }[] = [
  { op: 'guest.wrmsr', msr: '0x400', data: '0x0' },
  { op: 'guest.rdmsr', msr: '0x400' },
  { op: 'guest.run' },
  { op: 'guest.set_cr4_mce', on: true },
  { op: 'host.set_msr', msr: '0x400', data: '0x0' },
  { op: 'host.get_msr', msr: '0x400' },
  { op: 'host.setup_mce', mcg_cap: '0x100010a' },
  { op: 'host.set_mce', bank: 1, status: '0xb200000000000000', addr: '0x0', misc: '0x0', mcg_status: '0x5' },
  { op: 'host.complete', error: 0 },
];

interface CellProps {
  readonly kernel: string;
  readonly ended: Ended | undefined;
  /** What was expected instead. */
  readonly unmet: string | null;
  readonly lang: Lang;
}

function Cell({ kernel, ended, unmet, lang }: CellProps): JSX.Element {
  if (ended === undefined) return <td />;
  return (
    <td>
      <code class="on">{kernel}</code>
      <strong class={ended.alarm ? 'x' : hue[ended.actor]}>
        <Glyph actor={ended.actor} /> {ended.title}
      </strong>
      <code>{ended.json}</code>
      {unmet === null ? null : (
        <code class="unmet">
          {word('expected', lang)}: {unmet}
        </code>
      )}
    </td>
  );
}

export function Results({ lab, lang }: { readonly lab: Lab; readonly lang: Lang }): JSX.Element {
  const { run } = lab;
  const [a] = run.sides;
  const shown = run.film?.step;
  const unmet = run.unmet.filter((u) => u !== null).length;
  const kernel = a?.kernel ?? '';
  return (
    <div class="results">
      {run.expected === 0 ? null : (
        <p class="verdict" role="status">
          {unmet === 0 && run.expected === run.steps.length
            ? word('asExpected', lang, { kernel, n: run.steps.length })
            : word('notExpected', lang, { kernel, n: Math.max(unmet, Math.abs(run.expected - run.steps.length)) })}
        </p>
      )}
      {run.steps.length === 0 ? (
        <p>{word('noSteps', lang)}</p>
      ) : (
        <Scroll label={word('results', lang)}>
          <table>
            <thead>
              <tr>
                <th scope="col">{word('step', lang)}</th>
                {run.sides.map((s, i) => (
                  <th scope="col" key={i}>
                    <code>{s.kernel}</code>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {run.steps.map((what, i) => (
                <tr key={i} class={`${i === shown ? 'shown' : ''}${i === run.parts ? ' parts' : ''}`}>
                  <th scope="row">
                    <span class="n">{i}</span> <code>{what}</code>
                    {i === run.parts ? <span class="part">{word('partHere', lang)}</span> : null}
                    <span class="acts" data-js>
                      <button
                        type="button"
                        class="link"
                        aria-pressed={i === shown}
                        aria-label={word('showStep', lang, { n: i })}
                        onClick={() => lab.change({ at: i })}
                      >
                        {word('show', lang)}
                      </button>
                      <button
                        type="button"
                        class="link"
                        aria-label={word('removeStep', lang, { n: i })}
                        onClick={() => lab.rewrite(({ withValue }, text) => ({ text: withValue(text, ['steps', i], undefined) }))}
                      >
                        {word('remove', lang)}
                      </button>
                    </span>
                  </th>
                  {run.sides.map((s, side) => (
                    <Cell
                      key={side}
                      kernel={s.kernel}
                      ended={s.results[i]}
                      unmet={side === 0 ? (run.unmet[i] ?? null) : null}
                      lang={lang}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {run.sides.length === 2 && run.parts === null ? <p>{word('alike', lang)}</p> : null}
      <p class="row" data-js>
        <label>
          {word('add', lang)}{' '}
          <select
            onChange={(e) => {
              const step = templates[e.currentTarget.selectedIndex - 1];
              e.currentTarget.selectedIndex = 0;
              const after = shown === undefined ? 0 : shown + 1;
              if (step !== undefined) lab.rewrite(({ withStep }, text) => ({ text: withStep(text, after, step), at: after }));
            }}
          >
            <option>{word('choose', lang)}</option>
            {templates.map(({ op }) => (
              <option key={op}>{op}</option>
            ))}
          </select>
        </label>
      </p>
    </div>
  );
}
