// SPDX-License-Identifier: GPL-2.0-only
/** Small pieces of text: code between backquotes, long hexadecimal numbers, the mark of an actor. */
import { Fragment, type JSX } from 'preact';
import type { Actor } from './film.ts';

/** Text in which `…` is code. */
export function Inline({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split('`').map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;
}

/** A value. The digits of a long hexadecimal number stand in groups of four; copied, it is plain. */
export function Value({ text }: { readonly text: string }): JSX.Element {
  const m = /^0x([0-9a-f]{5,})$/.exec(text);
  if (m === null) return <>{text}</>;
  const groups = (m[1] ?? '').replace(/(?<=.)(?=(?:.{4})+$)/g, ' ').split(' ');
  return (
    <>
      0x
      {groups.map((g, i) => (
        <span class="q" key={i}>
          {g}
        </span>
      ))}
    </>
  );
}

/** An int, whose minus sign is the alarming part of it. */
export function Int({ text }: { readonly text: string }): JSX.Element {
  if (!text.startsWith('\u2212')) return <>{text}</>;
  return (
    <>
      <span class="minus">{'\u2212'}</span>
      {text.slice(1)}
    </>
  );
}

/** A name that may break after an underscore or before a capital. */
export function Name({ text }: { readonly text: string }): JSX.Element {
  const parts = text.split(/(?<=_)|(?<=[a-z])(?=[A-Z])/);
  return (
    <>
      {parts.map((p, i) => (
        <Fragment key={i}>
          {i > 0 ? <wbr /> : null}
          {p}
        </Fragment>
      ))}
    </>
  );
}

const glyphs = { guest: '●', kernel: '■', user: '▲' } as const satisfies Record<Actor, string>;

export const Glyph = ({ actor }: { readonly actor: Actor }): JSX.Element => (
  <span class="sh" aria-hidden="true">
    {glyphs[actor]}
  </span>
);
