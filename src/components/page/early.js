// SPDX-License-Identifier: GPL-2.0-only
// Stands inline in <head>: says that scripts run, sets the chosen theme before the first paint, works its switch, opens the search.
(() => {
  const root = document.documentElement;
  root.classList.add('js');

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const set = (theme) => {
    if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
    else delete root.dataset.theme;
  };
  const turn = () => {
    const system = dark.matches ? 'dark' : 'light';
    const theme = (root.dataset.theme ?? system) === 'dark' ? 'light' : 'dark';
    // What the system wants anyway is not a choice to remember.
    set(theme === system ? undefined : theme);
    try {
      if (theme === system) localStorage.removeItem('theme');
      else localStorage.setItem('theme', theme);
    } catch {}
  };
  try {
    set(localStorage.getItem('theme'));
  } catch {}
  addEventListener('storage', (event) => {
    if (event.key === 'theme') set(event.newValue);
  });

  const search = () => {
    const dialog = document.querySelector('dialog.search');
    if (!dialog || dialog.open) return;
    dialog.showModal();
    dialog.querySelector('input').select();
    import(dialog.dataset.module);
  };
  addEventListener('click', (event) => {
    if (event.target.closest?.('[data-theme-switch]')) turn();
    else if (event.target.closest?.('[data-search]')) search();
  });
  // Esc puts a definition away until something else is looked at.
  for (const type of ['pointerover', 'focusin']) addEventListener(type, () => root.classList.remove('hush'));
  // The links of paragraphs are no stops of the Tab key: ↓ on a heading goes into its section's, ↓ and ↑ walk them, Esc goes back.
  addEventListener('DOMContentLoaded', () => {
    for (const link of document.querySelectorAll('.para')) link.tabIndex = -1;
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape') root.classList.add('hush');
    const at = event.target.closest?.('.self, .para');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!at || !step || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const stops = [...document.querySelectorAll('.text .self, .para')];
    const next = stops[stops.indexOf(at) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  // Ctrl+K anywhere, "/" where one is not typing.
  addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || event.shiftKey || event.defaultPrevented) return;
    const typing = event.target.isContentEditable || /^(?:input|textarea|select)$/i.test(event.target.tagName);
    if (event.ctrlKey || event.metaKey ? event.key !== 'k' : event.key !== '/' || typing) return;
    event.preventDefault();
    search();
  });
})();
