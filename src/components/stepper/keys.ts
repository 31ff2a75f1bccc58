// SPDX-License-Identifier: GPL-2.0-only
/** Keys to moves. Only while the figure has focus; never inside a text field, never while an input method is composing. */
import type { Move } from './moves.ts';

/** The parts of a KeyboardEvent that count. */
export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  readonly isComposing: boolean;
  /** 229 while an input method handles the key, in browsers that do not say isComposing. */
  readonly keyCode: number;
}

export type Act = Move | 'help' | 'leave';

/** Keys that are not a single character: they stay when single-key shortcuts are off. */
const named: Readonly<Record<string, Act>> = {
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  ArrowUp: 'out',
  ArrowDown: 'into',
  Home: 'first',
  End: 'last',
  Escape: 'leave',
};
const shifted: Readonly<Record<string, Act>> = { ArrowLeft: 'overBack', ArrowRight: 'over' };
/** Single characters: can be switched off. */
const single: Readonly<Record<string, Act>> = { n: 'change', p: 'changeBack', d: 'difference', '?': 'help' };

/** @param typing the key goes to a text field or a list, which has its own use for it */
export function actOf(e: Key, typing: boolean, singles: boolean): Act | undefined {
  if (e.isComposing || e.keyCode === 229 || e.ctrlKey || e.altKey || e.metaKey) return undefined;
  if (typing) return e.key === 'Escape' ? 'leave' : undefined;
  if (e.shiftKey && e.key in shifted) return shifted[e.key];
  if (!e.shiftKey && e.key in named) return named[e.key];
  return singles ? single[e.key] : undefined;
}

/** As the list under `?` shows them. */
export const keyList: readonly (readonly [keys: readonly string[], act: Act, single: boolean])[] = [
  [['←', '→'], 'forward', false],
  [['↓'], 'into', false],
  [['↑'], 'out', false],
  [['Shift ←', 'Shift →'], 'over', false],
  [['p', 'n'], 'change', true],
  [['d'], 'difference', true],
  [['Home', 'End'], 'first', false],
  [['?'], 'help', true],
  [['Esc'], 'leave', false],
];

/** True where a key belongs to a field that text is typed or chosen in. */
export const isTyping = (target: EventTarget | null): boolean =>
  (target instanceof HTMLInputElement && target.type !== 'range') ||
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement;
