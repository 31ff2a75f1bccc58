// SPDX-License-Identifier: GPL-2.0-only
/** The machine that the program runs on: its kernel, and what of KVM is loaded. */
import { readdirSync, readFileSync } from 'node:fs';
import { release, type } from 'node:os';

export interface Machine {
  /** `Linux`; anything else has no KVM. */
  readonly system: string;
  /** As `uname -r` prints it. */
  readonly release: string;
  /** `kvm`, `kvm_intel` …: loaded or built in. */
  readonly modules: readonly string[];
  /** Parameters of kvm; null where there is no telling. */
  readonly ignore_msrs: boolean | null;
  readonly report_ignored_msrs: boolean | null;
}

const MODULES = '/sys/module';

function modules(): readonly string[] {
  try {
    return readdirSync(MODULES)
      .filter((name) => /^kvm(_|$)/.test(name))
      .sort();
  } catch {
    return [];
  }
}

function parameter(name: string): boolean | null {
  try {
    return readFileSync(`${MODULES}/kvm/parameters/${name}`, 'utf8').trim() === 'Y';
  } catch {
    return null;
  }
}

/** Looks at this machine. Reads, and starts nothing. */
export const thisMachine = (): Machine => ({
  system: type(),
  release: release(),
  modules: modules(),
  ignore_msrs: parameter('ignore_msrs'),
  report_ignored_msrs: parameter('report_ignored_msrs'),
});
