// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatProblem } from '../../src/engine/scenario/format.ts';
import { MAX_STEPS, MAX_TEXT, parseScenario, parseVector, scenarioName } from '../../src/engine/scenario/parse.ts';
import type { Problem, Scenario } from '../../src/engine/scenario/types.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The smallest scenario, with these fields over it. */
const line = (fields: Fields = {}): string => JSON.stringify({ name: 'n', kernel: 'v5.18', steps: [], ...fields });
const oneStep = (step: unknown): string => line({ steps: [step] });
const range = (fields: Fields): string =>
  line({ vm: { msr_filter: { default: 'allow', ranges: [{ flags: ['write'], base: '0x400', count: 8, deny: [], ...fields }] } } });

function parsed(text: string): Scenario {
  const scenario = parseScenario(text);
  if (!scenario.ok) throw new Error(formatProblem(scenario));
  return scenario.value;
}
function refused(text: string): Problem {
  const scenario = parseScenario(text);
  if (scenario.ok) throw new Error(`accepted: ${text.slice(0, 200)}`);
  return scenario;
}
/** A refusal as a person reads it. */
const message = (text: string): string => formatProblem(refused(text));
const step = (s: unknown): unknown => parsed(oneStep(s)).steps[0];

describe('A scenario', () => {
  test('gets every default of the format', () => {
    expect(parsed(line())).toMatchObject({
      name: 'n',
      host: 'intel',
      module: { ignore_msrs: false, report_ignored_msrs: true },
      vm: { user_space_msr: [], msr_filter: null },
      vcpu: { vendor: 'intel', mcg_cap: 0x100010an, idt: null, single_step: false, real_mode: false, cpuid: [], maxphyaddr: null },
      steps: [],
    });
    expect(parsed(line()).kernel.spelling).toBe('v5.18');
  });

  test('gets the defaults of the fields that a part of it leaves out', () => {
    const { module, vm, vcpu } = parsed(
      line({ module: { ignore_msrs: true }, vm: { user_space_msr: ['filter'] }, vcpu: { mcg_cap: '0x1' } }),
    );
    expect({ module, vm, vcpu }).toEqual({
      module: { ignore_msrs: true, report_ignored_msrs: true },
      vm: { user_space_msr: ['filter'], msr_filter: null },
      vcpu: { vendor: 'intel', mcg_cap: 1n, idt: null, single_step: false, real_mode: false, cpuid: [], maxphyaddr: null },
    });
  });

  test.each([
    ['intel', 'intel'],
    ['amd', 'amd'],
    ['pvm', 'intel'],
  ])('on host %s has a guest of vendor %s by default', (host, vendor) => {
    expect(parsed(line({ host })).vcpu.vendor).toBe(vendor);
  });

  test('may have a guest of another vendor than its host', () => {
    expect(parsed(line({ host: 'amd', vcpu: { vendor: 'intel' } })).vcpu.vendor).toBe('intel');
  });

  test('with mcg_cap null makes no KVM_X86_SETUP_MCE call', () => {
    expect(parsed(line({ vcpu: { mcg_cap: null } })).vcpu.mcg_cap).toBeNull();
    expect(parsed(line({ vcpu: { idt: [13, 8] } })).vcpu.idt).toEqual([13, 8]);
    expect(message(line({ vcpu: { idt: [32] } }))).toMatch(/^vcpu\.idt\[0\]: 32 is more than 31/);
  });

  test('keeps any string as its name', () => {
    for (const name of ['', '名前 👻', '__proto__', '\ud800', '"\\\u0000']) expect(parsed(line({ name })).name).toBe(name);
  });

  test('may be spread over lines', () => {
    expect(parsed('\n{\r\n\t"name" : "n" ,\n "kernel":"v5.18", "steps" :[ ] }\n').name).toBe('n');
  });

  test('may carry the results of a recording, which are ignored', () => {
    expect(parsed(line({ results: [{ any: 'thing' }] }))).toEqual(parsed(line()));
  });

  test('is taken from JSON with escapes as from JSON without', () => {
    expect(parsed(line().replace('"steps"', '"\\u0073teps"').replace('"n"', '"\\ud83d\\udc7b\\/\\b\\f\\n\\r\\t\\"\\\\"')).name).toBe(
      '👻/\b\f\n\r\t"\\',
    );
  });

  test('needs its name, its kernel and its steps', () => {
    expect(message('{}')).toBe('name: missing; a scenario needs it');
    expect(message('{"name":"n","steps":[]}')).toBe('kernel: missing; a scenario needs it');
    expect(message('{"name":"n","kernel":"v5.18"}')).toBe('steps: missing; a scenario needs it');
  });

  test('has no other fields, and a slip of the finger is recognised', () => {
    expect(message(line({ hosts: 'amd' }))).toBe(
      'a scenario has no field "hosts" (did you mean "host"?); accepted: name, kernel, host, feature_msrs, module, vm, vcpu, steps, results',
    );
    expect(message(line({ module: { ignoreMsrs: true } }))).toMatch(
      /^module: module has no field "ignoreMsrs" \(did you mean "ignore_msrs"\?\)/,
    );
    expect(message(line({ vm: { filter: {} } }))).toMatch(/^vm: vm has no field "filter" \(did you mean "msr_filter"\?\)/);
    expect(message(line({ vcpu: { vednor: 'amd' } }))).toMatch(
      /\(did you mean "vendor"\?\); accepted: vendor, mcg_cap, idt, single_step, real_mode, cpuid, maxphyaddr$/,
    );
    expect(message(line({ comment: 'x' }))).toMatch(/^a scenario has no field "comment"; accepted/);
    expect(message('{"name":"n","kernel":"v5.18","steps":[],"__proto__":1,"constructor":2}')).toMatch(
      /^a scenario has no field "__proto__"/,
    );
  });

  test.each([
    [{ name: 5 }, 'name: 5 is not text in double quotes'],
    [{ kernel: 5.18 }, 'kernel: 5.18 is not a kernel release; write one in double quotes, such as "v5.18"'],
    [{ host: 'Intel' }, 'host: "Intel" is not known here (did you mean "intel"?); accepted: "intel", "amd", "pvm"'],
    [{ host: null }, 'host: null is not known here; accepted: "intel", "amd", "pvm"'],
    [{ vcpu: { vendor: 'pvm' } }, 'vcpu.vendor: "pvm" is not known here; accepted: "intel", "amd"'],
    [{ module: [] }, 'module: a list is not an object; module has the fields ignore_msrs, report_ignored_msrs'],
    [{ module: { ignore_msrs: 'true' } }, 'module.ignore_msrs: "true" is neither true nor false: write true'],
    [{ module: { ignore_msrs: 0 } }, 'module.ignore_msrs: 0 is neither true nor false: write false'],
    [{ module: { ignore_msrs: null } }, 'module.ignore_msrs: null is neither true nor false'],
    [{ vm: { user_space_msr: 'inval' } }, 'vm.user_space_msr: "inval" is not a list: write ["inval"]'],
    [
      { vm: { user_space_msr: ['inval', 'invalid'] } },
      'vm.user_space_msr[1]: "invalid" is not known here (did you mean "inval"?); accepted: "inval", "unknown", "filter"',
    ],
    [{ vm: { msr_filter: null } }, 'vm.msr_filter: null is not a filter: leave the field out for none'],
    [{ steps: {} }, 'steps: an object is not a list'],
    [{ steps: ['guest.run'] }, 'steps[0]: "guest.run" is not a step; a step is an object such as {"op":"guest.run"}'],
    [{ results: 5 }, 'results: 5 is not a list of results'],
  ])('%j is refused: %s', (fields, expected) => {
    expect(message(line(fields))).toBe(expected);
  });

  test('that is not an object is refused', () => {
    expect(message('null')).toMatch(/^null is not an object; a scenario has the fields name, kernel/);
    expect(message('"x"')).toMatch(/^"x" is not an object/);
    expect(message(`[${line()}]`)).toBe('a list is not a scenario; write one scenario per line, without brackets around them');
  });

  test(`has at most ${MAX_STEPS} steps`, () => {
    const steps = (n: number): Fields => ({ steps: Array.from({ length: n }, () => ({ op: 'guest.run' })) });
    expect(parsed(line(steps(MAX_STEPS))).steps).toHaveLength(MAX_STEPS);
    expect(message(line(steps(MAX_STEPS + 1)))).toBe('steps: 1001 entries; at most 1000 are accepted');
  });

  test(`is at most ${MAX_TEXT} characters long`, () => {
    expect(parsed(line().padEnd(MAX_TEXT)).name).toBe('n');
    expect(message(line().padEnd(MAX_TEXT + 1))).toBe(`${MAX_TEXT + 1} characters; at most ${MAX_TEXT} are read`);
  });

  test('with the largest filter fits into the longest line', () => {
    const base = 0xfffff000;
    const deny = Array.from({ length: 12288 }, (_, i) => `0x${(0xf0000000 + i).toString(16)}`);
    const ranges = Array.from({ length: 16 }, () => ({ flags: ['read', 'write'], base: '0xf0000000', count: 12288, deny }));
    expect(base).toBeGreaterThan(0xf0000000 + 12288);
    expect(parsed(line({ vm: { msr_filter: { default: 'deny', ranges } } })).vm.msr_filter?.ranges).toHaveLength(16);
  });
});

