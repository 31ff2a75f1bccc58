// SPDX-License-Identifier: GPL-2.0-only
/** What each fence of a page is: something that runs and is compared, or a listing. What is neither is a problem that says what is accepted. */
import { readConsoleFence } from './console-fence.ts';
import { type Fence, fencesOf } from './fences.ts';
import { hiddenCode } from './hidden-code.ts';
import { type Problem, parsePage } from './markdown.ts';
import { readScenarioFence } from './scenario-fence.ts';

/** What the page says will come out: where in the file, so that it can be compared there and written anew. */
export interface Expectation {
  readonly text: string;
  /** 1-based line of its first line, whether or not there is one yet. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
}

export interface Example {
  readonly kind: 'scenario' | 'ts' | 'console';
  readonly fence: Fence;
  /** Undefined: a ts block without an output fence, which then must print nothing. */
  readonly expected: Expectation | undefined;
  /** Blocks of one session see what the earlier ones declared. */
  readonly session: string | undefined;
}

export interface Examples {
  readonly examples: readonly Example[];
  /** Not run, by declaration: ```text, ```text prose and ```c. */
  readonly listings: readonly Fence[];
  /** The fences that hold a ts block's output. */
  readonly outputs: readonly Fence[];
  readonly problems: readonly Problem[];
}

const accepted = 'accepted: scenario, ts, ts session=NAME, text output (right after a ts block), console, text, text prose, c';
/** `text prose` holds words, which the other language translates; the other two are the same in both. */
const listingKinds = ['text', 'text prose', 'c'];

/** The specifiers that a block imports from. */
const importsOf = (code: string): readonly string[] =>
  [...code.matchAll(/^\s*(?:import|export)\b[^'"`;]*?['"]([^'"]+)['"]|\bimport\s*\(\s*['"]([^'"]+)['"]/gm)].map((m) => m[1] ?? m[2] ?? '');

function expectation(fence: Fence, source: string, skip: number): Expectation {
  let start = fence.start;
  for (let i = 0; i < skip; i++) start = source.indexOf('\n', start) + 1;
  return { text: fence.body.split('\n').slice(skip).join('\n'), line: fence.line + 1 + skip, start, end: fence.end };
}

/** @param modules what a ts block may import */
export function examplesOf(source: string, modules: readonly string[]): Examples {
  const page = parsePage(source);
  if ('problem' in page) return { examples: [], listings: [], outputs: [], problems: [page.problem] };
  const { fences, problems: unclosed } = fencesOf(source, page.tree);
  const examples: Example[] = [];
  const listings: Fence[] = [];
  const outputs: Fence[] = [];
  const problems: Problem[] = [...unclosed, ...hiddenCode(page.tree)];

  for (const [i, fence] of fences.entries()) {
    const { lang, meta } = fence;
    const problem = (message: string, at = -1): void => void problems.push({ line: fence.line + 1 + at, fence: fence.line, message });
    const example = (kind: Example['kind'], expected: Expectation | undefined, session?: string): void => {
      examples.push({ kind, fence, expected, session });
    };
    if (lang === 'scenario' && meta === '') {
      const read = readScenarioFence(fence.body);
      if (read.problem === undefined) example('scenario', expectation(fence, source, read.answersAt));
      else problem(read.problem.message, read.problem.at);
    } else if (lang === 'console' && meta === '') {
      const read = readConsoleFence(fence.body);
      if (read.problem === undefined) example('console', expectation(fence, source, 0));
      else problem(read.problem.message, read.problem.at);
    } else if (lang === 'ts' && /^(session=[\w-]+)?$/.test(meta)) {
      const foreign = importsOf(fence.body).find((m) => !modules.includes(m));
      const next = fences[i + 1];
      const output = next?.lang === 'text' && next.meta === 'output' ? next : undefined;
      if (output !== undefined) outputs.push(output);
      if (fence.body.trim() === '') problem('this example is empty');
      else if (foreign !== undefined) problem(`an example imports from ${modules.map((m) => `'${m}'`).join(', ')}, not from '${foreign}'`);
      else example('ts', output && expectation(output, source, 0), meta === '' ? undefined : meta.slice('session='.length));
    } else if (lang === 'text' && meta === 'output') {
      if (!outputs.includes(fence)) problem('an output fence belongs to the ts block right before it, and there is none');
    } else if (listingKinds.includes(`${lang} ${meta}`.trim())) {
      listings.push(fence);
    } else {
      problem(`nothing claims a fence \`\`\`${`${lang} ${meta}`.trim() || '(no language)'}; ${accepted}`);
    }
  }
  return { examples, listings, outputs, problems: problems.sort((a, b) => a.line - b.line) };
}
