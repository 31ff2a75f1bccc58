// SPDX-License-Identifier: GPL-2.0-only
/** From a release's spelling to what that kernel does. Done once; modelled functions read the named behaviours only. */
import { type Behaviour, type PatchId, patches, patchIds } from './patches.ts';
import { type UnidentifiedBehaviour, unidentified } from './unidentified.ts';

/** A kernel, resolved: every behaviour switch, true or false, and how the scenario spelled it. Frozen. */
export type KernelRelease = Readonly<Record<Behaviour | UnidentifiedBehaviour, boolean>> & { readonly spelling: string };

/** The oldest mainline release whose behaviour the model knows. */
export const oldestKnown = 'v5.4';
/** The newest mainline release whose behaviour the model knows. */
export const newestKnown = 'v7.3';

/** The releases that the documentation and the widgets offer, oldest first. Every release between the oldest and the newest is accepted besides. */
export const listReleases = (): readonly string[] => [
  'v5.4',
  'v5.9',
  'v5.10',
  'v5.10.137',
  'v5.15',
  'v5.15.61',
  'v5.17',
  'v5.18',
  'v5.18.18',
  'v5.19',
  'v5.19.2',
  'v6.0',
  'v6.1',
  'v6.6',
  'v6.8',
  'v6.12',
  'v6.18',
  'v7.3',
];

/** A release, or what is wrong with its spelling. `unmodelled`: it may well be one, but the model does not have it. */
type Spelled =
  | { readonly ok: true; readonly value: KernelRelease }
  | { readonly ok: false; readonly problem: string; readonly unmodelled: boolean };
type Version = readonly [major: number, minor: number, point: number];

const accepted = `accepted: a release from ${oldestKnown} to ${newestKnown} (v5.18, v5.18.18), with commits added or taken out (v5.18+2368048bf5c2, v6.0-2368048bf5c2)`;
const version = (v: string): Version => {
  const [major = 0, minor = 0, point = 0] = v.slice(1).split('.').map(Number);
  return [major, minor, point];
};
const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
const branch = (v: Version): `v${number}.${number}` => `v${v[0]}.${v[1]}`;

/** The last minor version of the major versions that are over. */
const lastMinor: Readonly<Record<number, number>> = { 3: 19, 4: 20, 5: 19, 6: 19 };
const exists = ([major, minor]: Version): boolean => minor <= (lastMinor[major] ?? minor);
const lastOf = ([major]: Version): string => `v${major}.${lastMinor[major] ?? 0}`;

/** True when `release`'s history holds the change, by its mainline release or by its stable branch's. */
function includes(
  release: Version,
  { mainline, stable }: { readonly mainline: string; readonly stable: Readonly<Record<string, number>> },
): boolean {
  const backport = stable[branch(release)];
  return compare(release, version(mainline)) >= 0 || (backport !== undefined && release[2] >= backport);
}

/**
 * Resolves a spelling such as `v5.18`, `v5.18.18`, `v5.18+2368048bf5c2` or `v6.0-2368048bf5c2`.
 * Edits apply from left to right; a commit id may be longer than the catalogue's twelve digits.
 */
export function parseKernelRelease(spelling: string): Spelled {
  const refuse = (problem: string, unmodelled = false): Spelled => ({ ok: false, problem, unmodelled });
  const m = /^v((?:0|[1-9]\d{0,3})(?:\.(?:0|[1-9]\d{0,3})){1,2})((?:[+-][0-9a-f]{1,40})*)$/.exec(spelling);
  if (m === null) {
    const quoted = JSON.stringify(spelling.slice(0, 60));
    if (spelling.length <= 60 && /^\d+\.\d+(\.\d+)?([+-][0-9a-f]{7,40})*$/.test(spelling))
      return refuse(`${quoted} lacks the v: write "v${spelling}"`);
    if (/^v?\d+\.\d+\.\d+-(?!rc\d)\S+$/.test(spelling))
      return refuse(
        `${quoted} looks like a distribution's uname -r. Its number does not say which fixes the distribution took: look for the commit in the package's changelog, and write the upstream release it is based on; ${accepted}`,
      );
    if (/^v?\d+\.\d+-rc\d+/.test(spelling)) return refuse(`${quoted} is a release candidate, which is not modelled; ${accepted}`, true);
    return refuse(`${quoted} is not a kernel release; ${accepted}`);
  }
  const [, number = '', edits = ''] = m;
  const release = version(`v${number}`);
  if (!exists(release)) return refuse(`there is no v${number}: ${lastOf(release)} was the last of its major version; ${accepted}`);
  const mainline = version(branch(release));
  if (compare(mainline, version(newestKnown)) > 0)
    return refuse(`v${number} is newer than ${newestKnown}, the newest release that is modelled; ${accepted}`, true);
  if (compare(mainline, version(oldestKnown)) < 0)
    return refuse(`v${number} is older than ${oldestKnown}, the oldest release that is modelled; ${accepted}`, true);

  const present = new Set<PatchId>(patchIds.filter((id) => includes(release, patches[id])));
  for (const [, sign, hex = ''] of edits.matchAll(/([+-])([0-9a-f]+)/g)) {
    if (hex.length < 7) return refuse(`"${sign}${hex}" does not name a commit: write at least 7 hex digits of its id`);
    const id = patchIds.find((p) => hex.startsWith(p) || p.startsWith(hex));
    if (id === undefined) return refuse(`commit ${hex} is not in the catalogue; known: ${patchIds.join(', ')}`, true);
    if (present.has(id) === (sign === '+'))
      return refuse(
        sign === '+'
          ? `v${number} already has ${id}: "+${id}" adds nothing`
          : `v${number} does not have ${id}: there is nothing to take out`,
      );
    if (sign === '+') present.add(id);
    else present.delete(id);
  }
  const behaviours = Object.fromEntries([
    ...patchIds.map((id) => [patches[id].behaviour, present.has(id)]),
    ...unidentified.map((d) => [d.behaviour, includes(release, d)]),
  ]) as Record<Behaviour | UnidentifiedBehaviour, boolean>;
  return { ok: true, value: Object.freeze({ ...behaviours, spelling }) };
}

/** The catalogue's commits that a resolved kernel contains. */
export const commitsOf = (kernel: KernelRelease): readonly PatchId[] => patchIds.filter((id) => kernel[patches[id].behaviour]);
