// SPDX-License-Identifier: GPL-2.0-only
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listReleases } from '../../src/engine/kernel/release.ts';
import type { StepResult } from '../../src/engine/machine/outcome.ts';
import { formatError, formatProblem, formatResult, formatScenario, formatStepResult } from '../../src/engine/scenario/format.ts';
import { parseScenario, parseVector } from '../../src/engine/scenario/parse.ts';
import type { Scenario } from '../../src/engine/scenario/types.ts';

function parsed(text: string): Scenario {
  const scenario = parseScenario(text);
  if (!scenario.ok) throw new Error(`${formatProblem(scenario)}: ${text.slice(0, 500)}`);
  return scenario.value;
}

const hex = (bits: bigint) =>
  fc.oneof(fc.constantFrom(0n, 1n, 2n ** bits - 1n), fc.bigInt({ min: 0n, max: 2n ** bits - 1n })).map((v) => `0x${v.toString(16)}`);
const u32 = hex(32n);
const u64 = hex(64n);
const byte = fc.integer({ min: 0, max: 255 });
const op = <const O extends string>(name: O) => fc.constant(name);

const step = fc.oneof(
  fc.record({ op: op('guest.wrmsr'), msr: u32, data: u64 }),
  fc.record({ op: op('guest.rdmsr'), msr: u32 }),
  fc.record({ op: op('guest.run') }),
  fc.record({ op: op('guest.set_cr4_mce'), on: fc.boolean() }),
  fc.record({ op: op('host.set_msr'), msr: u32, data: u64 }),
  fc.record({ op: op('host.get_msr'), msr: u32 }),
  fc.record({ op: op('host.setup_mce'), mcg_cap: u64 }),
  fc.record({ op: op('host.set_mce'), bank: byte, status: u64, addr: u64, misc: u64, mcg_status: u64 }),
  fc.record({ op: op('host.complete'), error: byte, data: u64 }, { requiredKeys: ['op', 'error'] }),
);

const range = fc
  .record({
    base: fc.integer({ min: 0, max: 0xffff_ffff - 12288 }),
    count: fc.integer({ min: 1, max: 12288 }),
    flags: fc.subarray(['read', 'write'], { minLength: 1 }),
  })
  .chain(({ base, count, flags }) =>
    fc
      .array(fc.integer({ min: base, max: base + count - 1 }), { maxLength: 5 })
      .map((deny) => ({ flags, base: `0x${base.toString(16)}`, deny: deny.map((msr) => `0x${msr.toString(16)}`), count })),
  );

/** Any scenario of the format as its author might write it, with any of the fields that have defaults left out. */
const scenario = fc.record(
  {
    name: fc.string({ unit: 'binary' }),
    kernel: fc.constantFrom(...listReleases(), 'v5.18+2368048bf5c2', 'v6.0-2368048bf5c2'),
    host: fc.constantFrom('intel', 'amd', 'pvm'),
    module: fc.record({ ignore_msrs: fc.boolean(), report_ignored_msrs: fc.boolean() }, { requiredKeys: [] }),
    vm: fc.record(
      {
        user_space_msr: fc.subarray(['inval', 'unknown', 'filter']),
        msr_filter: fc.record({ default: fc.constantFrom('allow', 'deny'), ranges: fc.array(range, { maxLength: 3 }) }),
      },
      { requiredKeys: [] },
    ),
    vcpu: fc.record(
      { vendor: fc.constantFrom('intel', 'amd'), mcg_cap: fc.oneof(u64, fc.constantFrom(null, '0x100010a')) },
      { requiredKeys: [] },
    ),
    steps: fc.array(step, { maxLength: 8 }),
  },
  { requiredKeys: ['name', 'kernel', 'steps'] },
);
/** v5.9 and older have no `vm` settings; the arbitrary knows nothing of that. */
const asksForTooMuch = (s: { readonly kernel: string; readonly vm?: unknown }): boolean =>
  /^v([0-4]\.|5\.\d(\D|$))/.test(s.kernel) && s.vm !== undefined;
const text = scenario.filter((s) => !asksForTooMuch(s)).map((s) => JSON.stringify(s));