describe('The kernel of a scenario', () => {
  test('that no model covers is "not modelled", not malformed', () => {
    expect(refused(line({ kernel: 'v99.1' }))).toMatchObject({ at: 'kernel', kind: 'not modelled' });
    expect(message(line({ kernel: 'v99.1' }))).toMatch(/^not modelled: kernel: v99\.1/);
  });

  test('that is a distribution’s uname -r is refused with an explanation', () => {
    expect(refused(line({ kernel: '5.10.0-30-amd64' }))).toMatchObject({ at: 'kernel', kind: 'malformed' });
    expect(message(line({ kernel: '5.10.0-30-amd64' }))).toMatch(/uname -r/);
  });

  test('does not hide what else is wrong when it is not modelled', () => {
    expect(message(line({ kernel: 'v99.1', host: 'arm' }))).toMatch(/^host: "arm"/);
    expect(message(line({ kernel: 'v99.1', steps: [{}] }))).toMatch(/^steps\[0\]\.op: missing/);
  });

  test('before v5.10 has neither MSR exits to user space nor an MSR filter', () => {
    const filter = { default: 'allow', ranges: [] };
    for (const kernel of ['v5.9', 'v5.9.16', 'v5.4+2368048bf5c2', 'v5.18-1ae099540e8c-1a155254ff93']) {
      const missing = `does not exist before v5.10, and the kernel here is ${kernel}`;
      expect(parseScenario(line({ kernel })).ok).toBe(true);
      expect(message(line({ kernel, vm: { user_space_msr: ['inval'] } }))).toBe(`vm.user_space_msr: ${missing}`);
      expect(message(line({ kernel, vm: { msr_filter: filter } }))).toBe(`vm.msr_filter: ${missing}`);
    }
    for (const kernel of ['v5.10', 'v5.10.223', 'v6.0'])
      expect(parseScenario(line({ kernel, vm: { user_space_msr: ['inval'], msr_filter: filter } })).ok).toBe(true);
  });
});

