// SPDX-License-Identifier: GPL-2.0-only
/** MSR number to bank and register, and back, on a machine that one can change. */
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { bankRegisters, msrOf } from '../stepper/draft.ts';
import { Choice, Entry } from '../stepper/Fields.tsx';
import { Ending, Guess, Sentence, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import { hosts, same } from '../widget/words.ts';
import type { Place, Shown } from './bank-map.ts';
import { MapDrawing } from './MapDrawing.tsx';
import type { Words } from './words.ts';

export interface BankMapProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  readonly releases: readonly string[];
  /** Numbers to guess between, and the one that fails KVM_RUN. */
  readonly riddle: readonly string[];
  readonly key_: string;
  readonly words: Words;
  readonly sentence: string;
}

/** `0–9`: the banks of a row that answer. */
const range = (line: string): string => {
  const [first, last] = [line.indexOf('+'), line.lastIndexOf('+')];
  return first < 0 ? '–' : `${first}–${last}`;
};

export default function BankMap({ id, lang, printed, releases, riddle, key_, words, sentence }: BankMapProps): JSX.Element {
  const { answer, waiting, change, field, hints, root } = useAnswer<Place, Shown>(printed, async () => {
    const { bankMap } = await import('./bank-map.ts');
    return (place) => bankMap(place, lang);
  });
  const pick = (register: string, bank: number): void => change({ msr: msrOf(register, bank) });
  const wrong = (field: 'banks' | 'msr'): string | undefined => (answer.wrong?.field === field ? `${id}-wrong` : undefined);
  const names = useMemo(() => [...bankRegisters], []);
  const [register, bank] = [answer.register, answer.bank < 0 ? '' : String(answer.bank)];
  const parts: Readonly<Record<string, JSX.Element>> = {
    kernel: <Choice {...field('kernel', words.kernel)} options={same(releases)} />,
    host: <Choice {...field('host', words.host)} options={hosts} />,
    banks: <Entry {...field('banks', words.banks)} wrong={wrong('banks')} numeric />,
    cmci: (
      <Choice
        {...field('cmci', words.cmci)}
        options={[
          ['no', words.no],
          ['yes', words.yes],
        ]}
      />
    ),
    msr: <Entry {...field('msr', words.msr)} wrong={wrong('msr')} />,
    register: <Choice label={words.register} value={register} options={same(bankRegisters)} set={(r) => pick(r, Number(bank))} />,
    bank: (
      <Choice
        label={words.bank}
        value={bank}
        options={same(Array.from({ length: 32 }, (_, b) => String(b)))}
        set={(b) => pick(names.some((n) => n === register) ? register : 'CTL', Number(b))}
      />
    ),
  };
  return (
    <div ref={root} {...hints}>
      <Guess lang={lang} question={words.ask} options={riddle} holds={[riddle.indexOf(key_)]} why={words.because} />
      <div class="frame">
        <Sentence text={sentence} parts={parts} />
        <Trouble {...{ lang, waiting }} id={`${id}-wrong`} wrong={answer.wrong} />
        {answer.wrong === undefined ? (
          <>
            <div aria-live="polite">
              {answer.refused ? <p class="refused">{words.refused}</p> : null}
              <p class="end">{answer.title}</p>
              <p>{answer.text}</p>
              {answer.writes.length === 0 ? null : (
                <p class="writes">
                  {words.write}{' '}
                  {answer.writes.map(({ data, ...end }) => (
                    <span class="write" key={data}>
                      <code>{data}</code> <Ending {...end} />
                    </span>
                  ))}
                </p>
              )}
            </div>
            <MapDrawing shown={answer} names={names} across={32} step={31} width={1070} variant="wide" pick={pick} />
            <MapDrawing shown={answer} names={names} across={8} step={34} width={350} variant="narrow" pick={pick} />
            <details>
              <summary>{words.summary}</summary>
              <ul>
                {names.map((name, i) => (
                  <li key={name}>
                    MCi_{name}: bank {range(answer.answers[i] ?? '')}
                  </li>
                ))}
              </ul>
            </details>
          </>
        ) : null}
      </div>
    </div>
  );
}
