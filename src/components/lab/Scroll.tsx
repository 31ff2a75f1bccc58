// SPDX-License-Identifier: GPL-2.0-only
import type { ComponentChildren, JSX } from 'preact';

/** What may be wider or longer than its place: it is scrolled with the keyboard too. */
export const Scroll = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }): JSX.Element => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: without the focus it could not be scrolled with the keyboard
  <section class="scroll" tabIndex={0} aria-label={label}>
    {children}
  </section>
);
