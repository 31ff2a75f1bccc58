// SPDX-License-Identifier: GPL-2.0-only
/** What `exitpath verify` prints: a table by group, then every difference, then what could not be run and why. */
import { formatScenario, type Scenario } from '../engine/index.ts';
import type { Asked } from './questions.ts';
import { stepText } from './words.ts';

/** `explained`: differs, and the machine's processor is the reason. */
export type Comparison =
  | { readonly scenario: Scenario; readonly kind: 'agree' }
  | { readonly scenario: Scenario; readonly kind: 'not here'; readonly why: string }
  | ({ readonly scenario: Scenario; readonly step: number; readonly kernel: string; readonly engine: string } & (
      | { readonly kind: 'differ' }
      | { readonly kind: 'explained'; readonly why: string }
    ));

const kinds = ['agree', 'differ', 'explained', 'not here'] as const;
/** Differences shown in full. */
const SHOWN = 10;

/** The first part of a name: recorded vectors have their group there. */
const groupOf = ({ scenario: { name } }: Comparison): string => (name.includes('/') ? (name.split('/')[0] ?? '') : 'ungrouped');

const row = (label: string, of: readonly Comparison[]): string =>
  label.padEnd(14) + kinds.map((kind) => String(of.filter((c) => c.kind === kind).length).padStart(11)).join('');

function table(all: readonly Comparison[]): string {
  const groups = [...new Set(all.map(groupOf))];
  return [
    ''.padEnd(14) + kinds.map((kind) => kind.padStart(11)).join(''),
    ...groups.map((group) =>
      row(
        group,
        all.filter((c) => groupOf(c) === group),
      ),
    ),
    row('in all', all),
  ].join('\n');
}

/** Reasons and how often, the most frequent first. */
const counted = (reasons: ReadonlyMap<string, number>): readonly string[] =>
  [...reasons].sort(([, a], [, b]) => b - a).map(([why, n]) => `${String(n).padStart(6)}  ${why}`);

const tally = (reasons: Iterable<string>): Map<string, number> => {
  const tally = new Map<string, number>();
  for (const why of reasons) tally.set(why, (tally.get(why) ?? 0) + 1);
  return tally;
};

export function verifyText(
  { kernel, host }: Asked,
  uname: string,
  all: readonly Comparison[],
  unasked: ReadonlyMap<string, number>,
): string {
  const differing = all.filter((c) => c.kind === 'differ');
  const notHere = tally(all.flatMap((c) => (c.kind === 'not here' ? [c.why] : [])));
  for (const [why, n] of unasked) notHere.set(why, (notHere.get(why) ?? 0) + n);
  const explained = tally(all.flatMap((c) => (c.kind === 'explained' ? [c.why] : [])));
  const sections: (readonly [title: string, lines: readonly string[]])[] = [
    [
      differing.length > SHOWN ? `differ, the first ${SHOWN} of ${differing.length}:` : 'differ:',
      differing.slice(0, SHOWN).flatMap(({ scenario, step, kernel: here, engine }) => {
        const asked = scenario.steps[step];
        return [
          `  ${scenario.name}: step ${step + 1}, ${asked === undefined ? '' : stepText(asked)}`,
          `    this kernel  ${here}`,
          `    the engine   ${engine}`,
          `    ${formatScenario(scenario)}`,
        ];
      }),
    ],
    ['explained by this machine’s processor:', counted(explained)],
    ['not run or not compared here:', counted(notHere)],
  ];
  return [
    `kernel ${uname}, asked as ${kernel}, host ${host}: ${all.length} scenarios`,
    '',
    table(all),
    ...sections.filter(([, lines]) => lines.length > 0).flatMap(([title, lines]) => ['', title, ...lines]),
  ].join('\n');
}
