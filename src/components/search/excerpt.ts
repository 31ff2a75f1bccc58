// SPDX-License-Identifier: GPL-2.0-only
/** Pagefind's excerpts are HTML with <mark>; only that element and the words are taken over. */

export function asNodes(html: string): readonly (string | Node)[] {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].map((node) => {
    const words = node.textContent ?? '';
    if (node.nodeName !== 'MARK') return words;
    const mark = document.createElement('mark');
    mark.textContent = words;
    return mark;
  });
}
