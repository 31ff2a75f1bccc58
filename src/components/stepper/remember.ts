// SPDX-License-Identifier: GPL-2.0-only
/** Whether the reader has switched single-key shortcuts off: WCAG 2.1.4. */
const KEYS_OFF = 'exitpath.single-keys-off';
export const remembered = (): boolean => {
  try {
    return localStorage.getItem(KEYS_OFF) === null;
  } catch {
    return true;
  }
};
export const remember = (on: boolean): void => {
  try {
    if (on) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, '1');
  } catch {
    // Not remembered then.
  }
};
