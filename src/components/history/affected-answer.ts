// SPDX-License-Identifier: GPL-2.0-only
/** The answer of `exitpath kernel`, in the words of a page's language. */
import { examine, type Finding, type Verdict } from '../../engine/affected/affected.ts';
import { ask, type Doubt, isFinding } from '../../engine/affected/answer.ts';
import { FIX, VISIBLE } from '../../engine/affected/branch.ts';
import { adviceWords, branchWords, doubtWords, inMainline, subjectPart, upstreamWords, verdictWords } from '../../engine/affected/words.ts';
import { parseKernelRelease, patches, patchIds } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { msrText } from '../../trace/names.ts';
import { endingOf } from '../stepper/endings.ts';
import { word } from './affected-words.ts';
import { explain } from './distributions.ts';
import { kernelProblem } from './problems.ts';

export interface Kernel {
  /** As the reader wrote it. */
  readonly name: string;
}

export interface Section {
  readonly label: string;
  readonly lines: readonly string[];
  /** Where the first line can be looked up. */
  readonly source?: string | undefined;
}

export interface Affected {
  readonly verdict: Verdict | 'cannot tell' | 'wrong';
  readonly title: string;
  readonly sections: readonly Section[];
  /** The catalogue's commits in this kernel, and those that it lacks. */
  readonly commits: readonly { readonly id: string; readonly subject: string; readonly has: boolean }[];
  /** What is wrong with the name. */
  readonly problem: { readonly text: string; readonly lang: Lang } | undefined;
}

const commit = (id: typeof FIX): string => `${id} ${patches[id].subject}`;

function found({ verdict, evidence, branch, commits, ...rest }: Finding, lang: Lang): Affected {
  const say = (words: readonly { readonly [l in Lang]: string }[]): readonly string[] => words.map((w) => w[lang].replaceAll('\n', ' '));
  const ran = evidence.flatMap(({ scenario, result }) =>
    scenario.steps.flatMap((step, i) => {
      const ended = result.results[i];
      if (ended === undefined || step.op !== 'guest.wrmsr') return [];
      return [`WRMSR ${msrText(step.msr)} ← 0x1: ${endingOf(step, ended, lang).title}`];
    }),
  );
  return {
    verdict,
    title: verdictWords[verdict][lang],
    sections: [
      { label: word('run', lang), lines: ran },
      { label: word('branch', lang), lines: say(branchWords(branch)) },
      { label: word('todo', lang), lines: say(adviceWords({ verdict, evidence, branch, commits, ...rest })) },
      { label: word('since', lang), lines: [`${patches[VISIBLE].mainline} ${commit(VISIBLE)}`] },
      { label: word('fixedBy', lang), lines: [`${patches[FIX].mainline} ${commit(FIX)}`] },
    ],
    commits: patchIds.map((id) => ({ id, subject: patches[id].subject, has: commits.includes(id) })),
    problem: undefined,
  };
}

/** The release that a name's number spells, where the number is one of kernel.org's with a point release. */
function unchanged(name: string, lang: Lang): readonly Section[] {
  const number = /^v?(\d+\.\d+\.[1-9]\d*)-/.exec(name)?.[1];
  const release = parseKernelRelease(`v${number}`);
  if (number === undefined || !release.ok) return [];
  const verdict = verdictWords[examine(release.value).verdict][lang];
  return [{ label: word('unchanged', lang).replace('{release}', `v${number}`), lines: [verdict] }];
}

function doubted(name: string, doubt: Doubt, lang: Lang): Affected {
  const explained = explain(name);
  const problem = doubt.kind === 'not modelled' ? kernelProblem(doubt.problem, lang).text : doubtWords[lang].replaceAll('\n', ' ');
  const check = (what: 'changelog' | 'source' | 'behaviour'): string => word(what, lang).replace('{commit}', commit(FIX));
  return {
    verdict: 'cannot tell',
    title: word('cannotTell', lang),
    sections: [
      { label: word('why', lang), lines: [problem] },
      ...(explained === undefined ? [] : [{ label: word('name', lang), lines: [explained.says[lang]], source: explained.source }]),
      ...unchanged(name, lang),
      { label: word('known', lang), lines: [...upstreamWords(doubt).map((w) => w[lang]), inMainline[lang]] },
      {
        label: word('instead', lang),
        lines: [check('changelog'), `${check('source')} git log --oneline --grep=${FIX} --grep='${subjectPart}'`, check('behaviour')],
      },
    ],
    commits: [],
    problem: undefined,
  };
}

export function affected({ name }: Kernel, lang: Lang): Affected {
  const text = name.trim();
  const answer = ask(text);
  if (!answer.ok) return { verdict: 'wrong', title: '', sections: [], commits: [], problem: kernelProblem(answer.problem, lang) };
  return isFinding(answer.found) ? found(answer.found, lang) : doubted(text, answer.found, lang);
}
