// SPDX-License-Identifier: GPL-2.0-only
/** A link to a figure brings it into view; being seen is what makes it alive, and then it reads the link itself. */
import { readLink } from './link.ts';

function bring(): void {
  const arrived = readLink(location.hash);
  if (arrived.kind === 'none') return;
  const fig = arrived.kind === 'bad' ? arrived.fig : arrived.link.fig;
  const figure = fig === undefined ? document.querySelector('figure.stepper') : document.getElementById(fig);
  figure?.scrollIntoView();
}

bring();
addEventListener('hashchange', bring);
