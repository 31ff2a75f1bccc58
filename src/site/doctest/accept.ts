// SPDX-License-Identifier: GPL-2.0-only
/**
 * `npm run docs:accept [PAGE…]`: runs every example of the pages and writes what came out in the place of what is there. What cannot
 * be accepted (an example that fails, a fence that nothing claims) is named and left as it is; exit status 1 then.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { createServer, createServerModuleRunner } from 'vite';
import { applyEdits, type Edit, editOf } from './edits.ts';
import { examplesOf } from './examples.ts';
import { exampleName, type Observed, observe } from './observe.ts';
import { doctest } from './plugin.ts';
import { moduleNames, pageFiles, root, shownPath } from './project.ts';

export interface Accepted {
  /** What changed, as a reader of the terminal sees it: place, lines taken out, lines put in. */
  readonly changes: readonly string[];
  /** What its author has to mend: place and reason. */
  readonly refused: readonly string[];
}

/** The lines that go and the lines that come, without those that both begin or both end with. */
function changedLines(before: string, after: string): string {
  const lines = (text: string): readonly string[] => (text === '' ? [] : text.split('\n'));
  const [old, now] = [lines(before), lines(after)];
  let head = 0;
  while (head < old.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const part = (of: readonly string[], mark: string): string[] => of.slice(head, of.length - tail).map((line) => `    ${mark} ${line}\n`);
  return [...part(old, '-'), ...part(now, '+')].join('');
}

/** One page: runs its examples in order, and writes it anew if anything differs. @param load imports a module by its id */
async function acceptPage(file: string, load: (id: string) => Promise<unknown>): Promise<Accepted> {
  const source = readFileSync(file, 'utf8');
  const { examples, problems } = examplesOf(source, moduleNames);
  const at = (line: number): string => `${shownPath(file)}:${line}`;
  const refused = problems.map(({ line, message }) => `${at(line)} ${message}`);
  const changes: string[] = [];
  const edits: Edit[] = [];
  for (const [k, example] of examples.entries()) {
    let observed: Observed;
    try {
      observed = await observe(example, () => load(`${file}?doctest=${k}`));
    } catch (error) {
      refused.push(`${at(example.fence.line)} ${String(error)}`);
      continue;
    }
    if (observed.problem !== undefined) {
      refused.push(`${at(example.fence.line)} ${observed.problem}`);
      continue;
    }
    const edit = editOf(example, observed.text, source);
    if (edit === undefined) continue;
    edits.push(edit);
    changes.push(`${at(example.fence.line)} ${exampleName(example)}\n${changedLines(example.expected?.text ?? '', observed.text)}`);
  }
  if (edits.length > 0) writeFileSync(file, applyEdits(source, edits));
  return { changes, refused };
}

export async function accept(files: readonly string[]): Promise<Accepted> {
  const server = await createServer({
    configFile: false,
    root,
    plugins: [doctest()],
    logLevel: 'error',
    appType: 'custom',
    server: { middlewareMode: true, watch: null, ws: false },
    optimizeDeps: { noDiscovery: true },
  });
  const runner = createServerModuleRunner(server.environments.ssr);
  try {
    const pages: Accepted[] = [];
    for (const file of files) pages.push(await acceptPage(file, (id) => runner.import(id)));
    return { changes: pages.flatMap((p) => p.changes), refused: pages.flatMap((p) => p.refused) };
  } finally {
    await runner.close();
    await server.close();
  }
}

if (import.meta.main) {
  const named = process.argv.slice(2).map((file) => resolve(file));
  const pages = pageFiles();
  const unknown = named.find((file) => !pages.includes(file));
  if (unknown !== undefined) {
    console.error(`${shownPath(unknown)} is not a page; pages are src/content/docs/{en,zh-cn}/NAME.mdx`);
    process.exit(2);
  }
  const { changes, refused } = await accept(named.length === 0 ? pages : named);
  for (const change of changes) console.log(change);
  for (const reason of refused) console.error(`not accepted: ${reason}`);
  const count = changes.length === 0 ? 'nothing to change' : `${changes.length} changed`;
  console.log(`${count}${refused.length === 0 ? '' : `, ${refused.length} not accepted`}`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
