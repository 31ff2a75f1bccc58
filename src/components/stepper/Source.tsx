// SPDX-License-Identifier: GPL-2.0-only
/** The source pane: the function that runs, line by line, what decided its condition, and the line that called it. */
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { CodeLine } from './Code.tsx';
import type { Film, FilmFunction, Side } from './film.ts';
import { type Caller, type LineMark, sourceAt } from './source.ts';
import { word } from './words.ts';

const origin = (from: FilmFunction['from'], lang: Lang): string =>
  word(from === 'note' ? 'quoted' : from === 'engine' ? 'own' : from === 'guest' ? 'guestCode' : 'userCode', lang);

const said = (mark: LineMark, lang: Lang): string =>
  mark === '' ? '' : word(mark === 'cur' ? 'current' : mark === 'exec' ? 'executed' : 'skipped', lang);

/** Keeps the current line in the middle of its own box; the page is left alone. */
function useCurrentInView(at: string) {
  const box = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const outer = box.current;
    const line = outer?.querySelector<HTMLElement>('.cur');
    if (outer === null || line === null || line === undefined || outer.scrollHeight <= outer.clientHeight) return;
    const top = line.offsetTop;
    if (top < outer.scrollTop + 20 || top + line.offsetHeight > outer.scrollTop + outer.clientHeight - 40) {
      // A whole line stands at the upper edge.
      const first = [...outer.querySelectorAll<HTMLElement>('.r')].find((r) => r.offsetTop >= top - outer.clientHeight / 2);
      outer.scrollTop = first?.offsetTop ?? 0;
    }
  }, [at]);
  return box;
}

export interface SourceProps {
  readonly film: Film;
  readonly side: Side;
  readonly at: number;
  readonly lang: Lang;
  readonly go: (step: number) => void;
}

export function Source({ film, side, at, lang, go }: SourceProps): JSX.Element {
  const shown = sourceAt(film, side, at);
  const step = film.walks[side].steps[at];
  const box = useCurrentInView(`${side} ${step?.id}`);
  if (shown === undefined || step === undefined) return <div class="pane" />;
  const { fn, lines, callers } = shown;
  const file = fn.file.replace(/^.*\//, '');
  const click = (e: MouseEvent): void => {
    const to = e.target instanceof Element ? e.target.closest<HTMLElement>('[data-step]')?.dataset['step'] : undefined;
    if (to !== undefined && getSelection()?.isCollapsed !== false) go(Number(to));
  };
  return (
    <div class="pane">
      <p class="hd">
        {fn.name === '' ? null : <code>{fn.name}</code>}
        {fn.name === '' ? '' : lang === 'en' ? ', ' : '，'}
        {origin(fn.from, lang)}
        {fn.from === 'engine' ? <span class="file"> {file}</span> : null}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same */}
      <section
        class="code box"
        ref={box}
        aria-label={`${word('source', lang)}: ${fn.name === '' ? origin(fn.from, lang) : fn.name}, ${film.walks[side].kernel}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        onClick={click}
      >
        {lines.map((l) => (
          <CodeLine
            key={`${fn.name}${l.number}`}
            number={l.number}
            text={l.text}
            mark={l.mark}
            values={l.values}
            said={said(l.mark, lang)}
            step={l.step}
          />
        ))}
      </section>
      <div class="under">
        {step.cond !== undefined && step.cond.parts.length > 1 ? (
          <div class="parts">
            <p class="hd">{word('parts', lang)}</p>
            <ul>
              {step.cond.parts.map(([text, value], i) => (
                <li key={i} class={value === null ? 'pass' : undefined}>
                  <code>{text}</code> <b>{value === null ? word('notReached', lang) : String(value)}</b>
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {callers.map((c, i) => (
          <CalledFrom key={i} caller={c} how={i === 0 ? 'calledFrom' : 'inTheEnd'} lang={lang} go={go} />
        ))}
      </div>
    </div>
  );
}

function CalledFrom({
  caller,
  how,
  lang,
  go,
}: {
  readonly caller: Caller;
  readonly how: 'calledFrom' | 'inTheEnd';
  readonly lang: Lang;
  readonly go: (step: number) => void;
}): JSX.Element {
  return (
    <div class="from">
      <p class="hd">
        {word(how, lang)} <code>{caller.name}</code>
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the arrow keys do the same */}
      <div class="code" onClick={() => go(caller.step)}>
        {caller.lines.map(([number, text]) => (
          <CodeLine
            key={number}
            number={number}
            text={caller.from === 'note' ? text : text.trimStart()}
            mark="exec"
            said={word('executed', lang)}
          />
        ))}
      </div>
    </div>
  );
}
