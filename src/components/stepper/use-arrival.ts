// SPDX-License-Identifier: GPL-2.0-only
/** A link to a figure, on arrival and whenever the fragment changes. */
import { type MutableRef, useEffect, useRef } from 'preact/hooks';
import { type Link, readLink } from './link.ts';
import type { WordName } from './words.ts';

export function useArrival(
  id: string,
  root: MutableRef<HTMLElement | null>,
  arrive: (link: Link) => Promise<void>,
  refuse: (what: WordName) => void,
): void {
  // The effect runs once; what it calls is made anew with each rendering.
  const arriving = useRef({ arrive, refuse });
  arriving.current = { arrive, refuse };
  useEffect(() => {
    const figure = root.current?.closest('figure');
    const read = (): void => {
      const arrived = readLink(location.hash);
      if (arrived.kind === 'none') return;
      const fig = arrived.kind === 'bad' ? arrived.fig : arrived.link.fig;
      const first = document.querySelector('figure.stepper') === figure;
      if (fig === undefined ? !first : fig !== id) return;
      if (arrived.kind === 'bad') arriving.current.refuse(arrived.why === 'version' ? 'linkVersion' : 'linkBad');
      else void arriving.current.arrive(arrived.link);
    };
    read();
    addEventListener('hashchange', read);
    figure?.setAttribute('data-live', '');
    return () => removeEventListener('hashchange', read);
  }, [id]);
}
