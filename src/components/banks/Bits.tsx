// SPDX-License-Identifier: GPL-2.0-only
/** A register taken apart: its value as hex, as fields and as bits, any of which may be changed; and what writing it comes to. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { hex } from '../../trace/names.ts';
import { Entry } from '../stepper/Fields.tsx';
import { Ending, Trouble } from '../widget/Parts.tsx';
import { useAnswer } from '../widget/use-answer.ts';
import type { Writing, Written } from './bits.ts';
import type { Register, Told } from './fields.ts';
import { get, set, unnamed } from './places.ts';
import { Ruler } from './Ruler.tsx';
import type { Words } from './words.ts';

export interface BitsProps {
  readonly id: string;
  readonly lang: Lang;
  readonly printed: string;
  /** The value that each register opens with. */
  readonly values: Readonly<Record<Register, string>>;
  readonly fields: Readonly<Record<Register, readonly Told[]>>;
  readonly words: Words;
}

const wellFormed = (value: string): boolean => /^0x[0-9a-f]{1,16}$/.test(value);

function Row({ field, value, put }: { readonly field: Told; readonly value: bigint; readonly put: (to: bigint) => void }): JSX.Element {
  const { name, high, low } = field;
  const is = get(value, field);
  return (
    <tr>
      <th scope="row">
        <code>{name}</code>
      </th>
      <td>{high === low ? high : `${high}–${low}`}</td>
      <td>
        {high === low ? (
          <>
            <span data-nojs>{String(is)}</span>
            <input type="checkbox" data-js aria-label={name} checked={is === 1n} onChange={(e) => put(e.currentTarget.checked ? 1n : 0n)} />
          </>
        ) : (
          <Entry
            label={name}
            value={hex(is)}
            set={(text) => {
              if (wellFormed(text)) put(BigInt(text));
            }}
          />
        )}
      </td>
      <td>{field.means}</td>
    </tr>
  );
}

export default function Bits({ id, lang, printed, values, fields, words }: BitsProps): JSX.Element {
  const { question, answer, waiting, change, field, hints, root } = useAnswer<Written, Writing>(printed, async () => {
    const { writing } = await import('./bits.ts');
    return (written) => writing(written, lang);
  });
  const list = fields[question.register];
  const value = wellFormed(question.value) ? BigInt(question.value) : 0n;
  const put = (to: bigint): void => change({ value: hex(to) });
  const rest = unnamed(list, value);
  return (
    <div ref={root} {...hints}>
      <div class="frame">
        <div class="scn">
          <span data-nojs>
            <code>{question.register}</code>{' '}
          </span>
          <fieldset class="seg" aria-label={words.register} data-js>
            {(Object.keys(fields) as Register[]).map((register) => (
              <button
                key={register}
                type="button"
                aria-pressed={question.register === register}
                onClick={() => change({ register, value: values[register] })}
              >
                {register}
              </button>
            ))}
          </fieldset>{' '}
          = <Entry {...field('value', words.value)} wrong={answer.wrong && `${id}-wrong`} />
        </div>
        <Trouble {...{ lang, waiting }} id={`${id}-wrong`} wrong={answer.wrong} />
        {answer.wrong === undefined ? (
          <>
            <Ruler value={value} fields={list} words={words} flip={(bit) => put(value ^ (1n << BigInt(bit)))} />
            <div class="pair">
              <table class="fields">
                <thead>
                  <tr>
                    <th scope="col">{words.field}</th>
                    <th scope="col">{words.position}</th>
                    <th scope="col">{words.now}</th>
                    <th scope="col">{words.means}</th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((field) => (
                    <Row key={field.name} field={field} value={value} put={(to) => put(set(value, field, to))} />
                  ))}
                  {rest === 0n ? null : (
                    <tr>
                      <th scope="row" colSpan={2}>
                        {words.others}
                      </th>
                      <td colSpan={2}>
                        <code>{hex(rest)}</code>
                      </td>
                    </tr>
                  )}
                </tbody>
              </table>
              <div aria-live="polite">
                <p class="hd">{words.written.replace('{value}', question.value)}</p>
                <dl class="told">
                  {answer.rows.map(({ who, runs }) => (
                    <div key={who}>
                      <dt>{who}</dt>
                      <dd>
                        {runs.map(({ kernels, ...end }) => (
                          <span class="run-of" key={kernels}>
                            <code>{kernels}</code> <Ending {...end} />
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            </div>
          </>
        ) : null}
      </div>
    </div>
  );
}
