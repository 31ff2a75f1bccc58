// SPDX-License-Identifier: GPL-2.0-only
/** The engine's source as one kernel has it. */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { folded } from '../src/components/source/fold.ts';
import { type KernelRelease, parseKernelRelease } from '../src/engine/index.ts';

const kernel = (spelling: string): KernelRelease => {
  const read = parseKernelRelease(spelling);
  if (!read.ok) throw new Error(read.problem);
  return read.value;
};
const fold = (text: string, spelling: string): string => {
  const source = ts.createSourceFile('x.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements.map((s) => folded(s, source, kernel(spelling))).join('\n');
};
/** badMciWriteSignalsGp is the fix: v6.0 has it, v5.18 does not. */
const [having, without] = ['v6.0', 'v5.18'];

describe('folding', () => {
  test('decides a choice between two values', () => {
    const text = 'const f = () => (kernel.badMciWriteSignalsGp ? 1 : -1);';
    expect(fold(text, having)).toBe('const f = () => 1;');
    expect(fold(text, without)).toBe('const f = () => -1;');
  });

  test('takes a branch out of its condition, with its comments, and drops the other', () => {
    const text = `function f() {
  if (kernel.badMciWriteSignalsGp) {
    // why
    g();
    h();
  } else {
    i();
  }
  j();
}`;
    expect(fold(text, having)).toBe('function f() {\n  // why\n  g();\n  h();\n  j();\n}');
    expect(fold(text, without)).toBe('function f() {\n  i();\n  j();\n}');
  });

  test('drops what cannot be reached any more', () => {
    const text = 'function f() {\n  if (!kernel.badMciWriteSignalsGp) return -1;\n  g();\n  return 1;\n}';
    expect(fold(text, without)).toBe('function f() {\n  return -1;\n}');
    expect(fold(text, having)).toBe('function f() {\n  g();\n  return 1;\n}');
  });

  test('keeps of a joined condition the half that is left to the run', () => {
    const text =
      'function f() {\n  if (r < 0 && kernel.badMciWriteSignalsGp) g();\n  if (r > 0 || (r < 0 && !kernel.badMciWriteSignalsGp)) h();\n}';
    expect(fold(text, having)).toBe('function f() {\n  if (r < 0) g();\n  if (r > 0) h();\n}');
    expect(fold(text, without)).toBe('function f() {\n  if (r > 0 || r < 0) h();\n}');
  });

  test('takes away names that only the conditions read', () => {
    const text = 'function f() {\n  const { kernel, x86_ops } = vcpu.kvm;\n  if (kernel.badMciWriteSignalsGp) g();\n  x86_ops.h();\n}';
    expect(fold(text, without)).toBe('function f() {\n  const { x86_ops } = vcpu.kvm;\n  x86_ops.h();\n}');
  });

  test('leaves alone what is no behaviour of a kernel', () => {
    const text = 'function f() {\n  if (kernel.spelling && other.badMciWriteSignalsGp) g();\n}';
    expect(fold(text, having)).toBe(text);
  });
});
