// SPDX-License-Identifier: GPL-2.0-only
/** The comparison as the build runs it, once for both languages. */
import * as after from '../../engine/cleanups/after.ts';
import * as before from '../../engine/cleanups/before.ts';
import { capsRefused, compareAll, type Difference, type Progress } from '../../engine/cleanups/compare.ts';
import { type Slip, slipped, slips } from '../../engine/cleanups/slips.ts';

let made: Progress | undefined;
/** All cases, or up to the first that differs. */
export function theRun(): Progress {
  made ??= compareAll(before, after);
  return made;
}

/** What the comparison finds for each slip. @throws where it finds nothing: it would prove nothing then */
export function slipsFound(): readonly { readonly slip: Slip; readonly difference: Difference }[] {
  return slips.map((slip) => {
    const { difference } = compareAll(before, slipped(slip));
    if (difference === undefined) throw new Error(`the comparison of the clean-ups does not find the slip "${slip}"`);
    return { slip, difference };
  });
}

/** The first case that differs where MCG_CAP counts banks that no vCPU has. */
export function beyondThePremise(): Difference {
  const { difference } = compareAll(before, after, capsRefused);
  if (difference === undefined) throw new Error('the texts agree on more than 32 banks as well, and the page says otherwise');
  return difference;
}
