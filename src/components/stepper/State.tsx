// SPDX-License-Identifier: GPL-2.0-only
/** The state pane: groups touched so far, what this step changed, and the number on its way up the calls. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import type { Film, Side } from './film.ts';
import { Int, Name, Value } from './Inline.tsx';
import { type Cell, type Group, type GroupName, localsAt, type Rise, risesAt, stateAt } from './state.ts';
import { fill, type WordName, word } from './words.ts';

const titles: Readonly<Record<Exclude<GroupName, 'bank'>, WordName>> = {
  guest: 'guestRegisters',
  vcpu: 'vcpu',
  kernel: 'thisKernel',
  vm: 'vm',
  vmcs: 'vmcs',
  vmcb: 'vmcb',
  run: 'run',
  locals: 'locals',
};

interface RowProps {
  readonly cell: Cell;
  readonly lang: Lang;
  /** Goes to the step that set a value; without it the table is only to be read. */
  readonly go?: ((step: number) => void) | undefined;
  readonly at?: number;
}

function Row({ cell, lang, go, at }: RowProps): JSX.Element {
  const { name, value, old, since, bits } = cell;
  return (
    <tr class={old === undefined ? undefined : 'ch'}>
      <th scope="row">
        <Name text={name} />
      </th>
      <td>
        {old === undefined || old === '' ? null : (
          <>
            <del class="old">
              <Value text={old} />
            </del>{' '}
          </>
        )}
        <span class="nw">
          <Value text={value} />
        </span>
        {go !== undefined && since !== undefined && since !== at ? (
          <button
            type="button"
            class="since"
            data-js
            aria-label={fill('goSet', lang, { name })}
            title={fill('goSet', lang, { name })}
            onClick={() => go(since)}
          >
            ←
          </button>
        ) : null}
        {bits === '' ? null : <span class="bits">{bits}</span>}
      </td>
    </tr>
  );
}

export function titleOf(group: Group, groups: readonly Group[], lang: Lang): string {
  if (group.name !== 'bank') return word(titles[group.name], lang);
  const cap = groups.flatMap((g) => [...g.cells, ...g.folded]).find((c) => c.name === 'mcg_cap')?.value;
  const all = cap === undefined ? undefined : Number(BigInt(cap) & 0xffn);
  return all === undefined ? fill('bankOnly', lang, { n: group.bank ?? 0 }) : fill('bank', lang, { n: group.bank ?? 0, all });
}

export function Groups({
  groups,
  lang,
  go,
  at,
}: {
  readonly groups: readonly Group[];
  readonly lang: Lang;
  readonly go?: (step: number) => void;
  readonly at?: number;
}): JSX.Element {
  const folded = groups.flatMap((g) => g.folded.map((c) => ({ ...c, name: c.name, group: g })));
  return (
    <>
      {groups
        .filter((g) => g.cells.length > 0)
        .map((g) => (
          <table key={`${g.name}${g.bank ?? ''}`}>
            <caption>{titleOf(g, groups, lang)}</caption>
            <tbody>
              {g.cells.map((c) => (
                <Row key={c.name} cell={c} lang={lang} go={go} {...(at === undefined ? {} : { at })} />
              ))}
            </tbody>
          </table>
        ))}
      {folded.length === 0 ? null : (
        <details class="more">
          <summary>{fill('unchanged', lang, { n: folded.length })}</summary>
          <table>
            <tbody>
              {folded.map((c) => (
                <Row key={`${c.group.name}${c.name}`} cell={c} lang={lang} />
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

function Rises({ rises, lang }: { readonly rises: readonly Rise[]; readonly lang: Lang }): JSX.Element | null {
  const shown = rises.slice(-4);
  if (shown.length === 0) return null;
  return (
    <div class="rises">
      <p class="hd">{word('returned', lang)}</p>
      <ol>
        {shown.map((r, i) => (
          <li key={i} class={i === shown.length - 1 ? 'top' : ''}>
            <b>
              <Int text={r.value} />
            </b>
            <span>
              <code>{r.first}</code>
              {r.last === r.first ? null : (
                <>
                  {' … '}
                  <code>{r.last}</code>
                </>
              )}
              <span class="means">{r.meaning}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

export interface StateProps {
  readonly film: Film;
  readonly side: Side;
  readonly at: number;
  readonly lang: Lang;
  readonly go: (step: number) => void;
  /** Only what this step changed, for a narrow column. */
  readonly brief?: boolean;
}

export function State({ film, side, at, lang, go, brief = false }: StateProps): JSX.Element {
  const walk = film.walks[side];
  const locals = localsAt(walk, at);
  const groups = stateAt(walk, at);
  const all: readonly Group[] = [...(locals.length === 0 ? [] : [{ name: 'locals' as const, cells: locals, folded: [] }]), ...groups];
  const shown = brief ? all.map((g) => ({ ...g, cells: g.cells.filter((c) => c.old !== undefined), folded: [] })) : all;
  return (
    <div class="state">
      {brief ? null : <p class="hd">{word('stateAfter', lang)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that may scroll must be reachable by keyboard */}
      <section class="box" aria-label={`${word('stateAfter', lang)}, ${walk.kernel}`} tabIndex={0}>
        <Rises rises={risesAt(walk, at)} lang={lang} />
        <div class="groups">
          <Groups groups={shown} lang={lang} go={go} at={at} />
        </div>
      </section>
    </div>
  );
}
