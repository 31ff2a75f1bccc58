// SPDX-License-Identifier: GPL-2.0-only
/**
 * What KVM makes of a guest's access to a register: the number that the register's handler returns, and who that is. Found by tracing
 * the engine on every mainline release that it knows. The guest is the default one of a scenario.
 */
import { type Host, newestKnown, oldestKnown, parseKernelRelease, parseScenario, type Step } from '../../engine/index.ts';
import { recordTrace } from '../../trace/record.ts';

/** One access: the handler's int, as it is read there; undefined where the guest does not leave the processor for it. */
interface Access {
  readonly code: number | undefined;
  readonly handler: string | undefined;
}

export interface Answers {
  /** A read, a write of 0 and a write of 1, on the newest release. */
  readonly now: readonly Access[];
  /** Mainline releases from which on an answer, or who gives it, is another than before: oldest first. */
  readonly changes: readonly { readonly release: string; readonly access: number; readonly from: Access; readonly to: Access }[];
}

/** The functions that hand an access on to the one that knows the register, and those. */
const handler = /^(?:vmx|svm|software)_[sg]et_msr$|^kvm_[sg]et_msr_common$|^[sg]et_msr_mce$|^kvm_mtrr_[sg]et_msr$|^set_efer$/;

function ask(kernel: string, host: Host, step: Step): Access {
  const msr = 'msr' in step ? `0x${step.msr.toString(16)}` : '';
  const data = 'data' in step ? { data: `0x${step.data.toString(16)}` } : {};
  const scenario = parseScenario(JSON.stringify({ name: msr, kernel, host, steps: [{ op: step.op, msr, ...data }] }));
  const trace = scenario.ok ? recordTrace(scenario.value) : scenario;
  if (!trace.ok) throw new Error(`${kernel}, ${host}, ${msr}: ${trace.problem}`);
  // The deepest of the handlers leaves first.
  const left = trace.value.events.find((event) => event.kind === 'leave' && handler.test(event.fn.name));
  if (left?.kind !== 'leave') return { code: undefined, handler: undefined };
  return { code: Number(left.value), handler: left.fn.name };
}

/** Every mainline release, from the oldest to the newest known. */
function releases(): readonly string[] {
  const [oldest = 0, newest = 0] = [oldestKnown, newestKnown].map((release) => Number(/^v(\d+)/.exec(release)?.[1]));
  return Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i).flatMap((major) =>
    Array.from({ length: 20 }, (_, minor) => `v${major}.${minor}`).filter((release) => parseKernelRelease(release).ok),
  );
}

/** The first release of each run of them that behave alike in everything. */
function distinct(): readonly string[] {
  let last = '';
  return releases().filter((release) => {
    const kernel = parseKernelRelease(release);
    const behaves = kernel.ok ? JSON.stringify({ ...kernel.value, spelling: '' }) : '';
    const other = behaves !== last;
    last = behaves;
    return other;
  });
}

const known = new Map<string, Answers>();

export function answersOf(msr: number, host: Host): Answers {
  const key = `${msr} ${host}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const steps: readonly Step[] = [
    { op: 'guest.rdmsr', msr },
    { op: 'guest.wrmsr', msr, data: 0n },
    { op: 'guest.wrmsr', msr, data: 1n },
  ];
  let now: readonly Access[] = [];
  const changes: Answers['changes'][number][] = [];
  for (const release of distinct()) {
    const next = steps.map((step) => ask(release, host, step));
    for (const [access, to] of next.entries()) {
      const from = now[access];
      if (from !== undefined && (from.code !== to.code || from.handler !== to.handler)) changes.push({ release, access, from, to });
    }
    now = next;
  }
  const answers = { now, changes };
  known.set(key, answers);
  return answers;
}
