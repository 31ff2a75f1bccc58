// SPDX-License-Identifier: GPL-2.0-only
/** The words in which the catalogue's facts are written down. */
import type { MsrReason } from '../machine/outcome.ts';
import type { Answer, Fact, MsrEnding, Printed, Reaction, Snapshot, Source, VmState, Words } from './types.ts';
import { vmStates } from './vm-states.ts';

/** A place in a snapshot: file, colon, lines. */
type Place = `${string}:${string}`;
/** A snapshot, as a maker of sources in it. */
export interface Reader {
  /** `at('kvm-cpu.c:43-45')`: these lines. */
  readonly at: (...places: readonly Place[]) => readonly Source[];
  /** None of these words is used anywhere under `folder`; a declaration in a copied header is not a use. */
  readonly unused: (folder: string, ...words: readonly string[]) => readonly Source[];
}

/** A sentence in English and in Chinese, each written in its own language. */
export const both = (en: string, zh: string): Words => ({ en, 'zh-CN': zh });

/** Opens a snapshot: `repository` is GitHub's owner/name, `version` the release that the commit is or lies after. */
export const reader = (repository: string, commit: string, version: string): Reader => {
  const snapshot: Snapshot = { repository, commit, version };
  return {
    at: (...places) =>
      places.map((place) => {
        const colon = place.lastIndexOf(':');
        return { ...snapshot, file: place.slice(0, colon), lines: place.slice(colon + 1) };
      }),
    unused: (folder, ...words) => [{ ...snapshot, unusedIn: folder, words }],
  };
};

/** What the sources say. */
export const is = <T>(value: T, from: readonly Source[], note?: Words): Fact<T> =>
  note === undefined ? { is: value, from } : { is: value, from, note };

/** What follows from the sources. */
export const derived = <T>(value: T, from: readonly Source[], note?: Words): Fact<T> => ({ ...is(value, from, note), derived: true });

/** What was not looked up, or looked for and not found. */
export const unknown = (en: string, zh: string): { readonly unknown: Words } => ({ unknown: both(en, zh) });

/** A line in the VMM's log, wherever that goes. */
export const toLog = (line: string): Printed => ({ to: 'log', line });
/** A line on standard error. */
export const toStderr = (line: string): Printed => ({ to: 'standard error', line });
/** A line on standard output. */
export const toStdout = (line: string): Printed => ({ to: 'standard output', line });

/** A reaction. What the guest can do and what helps follow from the VM's state, unless they are given. */
export function reaction(r: Pick<Reaction, 'prints' | 'program' | 'vm'> & Partial<Reaction>): Reaction {
  const { vm } = r;
  const follows = (state: (s: (typeof vmStates)[VmState]) => Words): Fact<Words> =>
    'unknown' in vm ? vm : derived(state(vmStates[vm.is]), vm.from);
  return { guest: follows((s) => s.guest), again: follows((s) => s.again), ...r };
}

/** An MSR exit that the VMM answers with `answer`, whereupon the guest goes on. */
export const answered = (answer: Fact<Answer>, prints: Fact<readonly Printed[]>, from: readonly Source[]): Reaction =>
  reaction({ prints, program: is('lives', from), vm: is('goes on', from), answer });

/** The same for every reason that KVM can give for an MSR exit. */
export const everyReason = (ending: MsrEnding): Readonly<Record<MsrReason, MsrEnding>> => ({
  inval: ending,
  unknown: ending,
  filter: ending,
});

/** An MSR exit whose register and value make no difference. */
export const always = (otherwise: Reaction): MsrEnding => ({ cases: [], otherwise });

/** Both MSR exits, for a VMM that never asks for them: whatever the reason, the same. */
export const unasked = (reads: Reaction, writes: Reaction = reads) => ({
  KVM_EXIT_X86_RDMSR: everyReason(always(reads)),
  KVM_EXIT_X86_WRMSR: everyReason(always(writes)),
});

const CAPABILITY = ['KVM_CAP_X86_USER_SPACE_MSR', 'KVM_X86_SET_MSR_FILTER', 'KVM_X86_SETUP_MCE'];

/** The set-up of a VMM that uses none of the three calls: no MSR exits, no filter, and the 32 banks that a vCPU is born with. */
export const plainSetup = (source: Reader, folder: string) => {
  const from = source.unused(folder, ...CAPABILITY);
  return {
    userSpaceMsr: is<readonly MsrReason[]>([], from),
    msrFilter: is(null, from),
    mce: is({ mcg_cap: null, banks: 32 }, from),
  };
};