describe('A step', () => {
  test.each([
    [
      { op: 'guest.wrmsr', msr: '0x400', data: '0xffffffffffffffff' },
      { op: 'guest.wrmsr', msr: 0x400, data: 0xffff_ffff_ffff_ffffn },
    ],
    [
      { op: 'guest.rdmsr', msr: '0xffffffff' },
      { op: 'guest.rdmsr', msr: 0xffff_ffff },
    ],
    [{ op: 'guest.run' }, { op: 'guest.run' }],
    [
      { op: 'guest.set_cr4_mce', on: true },
      { op: 'guest.set_cr4_mce', on: true },
    ],
    [
      { op: 'host.set_msr', msr: '0x0', data: '0x0' },
      { op: 'host.set_msr', msr: 0, data: 0n },
    ],
    [
      { op: 'host.get_msr', msr: '0x00000000c0000080' },
      { op: 'host.get_msr', msr: 0xc000_0080 },
    ],
    [
      { op: 'host.setup_mce', mcg_cap: '0x10a' },
      { op: 'host.setup_mce', mcg_cap: 0x10an },
    ],
    [
      { op: 'host.set_mce', bank: 255, status: '0x9400000000000135', addr: '0x1', misc: '0x8c', mcg_status: '0x5' },
      { op: 'host.set_mce', bank: 255, status: 0x9400_0000_0000_0135n, addr: 1n, misc: 0x8cn, mcg_status: 5n },
    ],
    [
      { op: 'host.complete', error: 1 },
      { op: 'host.complete', error: 1, data: 0n },
    ],
    [
      { op: 'host.complete', error: 0, data: '0x2' },
      { op: 'host.complete', error: 0, data: 2n },
    ],
  ])('%j is read', (json, value) => {
    expect(step(json)).toEqual(value);
  });

  test('says what it is first of all', () => {
    expect(message(oneStep({ msr: '0x400' }))).toMatch(/^steps\[0\]\.op: missing; accepted: guest\.wrmsr, guest\.rdmsr, guest\.run/);
    expect(message(oneStep({ op: 'guest.wrmsr ' }))).toMatch(
      /^steps\[0\]\.op: "guest\.wrmsr " is not known here \(did you mean "guest\.wrmsr"\?\)/,
    );
    expect(message(oneStep({ op: 'wrmsr' }))).toMatch(/\(did you mean "guest\.wrmsr"\?\)/);
    expect(message(oneStep({ op: 'set_msr' }))).toMatch(/\(did you mean "host\.set_msr"\?\)/);
    expect(message(oneStep({ op: 'guest.hlt' }))).toMatch(/^steps\[0\]\.op: "guest\.hlt" is not known here; accepted: "guest\.wrmsr", /);
    expect(message(oneStep({ op: 'toString' }))).toMatch(/^steps\[0\]\.op: "toString" is not known here; accepted/);
  });

  test('takes the fields of its operation and no others', () => {
    expect(message(oneStep({ op: 'guest.rdmsr', msr: '0x400', data: '0x0' }))).toBe(
      'steps[0]: guest.rdmsr has no field "data"; accepted: op, msr, via',
    );
    expect(message(oneStep({ op: 'guest.wrmsr', mrs: '0x400', data: '0x0' }))).toBe(
      'steps[0]: guest.wrmsr has no field "mrs" (did you mean "msr"?); accepted: op, msr, data, via',
    );
    expect(message(oneStep({ op: 'guest.wrmsr', msr: '0x400' }))).toBe('steps[0].data: missing; guest.wrmsr needs it');
  });

  test.each([
    ['guest.wrmsr', ['msr', 'data']],
    ['guest.rdmsr', ['msr']],
    ['guest.set_cr4_mce', ['on']],
    ['host.set_msr', ['msr', 'data']],
    ['host.get_msr', ['msr']],
    ['host.setup_mce', ['mcg_cap']],
    ['host.set_mce', ['bank', 'status', 'addr', 'misc', 'mcg_status']],
    ['host.complete', ['error']],
  ])('%s needs its fields: %j', (op, names) => {
    const whole: Fields = { op, ...Object.fromEntries(names.map((n) => [n, n === 'on' ? false : /bank|error/.test(n) ? 0 : '0x0'])) };
    expect(parseScenario(oneStep(whole)).ok).toBe(true);
    for (const name of names) {
      const { [name]: _, ...rest } = whole;
      expect(message(oneStep(rest))).toBe(`steps[0].${name}: missing; ${op} needs it`);
      expect(message(oneStep({ ...whole, [name]: [] }))).toMatch(new RegExp(`^steps\\[0\\]\\.${name}: a list is n`));
    }
  });

  test('is named by its place in the list', () => {
    expect(message(line({ steps: [{ op: 'guest.run' }, { op: 'guest.run' }, { op: 'guest.rdmsr', msr: '0x1_0000_0000' }] }))).toMatch(
      /^steps\[2\]\.msr: "0x1_0000_0000" is more than 32 bits/,
    );
  });

  test.each([
    [0, true],
    [255, true],
    [256, '256 is more than 255; accepted: a whole number from 0 to 255'],
    [-1, '-1 is less than 0; accepted: a whole number from 0 to 255'],
    [1.5, '1.5 is not a whole number in plain digits; accepted: a whole number from 0 to 255'],
    ['0x1', '"0x1" is in quotes, and this is a plain number: write 1'],
    ['7', '"7" is in quotes, and this is a plain number: write 7'],
    ['256', '"256" is not a number; accepted: a whole number from 0 to 255'],
    [null, 'null is not a number; accepted: a whole number from 0 to 255'],
    [true, 'true is not a number; accepted: a whole number from 0 to 255'],
  ])('answers an exit with error %j: %s', (error, expected) => {
    const answer = parseScenario(oneStep({ op: 'host.complete', error }));
    expect(answer.ok || formatProblem(answer)).toBe(expected === true ? true : `steps[0].error: ${expected}`);
  });

  test('has its small numbers as written, not as rounded', () => {
    const error = (digits: string): string => oneStep({ op: 'host.complete', error: 0 }).replace('"error":0', `"error":${digits}`);
    expect(message(error('255.00000000000000000000001'))).toMatch(/^steps\[0\]\.error: 255\.00000000000000000000001 is not a whole number/);
    for (const digits of ['1e-400', '1.0', '1e1', '-0', '0.0'])
      expect(message(error(digits))).toMatch(/is not a whole number in plain digits/);
    expect(message(error('9'.repeat(400)))).toMatch(/^steps\[0\]\.error: 9{40}… is more than 255/);
  });
});

