// SPDX-License-Identifier: GPL-2.0-only
/** The scenario as one sentence, every value of which can be changed. */
import type { ComponentChildren, JSX } from 'preact';
import { Fragment } from 'preact';
import type { Lang } from '../../site/lang.ts';
import {
  accesses,
  bankRegisters,
  banksOf,
  besides,
  type Draft,
  type Field,
  fieldOf,
  isAccess,
  msrOf,
  oneRegisters,
  registerOf,
  usualValues,
  withBanks,
  writes,
} from './draft.ts';
import { Choice, Entry, Usual } from './Fields.tsx';
import type { CommitFilm } from './film.ts';
import type { View } from './moves.ts';
import { problemWords } from './problem-words.ts';
import { type WordName, word } from './words.ts';

/** What there is to choose from: known at build time, so that the engine need not be there. */
export interface Choices {
  readonly releases: readonly string[];
  readonly fixes: readonly (readonly [id: string, subject: string])[];
  readonly hosts: readonly string[];
}

export interface Trouble {
  readonly at: string;
  readonly problem: string;
  readonly kind: 'malformed' | 'not modelled';
}

export interface ScenarioProps {
  readonly id: string;
  readonly film: CommitFilm;
  readonly draft: Draft;
  readonly choices: Choices;
  readonly view: View;
  readonly trouble: Trouble | undefined;
  readonly waiting: '' | 'loading' | 'noEngine';
  readonly lang: Lang;
  readonly edit: (change: Partial<Record<Field, string>>) => void;
  readonly look: (view: View) => void;
}

const asks = ['', 'inval', 'unknown', 'filter', 'inval,unknown', 'inval,unknown,filter'];
const valueWords: Readonly<Partial<Record<(typeof usualValues)[number], WordName>>> = {
  '0xffffffffffffffff': 'ones',
  '0xfffffffffffffbff': 'onesBut10',
  '0xfffffffffffffffe': 'onesBut0',
};
const views = [0, 1, 'both'] as const;
const viewWords = ['without', 'having', 'both'] as const;

/** The sentence's parts, by name, in the order of each language. */
const sentences: Readonly<Record<Lang, string>> = {
  en: 'On {kernel} {view} {fix}, with {host} and {banks} banks {cap}, asking for {ask}, {who} {op} {msr}{data} {register}.',
  'zh-CN': '在{view} {fix} 的 {kernel} 上，{host}，{banks} 个 bank {cap}，{ask}，{who} {op} {msr}{data}{register}。',
};
const who: Readonly<Record<Lang, (guest: boolean) => string>> = {
  en: (guest) => (guest ? 'the guest runs' : 'user space calls'),
  'zh-CN': (guest) => (guest ? '客户机执行' : '用户态调用'),
};

