// SPDX-License-Identifier: GPL-2.0-only
/** The scenario: where to begin, the settings that one changes most, and all of it as text. */
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { problemWords } from '../stepper/problem-words.ts';
import { laidOut } from './state.ts';
import type { Lab } from './use-lab.ts';
import { word } from './words.ts';

/** What there is to choose from, made at build time. */
export interface Choices {
  readonly releases: readonly string[];
  readonly hosts: readonly string[];
  readonly presets: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly source?: { readonly name: string; readonly url: string };
    readonly scenario: string;
    readonly other: string;
    readonly at: number | null;
  }[];
}

interface BenchProps {
  readonly lab: Lab;
  readonly lang: Lang;
  readonly choices: Choices;
}

/** The name in the text, which says what one began with. */
const nameIn = (text: string): string | undefined => /"name"\s*:\s*"([\w-]*)"/.exec(text)?.[1];
const settingIn = (text: string, name: string): string | undefined => new RegExp(`"${name}"\\s*:\\s*"([^"]*)"`).exec(text)?.[1];

export function BenchPart({ lab, lang, choices }: BenchProps): JSX.Element {
  const area = useRef<HTMLTextAreaElement>(null);
  const { bench, trouble } = lab;
  const [printed] = useState(bench.text);
  const begun = choices.presets.find((p) => p.id === nameIn(bench.text));
  const set = (name: string, value: string | undefined): void =>
    lab.rewrite(({ withValue }, text) => ({ text: withValue(text, [name], value) }));
  const said = trouble === undefined ? undefined : problemWords(trouble.problem, lang);
  const showWhere = (): void => {
    area.current?.focus();
    if (trouble !== undefined) area.current?.setSelectionRange(trouble.from, trouble.to);
  };
  return (
    <div class="bench">
      <div class="row" data-js>
        <label>
          {word('begin', lang)}{' '}
          <select
            value={begun?.id ?? ''}
            onChange={(e) => {
              const p = choices.presets.find(({ id }) => id === e.currentTarget.value);
              if (p !== undefined) lab.change({ text: laidOut(p.scenario), other: p.other, at: p.at });
            }}
          >
            {begun === undefined ? <option value="">…</option> : null}
            {choices.presets.map((p) => (
              <option key={p.id} value={p.id} selected={p.id === begun?.id}>
                {p.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          {word('kernel', lang)}{' '}
          <input
            type="text"
            list="lab-releases"
            autocomplete="off"
            spellcheck={false}
            value={settingIn(bench.text, 'kernel') ?? ''}
            aria-invalid={trouble?.at === 'kernel'}
            onInput={(e) => set('kernel', e.currentTarget.value)}
          />
        </label>
        <label>
          {word('other', lang)}{' '}
          <input
            type="text"
            list="lab-releases"
            autocomplete="off"
            spellcheck={false}
            placeholder={word('none', lang)}
            value={bench.other}
            aria-invalid={trouble?.at === 'other'}
            onInput={(e) => lab.change({ other: e.currentTarget.value.trim() }, true)}
          />
        </label>
        <label>
          {word('host', lang)}{' '}
          <select value={settingIn(bench.text, 'host') ?? 'intel'} onChange={(e) => set('host', e.currentTarget.value)}>
            {choices.hosts.map((h) => (
              <option key={h} value={h} selected={h === (settingIn(bench.text, 'host') ?? 'intel')}>
                {`kvm_${h}`}
              </option>
            ))}
          </select>
        </label>
        <datalist id="lab-releases">
          {choices.releases.map((r) => (
            <option key={r} value={r} />
          ))}
        </datalist>
      </div>
      {begun === undefined ? null : (
        <p class="about">
          <b>
            {begun.title}
            {lang === 'en' ? '.' : '。'}
          </b>{' '}
          {begun.text}
          {begun.source === undefined ? null : (
            <>
              {' '}
              {word('source', lang)} <a href={begun.source.url}>{begun.source.name}</a>
            </>
          )}
        </p>
      )}
      <label class="code">
        <span>{word('scenarioLabel', lang)}</span>
        <textarea
          ref={area}
          rows={Math.min(24, Math.max(8, bench.text.split('\n').length + 1))}
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-invalid={trouble !== undefined}
          aria-describedby="lab-wrong"
          value={bench.text}
          onInput={(e) => lab.change({ text: e.currentTarget.value }, true)}
        >
          {printed}
        </textarea>
      </label>
      <p class="wrong" id="lab-wrong" aria-live="polite">
        {said === undefined ? null : (
          <>
            <b>{word('notRun', lang)}</b>{' '}
            <span lang={said.lang}>
              {trouble?.at === '' || trouble?.at === 'other' ? '' : `${trouble?.at}: `}
              {said.text}
            </span>{' '}
            {trouble?.at === 'other' ? null : (
              <button type="button" class="link" onClick={showWhere}>
                {word('showWhere', lang)}
              </button>
            )}
          </>
        )}
        {lab.waiting === '' ? null : <span>{word(lab.waiting, lang)}</span>}
      </p>
      <div class="row acts" data-js>
        <button type="button" class="link" aria-disabled={lab.undo === undefined} onClick={() => lab.undo?.()}>
          {word('undo', lang)}
        </button>
        <button type="button" class="link" aria-disabled={lab.redo === undefined} onClick={() => lab.redo?.()}>
          {word('redo', lang)}
        </button>
        <button type="button" class="link" onClick={() => lab.change({ text: laidOut(bench.text) })}>
          {word('layOut', lang)}
        </button>
        {lab.branches.length < 2 ? null : (
          <label>
            {word('branch', lang)}{' '}
            <select onChange={(e) => lab.goBranch(Number(e.currentTarget.value))}>
              {lab.branches.map(({ index, state, on }, i) => (
                <option key={index} value={index} selected={on}>
                  {`${i + 1}: ${nameIn(state.text) ?? '…'}, ${[settingIn(state.text, 'kernel'), state.other].filter(Boolean).join(' | ')}`}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
    </div>
  );
}
