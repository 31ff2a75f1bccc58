// SPDX-License-Identifier: GPL-2.0-only
/** What becomes of a read and a write of each register: who decided, and how it ended. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { outcomes } from '../outcomes/words.ts';
import { Entry, type FieldProps } from '../stepper/Fields.tsx';
import { fill } from '../widget/words.ts';
import type { Access, Model } from './filter.ts';
import { word } from './words.ts';

const byOf = ({ by }: Access, lang: Lang): string =>
  by < 0 ? word('never', lang) : by === 0 ? word('byDefault', lang) : fill(word('byRange', lang), { n: by });

/** An access in words: `denied (range 2), then #GP`. */
export function howOf(access: Access, lang: Lang): string {
  const ends = access.outcome === 'ok' ? '' : fill(word('ends', lang), { outcome: outcomes[access.outcome].name[lang] });
  return fill(word('how', lang), { decision: word(access.denied ? 'denied' : 'allowed', lang), by: byOf(access, lang), ends });
}

interface AccessesProps {
  readonly model: Model;
  readonly lang: Lang;
  readonly stale: boolean;
  /** The value that is written, and the register that the reader names. */
  readonly data: FieldProps;
  readonly msr: FieldProps;
}

export function Accesses({ model, lang, stale, data, msr }: AccessesProps): JSX.Element {
  const [before, after = ''] = word('write', lang).split('{data}');
  return (
    <table class={`accesses${stale ? ' stale' : ''}`}>
      <caption class="vh">{word('table', lang)}</caption>
      <thead>
        <tr>
          <th scope="col">{word('register', lang)}</th>
          <th scope="col">{word('read', lang)}</th>
          <th scope="col">
            {before}
            <Entry {...data} />
            {after}
          </th>
        </tr>
      </thead>
      <tbody>
        {model.tried.map((t, i) => (
          <tr key={t.msr}>
            <th scope="row">
              {i === model.tried.length - 1 ? <Entry {...msr} /> : <code>{t.msr}</code>} <span class="reg">{t.name}</span>
            </th>
            <One access={t.read} lang={lang} />
            <One access={t.write} lang={lang} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function One({ access, lang }: { readonly access: Access; readonly lang: Lang }): JSX.Element {
  const { shape, look, name } = outcomes[access.outcome];
  return (
    <td class={access.denied ? 'denied' : undefined}>
      <span class="decision">{word(access.denied ? 'denied' : 'allowed', lang)}</span>
      {access.outcome === 'ok' ? null : (
        <span class={`oc ${look}`}>
          {' '}
          <span class="sh" aria-hidden="true">
            {shape}
          </span>{' '}
          {name[lang]}
        </span>
      )}
      <small>{byOf(access, lang)}</small>
    </td>
  );
}
