// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath verify`: the engine against the kernel of this machine. */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, release, version } from 'node:os';
import { understand } from '../engine/affected/spelling.ts';
import { formatScenario, formatStepResult, type Host, parseKernelRelease, tryScenario } from '../engine/index.ts';
import { explain, type Machine } from '../recorder/explain.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say, usage } from './command.ts';
import { openOutput, reason } from './input.ts';
import { progress } from './progress.ts';
import { type Asked, questions } from './questions.ts';
import { openRecorder, type Recording } from './recorder.ts';
import { thisMachine } from './this-machine.ts';
import { type Comparison, verifyText } from './verify-text.ts';

const help = `
Runs scenarios on this machine's /dev/kvm and in the engine, step by step, and prints
where they agree and where they differ. Needs cc, with which it builds the recorder,
and access to /dev/kvm; changes nothing on the machine.

FILE holds one scenario per line; its kernel and host are set aside: the kernel of
this machine is asked. Without FILE it runs every scenario that the project has
recorded anywhere, each once.

  --kernel RELEASE         the release that the engine takes this kernel for; otherwise
                           what uname says
  --host intel|amd|pvm     the vendor module; otherwise the one that is loaded
  --save FILE              writes what the kernel answered: FILE.jsonl holds vectors, and
                           FILE.meta.json where they were recorded
  --help                   this text

A scenario cannot be run where a parameter of the kvm module is not as it asks, or
where the engine does not model what it asks for; the table says so. A difference that
the processor explains is counted apart, with the reason.

Exit status: 0 nothing differs without a reason, 1 something does, a line is no scenario,
or nothing could be run; 2 wrong usage.

Example:

  exitpath verify
`;

/** The release that uname means: Debian's kernels name it in their version, others in their release. */
function releaseHere(): string | undefined {
  const number = /Debian (\d+\.\d+\.\d+)/.exec(version())?.[1] ?? /^\d+\.\d+\.[1-9]\d*/.exec(release())?.[0];
  if (number !== undefined && parseKernelRelease(`v${number}`).ok) return `v${number}`;
  const understood = understand(release());
  return understood.kind === 'release' ? understood.kernel.spelling : undefined;
}

const hosts: Readonly<Record<string, Host>> = { kvm_intel: 'intel', kvm_amd: 'amd', kvm_pvm: 'pvm' };
const hostHere = (): Host | undefined =>
  thisMachine()
    .modules.map((module) => hosts[module])
    .find((host) => host !== undefined);

/** What to compare with what; or what the user has to say first. */
function asked({ kernel, host }: Arguments['values']): Asked | string {
  const release_ = typeof kernel === 'string' ? kernel : releaseHere();
  if (release_ === undefined) return `uname says ${release()}, which names no release; --kernel v… says which it was made from`;
  const parsed = parseKernelRelease(release_);
  if (!parsed.ok) return `--kernel ${release_}: ${parsed.problem}`;
  const module = typeof host === 'string' ? Object.values(hosts).find((h) => h === host) : hostHere();
  if (module !== undefined) return { kernel: release_, host: module };
  return typeof host === 'string'
    ? `--host ${host} is none; the hosts are ${Object.values(hosts).join(', ')}`
    : 'none of kvm_intel, kvm_amd and kvm_pvm is loaded; --host says which is built in';
}

/** How one scenario came out, here and in the engine. */
function compare(scenario: Parameters<typeof tryScenario>[0], recording: Recording, machine: Machine): Comparison {
  if ('refused' in recording) return { scenario, kind: 'not here', why: recording.refused };
  const ran = tryScenario(scenario);
  if (!ran.ok) return { scenario, kind: 'not here', why: `not modelled: ${ran.problem}` };
  const kernel = recording.results.map((r) => JSON.stringify(r));
  const engine = ran.value.results.map(formatStepResult);
  const step = engine.findIndex((r, i) => r !== kernel[i]);
  if (step < 0) return { scenario, kind: 'agree' };
  const why = explain(scenario, step, machine);
  const at = { scenario, step, kernel: kernel[step] ?? 'nothing', engine: engine[step] ?? 'nothing' };
  return why === undefined ? { ...at, kind: 'differ' } : { ...at, kind: 'explained', why };
}

/** Vectors as the kernel answered, and where that was. */
function save(
  name: string,
  { kernel, host }: Asked,
  answers: readonly { readonly text: string; readonly recording: Recording }[],
  machine: Machine,
): void {
  const vectors = answers.flatMap(({ text, recording }) =>
    'refused' in recording ? [] : [JSON.stringify({ ...JSON.parse(text), results: recording.results })],
  );
  const { msr_index_list, guest_cpuid_function_index_eax_ebx_ecx_edx, ...supported } = machine;
  const meta = {
    recorded: {
      release: kernel.slice(1),
      uname: release(),
      module: Object.keys(hosts).find((module) => hosts[module] === host),
      cpu: cpus()[0]?.model ?? 'unknown',
      date: new Date().toISOString().slice(0, 10),
    },
    host,
    ...supported,
    long_mode: true,
    msr_index_list,
    guest_cpuid_function_index_eax_ebx_ecx_edx,
  };
  writeFileSync(`${name}.jsonl`, vectors.map((v) => `${v}\n`).join(''));
  writeFileSync(`${name}.meta.json`, `${JSON.stringify(meta, null, 1)}\n`);
}

async function verify(files: readonly string[], values: Arguments['values']): Promise<Status> {
  const to = asked(values);
  if (typeof to === 'string') return usage(to, 'verify');
  const recorder = openRecorder(availableParallelism());
  if ('problem' in recorder) {
    say(recorder.problem);
    return FAILED;
  }
  const { machine } = recorder;
  try {
    const { scenarios, unasked, malformed } = await questions(files, to, say);
    const bar = progress(scenarios.length, 'scenarios');
    const recordings: Recording[] = [];
    await recorder.record(scenarios, (index, recording) => {
      recordings[index] = recording;
      bar.step();
    });
    bar.end();
    const comparisons = scenarios.map((scenario, i) => compare(scenario, recordings[i] ?? { refused: 'no answer' }, machine));
    if (typeof values['save'] === 'string')
      save(
        values['save'],
        to,
        scenarios.map((s, i) => ({ text: formatScenario(s), recording: recordings[i] ?? { refused: '' } })),
        machine,
      );
    await openOutput().line(verifyText(to, release(), comparisons, unasked));
    const failed =
      malformed > 0 || comparisons.some(({ kind }) => kind === 'differ') || comparisons.every(({ kind }) => kind === 'not here');
    return failed ? FAILED : DONE;
  } catch (e) {
    say(reason(e));
    return FAILED;
  }
}

export const verifyCommand: Command = {
  name: 'verify',
  operands: '[FILE…]',
  maxOperands: Number.POSITIVE_INFINITY,
  summary: 'asks this machine’s /dev/kvm and the engine, and compares',
  help,
  options: { kernel: { type: 'string' }, host: { type: 'string' }, save: { type: 'string' } },
  run: ({ positionals, values }: Arguments) => verify(positionals, values),
};
