// SPDX-License-Identifier: GPL-2.0-only
/** What people call a kernel: a release, as the scenario format spells it or as `uname -r` prints it, or a distribution's version. */
import { type KernelRelease, parseKernelRelease } from '../index.ts';

/** What a spelling turned out to be. */
export type Understood =
  | { readonly kind: 'release'; readonly kernel: KernelRelease }
  /** A number with something added: a distribution's, or one's own build. `upstream`: the release that the number names, if there is one. */
  | { readonly kind: 'distribution'; readonly upstream: string | undefined }
  | { readonly kind: 'not modelled'; readonly problem: string }
  | { readonly kind: 'nonsense'; readonly problem: string };

/** Reads what stands for a kernel on a command line, or in `uname -r`. */
export function understand(text: string): Understood {
  const parsed = parseKernelRelease(text);
  if (parsed.ok) return { kind: 'release', kernel: parsed.value };
  // uname -r has no v. With one, what follows a + or - was meant as a commit.
  const withV = /^\d/.test(text) ? parseKernelRelease(`v${text}`) : parsed;
  if (withV.ok) return { kind: 'release', kernel: withV.value };

  if (/^v?\d+\.\d+(\.0)?-rc\d/.test(text) && text.length <= 60)
    return { kind: 'not modelled', problem: 'a release candidate, or made from one, has a part of what its release brings' };
  const refuse = ({ problem, unmodelled }: typeof withV & { ok: false }): Understood =>
    unmodelled ? { kind: 'not modelled', problem: problem.replace(/; accepted:.*$/s, '') } : { kind: 'nonsense', problem };
  const number = /^v?(\d+\.\d+)(?:\.\d+)*/.exec(text);
  if (number === null || text.length > 120 || /\s/.test(text)) return refuse(parsed);
  const [whole, branch = ''] = number;
  const isBare = whole === text && /^v?\d+\.\d+(\.\d+)?$/.test(text);
  const isEdited = text.startsWith('v') && /^v\d+\.\d+(\.\d+)?([+-][0-9a-f]{1,40})+$/.test(text);
  if (isBare || isEdited) return refuse(withV);
  const upstream = parseKernelRelease(`v${branch}`);
  return { kind: 'distribution', upstream: upstream.ok ? `v${branch}` : undefined };
}