export function ScenarioSentence({ id, film, draft, choices, view, trouble, waiting, lang, edit, look }: ScenarioProps): JSX.Element {
  const message = `${id}-wrong`;
  const wrongField = trouble === undefined ? undefined : fieldOf(trouble.at);
  const wrong = (f: Field): string | undefined => (wrongField === f ? message : undefined);
  const access = isAccess(draft.op);
  const rest = besides(draft);
  const comma = lang === 'en' ? ', ' : '，';
  const register = registerOf(draft.msr);
  const askText = (a: string): string => (a === '' ? word('noExits', lang) : a.split(',').join(' + '));
  const opText: Readonly<Record<string, string>> = {
    'guest.wrmsr': 'wrmsr',
    'guest.rdmsr': 'rdmsr',
    'host.set_msr': 'KVM_SET_MSRS',
    'host.get_msr': 'KVM_GET_MSRS',
  };
  const field = (f: Field, label: WordName): { label: string; value: string; wrong: string | undefined; set: (v: string) => void } => ({
    label: word(label, lang),
    value: String(draft[f]),
    wrong: wrong(f),
    set: (v) => edit({ [f]: v }),
  });

  const parts: Readonly<Record<string, ComponentChildren>> = {
    kernel: <Choice {...field('kernel', 'labelKernel')} options={choices.releases.map((r) => [r, r] as const)} />,
    view: (
      <>
        <span data-nojs>
          {word('without', lang)}
          {lang === 'en' ? ' and ' : '与'}
          {word('having', lang)}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a sentence */}
        <span class="seg which" role="group" aria-label={word('which', lang)} data-js>
          {views.map((v, i) => (
            <button key={v} type="button" class={v === 'both' ? 'wide-only' : undefined} aria-pressed={view === v} onClick={() => look(v)}>
              {word(viewWords[i] ?? 'both', lang)}
            </button>
          ))}
        </span>
      </>
    ),
    fix: (
      <Choice
        {...field('fix', 'labelFix')}
        options={choices.fixes.map(([f, subject]) => [f, f === draft.fix ? f : `${f} ${subject}`] as const)}
      />
    ),
    host: <Choice {...field('host', 'labelHost')} options={choices.hosts.map((h) => [h, `kvm_${h}`] as const)} />,
    banks: (
      <Entry
        label={word('labelBanks', lang)}
        value={String(banksOf(draft.cap) ?? '')}
        wrong={wrong('cap')}
        numeric
        set={(v) => edit({ cap: withBanks(draft.cap, Number(v)) })}
      />
    ),
    cap: (
      <span class="nb">
        (mcg_cap <Entry {...field('cap', 'labelCap')} />)
      </span>
    ),
    ask: <Choice {...field('ask', 'labelAsk')} options={asks.map((a) => [a, askText(a)] as const)} />,
    who: who[lang](draft.op.startsWith('guest.')),
    op: access ? (
      <Choice {...field('op', 'labelOp')} options={accesses.map((o) => [o, opText[o] ?? o] as const)} />
    ) : (
      <code>{film.what}</code>
    ),
    msr: access ? (
      <span class="nb">
        <Entry {...field('msr', 'labelMsr')} />
        {writes(draft.op) ? null : comma}
      </span>
    ) : null,
    // The comma is part of it, so that no line begins with one.
    data:
      access && writes(draft.op) ? (
        <span class="nb">
          {' ← '}
          <Entry {...field('data', 'labelData')} />
          <Usual
            label={word('labelUsual', lang)}
            options={usualValues.map((v) => [v, valueWords[v] === undefined ? v : `${word(valueWords[v], lang)}: ${v}`] as const)}
            set={(data) => edit({ data })}
          />
          {comma}
        </span>
      ) : null,
    register: access ? <Register register={register} lang={lang} edit={edit} /> : null,
  };

  return (
    <div class="scn">
      {film.before.length === 0 ? null : (
        <p class="before">
          {word('first', lang)}{' '}
          {film.before.map((b, i) => (
            <Fragment key={i}>
              <code>{b}</code>
              {i + 1 < film.before.length ? (lang === 'en' ? ', ' : '、') : ''}
            </Fragment>
          ))}
        </p>
      )}
      <p>
        {sentences[lang].split(/\{(\w+)\}/).map((part, i) => (
          <Fragment key={i}>{i % 2 === 1 ? parts[part] : part}</Fragment>
        ))}
      </p>
      {rest.length === 0 ? null : (
        <p class="before">
          {word('besides', lang)}{' '}
          {rest.map((b, i) => (
            <Fragment key={i}>
              <code>{b}</code>
              {i + 1 < rest.length ? (lang === 'en' ? ', ' : '、') : ''}
            </Fragment>
          ))}
        </p>
      )}
      <p class="commit">
        <code>{film.fix.id}</code> {film.fix.subject}. {film.fix.changes}
        {film.fork === null ? <b> {word('noDifference', lang)}</b> : null}
      </p>
      <p class="wrong" id={message} aria-live="polite">
        {trouble === undefined ? null : (
          <>
            <b>{word('stale', lang)}</b> <Problem trouble={trouble} lang={lang} />
          </>
        )}
        {waiting === '' ? null : <span>{word(waiting, lang)}</span>}
      </p>
    </div>
  );
}

interface RegisterProps {
  readonly register: ReturnType<typeof registerOf>;
  readonly lang: Lang;
  readonly edit: ScenarioProps['edit'];
}

/** What the number names: a register of a bank, or one of which there is only one. */
function Register({ register, lang, edit }: RegisterProps): JSX.Element {
  const [name, bank] = register ?? ['', undefined];
  const names = [...bankRegisters.map((r) => [r, `MCi_${r}`] as const), ...oneRegisters.map(([r]) => [r, r] as const)];
  const choice = (
    <Choice
      label={word('labelRegister', lang)}
      value={name}
      options={register === undefined ? [['', word('otherRegister', lang)], ...names] : names}
      set={(r) => (r === '' ? undefined : edit({ msr: msrOf(r, bank ?? 0) }))}
    />
  );
  const number =
    bank === undefined ? null : (
      <Entry label={word('labelBank', lang)} value={String(bank)} numeric set={(b) => edit({ msr: msrOf(name, Number(b)) })} />
    );
  if (lang === 'en')
    return (
      <>
        {choice}
        {number === null ? null : <> of bank {number}</>}
      </>
    );
  return (
    <>
      即{number === null ? ' ' : <> bank {number} 的 </>}
      {choice}
    </>
  );
}

function Problem({ trouble, lang }: { readonly trouble: Trouble; readonly lang: Lang }): JSX.Element {
  const said = problemWords(trouble.problem, lang);
  const colon = said.lang === 'en' ? ': ' : '：';
  return (
    <span lang={said.lang}>
      {trouble.at === '' ? '' : `${trouble.at}${colon}`}
      {said.text}
    </span>
  );
}
