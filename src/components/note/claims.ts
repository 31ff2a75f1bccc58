// SPDX-License-Identifier: GPL-2.0-only
/** The note's claims: its own words for each, found in the note itself, and the verdict in a word. What is behind a verdict stands on the page. */
import note from '../../content/note/note.txt?raw';
import type { Text } from '../../site/lang.ts';

export type Verdict = 'verified' | 'imprecise' | 'wrong';

export const verdicts = {
  verified: { mark: '✓', word: { en: 'verified', 'zh-CN': '证实' } },
  imprecise: { mark: '≈', word: { en: 'imprecise', 'zh-CN': '不准确' } },
  wrong: { mark: '✗', word: { en: 'wrong', 'zh-CN': '有误' } },
} as const satisfies Record<Verdict, { readonly mark: string; readonly word: Text }>;

interface Claim {
  readonly verdict: Verdict;
  /** Where the claim is marked in the note: from the first text to the end of the second, or one text. */
  readonly at: readonly [from: string, to?: string];
  /** What its section quotes, where that is more than what is marked. */
  readonly quoted?: readonly [from: string, to?: string];
}

/** By the letter that names the claim and its section. */
export const claims = {
  a: { verdict: 'verified', at: ['返回1会给guest inject一个GP: the intent is to inject a #GP'] },
  b2: { verdict: 'imprecise', at: ['返回-1会让QEMU kill掉guest'] },
  b1: { verdict: 'verified', at: ["Returning '-1' gets interpreted as -EPERM up the stack"] },
  b3: {
    verdict: 'wrong',
    at: ['and effecitvely kills the guest.'],
    quoted: ["Returning '-1'", 'and effecitvely kills the guest.'],
  },
  c: { verdict: 'verified', at: ['__vmx_handle_exit()\n', 'return set_msr_mce(vcpu, msr_info)'] },
  d: { verdict: 'verified', at: ['ret(-1或者1)最终会返回到line 2003.', 'kvm_emulate_wrmsr()返回-1.'] },
  e: { verdict: 'verified', at: ['如果是1的话, line 2018', '最终在line 760 inject gp!'] },
} as const satisfies Record<string, Claim>;

export type ClaimId = keyof typeof claims;
export const claimIds = Object.keys(claims) as ClaimId[];

/** Where a text stands in the note. It stands there once, or the page is not built. */
function find(text: string): number {
  const at = note.indexOf(text);
  if (at === -1 || note.includes(text, at + 1)) throw new Error(`note.txt does not hold ${JSON.stringify(text)} exactly once`);
  return at;
}

function range([from, to = from]: readonly [string, string?]): readonly [start: number, end: number] {
  return [find(from), find(to) + to.length];
}

/** The note's words for a claim, exact to the character. */
export function wordsOf(id: ClaimId): string {
  const claim: Claim = claims[id];
  return note.slice(...range(claim.quoted ?? claim.at));
}

/** Part of a line: text, and the claim it belongs to; `first` where that claim's words begin. */
export interface Piece {
  readonly text: string;
  readonly claim?: ClaimId;
  readonly first?: boolean;
}

/** A line of the note with its line break, cut where claims begin and end. Joined again, the lines are the note. */
export interface Line {
  /** Where its words begin, behind a line number and blanks. */
  readonly indent: number;
  readonly pieces: readonly Piece[];
}

export function lines(): readonly Line[] {
  const marks = claimIds.map((claim) => ({ claim, range: range(claims[claim].at) })).sort((a, b) => a.range[0] - b.range[0]);
  const overlap = marks.find(({ range }, i) => i > 0 && range[0] < (marks[i - 1]?.range[1] ?? 0));
  if (overlap !== undefined) throw new Error(`note.txt: the words of claim ${overlap.claim} overlap those of another`);

  let start = 0;
  return note.split(/(?<=\n)/).map((line): Line => {
    const [from, blanks] = [start, /^ */.exec(line)?.[0].length ?? 0];
    start += line.length;
    const pieces: Piece[] = [];
    let at = from;
    for (const { claim, range } of marks) {
      // Blanks and line breaks are not marked.
      const [begin, end] = [Math.max(range[0], from + blanks), Math.min(range[1], from + line.trimEnd().length)];
      if (begin >= end) continue;
      pieces.push({ text: note.slice(at, begin) }, { text: note.slice(begin, end), claim, first: begin === range[0] });
      at = end;
    }
    pieces.push({ text: note.slice(at, start) });
    return { indent: /^\d{0,4} */.exec(line)?.[0].length ?? 0, pieces: pieces.filter((piece) => piece.text !== '') };
  });
}
