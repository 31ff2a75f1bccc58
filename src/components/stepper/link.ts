// SPDX-License-Identifier: GPL-2.0-only
/**
 * A figure's whole state in the fragment of an address: nothing is sent, nothing is stored.
 *
 *     #fig=ID&s=1.BASE64URL(scenario JSON)&fix=COMMIT&view=0|1|both&step=NAME&want=HASH
 *
 * Every part may be absent. `step` alone is what a link in the text carries. `want` is the result that the link's maker saw.
 */
import type { View } from './moves.ts';

export interface Link {
  /** Which figure is meant; absent: the first one on the page. */
  readonly fig?: string;
  readonly scenario?: string;
  readonly fix?: string;
  readonly view?: View;
  readonly step?: string;
  readonly want?: string;
}

export type Arrived =
  /** The fragment is not about a figure. */
  | { readonly kind: 'none' }
  | { readonly kind: 'link'; readonly link: Link }
  /** It is about a figure and cannot be read. */
  | { readonly kind: 'bad'; readonly fig?: string; readonly why: 'version' | 'damaged' };

/** The longest fragment that is looked at. */
const MAX = 1 << 16;

const toBase64Url = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const b of bytes) binary += String.fromCharCode(b);
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
};

/** undefined for text that is not base64url of UTF-8. */
function fromBase64Url(text: string): string | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return undefined;
  }
}

/** A short mark of a result, to notice that it has become another one. FNV-1a, 32 bits. */
export function markOf(result: string): string {
  let h = 0x811c9dc5;
  for (const b of new TextEncoder().encode(result)) h = Math.imul(h ^ b, 0x01000193) >>> 0;
  return h.toString(16).padStart(8, '0');
}

export function formatLink(link: Link): string {
  const parts: [string, string | undefined][] = [
    ['fig', link.fig],
    ['s', link.scenario === undefined ? undefined : `1.${toBase64Url(link.scenario)}`],
    ['fix', link.fix],
    ['view', link.view === undefined ? undefined : String(link.view)],
    ['step', link.step],
    ['want', link.want],
  ];
  const given = parts.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value).replace(/%2F/g, '/').replace(/%3D/g, '=')}`],
  );
  return `#${given.join('&')}`;
}

export function readLink(fragment: string): Arrived {
  const text = fragment.replace(/^#/, '');
  if (!/(?:^|&)(?:fig|s|step)=/.test(text)) return { kind: 'none' };
  const fields = new URLSearchParams(text.slice(0, MAX));
  const get = (name: string): string | undefined => fields.get(name) ?? undefined;
  const fig = get('fig');
  const bad = (why: 'version' | 'damaged'): Arrived => ({ kind: 'bad', why, ...(fig === undefined ? {} : { fig }) });
  if (text.length > MAX) return bad('damaged');

  let scenario: string | undefined;
  const s = get('s');
  if (s !== undefined) {
    const m = /^(\d{1,9})\.(.*)$/s.exec(s);
    if (m === null) return bad('damaged');
    if (m[1] !== '1') return bad('version');
    scenario = fromBase64Url(m[2] ?? '');
    if (scenario === undefined) return bad('damaged');
  }
  const v = get('view');
  const view = v === '0' ? 0 : v === '1' ? 1 : v === 'both' ? 'both' : undefined;
  if (v !== undefined && view === undefined) return bad('damaged');
  const optional = { fig, scenario, fix: get('fix'), view, step: get('step'), want: get('want') };
  return { kind: 'link', link: Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) };
}
