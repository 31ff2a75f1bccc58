// SPDX-License-Identifier: GPL-2.0-only
/** What a ts block prints: everything that goes through `console` while it runs. */
import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { beginning } from './ts-module.ts';

export async function printedBy(load: () => Promise<unknown>): Promise<string> {
  let text = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const before = globalThis.console;
  globalThis.console = new Console({ stdout: sink, stderr: sink, colorMode: false });
  const begin = (): void => {
    text = '';
  };
  Object.assign(globalThis, { [beginning]: begin });
  try {
    await load();
  } finally {
    globalThis.console = before;
  }
  return text.replace(/\n$/, '');
}
