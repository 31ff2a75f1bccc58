// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath kernel`: whether a kernel has the bug. */
import { ask, isFinding } from '../engine/affected/answer.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say, usage } from './command.ts';
import { OutputError, openOutput } from './input.ts';
import { type Answer, formatAnswer } from './kernel-answer.ts';
import { answerText } from './kernel-text.ts';
import { thisMachine } from './this-machine.ts';

const help = `
Says whether a kernel has the bug: a guest's refused write to MCi_CTL or MCi_STATUS
fails KVM_RUN with EPERM. The writes are run in the engine; since when, what fixed
it and what to do come from the catalogue of commits.

RELEASE is a release (v5.18, 5.18.17), or one with commits added or taken out
(v5.18+2368048bf5c2, v6.0-2368048bf5c2). A distribution's uname -r, such as
5.10.0-30-amd64, does not tell; the answer then is what to look at instead. Without
RELEASE it is the kernel of this machine, and whether KVM is there.

  --json                   the answer as one line of JSON
  --help                   this text

Exit status: 0 not affected, 1 affected or no telling, 2 wrong usage.

Example:

  exitpath kernel v5.18
`;

function answerFor(asked: string, about: Pick<Answer, 'machine'>): Answer | string {
  const answer = ask(asked);
  return answer.ok ? { asked, found: answer.found, ...about } : answer.problem;
}

/** A machine's kernel is never wrong usage, whatever it is called. */
function aboutThisMachine(): Answer {
  const machine = thisMachine();
  const { system, release } = machine;
  if (system !== 'Linux')
    return { asked: release, found: { kind: 'not modelled', problem: `this machine runs ${system}, not Linux` }, machine };
  const answer = answerFor(release, { machine });
  return typeof answer === 'string' ? { asked: release, found: { kind: 'distribution', upstream: undefined }, machine } : answer;
}

async function kernelOf(asked: string | undefined, json: boolean): Promise<Status> {
  const answer = asked === undefined ? aboutThisMachine() : answerFor(asked, {});
  if (typeof answer === 'string') return usage(answer, 'kernel');
  try {
    await openOutput().line(json ? formatAnswer(answer) : answerText(answer));
  } catch (e) {
    if (!(e instanceof OutputError)) throw e;
    if (!e.closed) {
      say(e.message);
      return FAILED;
    }
  }
  return isFinding(answer.found) && answer.found.verdict !== 'affected' ? DONE : FAILED;
}

export const kernel: Command = {
  name: 'kernel',
  operands: '[RELEASE]',
  maxOperands: 1,
  summary: 'says whether a kernel has the bug, and what fixes it',
  help,
  options: { json: { type: 'boolean' } },
  run: ({ positionals: [asked], values }: Arguments) => kernelOf(asked, values['json'] === true),
};
