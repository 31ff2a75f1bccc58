// SPDX-License-Identifier: GPL-2.0-only
/** Asks before it shows: how does it end? The key to the answer is the run itself, so it cannot be wrong. Nothing is kept or sent. */
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Lang, Text } from '../../site/lang.ts';
import type { Film, Side } from './film.ts';
import { Ending } from './Outcome.tsx';
import { fill, word } from './words.ts';

type Kind = 'ok' | 'exception' | 'exit' | 'errno' | 'other';
const answers = {
  ok: { en: 'the guest goes on', 'zh-CN': '客户机继续运行' },
  exception: { en: 'an exception in the guest', 'zh-CN': '客户机里发生异常' },
  exit: { en: 'an exit that user space decides', 'zh-CN': '退出到用户态，由它决定' },
  errno: { en: 'KVM_RUN fails', 'zh-CN': 'KVM_RUN 失败' },
} as const satisfies Record<Exclude<Kind, 'other'>, Text>;

const kindOf = (result: string): Kind => {
  const outcome = (JSON.parse(result) as { outcome?: string }).outcome;
  return outcome === 'ok' || outcome === 'exception' || outcome === 'exit' || outcome === 'errno' ? outcome : 'other';
};

/** The last condition that was decided before the walks part, or before the end: what the outcome hangs on. */
function deciding(film: Film, side: Side): number {
  const { steps } = film.walks[side];
  const fork = film.fork === null ? steps.length : (film.rows[film.fork]?.at[side] ?? steps.length);
  return Math.max(
    0,
    steps.findLastIndex((s, i) => i <= fork && s.cond !== undefined),
  );
}

export interface PredictProps {
  readonly film: Film;
  readonly side: Side;
  readonly lang: Lang;
  readonly done: () => void;
  readonly go: (step: number) => void;
}

export function Predict({ film, side, lang, done, go }: PredictProps): JSX.Element {
  const [guess, setGuess] = useState<Kind | undefined>();
  const walk = film.walks[side];
  const kind = kindOf(walk.result);
  const step = deciding(film, side);
  return (
    <div class="predict" data-js>
      <p>{fill('predictAsk', lang, { kernel: walk.kernel })}</p>
      <div class="options">
        {(Object.keys(answers) as (keyof typeof answers)[]).map((k) => (
          <button key={k} type="button" aria-pressed={guess === k} onClick={() => setGuess(k)}>
            {answers[k][lang]}
          </button>
        ))}
        <button type="button" class="reveal" onClick={done}>
          {word('predictShow', lang)}
        </button>
      </div>
      <div aria-live="polite">
        {guess === undefined ? null : (
          <>
            <p>
              <b>{word(guess === kind ? 'predictRight' : 'predictWrong', lang)}</b>
            </p>
            <Ending walk={walk} />
            <p>
              {word('predictDecides', lang)}{' '}
              <button
                type="button"
                onClick={() => {
                  go(step);
                  done();
                }}
              >
                {walk.steps[step]?.say}
              </button>
            </p>
          </>
        )}
      </div>
    </div>
  );
}
