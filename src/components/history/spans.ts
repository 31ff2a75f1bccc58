// SPDX-License-Identifier: GPL-2.0-only
/** One guest write on every kernel that the engine knows, summed up as spans of releases that answer it alike. */
import { newestKnown, oldestKnown, type PatchId, parseKernelRelease, parseScenario, patches, runScenario } from '../../engine/index.ts';

const FIX: PatchId = '2368048bf5c2';

/** What one kernel makes of the write. */
interface Answer {
  /** What set_msr_mce returns for it. */
  readonly says: '−1' | '1';
  readonly ends: '#GP' | 'EPERM';
}

/** Releases that follow each other, in one branch or over several, with one answer. */
export interface Span extends Answer {
  readonly first: string;
  readonly last: string;
  /** The span goes on with every later stable release. */
  readonly open: boolean;
  /** Whole branches, none of whose releases has the fix, although the failure is there. */
  readonly ended: boolean;
}

function answerOf(release: string): Answer {
  const read = parseScenario(JSON.stringify({ name: release, kernel: release, steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }] }));
  if (!read.ok) throw new Error(`<ReleaseTable>: ${release}: ${read.problem}`);
  const [result] = runScenario(read.value).results;
  if (result === undefined || !('outcome' in result)) throw new Error(`<ReleaseTable>: ${release}: no outcome`);
  const says = read.value.kernel.badMciWriteSignalsGp ? '1' : '−1';
  if (result.outcome === 'exception' && result.vector === 13) return { says, ends: '#GP' };
  if (result.outcome === 'errno' && result.errno === 'EPERM') return { says, ends: 'EPERM' };
  throw new Error(`<ReleaseTable>: ${release}: neither #GP nor EPERM`);
}

/** The mainline releases from the oldest to the newest that the engine knows. */
function branches(): readonly string[] {
  const [oldest = 0, newest = 0] = [oldestKnown, newestKnown].map((release) => Number(/^v(\d+)/.exec(release)?.[1]));
  return Array.from({ length: newest - oldest + 1 }, (_, i) => oldest + i).flatMap((major) =>
    Array.from({ length: 20 }, (_, minor) => `v${major}.${minor}`).filter((release) => parseKernelRelease(release).ok),
  );
}

const alike = (a: Answer, b: Answer): boolean => a.says === b.says && a.ends === b.ends;

/** The spans of one branch: one, or two where a stable release took the fix. */
function spansOf(branch: string): readonly Span[] {
  const whole = answerOf(branch);
  const point = Object.entries(patches[FIX].stable).find(([name]) => name === branch)?.[1];
  if (point === undefined) return [{ ...whole, first: branch, last: branch, open: true, ended: whole.ends === 'EPERM' }];
  const [before, at] = [`${branch}.${point - 1}`, `${branch}.${point}`];
  if (!alike(whole, answerOf(before))) throw new Error(`<ReleaseTable>: ${before} differs from ${branch}`);
  return [
    { ...whole, first: branch, last: before, open: false, ended: false },
    { ...answerOf(at), first: at, last: at, open: true, ended: false },
  ];
}

/** Oldest first. Branches that answer alike throughout are taken together. */
export function spans(): readonly Span[] {
  const isBranch = (s: Span): boolean => s.open && /^v\d+\.\d+$/.test(s.first);
  const made: Span[] = [];
  for (const span of branches().flatMap(spansOf)) {
    const last = made.at(-1);
    if (last !== undefined && isBranch(last) && isBranch(span) && alike(last, span)) made[made.length - 1] = { ...last, last: span.last };
    else made.push(span);
  }
  return made;
}
