// SPDX-License-Identifier: GPL-2.0-only
/** The words in which evidence is written. */
import type { MsrReason, VmmId, VmState } from '../engine/index.ts';
import type {
  Commit,
  Hex,
  Mail,
  Manual,
  ManualSection,
  Project,
  Release,
  ResultJson,
  Run,
  Setup,
  Source,
  StepJson,
  VectorLine,
  VmmFact,
} from './types.ts';

// Releases.
const minors = (major: number, first: number, last: number): Release[] =>
  Array.from({ length: last - first + 1 }, (_, i): Release => `v${major}.${first + i}`);
/** Every mainline release that the engine models. */
export const mainline: readonly Release[] = [...minors(5, 4, 19), ...minors(6, 0, 19), ...minors(7, 0, 3)];
const at = (release: Release): number => {
  const i = mainline.indexOf(release);
  if (i === -1) throw new Error(`${release} is no mainline release from ${mainline[0]} to ${mainline.at(-1)}`);
  return i;
};
export const between = (first: Release, last: Release): readonly Release[] => mainline.slice(at(first), at(last) + 1);
export const since = (first: Release): readonly Release[] => mainline.slice(at(first));
export const until = (last: Release): readonly Release[] => mainline.slice(0, at(last) + 1);
/** A negative result leaves KVM_RUN, and set_msr_mce still gives one: from 7dffecaf4eab to 2368048bf5c2. */
export const unfixed: readonly Release[] = between('v5.10', 'v5.19');

// Steps.
export const wrmsr = (msr: Hex, data: Hex): StepJson => ({ op: 'guest.wrmsr', msr, data });
export const rdmsr = (msr: Hex): StepJson => ({ op: 'guest.rdmsr', msr });
export const emulated = (step: StepJson): StepJson => ({ ...step, via: 'emulator' });
export const listed = (step: StepJson): StepJson => ({ ...step, via: 'vm_entry' });
export const goOn: StepJson = { op: 'guest.run' };
export const setCr4Mce: StepJson = { op: 'guest.set_cr4_mce', on: true };
export const setMsr = (msr: Hex, data: Hex): StepJson => ({ op: 'host.set_msr', msr, data });
export const getMsr = (msr: Hex): StepJson => ({ op: 'host.get_msr', msr });
export const setupMce = (mcg_cap: Hex): StepJson => ({ op: 'host.setup_mce', mcg_cap });
export const setMce = (bank: number, status: Hex, mcg_status: Hex = '0x5', addr: Hex = '0x0'): StepJson => ({
  op: 'host.set_mce',
  bank,
  status,
  addr,
  misc: '0x0',
  mcg_status,
});
export const complete = (error: number, data?: Hex): StepJson => ({ op: 'host.complete', error, ...(data !== undefined && { data }) });

// Results.
export const ok = (data?: Hex): ResultJson => ({ outcome: 'ok', ...(data !== undefined && { data }) });
export const exception = (vector: number, error_code?: number): ResultJson => ({
  outcome: 'exception',
  vector,
  ...(error_code !== undefined && { error_code }),
});
export const GP: ResultJson = exception(13, 0);
export const MC: ResultJson = exception(18);
export const errno = (name: string): ResultJson => ({ outcome: 'errno', errno: name });
export const EPERM: ResultJson = errno('EPERM');
export const EINVAL: ResultJson = errno('EINVAL');
const exit = (reason: string): ResultJson => ({ outcome: 'exit', reason: `KVM_EXIT_${reason}` });
export const SHUTDOWN: ResultJson = exit('SHUTDOWN');
export const INTERNAL_ERROR: ResultJson = exit('INTERNAL_ERROR');
export const asked = (msr_reason: string, msr: Hex, data?: Hex): ResultJson => ({
  ...exit(data === undefined ? 'X86_RDMSR' : 'X86_WRMSR'),
  msr_reason,
  msr,
  ...(data !== undefined && { data }),
});
export const ret = (value: number, data?: Hex): ResultJson => ({ ret: value, ...(data !== undefined && { data }) });
export const skipped: ResultJson = { outcome: 'skipped' };

/** A filter that denies the writes of some registers, and allows the rest. */
export const denies = (...deny: readonly [Hex, ...Hex[]]): object => ({
  default: 'allow',
  ranges: [{ flags: ['write'], base: deny[0], deny, count: deny.length }],
});

// Evidence.
interface RunOptions extends Setup {
  /** Every mainline release, where it is left out. */
  readonly on?: readonly Release[];
  readonly not?: readonly Release[];
  /** kvm_intel and kvm_amd, where it is left out. */
  readonly host?: 'intel' | 'amd';
  readonly says?: readonly string[];
  readonly silent?: readonly string[];
}
/** `run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [wrmsr('0x400', '0x1'), EPERM])` */
export const run = ({ on = mainline, not = [], host, says = [], silent = [], ...setup }: RunOptions, ...steps: Run['steps']): Run => ({
  kind: 'run',
  hosts: host === undefined ? ['intel', 'amd'] : [host],
  on,
  not,
  says,
  silent,
  ...setup,
  steps,
});
export const vector = (file: string, name: string, ...results: readonly ResultJson[]): VectorLine => ({
  kind: 'vector',
  file,
  name,
  results,
});

const paths = {
  'x86.c': 'arch/x86/kvm/x86.c',
  'vmx.c': 'arch/x86/kvm/vmx/vmx.c',
  'svm.c': 'arch/x86/kvm/svm/svm.c',
} as const;
const linux = (release: Release, file: string, name: string, line: number | undefined, modelled: boolean): Source => ({
  kind: 'source',
  project: 'linux',
  release,
  file: file in paths ? paths[file as keyof typeof paths] : file,
  name,
  ...(line !== undefined && { line }),
  modelled,
});
/** A function of Linux that the engine models too. `x86.c`, `vmx.c` and `svm.c` need no path. */
export const modelled = (release: Release, file: string, name: string, line?: number): Source => linux(release, file, name, line, true);
/** A function of Linux that the engine does not have. */
export const source = (release: Release, file: string, name: string, line?: number): Source => linux(release, file, name, line, false);
export const elsewhere = (project: Project, release: string, file: string, line?: number, name?: string): Source => ({
  kind: 'source',
  project,
  release,
  file,
  ...(name !== undefined && { name }),
  ...(line !== undefined && { line }),
  modelled: false,
});
export const commit = (id: string, first?: Release): Commit => ({ kind: 'commit', id, ...(first !== undefined && { first }) });
export const manual = (which: Manual, section: string): ManualSection => ({ kind: 'manual', manual: which, section });
export const mail = (from: string, url: string): Mail => ({ kind: 'mail', from, url });
/** What becomes of the VM, and of the VMM's process, when KVM_RUN has ended so. A number is an exit status. */
export const vmm = (
  id: VmmId,
  ending: 'EPERM' | 'KVM_EXIT_SHUTDOWN' | 'KVM_EXIT_INTERNAL_ERROR',
  vm: VmState,
  program?: 'lives' | number,
): VmmFact => ({
  kind: 'vmm',
  id,
  fact: { ending, vm, ...(program !== undefined && { program: program === 'lives' ? program : { ends: program } }) },
});
/** For which reasons the VMM has asked for MSR exits. */
export const vmmAsks = (id: VmmId, ...asks: readonly MsrReason[]): VmmFact => ({ kind: 'vmm', id, fact: { asks } });