describe('A formatted scenario', () => {
  test('is read as the scenario it was made from', () => {
    fc.assert(
      fc.property(text, (json) => {
        expect(parsed(formatScenario(parsed(json)))).toEqual(parsed(json));
      }),
      { numRuns: 1000 },
    );
  });

  test('is formatted as it is', () => {
    fc.assert(
      fc.property(text, (json) => {
        const canonical = formatScenario(parsed(json));
        expect(formatScenario(parsed(canonical))).toBe(canonical);
      }),
    );
  });

  test('is one line, the same however the scenario was spelled', () => {
    fc.assert(
      fc.property(
        scenario.filter((s) => !asksForTooMuch(s)),
        (s) => {
          const shuffled = Object.fromEntries(Object.entries(s).reverse());
          const canonical = formatScenario(parsed(JSON.stringify(s)));
          expect(formatScenario(parsed(JSON.stringify(shuffled, null, 2)))).toBe(canonical);
          expect(canonical).not.toContain('\n');
        },
      ),
    );
  });

  test('leaves out every default', () => {
    const spelledOut =
      '{"name":"n","kernel":"v5.18","host":"intel","module":{"ignore_msrs":false,"report_ignored_msrs":true},"vm":{"user_space_msr":[]},' +
      '"vcpu":{"vendor":"intel","mcg_cap":"0x100010a"},"steps":[{"op":"host.complete","error":0,"data":"0x0"}],"results":[]}';
    expect(formatScenario(parsed(spelledOut))).toBe('{"name":"n","kernel":"v5.18","steps":[{"op":"host.complete","error":0}]}');
  });

  test('leaves out a vendor only where it is the host’s', () => {
    const vendorOf = (host: string, vendor: string): string =>
      formatScenario(parsed(JSON.stringify({ name: 'n', kernel: 'v5.18', host, vcpu: { vendor }, steps: [] })));
    expect(vendorOf('amd', 'amd')).toBe('{"name":"n","kernel":"v5.18","host":"amd","steps":[]}');
    expect(vendorOf('amd', 'intel')).toBe('{"name":"n","kernel":"v5.18","host":"amd","vcpu":{"vendor":"intel"},"steps":[]}');
    expect(vendorOf('pvm', 'intel')).toBe('{"name":"n","kernel":"v5.18","host":"pvm","steps":[]}');
    expect(vendorOf('intel', 'amd')).toBe('{"name":"n","kernel":"v5.18","vcpu":{"vendor":"amd"},"steps":[]}');
  });

  test('has its fields in the order of the format', () => {
    const canonical =
      '{"name":"n","kernel":"v5.18","host":"amd","module":{"ignore_msrs":true,"report_ignored_msrs":false},' +
      '"vm":{"user_space_msr":["inval"],"msr_filter":{"default":"allow","ranges":[{"flags":["write"],"base":"0x400","deny":["0x400","0x401"],"count":8}]}},' +
      '"vcpu":{"vendor":"intel","mcg_cap":null},"steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"},{"op":"guest.rdmsr","msr":"0x400"},' +
      '{"op":"guest.run"},{"op":"guest.set_cr4_mce","on":true},{"op":"host.set_msr","msr":"0x400","data":"0x1"},{"op":"host.get_msr","msr":"0x400"},' +
      '{"op":"host.setup_mce","mcg_cap":"0x1"},{"op":"host.set_mce","bank":0,"status":"0x1","addr":"0x2","misc":"0x3","mcg_status":"0x4"},' +
      '{"op":"host.complete","error":0,"data":"0x1"}]}';
    expect(formatScenario(parsed(canonical))).toBe(canonical);
  });
});

