// SPDX-License-Identifier: GPL-2.0-only
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import type { Move } from './moves.ts';
import { type ButtonName, button } from './words.ts';

export function MoveButton({
  name,
  lang,
  perform,
  off,
}: {
  readonly name: ButtonName;
  readonly lang: Lang;
  readonly perform: (m: Move) => void;
  readonly off: boolean;
}): JSX.Element {
  const { short, long } = button(name, lang);
  return (
    <button type="button" aria-label={long} title={long} aria-disabled={off} onClick={() => perform(name)}>
      {short}
    </button>
  );
}
