// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { problemWords } from '../../src/components/stepper/problem-words.ts';
import { notModelled, parseScenario } from '../../src/engine/index.ts';

/** The message for a scenario that has this register and value. */
function message(msr: unknown, data: unknown = '0x1', more: object = {}): string {
  const parsed = parseScenario(JSON.stringify({ name: 'a', kernel: 'v5.18', steps: [{ op: 'guest.wrmsr', msr, data }], ...more }));
  const problem = parsed.ok ? notModelled(parsed.value) : parsed;
  if (problem === undefined) throw new Error('nothing is wrong with it');
  return problem.problem;
}

describe('a message about a field', () => {
  const wrong: readonly (readonly [string, () => string])[] = [
    ['a number that is too long', () => message('0x1ffffffff')],
    ['no hex at all', () => message('hello')],
    ['nothing', () => message('')],
    ['upper case', () => message('0x400', '0xFF')],
    ['no 0x, and two readings', () => message('400')],
    ['no 0x, hex digits', () => message('4ff')],
    ['a negative value', () => message('0x400', '-1')],
    ['a minus too many', () => message('-0x400')],
    ['0x alone', () => message('0x')],
    ['separators', () => message('0x400', '0xffff_ffff')],
    ['too many digits', () => message('0x400', '0x00000000000000001')],
    ['a register that depends on the host', () => message('0x480', undefined, { steps: [{ op: 'guest.rdmsr', msr: '0x480' }] })],
    ['a register that depends on the host', () => message('0xc0011029')],
    ['SPEC_CTRL', () => message('0x48', '0x1', { vcpu: { cpuid: ['+AMD_SSBD'] } })],
    ['TSX_CTRL', () => message('0x122')],
    ['XSS', () => message('0xda0', '0x1', { vcpu: { cpuid: ['+XSAVES'] } })],
    ['TSC_AUX', () => message('0xc0000103', '0x1', { kernel: 'v5.10' })],
    ['a register of the local APIC', () => message('0x1b')],
    ['a register that counts time', () => message('0x10')],
    ['a performance counter', () => message('0xc1')],
    ['a register of the debugger', () => message('0x1d9')],
    ['a register that is not modelled', () => message('0x5555')],
  ];
  test.each(wrong)('%s is said in Chinese on a Chinese page, with what was found and what to write', (_, problem) => {
    const english = problem();
    const said = problemWords(english, 'zh-CN');
    expect(said.lang).toBe('zh-CN');
    for (const quoted of english.match(/"[^"]*"/g) ?? []) expect(said.text).toContain(quoted);
  });

  test('is left as it is on an English page', () => {
    expect(problemWords('"x" is not a hex string', 'en')).toEqual({ text: '"x" is not a hex string', lang: 'en' });
  });

  test('that has no Chinese yet is left whole, and marked as English', () => {
    expect(problemWords('the sky is falling', 'zh-CN')).toEqual({ text: 'the sky is falling', lang: 'en' });
  });
});