describe('A formatted result', () => {
  const steps: readonly (readonly [StepResult, string])[] = [
    [{ outcome: 'ok' }, '{"outcome":"ok"}'],
    [{ outcome: 'ok', data: 0n }, '{"outcome":"ok","data":"0x0"}'],
    [{ data: 0xffff_ffff_ffff_ffffn, outcome: 'ok' }, '{"outcome":"ok","data":"0xffffffffffffffff"}'],
    [{ outcome: 'exception', vector: 13, error_code: 0 }, '{"outcome":"exception","vector":13,"error_code":0}'],
    [{ outcome: 'exception', vector: 18 }, '{"outcome":"exception","vector":18}'],
    [
      { data: 0xabcn, msr: 0xc000_0080, msr_reason: 'filter', reason: 'KVM_EXIT_X86_WRMSR', outcome: 'exit' },
      '{"outcome":"exit","reason":"KVM_EXIT_X86_WRMSR","msr_reason":"filter","msr":"0xc0000080","data":"0xabc"}',
    ],
    [
      { msr: 0, outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason: 'unknown' },
      '{"outcome":"exit","reason":"KVM_EXIT_X86_RDMSR","msr_reason":"unknown","msr":"0x0"}',
    ],
    [{ outcome: 'exit', reason: 'KVM_EXIT_SHUTDOWN' }, '{"outcome":"exit","reason":"KVM_EXIT_SHUTDOWN"}'],
    [{ outcome: 'errno', errno: 'EPERM' }, '{"outcome":"errno","errno":"EPERM"}'],
    [{ outcome: 'skipped' }, '{"outcome":"skipped"}'],
    [{ ret: 1 }, '{"ret":1}'],
    [{ ret: 0 }, '{"ret":0}'],
    [{ data: 0x100010an, ret: 1 }, '{"ret":1,"data":"0x100010a"}'],
  ];

  test('has the fields of the format in its order, numbers of 64 bits and MSRs in hex', () => {
    for (const [result, json] of steps) expect(formatStepResult(result)).toBe(json);
  });

  test('is a line with the name, the kernel and one result for each step', () => {
    const results = steps.map(([result]) => result);
    expect(formatResult({ results, kernel: 'v5.18', name: 'a "b"\n' })).toBe(
      `{"name":"a \\"b\\"\\n","kernel":"v5.18","results":[${steps.map(([, json]) => json).join(',')}]}`,
    );
  });

  test('is text for text what a recorder wrote', () => {
    const vectors = new URL('../vectors/', import.meta.url);
    const big = (key: string, value: unknown): unknown => (key === 'data' ? BigInt(String(value)) : key === 'msr' ? Number(value) : value);
    for (const file of readdirSync(vectors).filter((name) => name.endsWith('.jsonl')))
      for (const line of readFileSync(new URL(file, vectors), 'utf8')
        .split('\n')
        .filter((l) => l !== '')) {
        const recorded = /"results":(\[.*\])\}$/.exec(line)?.[1] ?? '';
        expect(`[${(JSON.parse(recorded, big) as StepResult[]).map(formatStepResult).join(',')}]`).toBe(recorded);
      }
  });
});

describe('A formatted vector', () => {
  test('asks what the recorded one asked', () => {
    const file = new URL('../vectors/v5.17-intel.jsonl', import.meta.url);
    for (const line of readFileSync(file, 'utf8')
      .split('\n')
      .filter((l) => l !== '')) {
      const vector = parseVector(line);
      if (!vector.ok) throw new Error(formatProblem(vector));
      expect(parsed(formatScenario(vector.value.scenario))).toEqual(vector.value.scenario);
    }
  });
});

describe('A formatted problem', () => {
  test('says where before it says what', () => {
    expect(formatProblem({ at: 'steps[2].msr', problem: 'is wrong', kind: 'malformed' })).toBe('steps[2].msr: is wrong');
    expect(formatProblem({ at: '', problem: 'column 1: is wrong', kind: 'malformed' })).toBe('column 1: is wrong');
  });

  test('begins with "not modelled" when only the engine is at fault', () => {
    expect(formatProblem({ at: 'kernel', problem: 'v2.6', kind: 'not modelled' })).toBe('not modelled: kernel: v2.6');
    expect(formatProblem({ at: '', problem: 'this', kind: 'not modelled' })).toBe('not modelled: this');
  });

  test('stands in a line with the scenario’s name, or null', () => {
    expect(formatError('n', 'is "wrong"')).toBe('{"name":"n","error":"is \\"wrong\\""}');
    expect(formatError(null, 'wrong')).toBe('{"name":null,"error":"wrong"}');
  });
});
