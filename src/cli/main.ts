// SPDX-License-Identifier: GPL-2.0-only
/** The command line: which command, which options, and the help for both. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Arguments, type Command, DONE, type Status, usage } from './command.ts';
import { diff } from './diff.ts';
import { kernel } from './kernel.ts';
import { reproCommand } from './repro.ts';
import { run } from './run.ts';
import { trace } from './trace.ts';
import { verifyCommand } from './verify.ts';

const commands: readonly Command[] = [run, trace, diff, kernel, reproCommand, verifyCommand];

const overview = (): string => `exitpath: what Linux KVM does when a guest writes a machine-check register

usage: exitpath COMMAND [OPTION…] [FILE]

${commands.map((c) => `  ${`${c.name} ${c.operands}`.padEnd(24)} ${c.summary}`).join('\n')}

  --help                   this text; after a command, that command's
  --version                the version

Exit status: 0 done, 1 the input or the comparison failed, 2 wrong usage.
`;

const commandHelp = (c: Command): string => `usage: exitpath ${c.name} ${c.operands}\n\n${c.help.trim()}\n`;

const version = (): string => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string };
  return version;
};

function print(text: string): Status {
  process.stdout.write(text);
  return DONE;
}

/** parseArgs says what is wrong by throwing, and then goes on to explain how `--` works. */
function parse(args: readonly string[], options: Command['options']): Arguments | string {
  try {
    return parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean' } }, allowPositionals: true });
  } catch (e) {
    const [message = ''] = (e instanceof Error ? e.message : String(e)).split(/\. |\n/);
    return message.charAt(0).toLowerCase() + message.slice(1);
  }
}

/** Runs one command line. @returns the exit status */
export async function main(argv: readonly string[]): Promise<Status> {
  // Whoever writes learns of a failure from the write. Unheard, the event would end the program with a stack.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

  const [name = '', ...rest] = argv;
  if (name === '' || name.startsWith('-')) {
    const args = parse(argv, { version: { type: 'boolean' } });
    if (typeof args === 'string') return usage(args);
    if (args.values['help'] === true) return print(overview());
    if (args.values['version'] === true) return print(`${version()}\n`);
    return usage(`a command is missing: ${commands.map((c) => c.name).join(', ')}`);
  }
  const command = commands.find((c) => c.name === name);
  if (command === undefined) return usage(`there is no command "${name}"; the commands are ${commands.map((c) => c.name).join(', ')}`);
  const args = parse(rest, command.options);
  if (typeof args === 'string') return usage(args, command.name);
  if (args.values['help'] === true) return print(commandHelp(command));
  if (args.positionals.length > command.maxOperands)
    return usage(`${command.name} takes ${command.operands}, and there are ${args.positionals.length} operands`, command.name);
  return command.run(args);
}
