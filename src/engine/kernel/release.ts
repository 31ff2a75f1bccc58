// SPDX-License-Identifier: GPL-2.0-only
/** From a release's spelling to what that kernel does. Done once; modelled functions read the named behaviours only. */
import { type Behaviour, type PatchId, patches, patchIds } from './patches.ts';

/** A kernel, resolved: every behaviour switch, true or false, and how the scenario spelled it. Frozen. */
export type KernelRelease = Readonly<Record<Behaviour, boolean>> & { readonly spelling: string };

/** The mainline releases whose behaviour the model knows, oldest first. */
export const knownMainline = ['v5.17', 'v5.18', 'v5.19', 'v6.0'] as const;

/** The releases that the documentation and the widgets offer, oldest first. Any point release of a known branch is accepted besides. */
export const listReleases = (): readonly string[] => ['v5.17', 'v5.18', 'v5.18.18', 'v5.19', 'v5.19.2', 'v6.0'];

type Spelled =
  | { readonly ok: true; readonly value: KernelRelease }
  | { readonly ok: false; readonly problem: string; readonly unmodelled: boolean };
type Version = readonly [major: number, minor: number, point: number];

const accepted = `accepted: a release from ${knownMainline[0]} to ${knownMainline.at(-1)} (v5.18, v5.18.18), with commits added or taken out (v5.18+2368048bf5c2, v6.0-2368048bf5c2)`;
const version = (v: string): Version => {
  const [major = 0, minor = 0, point = 0] = v.slice(1).split('.').map(Number);
  return [major, minor, point];
};
const compare = (a: Version, b: Version): number => a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
const branch = (v: Version): `v${number}.${number}` => `v${v[0]}.${v[1]}`;

/** True when `release`'s history holds the commit, by its mainline release or by its stable branch's. */
function contains(release: Version, id: PatchId): boolean {
  const { mainline, stable } = patches[id];
  const backport: number | undefined = (stable as Readonly<Record<string, number>>)[branch(release)];
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
  if (!knownMainline.some((k) => k === branch(release))) return refuse(`v${number} is not modelled yet; ${accepted}`, true);

  const present = new Set<PatchId>(patchIds.filter((id) => contains(release, id)));
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
  const behaviours = Object.fromEntries(patchIds.map((id) => [patches[id].behaviour, present.has(id)])) as Record<Behaviour, boolean>;
  return { ok: true, value: Object.freeze({ ...behaviours, spelling }) };
}

/** The catalogue's commits that a resolved kernel contains. */
export const commitsOf = (kernel: KernelRelease): readonly PatchId[] => patchIds.filter((id) => kernel[patches[id].behaviour]);
