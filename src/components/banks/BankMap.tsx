// SPDX-License-Identifier: GPL-2.0-only
/** MSR number to bank and register, and back, on a machine that one can change. */
import { Fragment, type JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { bankRegisters, msrOf } from '../stepper/draft.ts';
import { Choice, Entry } from '../stepper/Fields.tsx';
import { Glyph } from '../stepper/Inline.tsx';
import { Ask, Waiting } from '../widget/Ask.tsx';
import { useAnswer } from '../widget/use-answer.ts';
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
  const { question, answer, waiting, change, hint, root } = useAnswer<Place, Shown>(printed, async () => {
    const { bankMap } = await import('./bank-map.ts');
    return (place) => bankMap(place, lang);
  });
  const pick = (register: string, bank: number): void => change({ msr: msrOf(register, bank) });
  const wrong = (field: 'banks' | 'msr'): string | undefined => (answer.wrong?.field === field ? `${id}-wrong` : undefined);
  const names = useMemo(() => [...bankRegisters], []);
  const [register, bank] = [answer.register, answer.bank < 0 ? '' : String(answer.bank)];
  const plain = (values: readonly string[]): readonly (readonly [string, string])[] => values.map((v) => [v, v] as const);
  const parts: Readonly<Record<string, JSX.Element>> = {
    kernel: (
      <Choice
        label={words.kernel}
        value={question.kernel}
        options={plain(releases)}
        wrong={undefined}
        set={(kernel) => change({ kernel })}
      />
    ),
    host: (
      <Choice
        label={words.host}
        value={question.host}
        options={[
          ['intel', 'kvm_intel'],
          ['amd', 'kvm_amd'],
        ]}
        wrong={undefined}
        set={(host) => change({ host: host as Place['host'] })}
      />
    ),
    banks: <Entry label={words.banks} value={question.banks} wrong={wrong('banks')} set={(banks) => change({ banks })} numeric />,
    cmci: (
      <Choice
        label={words.cmci}
        value={question.cmci}
        options={[
          ['no', words.no],
          ['yes', words.yes],
        ]}
        wrong={undefined}
        set={(cmci) => change({ cmci: cmci as Place['cmci'] })}
      />
    ),
    msr: <Entry label={words.msr} value={question.msr} wrong={wrong('msr')} set={(msr) => change({ msr })} />,
    register: (
      <Choice label={words.register} value={register} options={plain(bankRegisters)} wrong={undefined} set={(r) => pick(r, Number(bank))} />
    ),
    bank: (
      <Choice
        label={words.bank}
        value={bank}
        options={plain(Array.from({ length: 32 }, (_, b) => String(b)))}
        wrong={undefined}
        set={(b) => pick(names.some((n) => n === register) ? register : 'CTL', Number(b))}
      />
    ),
  };
  return (
    <div class="wid" ref={root} onFocusCapture={hint} onPointerEnter={hint}>
      <Ask lang={lang} question={words.ask} options={riddle.map((r) => [r, r] as const)} key_={key_} because={words.because} />
      <div class="st">
        <p class="scn">
          {sentence.split(/\{(\w+)\}/).map((part, i) => (
            <Fragment key={i}>{i % 2 === 1 ? parts[part] : part}</Fragment>
          ))}
        </p>
        <Waiting how={waiting} lang={lang} />
        <p class="trouble" id={`${id}-wrong`} role="status" lang={answer.wrong?.lang}>
          {answer.wrong?.text}
        </p>
        {answer.wrong === undefined ? (
          <>
            <div aria-live="polite">
              {answer.refused ? <p class="refused">{words.refused}</p> : null}
              <p class="end">{answer.title}</p>
              <p>{answer.text}</p>
              {answer.writes.length === 0 ? null : (
                <p class="writes">
                  {words.write}{' '}
                  {answer.writes.map(({ data, name, actor, alarm }) => (
                    <span class="write" key={data}>
                      <code>{data}</code>{' '}
                      <b class={alarm ? 'x' : { guest: 'g', kernel: 'k', user: 'u' }[actor]}>
                        <Glyph actor={actor} /> {name}
                      </b>
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
