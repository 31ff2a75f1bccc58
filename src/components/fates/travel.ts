// SPDX-License-Identifier: GPL-2.0-only
/** A ring travels the path and fills it behind itself: what is thin and hollow has not happened yet. */
import type { Fate } from './fate.ts';

const duration = 2200;

const frame = (): Promise<number> => new Promise((done) => requestAnimationFrame(done));

/** @param current false once another run has begun */
export async function travel(host: HTMLElement, fate: Fate, current: () => boolean): Promise<void> {
  const drawing = [...host.querySelectorAll<SVGSVGElement>('.drawing')].find((d) => d.getClientRects().length > 0);
  const ring = drawing?.querySelector<SVGCircleElement>('.traveller');
  if (!drawing || !ring || matchMedia('(prefers-reduced-motion: reduce)').matches) return;

  const part = <T extends Element>(selector: string): readonly T[] =>
    [`[data-branch="trunk"] ${selector}`, `[data-branch="${fate}"] ${selector}`].flatMap((s) => [
      ...drawing.querySelectorAll<T & Element>(s),
    ]);
  const legs = part<SVGPathElement>('[data-leg]').map((path) => ({ path, length: path.getTotalLength() }));
  const marks = part<SVGPathElement>('.mk');
  const ends = part<SVGPathElement>('[data-end]');
  const whole = legs.reduce((sum, leg) => sum + leg.length, 0);

  const show = (distance: number): void => {
    let left = distance;
    for (const { path, length } of legs) {
      const gone = Math.max(0, Math.min(length, left));
      path.style.visibility = gone > 0 ? 'visible' : 'hidden';
      path.style.strokeDasharray = gone < length ? `${gone} ${length}` : '';
      if (left >= 0 && gone > 0) {
        const { x, y } = path.getPointAtLength(gone);
        ring.setAttribute('cx', String(x));
        ring.setAttribute('cy', String(y));
        // A mark is filled when the ring comes to it.
        for (const mark of marks)
          if (Math.hypot(x - Number(mark.dataset['x']), y - Number(mark.dataset['y'])) < 9) mark.classList.remove('not-yet');
      }
      left -= length;
    }
  };

  for (const mark of marks) mark.classList.add('not-yet');
  for (const end of ends) end.style.visibility = 'hidden';
  host.classList.add('running');
  const start = await frame();
  for (let now = start; current() && now - start < duration; now = await frame()) show(((now - start) / duration) * whole);

  for (const { path } of legs) path.removeAttribute('style');
  for (const end of ends) end.removeAttribute('style');
  for (const mark of marks) mark.classList.remove('not-yet');
  if (current()) host.classList.remove('running');
}