describe('A hex string', () => {
  const u32 = 'accepted: a lower-case hex string from "0x0" to "0xffffffff"';
  const u64 = 'accepted: a lower-case hex string from "0x0" to "0xffffffffffffffff"';

  test.each([
    [1024, '1024 is a number, which readers of JSON may round: write "0x400"'],
    [4294967296, `4294967296 is more than 32 bits; ${u32}`],
    [-1, `-1 is negative; ${u32}`],
    [1.5, `1.5 is not a hex string; ${u32}`],
    ['0x100000000', `"0x100000000" is more than 32 bits; ${u32}`],
    ['0x1_0000_0000', `"0x1_0000_0000" is more than 32 bits; ${u32}`],
    ['0xC0000080', '"0xC0000080" has upper-case letters: write "0xc0000080"'],
    ['0X400', '"0X400" has upper-case letters: write "0x400"'],
    ['0x0000_0400', '"0x0000_0400" has separators in it: write "0x400"'],
    [' 0x400', '" 0x400" has separators in it: write "0x400"'],
    ['0x00000000000000400', '"0x00000000000000400" has more than 16 digits: write "0x400"'],
    ['400', '"400" does not begin with 0x: write "0x400" if it is hexadecimal, "0x190" if it is decimal'],
    ['7', '"7" does not begin with 0x: write "0x7"'],
    ['4294967295', '"4294967295" is decimal: write "0xffffffff"'],
    ['4294967296', `"4294967296" is more than 32 bits; ${u32}`],
    ['c0000080', '"c0000080" does not begin with 0x: write "0xc0000080"'],
    ['c00000800', `"c00000800" does not begin with 0x; ${u32}`],
    ['0x', `"0x" has no digits; ${u32}`],
    ['', `"" is not a hex string; ${u32}`],
    ['MC0_CTL', `"MC0_CTL" is not a hex string; ${u32}`],
    ['0x4g0', `"0x4g0" is not a hex string; ${u32}`],
    [null, `null is not a hex string; ${u32}`],
    [true, `true is not a hex string; ${u32}`],
    [['0x400'], `a list is not a hex string; ${u32}`],
    [{ hex: '0x400' }, `an object is not a hex string; ${u32}`],
  ])('%j for an MSR is refused: %s', (msr, expected) => {
    expect(message(oneStep({ op: 'guest.rdmsr', msr }))).toBe(`steps[0].msr: ${expected}`);
  });

  test.each([
    ['0x10000000000000000', `"0x10000000000000000" is more than 64 bits; ${u64}`],
    ['-1', '"-1" is negative: write its two\'s complement, "0xffffffffffffffff"'],
    ['-0x8000000000000000', '"-0x8000000000000000" is negative: write its two\'s complement, "0x8000000000000000"'],
    ['-0x8000000000000001', `"-0x8000000000000001" is negative; ${u64}`],
    ['18446744073709551615', '"18446744073709551615" is decimal: write "0xffffffffffffffff"'],
  ])('%j for data is refused: %s', (data, expected) => {
    expect(message(oneStep({ op: 'guest.wrmsr', msr: '0x400', data }))).toBe(`steps[0].data: ${expected}`);
  });

  test('is what a number should have been, to the last bit', () => {
    const text = oneStep({ op: 'guest.wrmsr', msr: '0x400', data: 0 });
    expect(message(text.replace('"data":0', '"data":18446744073709551615'))).toBe(
      'steps[0].data: 18446744073709551615 is a number, which readers of JSON may round: write "0xffffffffffffffff"',
    );
    expect(message(text.replace('"data":0', `"data":${'9'.repeat(500_000)}`))).toMatch(/^steps\[0\]\.data: 9{40}… is not a hex string/);
  });

  test('is read back for every 64-bit number', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (data) => {
        expect(step({ op: 'guest.wrmsr', msr: '0x0', data: `0x${data.toString(16)}` })).toMatchObject({ data });
      }),
    );
  });

  test('is offered for every decimal number, and the offer is right', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (data) => {
        const text = oneStep({ op: 'guest.wrmsr', msr: '0x0', data: 'D' }).replace('"D"', String(data));
        const offer = /write ("0x[0-9a-f]+")$/.exec(message(text))?.[1] ?? '';
        expect(step({ op: 'guest.wrmsr', msr: '0x0', data: JSON.parse(offer) })).toMatchObject({ data });
      }),
    );
  });
});

