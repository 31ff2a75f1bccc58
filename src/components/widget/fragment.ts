// SPDX-License-Identifier: GPL-2.0-only
/**
 * A widget's fields in the fragment of an address: `#fig=ID&kernel=v6.0&host=amd`. Only what differs from the printed figure is in it.
 * Nothing is sent, nothing is stored.
 */

/** What the reader can change, by name, as text. */
export type Fields = Readonly<Record<string, string>>;

/** The longest fragment that is looked at. */
const MAX = 1 << 14;

export function formatFields(id: string, fields: Fields, printed: Fields): string {
  const changed = Object.entries(fields).filter(([name, value]) => value !== printed[name]);
  return `#${new URLSearchParams([['fig', id], ...changed])}`;
}

/** @returns the figure's fields as the fragment has them, the printed ones elsewhere; undefined where it is about another figure */
export function readFields(fragment: string, id: string, printed: Fields): Fields | undefined {
  const text = fragment.replace(/^#/, '');
  if (text.length > MAX) return undefined;
  const given = new URLSearchParams(text);
  if (given.get('fig') !== id) return undefined;
  return Object.fromEntries(Object.entries(printed).map(([name, value]) => [name, given.get(name) ?? value]));
}
