// SPDX-License-Identifier: GPL-2.0-only
/** The bench in the fragment of an address: the figures' link, and with it the second kernel and the step on show. */
import { type Arrived, formatLink, readLink } from '../stepper/link.ts';
import type { Bench } from './state.ts';

/** `#fig=lab&s=1.BASE64URL(scenario JSON)&other=KERNEL&at=INDEX` */
export function formatBench({ text, other, at }: Bench): string {
  const more = new URLSearchParams([...(other === '' ? [] : [['other', other]]), ...(at === null ? [] : [['at', String(at)]])]);
  return [formatLink({ fig: 'lab', scenario: text }), ...(more.size === 0 ? [] : [more])].join('&');
}

/** @returns none for a fragment that carries no scenario */
export function readBench(fragment: string): Bench | Exclude<Arrived, { kind: 'link' }> {
  const arrived = readLink(fragment);
  if (arrived.kind !== 'link') return arrived;
  if (arrived.link.scenario === undefined) return { kind: 'none' };
  const more = new URLSearchParams(fragment.replace(/^#/, ''));
  const at = more.get('at');
  if (at !== null && !/^\d{1,4}$/.test(at)) return { kind: 'bad', why: 'damaged' };
  return { text: arrived.link.scenario, other: more.get('other') ?? '', at: at === null ? null : Number(at) };
}
