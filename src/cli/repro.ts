// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath repro`: a scenario as a C program for a real /dev/kvm. */
import { readFileSync } from 'node:fs';
import { formatProblem, parseScenario } from '../engine/index.ts';
import { unrecordable } from '../recorder/calls.ts';
import { cProgram } from '../recorder/program.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say } from './command.ts';
import { OutputError, openInput, openOutput, reason } from './input.ts';
import { type Line, lines } from './lines.ts';
import { stepText } from './words.ts';

const help = `
Prints a C program that runs one scenario on /dev/kvm and prints its result line.
It is one file, needs the kernel's user-space headers (linux/kvm.h of v5.10 or newer)
and nothing else, and builds with cc -Wall -Wextra -Werror.

FILE holds one scenario; without FILE, or when it is -, standard input is read. The
scenario's kernel and host say what the engine is asked, whose answer stands in the
program's first comment; the program itself runs on what it finds.

  --help                   this text

Exit status: 0 done, 1 the scenario could not be read or /dev/kvm cannot run it,
2 wrong usage.

Example:

  exitpath repro scenario.json > scenario.c
  cc -Wall -Wextra -Werror -o scenario scenario.c && ./scenario
`;

/** The text of machine.c, which the program is made of. */
const machine = (): string => readFileSync(new URL('../recorder/machine.c', import.meta.url), 'utf8');

function refuse(message: string): Status {
  say(message);
  return FAILED;
}

async function repro(file: string | undefined): Promise<Status> {
  const input = openInput(file);
  const found: Line[] = [];
  try {
    for await (const line of lines(input.stream)) if (line.text?.trim() !== '') found.push(line);
  } catch (e) {
    return refuse(`cannot read ${input.name}: ${reason(e)}`);
  }
  const [first, second] = found;
  if (first === undefined) return refuse(`${input.name} is empty; a program is made from one scenario`);
  if (second !== undefined)
    return refuse(`${input.name} has ${found.length} scenarios, the second in line ${second.number}; a program is made from one`);
  if (first.text === undefined) return refuse(`${input.name} is not UTF-8 text`);
  const scenario = parseScenario(first.text);
  if (!scenario.ok) return refuse(formatProblem(scenario));
  const why = unrecordable(scenario.value);
  if (why !== undefined) return refuse(why);
  try {
    await openOutput().line(cProgram(scenario.value, machine(), stepText).trimEnd());
    return DONE;
  } catch (e) {
    if (!(e instanceof OutputError)) throw e;
    return e.closed ? DONE : refuse(e.message);
  }
}

export const reproCommand: Command = {
  name: 'repro',
  operands: '[FILE]',
  maxOperands: 1,
  summary: 'prints a C program that runs it on /dev/kvm',
  help,
  options: {},
  run: ({ positionals: [file] }: Arguments) => repro(file),
};
