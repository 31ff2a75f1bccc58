// SPDX-License-Identifier: GPL-2.0-only
/** The search's dialog at work: what is typed, what is found, and the keys that walk the results. Loaded by page/early.js. */
import { asNodes } from './excerpt.ts';
import { type Found, find } from './pagefind.ts';

/** Pages shown of all that were found. */
const shown = 12;

function enliven(dialog: HTMLDialogElement): void {
  const input = dialog.querySelector('input');
  const status = dialog.querySelector<HTMLElement>('.status');
  const list = dialog.querySelector('ol');
  if (!input || !status || !list) return;

  const say = (name: string, query = '', count = 0): void => {
    status.textContent = (dialog.dataset[name] ?? '').replace('{query}', query).replace('{count}', String(count));
  };
  let latest = 0;
  const search = async (): Promise<void> => {
    const query = input.value.trim();
    const mine = ++latest;
    if (query === '') {
      list.replaceChildren();
      status.textContent = status.dataset['hint'] ?? '';
      return;
    }
    say('busy');
    try {
      const found = await find(dialog, query, shown, () => mine === latest);
      if (mine !== latest || found === undefined) return;
      list.replaceChildren(...found.pages.map(item));
      say(found.count === 0 ? 'none' : found.count === 1 ? 'one' : 'many', query, found.count);
    } catch {
      if (mine === latest) say('unavailable');
    }
  };

  input.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent && event.isComposing)) search();
  });
  input.addEventListener('compositionend', search);
  dialog.querySelector('form')?.addEventListener('submit', (event) => {
    event.preventDefault();
    list.querySelector('a')?.click();
  });
  dialog.querySelector('[data-close]')?.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    // The backdrop belongs to the dialog; a link to this very page has nothing left to cover.
    if (event.target === dialog || (event.target instanceof Element && event.target.closest('a'))) dialog.close();
  });
  dialog.addEventListener('keydown', (event) => {
    // A search field would take the first Esc to empty itself.
    if (event.key === 'Escape' && !event.isComposing) {
      event.preventDefault();
      dialog.close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    const stops: (Element | null)[] = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[Math.max(0, Math.min(stops.length - 1, at + step))];
    if (next instanceof HTMLElement) next.focus();
  });
  // What was typed while this was being loaded.
  if (input.value !== '') search();
}

function item(found: Found): HTMLLIElement {
  const li = document.createElement('li');
  li.append(link(found.address, found.title, 'page'));
  for (const part of found.parts) {
    if (part.title !== undefined) li.append(link(part.address, part.title, 'section'));
    const p = document.createElement('p');
    p.append(...asNodes(part.excerpt));
    li.append(p);
  }
  return li;
}

function link(address: string, words: string, kind: string): HTMLAnchorElement {
  const a = document.createElement('a');
  a.href = address;
  a.className = kind;
  a.textContent = words;
  return a;
}

const dialog = document.querySelector<HTMLDialogElement>('dialog.search');
if (dialog !== null) enliven(dialog);
