// SPDX-License-Identifier: GPL-2.0-only
/** The recordings in test/vectors, a corpus for each recorded kernel and vendor module. Read when the site is built, and by tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(process.cwd(), 'test', 'vectors');
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

/** Names of the corpora, without the ending. */
export const corpora: readonly string[] = readdirSync(folder)
  .filter((f) => f.endsWith('.jsonl'))
  .map((f) => f.slice(0, -'.jsonl'.length))
  .sort();

/** What a recording's machine offered that its lines do not say: the host's feature MSRs, by corpus. */
const featureMsrs = JSON.parse(read('feature-msrs.json')) as Readonly<Record<string, object>>;

/** The lines of a corpus, each a scenario with its recorded results, and with what is known of the machine. */
export function linesOf(corpus: string): readonly string[] {
  const machine = featureMsrs[corpus];
  const lines = read(`${corpus}.jsonl`).trim().split('\n');
  return machine === undefined ? lines : lines.map((line) => `{"feature_msrs":${JSON.stringify(machine)},${line.slice(1)}`);
}

/** How a corpus was recorded: `NAME.meta.json`, as far as the pages say it. */
export interface Meta {
  readonly recorded: {
    readonly release: string;
    readonly uname: string;
    readonly module: string;
    readonly cpu: string;
    readonly date: string;
    readonly note?: string;
  };
  readonly host: 'intel' | 'amd' | 'pvm';
  readonly mce_cap_supported: string;
  /** Not where the guest was in real mode: there it is whatever KVM_GET_SUPPORTED_CPUID gave. */
  readonly guest_cpuid_function_index_eax_ebx_ecx_edx?: readonly (readonly string[])[];
}

export const metaOf = (corpus: string): Meta => JSON.parse(read(`${corpus}.meta.json`)) as Meta;
