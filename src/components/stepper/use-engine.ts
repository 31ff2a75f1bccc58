// SPDX-License-Identifier: GPL-2.0-only
/** The engine, which the page gets when it is wanted: a figure that is only read and stepped through does without. */
import { type MutableRef, useRef } from 'preact/hooks';
import type * as Shooting from './shoot.ts';

export type Waiting = '' | 'loading' | 'noEngine';

export interface Engine {
  readonly engine: MutableRef<typeof Shooting | undefined>;
  readonly load: () => Promise<typeof Shooting | undefined>;
  readonly hint: (e: Event) => void;
}

export function useEngine(setWaiting: (how: Waiting) => void): Engine {
  const engine = useRef<typeof Shooting | undefined>(undefined);

  /** Loads the engine once. */
  const load = async (): Promise<typeof Shooting | undefined> => {
    if (engine.current !== undefined) return engine.current;
    setWaiting('loading');
    try {
      engine.current = await import('./shoot.ts');
      setWaiting('');
    } catch {
      setWaiting('noEngine');
    }
    return engine.current;
  };
  /** Touching a field is the hint that the engine will be wanted. */
  const hint = (e: Event): void => {
    if (engine.current !== undefined || !(e.target instanceof Element) || !e.target.matches('.v')) return;
    import('./shoot.ts').then(
      (m) => {
        engine.current = m;
      },
      () => undefined,
    );
  };

  return { engine, load, hint };
}
