// SPDX-License-Identifier: GPL-2.0-only
/** The comparison, alive: run it, stop it, and let it find a slip. */
import { langOf } from '../../site/lang.ts';
import { endWords, filled, words } from './words.ts';
import type { Told } from './worker.ts';

function enliven(host: HTMLElement): void {
  const lang = langOf(document.documentElement.lang);
  const find = <E extends Element>(selector: string): E | null => host.querySelector<E>(selector);
  const [run, bar, said, choice] = [
    find<HTMLButtonElement>('.run'),
    find<HTMLProgressElement>('progress'),
    find<HTMLElement>('[data-said]'),
    find<HTMLSelectElement>('select'),
  ];
  if (run === null || bar === null || said === null || choice === null) return;
  let worker: Worker | undefined;
  let agreed = 0;

  const over = (words: string): void => {
    worker?.terminate();
    worker = undefined;
    said.textContent = words;
    run.textContent = run.dataset['run'] ?? '';
  };
  const count = (): string => agreed.toLocaleString(lang);

  run.addEventListener('click', () => {
    if (worker !== undefined) {
      over(filled(words.stopped[lang], { n: count() }));
      return;
    }
    agreed = 0;
    bar.value = 0;
    said.textContent = filled(words.running[lang], { n: count() });
    run.textContent = run.dataset['stop'] ?? '';
    const mine = new Worker(host.dataset['worker'] ?? '', { type: 'module' });
    worker = mine;
    mine.addEventListener('message', ({ data }: MessageEvent<Told>) => {
      if (worker !== mine) return;
      agreed = data.progress.agreed;
      bar.value = data.progress.done / data.progress.of;
      if (data.over) over(endWords(data.progress, data.seconds, lang));
      else if (data.progress.done % 8 === 0) said.textContent = filled(words.running[lang], { n: count() });
    });
    mine.addEventListener('error', () => over(words.failed[lang]));
    mine.postMessage(choice.value);
  });
  choice.addEventListener('change', () => {
    if (worker !== undefined) over(filled(words.stopped[lang], { n: count() }));
  });
}

for (const host of document.querySelectorAll<HTMLElement>('.cleanups')) enliven(host);
