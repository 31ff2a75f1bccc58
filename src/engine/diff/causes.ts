// SPDX-License-Identifier: GPL-2.0-only
/** What two kernels have apart: commits of the catalogue, and differences whose commit was not identified. */
import { type KernelRelease, type PatchId, patches, patchIds } from '../index.ts';
import { unidentified } from '../kernel/unidentified.ts';

/** The name of a behaviour switch, as modelled functions read it. */
export type Switch = Exclude<keyof KernelRelease, 'spelling'>;

/** One thing that one kernel has and the other lacks. */
export interface Cause {
  readonly behaviour: Switch;
  /** Null where the difference comes with the release and its commit was not identified. */
  readonly commit: PatchId | null;
  /** The commit's subject line, or what changes. */
  readonly title: string;
  readonly changes: { readonly en: string; readonly 'zh-CN': string };
  /** The first mainline release that has it. */
  readonly mainline: string;
  readonly evidence: string;
  /** What of this could not be checked. */
  readonly unverified?: string;
  /** Which of the two has it. */
  readonly in: 'a' | 'b';
}

const ofCommit = (commit: PatchId): Omit<Cause, 'in'> => {
  const { behaviour, subject, changes, mainline, evidence, ...rest } = patches[commit];
  return { behaviour, commit, title: subject, changes, mainline, evidence, ...rest };
};

/** Every difference between two kernels, in the catalogue's order. */
export function causesBetween(a: KernelRelease, b: KernelRelease): readonly Cause[] {
  const all = [
    ...patchIds.map(ofCommit),
    ...unidentified.map(({ behaviour, changes, mainline, evidence }) => ({
      behaviour,
      commit: null,
      title: changes.en,
      changes,
      mainline,
      evidence,
    })),
  ];
  return all.filter(({ behaviour }) => a[behaviour] !== b[behaviour]).map((cause) => ({ ...cause, in: a[cause.behaviour] ? 'a' : 'b' }));
}

/** How a cause is called: the commit's id, or the name of the switch. */
export const nameOf = ({ commit, behaviour }: Cause): string => commit ?? behaviour;

/** `kernel` with these causes turned round, as the scenario format spells it; undefined where it cannot. */
export function spelled(kernel: KernelRelease, causes: readonly Cause[]): string | undefined {
  if (causes.some(({ commit }) => commit === null)) return undefined;
  return kernel.spelling + causes.map(({ commit, behaviour }) => `${kernel[behaviour] ? '-' : '+'}${commit}`).join('');
}

/** `kernel` with these causes turned round. */
export const turned = (kernel: KernelRelease, causes: readonly Cause[]): KernelRelease => ({
  ...kernel,
  ...Object.fromEntries(causes.map(({ behaviour }) => [behaviour, !kernel[behaviour]])),
});
