// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath run`: scenarios in, results out. */
import {
  formatError,
  formatProblem,
  formatResult,
  type Parsed,
  parseScenario,
  type Result,
  scenarioName,
  tryScenario,
} from '../engine/index.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say } from './command.ts';
import { type Input, OutputError, openInput, openOutput, reason } from './input.ts';
import { type Line, lines } from './lines.ts';

const help = `
Runs scenarios and prints what each step came to.

FILE holds one scenario per line (JSON Lines); without FILE, or when it is -,
standard input is read. Each line gives one line of output, in order: a result, or

  {"name":…,"error":"what is wrong, and where"}

for a line that is no scenario or that asks for something not modelled
("not modelled: …"). The other lines still run. Blank lines are skipped, and so are
the results of a recorded vector.

  --help                   this text

Exit status: 0 every line ran, 1 a line did not run or the input could not be read,
2 wrong usage.

Example:

  echo '{"name":"a","kernel":"v5.18","steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}' | exitpath run
  {"name":"a","kernel":"v5.18","results":[{"outcome":"errno","errno":"EPERM"}]}
`;

function runLine(text: string): Parsed<Result> {
  const scenario = parseScenario(text);
  return scenario.ok ? tryScenario(scenario.value) : scenario;
}

/** What stands for one line of input in the output. */
function answer({ number, text }: Line): { readonly ran: boolean; readonly line: string } {
  if (text === undefined) return { ran: false, line: formatError(null, 'not UTF-8 text') };
  try {
    const result = runLine(text);
    if (result.ok) return { ran: true, line: formatResult(result.value) };
    return { ran: false, line: formatError(scenarioName(text), formatProblem(result)) };
  } catch (e) {
    // No input should come here. The lines after it still deserve their answers, and the stack says where to look.
    say(`line ${number} shows a bug in exitpath: ${e instanceof Error ? e.stack : e}`);
    return { ran: false, line: formatError(scenarioName(text), `a bug in exitpath: ${reason(e)}`) };
  }
}

async function runAll({ name, stream }: Input): Promise<Status> {
  const output = openOutput();
  let total = 0;
  let failed = 0;
  let firstFailed = 0;
  let status: Status = DONE;
  try {
    for await (const line of lines(stream)) {
      if (line.text?.trim() === '') continue;
      const { ran, line: text } = answer(line);
      total++;
      if (!ran && ++failed === 1) firstFailed = line.number;
      await output.line(text);
    }
  } catch (e) {
    if (!(e instanceof OutputError)) say(`cannot read ${name}: ${reason(e)}`);
    else if (!e.closed) say(e.message);
    if (!(e instanceof OutputError && e.closed)) status = FAILED;
  }
  if (failed === 0) return status;
  say(`${failed} of ${total} lines did not run, the first of them line ${firstFailed} of ${name}`);
  return FAILED;
}

export const run: Command = {
  name: 'run',
  operands: '[FILE]',
  maxOperands: 1,
  summary: 'runs scenarios (JSON Lines) and prints their results',
  help,
  options: {},
  run: ({ positionals: [file] }: Arguments) => runAll(openInput(file)),
};
