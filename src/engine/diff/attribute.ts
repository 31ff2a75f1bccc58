// SPDX-License-Identifier: GPL-2.0-only
/** Which of the things that two kernels have apart decides a scenario: found by turning each round alone, in either kernel. */
import { type KernelRelease, tryScenario } from '../index.ts';
import { type Answers, partingStep } from './answers.ts';
import { type Cause, type Switch, turned } from './causes.ts';
import type { Probe } from './setups.ts';

export interface Attribution {
  /** One, or several that only together account for the difference. */
  readonly causes: readonly Cause[];
  /** Kernel A with the causes turned round answers as B does. */
  readonly inA: boolean;
  /** Kernel B with the causes turned round answers as A does. */
  readonly inB: boolean;
  /** Of several causes, those that do it alone in one of the kernels; none of them does in both. */
  readonly alone: readonly Alone[];
}

interface Alone extends Omit<Attribution, 'alone' | 'causes'> {
  readonly cause: Cause;
}

interface Attributor {
  /** What decides a scenario on which the kernels differ. */
  readonly attribute: (probe: Probe) => Attribution;
  /** Whether these account for the difference. */
  readonly trial: (probe: Probe, causes: readonly Cause[]) => Attribution;
}

function answersOf(probe: Probe, kernel: KernelRelease): Answers | undefined {
  const ran = tryScenario({ ...probe, kernel });
  return ran.ok ? ran.value.results : undefined;
}

const agree = (x: Answers | undefined, y: Answers | undefined): boolean => x !== undefined && y !== undefined && partingStep(x, y) < 0;

/** A kernel that notes which of these switches are read. Those that no run of a scenario reads cannot decide it. */
function watched(kernel: KernelRelease, causes: readonly Cause[], read: Set<Switch>): KernelRelease {
  const watching = { ...kernel };
  for (const { behaviour } of causes)
    Object.defineProperty(watching, behaviour, {
      enumerable: true,
      get: () => {
        read.add(behaviour);
        return kernel[behaviour];
      },
    });
  return watching;
}

/** Attributes the scenarios on which two kernels differ to what they have apart. */
export function attributor(a: KernelRelease, b: KernelRelease, causes: readonly Cause[]): Attributor {
  const read = new Set<Switch>();
  const [watchedA, watchedB] = [watched(a, causes, read), watched(b, causes, read)];
  const pairs = new Map<string, readonly [KernelRelease, KernelRelease]>();
  /** Both kernels with these turned round. Made once: there are few such sets and many scenarios. */
  const pair = (some: readonly Cause[]): readonly [KernelRelease, KernelRelease] => {
    const key = some.map((c) => c.behaviour).join(' ');
    const made = pairs.get(key) ?? [turned(a, some), turned(b, some)];
    pairs.set(key, made);
    return made;
  };
  const trial = (probe: Probe, some: readonly Cause[], ofA = answersOf(probe, a), ofB = answersOf(probe, b)): Attribution => {
    const [turnedA, turnedB] = pair(some);
    return { causes: some, alone: [], inA: agree(answersOf(probe, turnedA), ofB), inB: agree(answersOf(probe, turnedB), ofA) };
  };

  const attribute = (probe: Probe): Attribution => {
    read.clear();
    const [ofA, ofB] = [answersOf(probe, watchedA), answersOf(probe, watchedB)];
    const candidates = causes.filter((c) => read.has(c.behaviour));
    const single = candidates.map((c) => trial(probe, [c], ofA, ofB));
    const bothWays = single.filter((t) => t.inA && t.inB);
    const oneWay = single.filter((t) => t.inA || t.inB);
    const [one, another] = bothWays.length > 0 ? bothWays : oneWay;
    if (one !== undefined && another === undefined) return one;

    // Turning round all that is read makes each kernel the other, as far as the scenario can tell. Leave out what is not needed for
    // that; the catalogue's commits stay before what has no commit.
    let needed = trial(probe, candidates, ofA, ofB);
    for (const candidate of candidates.toReversed()) {
      const fewer = trial(
        probe,
        needed.causes.filter((c) => c !== candidate),
        ofA,
        ofB,
      );
      if (fewer.inA && fewer.inB) needed = fewer;
    }
    const alone = oneWay.flatMap(({ causes, inA, inB }) =>
      causes.filter((c) => needed.causes.includes(c)).map((cause) => ({ cause, inA, inB })),
    );
    return { ...needed, alone };
  };
  return { attribute, trial: (probe, some) => trial(probe, some) };
}
