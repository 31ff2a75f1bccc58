// SPDX-License-Identifier: GPL-2.0-only
/** The start page's figure, alive: the switch between the kernels, and Run, which loads run.ts at the first touch. */

function enliven(host: HTMLElement): void {
  const switches = [...host.querySelectorAll<HTMLButtonElement>('[data-kernel]')];
  for (const chosen of switches)
    chosen.addEventListener('click', () => {
      for (const b of switches) b.setAttribute('aria-pressed', String(b === chosen));
      host.dataset['fate'] = chosen.dataset['gives'];
    });

  const load = (): Promise<unknown> => import(/* @vite-ignore */ host.dataset['module'] ?? '');
  // Nearing the controls is the hint that they will be used.
  for (const hint of ['pointerenter', 'focusin']) host.addEventListener(hint, () => void load().catch(() => {}), { once: true });
  host.querySelector('.run')?.addEventListener('click', async () => {
    const kernel = switches.find((b) => b.getAttribute('aria-pressed') === 'true')?.dataset['kernel'];
    try {
      await load();
      host.dispatchEvent(new CustomEvent('run', { detail: kernel }));
    } catch {
      for (const when of host.querySelectorAll('[data-when]')) when.textContent = host.dataset['failed'] ?? '';
    }
  });
}

const figure = document.querySelector<HTMLElement>('.fates');
if (figure !== null) enliven(figure);
