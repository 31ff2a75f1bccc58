// SPDX-License-Identifier: GPL-2.0-only
/** The run as a file: seen, copied, downloaded; and how a real host records the same. */
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lang } from '../../site/lang.ts';
import { about, type Format, formats, nameOf } from './formats.ts';
import { Scroll } from './Scroll.tsx';
import type { Lab } from './use-lab.ts';
import { word } from './words.ts';

interface ExportsProps {
  readonly lab: Lab;
  readonly lang: Lang;
  /** The first form of the printed run. */
  readonly printed: string;
}

type Content = { readonly text: string } | { readonly why: string };

export function Exports({ lab, lang, printed }: ExportsProps): JSX.Element {
  const [format, setFormat] = useState<Format>('ftrace');
  const [side, setSide] = useState(0);
  const [content, setContent] = useState<Content>({ text: printed });
  const [made, setMade] = useState('');
  const [told, tell] = useState<'' | 'copied' | 'notCopied' | 'noEngine'>('');
  const { sides } = lab.run;
  const scenario = (sides[side] ?? sides[0])?.scenario ?? lab.run.scenario;
  const key = `${format} ${scenario}`;
  const [first] = useState(key);

  useEffect(() => {
    tell('');
    if (key === made || (made === '' && key === first)) return;
    let late = false;
    import('./exports.ts').then(
      ({ exported }) => {
        if (late) return;
        setContent(exported(format, scenario));
        setMade(key);
      },
      () => tell('noEngine'),
    );
    return () => {
      late = true;
    };
  }, [key]);

  const copy = (text: string): void => {
    navigator.clipboard.writeText(text).then(
      () => tell('copied'),
      () => tell('notCopied'),
    );
  };
  const text = 'text' in content ? content.text : '';
  const { file, note, host } = about[format];
  const download = (): void => {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    const a = document.createElement('a');
    a.href = url;
    a.download = file;
    a.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <div class="exports">
      <div class="row" data-js>
        {/* biome-ignore lint/a11y/useSemanticElements: as the other choices of one among few */}
        <span class="seg" role="group" aria-label={word('format', lang)}>
          {formats.map((f) => (
            <button key={f} type="button" aria-pressed={f === format} onClick={() => setFormat(f)}>
              {nameOf(f, lang)}
            </button>
          ))}
        </span>
        {sides.length === 2 ? (
          // biome-ignore lint/a11y/useSemanticElements: as the other choices of one among few
          <span class="seg" role="group" aria-label={word('kernel', lang)}>
            {sides.map((s, i) => (
              <button key={i} type="button" aria-pressed={i === side} onClick={() => setSide(i)}>
                {s.kernel}
              </button>
            ))}
          </span>
        ) : null}
      </div>
      {'why' in content ? (
        <p>
          {word('noExport', lang)} {content.why}
        </p>
      ) : (
        <Scroll label={nameOf(format, lang)}>
          <pre data-export={made === '' || made === key ? format : ''}>
            <code>{text}</code>
          </pre>
        </Scroll>
      )}
      <p class="row acts" data-js>
        <button type="button" class="link" onClick={() => copy(text)}>
          {word('copy', lang)}
        </button>
        <button type="button" class="link" onClick={download}>
          {word('download', lang)} <code>{file}</code>
        </button>
        <button type="button" class="link" onClick={() => copy(lab.link(false))}>
          {word('copyLink', lang)}
        </button>
        <button type="button" class="link" onClick={() => copy(lab.link(true))}>
          {word('copyExpecting', lang)}
        </button>
        <span role="status">{told === '' ? '' : word(told, lang)}</span>
      </p>
      <p class="about">
        {note[lang]}
        {host === undefined ? null : (
          <>
            {' '}
            {word('onHost', lang)} <code>{host}</code>
          </>
        )}
      </p>
    </div>
  );
}
