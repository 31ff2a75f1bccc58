// SPDX-License-Identifier: GPL-2.0-only
/** `exitpath diff`: where two kernels differ, and by what. */
import { compareKernels } from '../engine/diff/compare.ts';
import { type Host, type KernelRelease, parseKernelRelease, type Vendor } from '../engine/index.ts';
import { type Arguments, type Command, DONE, FAILED, type Status, say, usage } from './command.ts';
import { comparisonJson, comparisonText } from './diff-text.ts';
import { OutputError, openOutput } from './input.ts';

const hosts = ['intel', 'amd', 'pvm'] as const satisfies readonly Host[];
const vendors = ['intel', 'amd'] as const satisfies readonly Vendor[];

const help = `
Finds the smallest scenarios on which two kernels differ, grouped by what decides,
and says what else they have apart that no scenario shows.

A kernel is a release (v5.17), or one with commits added or taken out
(v6.0-2368048bf5c2). Every scenario of an abstract domain runs on both: each kind of
register, read and written by the guest, by way of the instruction emulator, and by
user space, with each kind of value, under each setting of the VM (MCG_CAP, the
guest's vendor, IDT and single-stepping, ignore_msrs, MSR exits to user space, MSR
filters), and the short sequences where state matters (HWCR and MCi_STATUS, FEAT_CTL
and MCG_EXT_CTL, KVM_X86_SETUP_MCE and KVM_X86_SET_MCE, answers to MSR exits). What
decides is found by taking each commit into the one kernel, or out of the other,
alone.

The lines of the output that begin with { are scenarios with their results:

  exitpath diff v5.17 v6.0 | grep '^{' | exitpath run

  --host intel|amd|pvm     the vendor module: kvm_intel (the default), kvm_amd, or a
                           software back end
  --vendor intel|amd       what the guest's CPUID says; by default both are tried
  --json                   the comparison as one line of JSON, with the smallest
                           scenario for every way to differ
  --help                   this text

Exit status: 0 the kernels were compared, 1 one is not modelled, 2 wrong usage.
`;

const oneOf = <T extends string>(names: readonly T[], value: unknown): T | undefined => names.find((name) => name === value);

async function compare(a: KernelRelease, b: KernelRelease, host: Host, guests: readonly Vendor[], json: boolean): Promise<Status> {
  const comparison = compareKernels(a, b, { host, vendors: guests });
  try {
    await openOutput().line(json ? comparisonJson(comparison) : comparisonText(comparison));
  } catch (e) {
    if (!(e instanceof OutputError)) throw e;
    if (e.closed) return DONE;
    say(e.message);
    return FAILED;
  }
  return DONE;
}

export const diff: Command = {
  name: 'diff',
  operands: 'KERNEL_A KERNEL_B',
  maxOperands: 2,
  summary: 'finds the smallest scenarios on which two kernels differ',
  help,
  options: { host: { type: 'string', default: 'intel' }, vendor: { type: 'string' }, json: { type: 'boolean' } },
  run: async ({ positionals: [nameA, nameB], values }: Arguments) => {
    if (nameA === undefined || nameB === undefined) return usage('diff takes two kernels', 'diff');
    const host = oneOf(hosts, values['host']);
    if (host === undefined) return usage(`--host ${values['host']} is not a host; the hosts are ${hosts.join(', ')}`, 'diff');
    const vendor = oneOf(vendors, values['vendor']);
    if (vendor === undefined && values['vendor'] !== undefined)
      return usage(`--vendor ${values['vendor']} is not a vendor; the vendors are ${vendors.join(', ')}`, 'diff');
    const [a, b] = [parseKernelRelease(nameA), parseKernelRelease(nameB)];
    for (const parsed of [a, b]) {
      if (parsed.ok) continue;
      if (!parsed.unmodelled) return usage(parsed.problem, 'diff');
      say(`not modelled: ${parsed.problem}`);
      return FAILED;
    }
    if (!a.ok || !b.ok) return FAILED;
    return compare(a.value, b.value, host, vendor === undefined ? vendors : [vendor], values['json'] === true);
  },
};
