// SPDX-License-Identifier: GPL-2.0-only
/** The body of a ```console fence: `$ ` and a command, the lines it prints, `[exit status N]` where that is not 0; and so on. */
import { checkCommand } from './commands.ts';

export interface Command {
  /** What bash is given. */
  readonly text: string;
  /** The lines of the body that hold it: `$ …`, then `> …` for each line that goes on. */
  readonly shown: readonly string[];
  /** What the page says it prints, exit status included. */
  readonly output: readonly string[];
  /** Index of its first line in the body. */
  readonly at: number;
}

export interface ConsoleFence {
  readonly commands: readonly Command[];
  readonly problem?: { readonly at: number; readonly message: string };
}

export const statusLine = (status: number): string => `[exit status ${status}]`;

export function readConsoleFence(body: string): ConsoleFence {
  const lines = body.split('\n');
  const commands: Command[] = [];
  for (let i = 0; i < lines.length; ) {
    const at = i;
    const problem = (message: string, line = at): ConsoleFence => ({ commands, problem: { at: line, message } });
    if (!lines[i]?.startsWith('$ ')) return problem('a session starts with "$ " and a command');
    const shown = [lines[i++] ?? ''];
    let text = shown[0]?.slice(2) ?? '';
    let verdict = checkCommand(text);
    for (let line = lines[i]; verdict.kind === 'incomplete' && line !== undefined && /^>( |$)/.test(line); line = lines[++i]) {
      shown.push(line);
      text += `\n${line.slice(2)}`;
      verdict = checkCommand(text);
    }
    if (verdict.kind === 'refused') return problem(verdict.message);
    if (verdict.kind === 'incomplete') return problem('this command is not complete: its next lines start with "> "');
    const output: string[] = [];
    while (i < lines.length && !lines[i]?.startsWith('$ ')) output.push(lines[i++] ?? '');
    commands.push({ text, shown, output, at });
  }
  return { commands };
}