describe('An MSR filter', () => {
  test('is read with its ranges', () => {
    const ranges = [
      { flags: ['write'], base: '0x400', deny: ['0x400', '0x407'], count: 8 },
      { flags: ['read', 'write'], base: '0xffffffff', count: 12288 },
    ];
    expect(parsed(line({ vm: { msr_filter: { default: 'deny', ranges } } })).vm.msr_filter).toEqual({
      default: 'deny',
      ranges: [
        { flags: ['write'], base: 0x400, count: 8, deny: [0x400, 0x407] },
        { flags: ['read', 'write'], base: 0xffff_ffff, count: 12288, deny: [] },
      ],
    });
  });

  test('needs its default and its ranges', () => {
    expect(message(line({ vm: { msr_filter: {} } }))).toBe('vm.msr_filter.default: missing; msr_filter needs it');
    expect(message(line({ vm: { msr_filter: { default: 'allow' } } }))).toBe('vm.msr_filter.ranges: missing; msr_filter needs it');
    expect(message(line({ vm: { msr_filter: { default: 'pass', ranges: [] } } }))).toMatch(/^vm\.msr_filter\.default: "pass" is not known/);
  });

  test('has at most 16 ranges', () => {
    const ranges = (n: number): Fields => ({
      vm: { msr_filter: { default: 'allow', ranges: Array.from({ length: n }, () => ({ flags: ['read'], base: '0x0', count: 1 })) } },
    });
    expect(parsed(line(ranges(16))).vm.msr_filter?.ranges).toHaveLength(16);
    expect(message(line(ranges(17)))).toBe('vm.msr_filter.ranges: 17 entries; at most 16 are accepted');
  });

  test.each([
    [{ count: 0 }, 'count: 0 is less than 1; accepted: a whole number from 1 to 12288'],
    [{ count: 12289 }, 'count: 12289 is more than 12288; accepted: a whole number from 1 to 12288'],
    [{ count: '0x8' }, 'count: "0x8" is in quotes, and this is a plain number: write 8'],
    [{ flags: [] }, 'flags: empty; a range needs "read", "write" or both'],
    [{ flags: ['exec'] }, 'flags[0]: "exec" is not known here; accepted: "read", "write"'],
    [{ flags: 'read' }, 'flags: "read" is not a list: write ["read"]'],
    [{ base: 1024 }, 'base: 1024 is a number, which readers of JSON may round: write "0x400"'],
    [{ deny: ['0x400', '0x408'] }, 'deny[1]: "0x408" is outside the range, which is 0x400 to 0x407'],
    [{ deny: ['0x3ff'] }, 'deny[0]: "0x3ff" is outside the range, which is 0x400 to 0x407'],
    [{ deny: '0x400' }, 'deny: "0x400" is not a list: write ["0x400"]'],
    [{ deny: [1024] }, 'deny[0]: 1024 is a number, which readers of JSON may round: write "0x400"'],
  ])('with a range of %j is refused: %s', (fields, expected) => {
    expect(message(range(fields))).toBe(`vm.msr_filter.ranges[0].${expected}`);
  });

  test('has ranges of at most 12288 MSRs', () => {
    expect(parsed(range({ count: 12288, deny: ['0x33ff'] })).vm.msr_filter?.ranges[0]?.deny).toEqual([0x33ff]);
  });
});

