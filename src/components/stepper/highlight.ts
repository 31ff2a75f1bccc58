// SPDX-License-Identifier: GPL-2.0-only
/** Keywords and comments, and nothing more, of one line of C or TypeScript. */

export type Token = readonly [kind: '' | 'kw' | 'cm', text: string];

const pattern =
  /(\/\/.*|\/\*.*?\*\/|; .*$)|\b(?:int|u8|u16|u32|u64|struct|static|extern|void|bool|boolean|number|bigint|string|const|let|if|else|return|for|of|switch|case|default|break|continue|function|export|true|false|null|NULL|undefined)\b/g;

export function tokens(line: string): readonly Token[] {
  const out: Token[] = [];
  let from = 0;
  for (const m of line.matchAll(pattern)) {
    if (m.index > from) out.push(['', line.slice(from, m.index)]);
    out.push([m[1] === undefined ? 'kw' : 'cm', m[0]]);
    from = m.index + m[0].length;
  }
  if (from < line.length) out.push(['', line.slice(from)]);
  return out;
}
