// SPDX-License-Identifier: GPL-2.0-only
/** Which command lines a ```console fence may hold: the project's own command, and what feeds it text. Nothing that a reader would hesitate to paste. */

const heads = ['exitpath', 'echo', 'printf', 'cat', 'tail'];
const viaNpm = ['npm', 'run', '--silent', 'exitpath', '--'];
export const allowed = `allowed: exitpath, npm run --silent exitpath --, ${heads.slice(1).join(', ')}; joined by |, &&, || or ;`;

type Verdict = { readonly kind: 'complete' } | { readonly kind: 'incomplete' } | { readonly kind: 'refused'; readonly message: string };

const refused = (message: string): Verdict => ({ kind: 'refused', message });

/** The patterns of a shell word's parts, tried in this order at each position. */
const parts = {
  space: /[ \t]+|\\\n/y,
  comment: /#[^\n]*/y,
  heredoc: /<<-?\s*(['"])(\w+)\1/y,
  redirection: /2>&1|>&2|2?>\s*\/dev\/null|<<<\s*|<(?![(<])\s*/y,
  joint: /\|\||&&|\||;|\n/y,
  single: /'[^']*'/y,
  double: /"(?:[^"\\$`]|\\[\s\S])*"/y,
  plain: /(?:[^\s'"\\$`|&;<>()#]|\\[^\n]|(?<=[^\s|&;<>()])#)+/y,
} as const;

/** Decides on a command: `text` may go on over several lines, as bash reads on after an open quote, a pipe or a here-document's start. */
export function checkCommand(text: string): Verdict {
  let words: string[] = [];
  let glued = false; // the next part belongs to the word before it
  let open = true; // nothing since the last joint
  const delimiters: string[] = [];
  for (let at = 0; at < text.length; ) {
    const found = Object.entries(parts).flatMap(([kind, pattern]) => {
      pattern.lastIndex = at;
      const m = pattern.exec(text);
      return m === null ? [] : [{ kind, m }];
    })[0];
    if (found === undefined) return notAPart(text.slice(at));
    const { kind, m } = found;
    at += m[0].length;
    if (kind === 'single' || kind === 'double' || kind === 'plain') {
      const word = kind === 'plain' ? m[0] : m[0].slice(1, -1);
      if (glued) words.push(`${words.pop() ?? ''}${word}`);
      else words.push(word);
      glued = true;
      open = false;
      continue;
    }
    glued = false;
    if (kind === 'heredoc') delimiters.push(m[2] ?? '');
    if (kind !== 'joint') continue;
    if (m[0] === '\n' && delimiters.length > 0) {
      for (const delimiter of delimiters.splice(0)) {
        const end = new RegExp(`(?:^|\\n)${delimiter}(?=\\n|$)`).exec(text.slice(at));
        if (end === null) return { kind: 'incomplete' };
        at += end.index + end[0].length;
      }
    }
    if (m[0] === '\n' && words.length === 0) continue; // as after a pipe: the command goes on
    const complaint = checkHead(words);
    if (complaint !== undefined) return refused(complaint);
    words = [];
    open = m[0] !== ';' && m[0] !== '\n';
  }
  if (delimiters.length > 0) return { kind: 'incomplete' };
  if (words.length === 0 && !open) return { kind: 'complete' };
  if (words.length === 0 || /\\$/.test(text)) return { kind: 'incomplete' };
  const complaint = checkHead(words);
  return complaint === undefined ? { kind: 'complete' } : refused(complaint);
}

function checkHead(words: readonly string[]): string | undefined {
  if (heads.includes(words[0] ?? '') || viaNpm.every((word, i) => words[i] === word)) return undefined;
  return `${JSON.stringify(words[0] ?? '')} is not a command that a page may run; ${allowed}`;
}

/** No part fits here: an unfinished one, or something that is not allowed at all. */
function notAPart(rest: string): Verdict {
  if (rest === '\\' || (rest.startsWith("'") && !rest.slice(1).includes("'"))) return { kind: 'incomplete' };
  if (rest.startsWith('"') && /^"(?:[^"\\$`]|\\[\s\S])*\\?$/.test(rest)) return { kind: 'incomplete' };
  if (/^"|^[$`]/.test(rest)) return refused('$ and ` are expanded by the shell: put the text in single quotes');
  if (rest.startsWith('<<')) return refused("write a here-document's word in quotes: <<'END'");
  if (rest.startsWith('>')) return refused('a page writes no files: > goes to /dev/null, &1 or &2 only');
  return refused(`${JSON.stringify(rest[0] ?? '')} is more shell than a page may use; ${allowed}`);
}
