// SPDX-License-Identifier: GPL-2.0-only
/** Which claims hang on a commit: their runs are made again on their own kernels with the commit taken out, or added. */
import { type Host, type KernelRelease, type PatchId, parseKernelRelease, parseScenario, patches, tryScenario } from '../engine/index.ts';
import { differs, scenarioOf } from './judge.ts';
import { claimIds, claimOf } from './ledger.ts';
import type { Release, Run } from './types.ts';

/** Ids of claims, in the order of the ledger. */
export interface Turned {
  /** They fail once the commit is taken out of a kernel that has it. */
  readonly without: readonly string[];
  /** They fail once it is added to a kernel that lacks it. */
  readonly having: readonly string[];
}

const kernels = new Map<Release, KernelRelease>();
function kernelOf(release: Release): KernelRelease {
  const known = kernels.get(release);
  if (known !== undefined) return known;
  const parsed = parseKernelRelease(release);
  if (!parsed.ok) throw new Error(`${release}: ${parsed.problem}`);
  kernels.set(release, parsed.value);
  return parsed.value;
}

const reads = new WeakMap<Run, Map<string, ReadonlySet<PropertyKey>>>();
/** Which behaviours of the kernel a run asks for. What it does not ask for cannot turn it. */
function readBy(run: Run, release: Release, host: Host): ReadonlySet<PropertyKey> {
  const known = reads.get(run) ?? new Map<string, ReadonlySet<PropertyKey>>();
  reads.set(run, known);
  const found = known.get(`${release} ${host}`);
  if (found !== undefined) return found;
  const asked = new Set<PropertyKey>();
  known.set(`${release} ${host}`, asked);
  const parsed = parseScenario(JSON.stringify(scenarioOf(run, release, host)));
  if (!parsed.ok) return asked;
  const get = (kernel: KernelRelease, name: PropertyKey): unknown => {
    asked.add(name);
    return Reflect.get(kernel, name);
  };
  tryScenario({ ...parsed.value, kernel: new Proxy(parsed.value.kernel, { get }) });
  return asked;
}

/** Whether the run, on one of its kernels and turned by the commit, is no longer evidence for what it is evidence for. */
function isTurned(run: Run, commit: PatchId, has: boolean): boolean {
  const { behaviour, mainline } = patches[commit];
  const nearest = (releases: readonly Release[]): Release | undefined => {
    const some = releases.filter((release) => kernelOf(release)[behaviour] === has);
    return some.find((release) => release === mainline) ?? some.at(has ? 0 : -1);
  };
  const otherwise = (release: Release | undefined, host: Host): boolean | undefined => {
    // What user space may ask for is a question of the parser.
    if (release === undefined || (run.vm === undefined && !readBy(run, release, host).has(behaviour))) return undefined;
    return differs(run, `${release}${has ? '-' : '+'}${commit}`, host) !== undefined;
  };
  const [on, not] = [nearest(run.on), nearest(run.not)];
  return run.hosts.some((host) => otherwise(on, host) === true || otherwise(not, host) === false);
}

const memo = new Map<PatchId, Turned>();

export function turnedBy(commit: PatchId): Turned {
  const known = memo.get(commit);
  if (known !== undefined) return known;
  const failing = (has: boolean): readonly string[] =>
    claimIds.filter((id) => claimOf(id).some((evidence) => evidence.kind === 'run' && isTurned(evidence, commit, has)));
  const turned = { without: failing(true), having: failing(false) };
  memo.set(commit, turned);
  return turned;
}
