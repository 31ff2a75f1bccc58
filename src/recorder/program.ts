// SPDX-License-Identifier: GPL-2.0-only
/** The C program of a scenario: those parts of machine.c that it needs, and a main that makes its calls. */
import { formatResult, formatScenario, type Scenario, tryScenario } from '../engine/index.ts';
import { type Call, setUpCalls, stepCall } from './calls.ts';

/** Parts of a C file, a definition each: they are set apart by an empty line, or are variables of one line. */
const parts = (source: string): readonly string[] =>
  source
    .trim()
    .split(/\n\n(?=\S)/)
    .flatMap((part) => (/^static [^(]+;/.test(part) ? part.split('\n') : [part]));

/** What a part defines: a function, variables, or the constants of an enum. */
function defines(part: string): readonly string[] {
  const code = part.replace(/\/\*[\s\S]*?\*\//g, '').trim();
  if (code.startsWith('enum'))
    return [...code.matchAll(/\b([A-Z]\w*) =/g), ...code.matchAll(/[{,]\s*([A-Z]\w*)\b/g)].map(([, n = '']) => n);
  const fn = /^static [\w\s*]*?\b(\w+)\(/.exec(code);
  if (fn !== null) return [fn[1] ?? ''];
  if (!code.startsWith('static')) return [];
  return [...code.replace(/ = [^,;]+/g, '').matchAll(/[\s*](\w+)(?=[,;])/g)].map(([, n = '']) => n);
}

/** The words of a part's code: comments and strings use nothing. */
const words = (text: string): ReadonlySet<string> => new Set(text.replace(/\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"/g, '').match(/\w+/g) ?? []);

/** The parts that some code needs, in the file's order. The first, what is included, always is. */
function needed(source: string, code: string): readonly string[] {
  const [head = '', ...rest] = parts(source);
  const all = rest.map((part) => ({ part, names: defines(part), uses: words(part) }));
  const used = new Set(words(code));
  const taken = new Set<string>();
  for (let before = -1; before !== taken.size; ) {
    before = taken.size;
    for (const { part, names, uses } of all)
      if (!taken.has(part) && names.some((n) => used.has(n))) {
        taken.add(part);
        for (const word of uses) used.add(word);
      }
  }
  const includes = head.split('\n').filter((line) => line.startsWith('#include'));
  const kept = all.filter(({ part }) => taken.has(part)).map(({ part }) => part);
  return [includes.join('\n'), ...joinVariables(kept)];
}

/** Variables of one line stand together again. */
function joinVariables(kept: readonly string[]): readonly string[] {
  const joined: string[] = [];
  for (const part of kept) {
    const last = joined.at(-1);
    const isVariable = (text: string | undefined) => text !== undefined && /^static [^(]+;/.test(text);
    if (last !== undefined && isVariable(last) && isVariable(part)) joined[joined.length - 1] = `${last}\n${part}`;
    else joined.push(part);
  }
  return joined;
}

/** What JSON escapes in a string, C does alike. */
const cArgument = (arg: Call['args'][number]): string => (typeof arg === 'string' ? JSON.stringify(arg) : `0x${arg.toString(16)}`);
const statement = ({ name, args }: Call): string => `\t${name}(${args.map(cArgument).join(', ')});`;
/** A slash may be escaped in JSON, so that no text ends a comment. */
const inComment = (text: string): string => text.replaceAll('*/', '*\\/').replaceAll('/*', '\\/*');

/**
 * One C file that runs a scenario on /dev/kvm and prints its result line. It needs the kernel's user-space headers and nothing else.
 * @param machine the text of machine.c
 * @param stepText a step in a few words, for the comment above its call
 */
export function cProgram(scenario: Scenario, machine: string, stepText: (step: Scenario['steps'][number]) => string): string {
  const ran = tryScenario(scenario);
  const name = JSON.stringify(scenario.name);
  const steps = scenario.steps.map((step) => `\t/* ${inComment(stepText(step))} */\n${statement(stepCall(step))}`);
  const main = `int main(void)
{
${setUpCalls(scenario).map(statement).join('\n')}

${statement({ name: 'begin_results', args: [name] })}
${steps.join('\n')}
${statement({ name: 'end_results', args: [] })}
	return 0;
}`;
  return `// SPDX-License-Identifier: GPL-2.0-only
/*
 * Runs this scenario on the KVM of the machine it is started on:
 *
 *   ${inComment(formatScenario(scenario))}
 *
 * The model of ${scenario.kernel.spelling} (${scenario.host}) answers
 *
 *   ${inComment(ran.ok ? formatResult(ran.value) : `nothing: ${ran.problem}`)}
 *
 * cc -Wall -Wextra -Werror -o scenario scenario.c && ./scenario
 */
${needed(machine, main).join('\n\n')}

${main}
`;
}
