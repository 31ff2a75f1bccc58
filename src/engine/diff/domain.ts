// SPDX-License-Identifier: GPL-2.0-only
/**
 * The abstract input domain that a comparison exhausts: every register kind × access × value class × setting of the VM, and the short
 * sequences where state matters. What lies outside is outside the engine's reach as well, or differs from something inside by a
 * number only.
 */
import { type Host, isModelledMsr, type Vendor } from '../index.ts';
import { loadedByVmExit } from '../scenario/reach.ts';
import { besideThePath, onThePath, values, valuesBeside } from './registers.ts';
import {
  afterwards,
  calls,
  completions,
  emulated,
  getMsr,
  hwcr,
  injection,
  keeps,
  listed,
  lmce,
  rdmsr,
  type Steps,
  setMsr,
  setupAgain,
  wrmsr,
} from './sequences.ts';
import { caps, DEFAULT_CAP, filters, idts, masks, type Probe, type Setup, setups } from './setups.ts';

/** What of the domain a comparison takes. */
export interface Extent {
  readonly host: Host;
  /** What the guest's CPUID says. */
  readonly vendors: readonly Vendor[];
  /** Whether both kernels have KVM_CAP_X86_USER_SPACE_MSR, and KVM_X86_SET_MSR_FILTER. */
  readonly masks: boolean;
  readonly filters: boolean;
}

type Family = readonly [setups: readonly Setup[], sequences: readonly Steps[]];

const valuesFor = (msr: number): readonly bigint[] => (onThePath.includes(msr) ? values : valuesBeside);
const capsFor = (msr: number): readonly (bigint | null)[] => (onThePath.includes(msr) ? caps : [DEFAULT_CAP]);

/** Guest accesses with every value; and with few, where the value does not matter: 1, which many registers refuse, and 0, which most take. */
const guestAccesses = (msr: number): readonly Steps[] => [...valuesFor(msr).map((value) => [wrmsr(msr, value)]), [rdmsr(msr)]];
const fewAccesses = (msr: number): readonly Steps[] => [[wrmsr(msr, 0x1n)], [wrmsr(msr, 0x0n)], [rdmsr(msr)]];

/** Single accesses to one register. */
function* accesses(msr: number, { vendors, ...extent }: Extent): Generator<Family> {
  const ignore = [false, true];
  const exits = extent.masks ? { masks } : {};
  yield [setups({ vendors, ignore, caps: capsFor(msr), ...exits }), guestAccesses(msr)];
  // KVM asks neither the filter nor the mask about user space's own accesses.
  yield [setups({ vendors, ignore, caps: capsFor(msr) }), [...valuesFor(msr).map((value) => [setMsr(msr, value)]), [getMsr(msr)]]];
  // The emulator asks the same functions, so that the banks need not be varied again.
  yield [setups({ vendors, ignore, ...exits }), (onThePath.includes(msr) ? guestAccesses : fewAccesses)(msr).map(emulated)];
  // So does the list of the guest's own VM entry, which KVM loads on VMX alone. It asks user space nothing.
  const lists = extent.host === 'intel' && !loadedByVmExit(msr) ? listed(fewAccesses(msr)) : [];
  yield [setups({ vendors, ignore }), lists];
  // A filter looks at the register and the direction, at nothing else.
  const filtered = [...fewAccesses(msr), ...fewAccesses(msr).map(emulated)];
  if (!extent.filters) return;
  yield [setups({ vendors, ignore, ...exits, filters: filters(msr) }), filtered];
  yield [setups({ vendors, ignore, filters: filters(msr) }), lists];
}

function* families(extent: Extent): Generator<Family> {
  const { vendors } = extent;
  const msrs = [...onThePath, ...besideThePath].filter((msr) => isModelledMsr(msr, extent.host));
  for (const msr of msrs) yield* accesses(msr, extent);
  for (const msr of msrs) yield [setups({ vendors, caps: capsFor(msr) }), keeps(msr, valuesFor(msr))];
  const plain = setups({ vendors, caps });
  for (const sequences of [calls, hwcr, lmce, setupAgain, injection]) yield [plain, sequences];

  const exits = extent.masks ? { masks } : {};
  yield [setups({ vendors, caps, ...exits }), afterwards];
  yield [setups({ vendors, ...exits }), afterwards.map(emulated)];
  // How the guest takes what comes of it: with gates missing, with TF set, and in real mode.
  const few = msrs.flatMap(fewAccesses);
  for (const taking of [{ idts }, { singleStep: [true] }, { realMode: [true] }])
    yield [setups({ vendors, ...taking }), [...few, ...few.map(emulated), ...injection]];
  if (!extent.masks) return;
  const asking = masks.filter((mask) => mask.length > 0);
  yield [setups({ vendors, caps, masks: asking }), completions];
  yield [setups({ vendors, masks: asking, singleStep: [false, true] }), [...completions, ...completions.map(emulated)]];
}

/** Every scenario of the domain, without its kernel. */
export function* domain(extent: Extent): Generator<Probe> {
  const { host } = extent;
  for (const [setups, sequences] of families(extent))
    for (const steps of sequences)
      for (const { module, vm, vcpu } of setups) yield { name: '', host, feature_msrs: {}, module, vm, vcpu, steps };
}
