// SPDX-License-Identifier: GPL-2.0-only
/** The recorded answers of real kernels (test/vectors), as the pages quote them. Read when the site is built. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A recorded scenario: the part of the format that is asked about here. */
export interface Recording {
  readonly kernel: string;
  readonly host: string;
  readonly module?: { readonly ignore_msrs?: boolean };
  readonly vm?: { readonly user_space_msr?: readonly string[]; readonly msr_filter?: unknown };
  readonly steps: readonly unknown[];
  readonly results: readonly unknown[];
}

function read(): readonly Recording[] {
  const folder = join(process.cwd(), 'test', 'vectors');
  const files = readdirSync(folder).filter((file) => file.endsWith('.jsonl'));
  const lines = files.flatMap((file) =>
    readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter((line) => line !== ''),
  );
  if (lines.length === 0) throw new Error('test/vectors holds no recorded answers, and the pages say how many there are');
  return lines.map((line) => JSON.parse(line) as Recording);
}

let recordings: readonly Recording[] | undefined;
const recorded = (): readonly Recording[] => {
  recordings ??= read();
  return recordings;
};

const plain = ({ module, vm }: Recording): boolean =>
  module?.ignore_msrs !== true && (vm?.user_space_msr ?? []).length === 0 && (vm?.msr_filter ?? null) === null;

/** The recordings in which no parameter, mask or filter is set and the first thing that happens is `step`. */
export function recordingsOf(step: object): readonly Recording[] {
  const first = JSON.stringify(step);
  return recorded().filter((recording) => JSON.stringify(recording.steps[0]) === first && plain(recording));
}
