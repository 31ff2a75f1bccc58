// SPDX-License-Identifier: GPL-2.0-only
/** The list under `?`, and the switch that turns single-letter keys off. */
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { keyList } from './keys.ts';
import { actWord, word } from './words.ts';

export interface KeysProps {
  readonly id: string;
  readonly open: boolean;
  readonly singles: boolean;
  readonly lang: Lang;
  readonly close: () => void;
  readonly setSingles: (on: boolean) => void;
}

export function Keys({ id, open, singles, lang, close, setSingles }: KeysProps): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open && dialog.current?.open === false) dialog.current.showModal();
    if (!open && dialog.current?.open === true) dialog.current.close();
  }, [open]);
  return (
    <dialog class="keys" ref={dialog} aria-labelledby={`${id}-keys`} onClose={close}>
      <p class="hd" id={`${id}-keys`}>
        {word('keysTitle', lang)}
      </p>
      <dl>
        {keyList.map(([keys, act, single]) => (
          <div key={act} class={single && !singles ? 'off' : undefined}>
            <dt>
              {keys.map((k) => (
                <kbd key={k}>{k}</kbd>
              ))}
            </dt>
            <dd>{actWord(act, lang)}</dd>
          </div>
        ))}
      </dl>
      <p>
        <label>
          <input type="checkbox" checked={singles} onChange={(e) => setSingles(e.currentTarget.checked)} /> {word('singles', lang)}
          {' (n p d ?)'}
        </label>
      </p>
      <button type="button" onClick={close}>
        {word('close', lang)}
      </button>
    </dialog>
  );
}