describe('Text that is not JSON', () => {
  test.each([
    ['', 'column 1: there is no JSON value'],
    ['  ', 'column 3: there is no JSON value'],
    ['{', 'column 2: the text ends inside an object'],
    ['{"name":', 'column 9: the text ends before the JSON value does'],
    ['{"name":"a"', 'column 12: the text ends where "," or "}" is expected'],
    ['{"name":"a', 'column 9: this text in double quotes has no end'],
    ['{"name" "a"}', 'column 9: expected ":" after the field name, found a double quote'],
    ['{"name":"a"}}', 'column 13: "}" after the end of the JSON value; a line holds one object'],
    ['{} {}', 'column 4: "{" after the end of the JSON value; a line holds one object'],
    ['{"a":1,}', 'column 7: a comma with nothing after it, before "}"'],
    ['{"a":[1,]}', 'column 8: a comma with nothing after it, before "]"'],
    ['{"a":[1 2]}', 'column 9: expected "," or "]", found "2"'],
    ['{"a":[,]}', 'column 7: expected a value, found ","'],
    ["{'a':1}", 'column 2: expected a field name in double quotes, found "\'"'],
    ['{"a":\'b\'}', 'column 6: text stands in double quotes, not in single quotes'],
    ['{a:1}', 'column 2: expected a field name in double quotes, found "a"'],
    ['{"a":1 /* c */}', 'column 8: expected "," or "}", found "/"'],
    ['// c', 'column 1: JSON has no comments'],
    ['{"a":True}', 'column 6: True is not a JSON value: write true'],
    ['{"a":NaN}', 'column 6: NaN is not a JSON value; text stands in double quotes'],
    ['{"a":0x400}', 'column 6: a hexadecimal number stands in double quotes: write "0x400"'],
    ['{"a":0xC000_0080}', 'column 6: a hexadecimal number stands in double quotes: write "0xc0000080"'],
    ['{"a":012}', 'column 6: not a number as JSON writes it'],
    ['{"a":1.}', 'column 6: not a number as JSON writes it'],
    ['{"a":-}', 'column 6: not a number as JSON writes it'],
    ['{"a":+1}', 'column 6: expected a value, found "+"'],
    ['{"a":"\t"}', 'column 7: a control character inside double quotes: write \\t'],
    ['{"a":"\\x41"}', 'column 7: a backslash that begins no JSON escape: write \\\\ for a backslash'],
    ['{"a":"\\u12g4"}', 'column 7: a backslash that begins no JSON escape: write \\\\ for a backslash'],
    ['{"👻":1,"👻":2}', 'column 8: the field "👻" stands twice in this object'],
    ['\ufeff{}', 'column 1: a byte order mark stands before the JSON: save the text as UTF-8 without one'],
    ['{"name":"a",\n "kernel":"v5.18"\n "steps":[]}', 'line 3, column 2: expected "," or "}", found a double quote'],
  ])('%j is refused: %s', (text, expected) => {
    expect(refused(text)).toMatchObject({ at: '', problem: expected, kind: 'malformed' });
  });

  test('is refused for a field that stands twice, wherever that is', () => {
    expect(message(line().replace('{', '{"name":"m",'))).toBe('column 13: the field "name" stands twice in this object');
    expect(message(oneStep({ op: 'guest.run' }).replace('"op"', '"op":"guest.run","\\u006fp"'))).toMatch(/the field "op" stands twice/);
  });

  test('is refused for nesting without end', () => {
    expect(message('['.repeat(MAX_TEXT))).toBe('column 33: more than 32 lists and objects inside each other');
    expect(message('{"a":'.repeat(100_000))).toMatch(/more than 32 lists and objects inside each other$/);
    expect(message(line({ results: [JSON.parse(`${'['.repeat(31)}${']'.repeat(31)}`)] }))).toMatch(/more than 32 lists/);
  });

  test('is exactly what JSON.parse refuses, but for fields that stand twice', () => {
    const oracle = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const looksLikeJson = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        '"',
        '"a"',
        '"b"',
        'true',
        'null',
        '0',
        '1',
        '-',
        '.',
        'e',
        '+',
        '\\',
        '\\u00',
        ' ',
        '\n',
        '\0',
        "'",
      ),
      { maxLength: 12 },
    );
    const slipped = fc.tuple(fc.json({ maxDepth: 3 }), fc.nat(), fc.string({ maxLength: 2 })).map(([json, at, put]) => {
      const i = at % (json.length + 1);
      return json.slice(0, i) + put + json.slice(i + 1);
    });
    fc.assert(
      fc.property(
        fc.oneof(
          looksLikeJson.map((parts) => parts.join('')),
          slipped,
          fc.json(),
        ),
        (text) => {
          // As a vector's results the text is read as JSON and not looked at further.
          const vector = parseVector(`{"name":"n","kernel":"v5.18","steps":[{"op":"guest.run"}],"results":[${text}\n]}`);
          const alone = oracle(text) || text.trim() === '';
          if (vector.ok) expect(vector.value.results).toEqual([JSON.parse(text)]);
          else if (alone) expect(formatProblem(vector)).toMatch(/stands twice|results: 0 for 1 steps/);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

describe('A recorded vector', () => {
  const run = { op: 'guest.run' };
  test('is a scenario and one result for each step', () => {
    const vector = parseVector(line({ steps: [run, run], results: [{ outcome: 'ok' }, { ret: 1, data: '0x1' }] }));
    expect(vector).toMatchObject({ ok: true, value: { results: [{ outcome: 'ok' }, { ret: 1, data: '0x1' }] } });
    expect(vector.ok && vector.value.scenario).toEqual(parsed(line({ steps: [run, run] })));
  });

  test('keeps its results as JSON.parse gives them', () => {
    const results = '[[1.5,-2e3,null,true,{"__proto__":{"a":[]},"b":"\\u0000"}]]';
    const vector = parseVector(`${line({ steps: [run] }).slice(0, -1)},"results":${results}}`);
    expect(vector.ok && JSON.stringify(vector.value.results)).toBe(JSON.stringify(JSON.parse(results)));
    expect(vector.ok && vector.value.results).toEqual(JSON.parse(results));
  });

  test('without its results, or with too few or too many, is refused', () => {
    const refusal = (fields: Fields): unknown => {
      const vector = parseVector(line(fields));
      return vector.ok || formatProblem(vector);
    };
    expect(refusal({ steps: [run] })).toBe('results: missing; a recorded vector needs it');
    expect(refusal({ steps: [run, run], results: [{}] })).toBe('results: 1 for 2 steps; there is one for each step');
    expect(refusal({ steps: [], results: [{}] })).toBe('results: 1 for 0 steps; there is one for each step');
    expect(refusal({ steps: 5, results: [] })).toBe('steps: 5 is not a list');
  });
});

describe('The name of a line', () => {
  test.each([
    [line(), 'n'],
    ['{"kernel":5,"name":"late"}', 'late'],
    ['{"name":"a","kernel":', 'a'],
    ['{"name":"a"} trailing', 'a'],
    ['{"name":"a","steps":[{"name":"b"', 'a'],
    ['{"name":"first","name":"second"}', 'first'],
    ['{"name":"a', null],
    ['{"name":5}', null],
    ['{"nam":"a"}', null],
    ['{"vm":{"name":"inner"}}', null],
    ['[{"name":"a"}]', null],
    ['"name"', null],
    ['', null],
  ])('%j is read as far as the line goes: %j', (text, expected) => {
    expect(scenarioName(text)).toBe(expected);
  });

  test('is read of a line that is too long', () => {
    expect(scenarioName(`{"name":"a","x":"${'x'.repeat(MAX_TEXT)}"}`)).toBe('a');
    expect(scenarioName(`{"x":"${'x'.repeat(MAX_TEXT)}","name":"a"}`)).toBeNull();
  });
});
