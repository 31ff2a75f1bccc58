// SPDX-License-Identifier: GPL-2.0-only
/** The note's two quotations keep their own line numbers: the trace says when line 2003 or 760 of the quote runs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { quoteRange, quotes } from '../../src/trace/quotes.ts';
import { recordTrace } from '../../src/trace/record.ts';
import { modelledStatements } from '../../src/trace/sink.ts';
import { rdmsr, scenario, wrmsr } from '../support/check.ts';

const note = readFileSync('src/content/note/note.txt', 'utf8');
const quoted = new Map([...note.matchAll(/^(\d{3,4}) (.*)$/gm)].map(([, n = '', text = '']) => [Number(n), text]));

/** The quoted lines that run in a scenario, in order, each once for each time that its statement began. */
function linesOf(kernel: string, step: Record<string, unknown>, vm?: unknown): readonly number[] {
  const trace = recordTrace(scenario({ kernel, steps: [step], ...(vm === undefined ? {} : { vm }) }));
  if (!trace.ok) throw new Error(trace.problem);
  return trace.value.events.flatMap((e) => (e.kind === 'stmt' ? e.stmt.quote : []));
}

describe('the note', () => {
  test('is the one that was written, to the character', () => {
    expect(createHash('sha256').update(note).digest('hex')).toBe('6ad813769364bf4a33c33d1a20ea4c519cd115449711e62a59bdc3be282e0a64');
  });

  test('quotes the lines 757 to 765 and 1997 to 2020 of x86.c', () => {
    const range = (a: number, b: number) => Array.from({ length: b - a + 1 }, (_, i) => a + i);
    expect([...quoted.keys()].sort((a, b) => a - b)).toEqual([...range(757, 765), ...range(1997, 2020)]);
  });
});

describe('the map from statements to quoted lines', () => {
  test('names every line of the quotations that holds a statement', () => {
    const mapped = new Set(Object.values(quotes).flatMap((q) => q.flatMap(([, lines]) => lines)));
    // Not a statement: signatures, braces, else, comments, blank lines, a declaration without a value, the export.
    const silent = /^\s*(?:|int kvm_\w+\(.*|[{}]|\} else \{|else|\/\*.*\*\/|int r;|EXPORT_SYMBOL_GPL\(.*)\s*$/;
    const statements = [...quoted].filter(([, text]) => !silent.test(text)).map(([n]) => n);
    expect([...mapped].sort((a, b) => a - b)).toEqual(statements.sort((a, b) => a - b));
  });

  test('lies inside the range of the quotation it belongs to', () => {
    for (const [fn, q] of Object.entries(quotes)) {
      const [first = 0, last = 0] = quoteRange[fn] ?? [];
      for (const line of q.flatMap(([, lines]) => lines)) expect(line >= first && line <= last, `${fn} ${line}`).toBe(true);
    }
  });

  test('is carried by the statements of the two functions and no others', () => {
    const fns = new Set(
      modelledStatements()
        .filter((s) => s.quote.length > 0)
        .map((s) => s.fn.name),
    );
    expect([...fns].sort()).toEqual(Object.keys(quotes).sort());
  });
});

describe('the lines that run', () => {
  test('−1 leaves by line 2014, and line 2015 and the second quotation are never reached', () =>
    expect(linesOf('v5.18', wrmsr('0x400', '0x1'))).toEqual([1999, 2000, 2003, 2005, 2009, 2010, 2013, 2014]));
  test('1 goes on to line 2018, and from there to line 760', () =>
    expect(linesOf('v6.0', wrmsr('0x400', '0x1'))).toEqual([1999, 2000, 2003, 2005, 2009, 2010, 2013, 2015, 2018, 759, 760, 764]));
  test('0 takes line 2006 and skips the instruction at line 762', () =>
    expect(linesOf('v6.0', wrmsr('0x400', '0x0'))).toEqual([1999, 2000, 2003, 2005, 2006, 2018, 759, 762]));
  test('where user space asked for bad values, line 2011 returns before the sign is looked at', () =>
    expect(linesOf('v5.18', wrmsr('0x400', '0x1'), { user_space_msr: ['inval'] })).toEqual([1999, 2000, 2003, 2005, 2009, 2010, 2011]));
  test('a read shares the second quotation only', () => expect(linesOf('v5.18', rdmsr('0x428'))).toEqual([759, 760, 764]));
});
