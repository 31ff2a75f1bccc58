// SPDX-License-Identifier: GPL-2.0-only
/** Comparing two kernels over the domain. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { partingStep } from '../../src/engine/diff/answers.ts';
import { attributor } from '../../src/engine/diff/attribute.ts';
import { causesBetween, nameOf, spelled } from '../../src/engine/diff/causes.ts';
import type { Change, Group } from '../../src/engine/diff/collect.ts';
import { type Comparison, compareKernels } from '../../src/engine/diff/compare.ts';
import { domain } from '../../src/engine/diff/domain.ts';
import { besideThePath, onThePath, values } from '../../src/engine/diff/registers.ts';
import { getMsr, setMsr, wrmsr } from '../../src/engine/diff/sequences.ts';
import { filters, masks, plainProbe, setups } from '../../src/engine/diff/setups.ts';
import { sizeOf } from '../../src/engine/diff/size.ts';
import {
  formatScenario,
  type Host,
  isModelledMsr,
  type KernelRelease,
  parseKernelRelease,
  parseScenario,
  runScenario,
  type Scenario,
  type Step,
  type StepResult,
  tryScenario,
} from '../../src/engine/index.ts';
import * as arbitrary from '../support/arbitrary.ts';

// A comparison runs some hundred thousand scenarios, and other tests run at the same time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

function kernel(spelling: string): KernelRelease {
  const release = parseKernelRelease(spelling);
  if (!release.ok) throw new Error(release.problem);
  return release.value;
}
const compare = (a: string, b: string, host: Host = 'intel'): Comparison => compareKernels(kernel(a), kernel(b), { host });

const namesOf = ({ causes }: Group): string => causes.map(nameOf).join('+');
const single = ({ groups }: Comparison): readonly Group[] => groups.filter((g) => g.causes.length === 1);
const unobserved = (c: Comparison): readonly string[] => c.unobserved.map(nameOf);
const changesOf = ({ groups }: Comparison): readonly Change[] => groups.flatMap((g) => g.changes);

/** What a kernel answers to a scenario that was written for another: as anyone would find out, from its text. */
function answer(scenario: Scenario, spelling: string): readonly StepResult[] | string {
  const text = formatScenario({ ...scenario, kernel: { ...scenario.kernel, spelling } });
  const parsed = parseScenario(text);
  if (!parsed.ok) return parsed.problem;
  const ran = tryScenario(parsed.value);
  return ran.ok ? ran.value.results : ran.problem;
}

describe('Two kernels', () => {
  const pairs: readonly (readonly [a: string, b: string, host: Host])[] = [
    ['v5.17', 'v6.0', 'intel'],
    ['v6.6', 'v6.8', 'amd'],
    ['v5.9', 'v5.10', 'intel'],
  ];
  const compared = new Map<string, Comparison>();
  beforeAll(() => {
    for (const [a, b, host] of pairs) compared.set(`${a} ${b}`, compare(a, b, host));
  });

  describe.each(pairs)('%s and %s on %s', (a, b) => {
    const comparison = (): Comparison => compared.get(`${a} ${b}`)!;

    test('answer each reported scenario as reported, and differently', () => {
      expect(changesOf(comparison()).length).toBeGreaterThan(0);
      for (const { example } of changesOf(comparison())) {
        const [ofA, ofB] = [answer(example.a.scenario, a), answer(example.b.scenario, b)];
        expect(ofA).not.toEqual(ofB);
        expect(ofA).toEqual(example.a.answers.ok ? example.a.answers.value : example.a.answers.problem);
        expect(ofB).toEqual(example.b.answers.ok ? example.b.answers.value : example.b.answers.problem);
      }
    });

    test('are the other one, for each reported scenario, with nothing but its causes turned round', () => {
      for (const { causes, changes } of comparison().groups)
        for (const { example } of changes) {
          expect(example.inA || example.inB).toBe(true);
          const [turnedA, turnedB] = [spelled(kernel(a), causes), spelled(kernel(b), causes)];
          const [ofA, ofB] = [answer(example.a.scenario, a), answer(example.b.scenario, b)];
          const same = (x: unknown, y: unknown): boolean => JSON.stringify(x, bigints) === JSON.stringify(y, bigints);
          if (turnedA !== undefined && typeof ofA !== 'string') expect(same(answer(example.a.scenario, turnedA), ofB)).toBe(example.inA);
          if (turnedB !== undefined && typeof ofA !== 'string') expect(same(answer(example.b.scenario, turnedB), ofA)).toBe(example.inB);
        }
    });

    test('part at the last step of each reported scenario: nothing in it is too much at its end', () => {
      for (const { example } of changesOf(comparison())) expect(example.a.scenario.steps).toHaveLength(example.step + 1);
    });

    test('differ by each cause in one group or in none, and as often as the groups say', () => {
      const named = comparison().groups.map(namesOf);
      expect(new Set(named).size).toBe(named.length);
      for (const group of comparison().groups) {
        expect(group.scenarios).toBe(group.changes.reduce((sum, c) => sum + c.scenarios, 0));
        for (const cause of group.causes) expect(unobserved(comparison())).not.toContain(nameOf(cause));
      }
    });

    test('are shown by the smallest scenario first', () => {
      for (const { changes } of comparison().groups) {
        const sizes = changes.map((c) => sizeOf(c.example.a.scenario));
        expect(sizes).toEqual(sizes.toSorted((x, y) => x - y));
      }
    });
  });

  test('v5.17 and v6.0 differ by five commits, each alone on one scenario of one step', () => {
    const comparison = compared.get('v5.17 v6.0')!;
    const smallest = Object.fromEntries(single(comparison).map((g) => [namesOf(g), g.changes[0]!.example.a.scenario.steps]));
    expect(smallest).toMatchObject({
      '2368048bf5c2': [{ op: 'guest.wrmsr', msr: 0x400, data: 1n }],
      '0471a7bd1bca': [{ op: 'guest.wrmsr', msr: 0x400, data: 0xffff_ffff_ffff_fffen }],
      ac8d6cad3c7b: [{ op: 'guest.wrmsr', via: 'vm_entry' }],
      '281b52780b57': [{ op: 'host.get_msr', msr: 0x280 }],
      aebc3ca19063: [{ op: 'host.setup_mce', mcg_cap: 0x100_050an }],
    });
    expect(unobserved(comparison)).toEqual(['a61d7c5432ac']);
  });

  test('v5.17 and v6.0 differ on an injected UCNA error, by aebc3ca19063', () => {
    const group = compared.get('v5.17 v6.0')!.groups.find((g) => namesOf(g) === 'aebc3ca19063')!;
    expect(group.changes.map(({ op, a, b }) => [op, a, b])).toContainEqual(['guest.run', 'KVM_EXIT_SHUTDOWN', 'ok']);
  });

  test('v5.17 and v6.0 differ on a guest’s MCi_CTL2 by two commits that only together bring it', () => {
    const group = compared.get('v5.17 v6.0')!.groups.find((g) => namesOf(g) === '281b52780b57+aebc3ca19063')!;
    expect(group.changes[0]!.example).toMatchObject({ inA: true, inB: true });
    // Without either, the guest has no MCi_CTL2.
    expect(group.changes[0]!.example.alone.map(({ cause, inA, inB }) => [nameOf(cause), inA, inB])).toEqual([
      ['281b52780b57', false, true],
      ['aebc3ca19063', false, true],
    ]);
  });

  test('v6.6 and v6.8 differ by the two HWCR commits; no scenario shows kvm_run.exit_reason', () => {
    const comparison = compared.get('v6.6 v6.8')!;
    expect(single(comparison).map(namesOf)).toEqual(expect.arrayContaining(['598a790fc20f', '8b0e00fba934']));
    expect(unobserved(comparison)).toContain('ee605e315633');
  });

  test('v5.9 and v5.10 differ by what turned −1 into an errno, and by two calls that v5.9 does not have', () => {
    const comparison = compared.get('v5.9 v5.10')!;
    expect(comparison.groups.map(namesOf)).toEqual(expect.arrayContaining(['7dffecaf4eab', '1ae099540e8c', '1a155254ff93']));
    expect(comparison.without).toEqual(['user_space_msr', 'msr_filter']);
    for (const group of comparison.groups.filter((g) => /^1a/.test(namesOf(g))))
      expect(group.changes).toMatchObject([{ op: 'vm', a: 'refused', b: 'ok', scenarios: 1 }]);
  });

  test('v5.17 and v6.0 differ on no arbitrary scenario by anything that the comparison does not name', () => {
    const [a, b] = [kernel('v5.17'), kernel('v6.0')];
    const named = compared.get('v5.17 v6.0')!.groups.flatMap((g) => g.causes.map(nameOf));
    const { attribute } = attributor(a, b, causesBetween(a, b));
    let differing = 0;
    fc.assert(
      fc.property(arbitrary.scenario, (written) => {
        const parsed = parseScenario(JSON.stringify({ name: 'arbitrary', ...written, kernel: 'v5.17' }));
        if (!parsed.ok) return;
        const [ofA, ofB] = [tryScenario(parsed.value), tryScenario({ ...parsed.value, kernel: b })];
        const step = ofA.ok && ofB.ok ? partingStep(ofA.value.results, ofB.value.results) : -1;
        if (step < 0) return;
        differing++;
        const found = attribute({ ...parsed.value, steps: parsed.value.steps.slice(0, step + 1) });
        expect(found.inA || found.inB).toBe(true);
        for (const cause of found.causes) expect(named).toContain(nameOf(cause));
      }),
      { numRuns: 3000 },
    );
    expect(differing).toBeGreaterThan(100);
  });

  test('differ in the same groups and numbers whichever comes first', () => {
    const [there, back] = [compared.get('v5.9 v5.10')!, compare('v5.10', 'v5.9')];
    const counted = (c: Comparison) => c.groups.map((g) => [namesOf(g), g.scenarios]);
    expect(counted(back)).toEqual(counted(there));
    expect(back.differing).toBe(there.differing);
  });

  test('that are the same differ nowhere', () => {
    for (const host of ['intel', 'amd', 'pvm'] as const)
      expect(compare('v5.18', 'v5.18.0', host)).toMatchObject({ differing: 0, groups: [], unobserved: [] });
  });

  test('that differ by one commit differ by nothing else', () => {
    const fix = compare('v6.12', 'v6.12-2368048bf5c2', 'amd');
    expect(fix.groups.map(namesOf)).toEqual(['2368048bf5c2']);
    expect(fix.groups[0]!.scenarios).toBe(fix.differing);
    expect(compare('v6.12', 'v6.12-ac8d6cad3c7b')).toMatchObject({ differing: 0, groups: [] });
  });

  test('of which one is not modelled for a part of the domain are compared on the rest, and the part is named', () => {
    const { notModelled, scenarios, unobserved: rest } = compare('v5.16', 'v5.17');
    expect(scenarios).toBeGreaterThan(100_000);
    expect([...notModelled.keys()]).toEqual([expect.stringContaining('d2f7d49826ae')]);
    expect(rest.map(nameOf)).toContain('d2f7d49826ae');
  });

  test('differ on the emulator’s way from −1, by 36d546d59af7', () => {
    const [group] = compare('v5.18', 'v5.18+36d546d59af7').groups;
    expect(group!.changes[0]!.example.a.scenario).toMatchObject({
      vm: { user_space_msr: ['inval'] },
      steps: [{ op: 'guest.wrmsr', msr: 0x400, data: 1n, via: 'emulator' }],
    });
  });
});

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `0x${value.toString(16)}` : value;
}

describe('The domain', () => {
  const msrs = [...onThePath, ...besideThePath].filter((msr) => isModelledMsr(msr, 'intel'));
  const results = (setup: object, step: Step, spelling: string): string =>
    JSON.stringify(runScenario({ ...plainProbe(), ...setup, steps: [step], kernel: kernel(spelling) } as Scenario).results, bigints);
  const plain = setups({ vendors: ['intel'] })[0]!;

  test('holds scenarios as the parser makes them', () => {
    let seen = 0;
    for (const probe of domain({ host: 'amd', vendors: ['intel', 'amd'], masks: true, filters: true })) {
      if (seen++ % 331 !== 0) continue;
      const scenario = { ...probe, kernel: kernel('v6.0') };
      expect(parseScenario(formatScenario(scenario))).toEqual({ ok: true, value: scenario });
    }
    expect(seen).toBeGreaterThan(100_000);
  });

  test('holds every register once', () => {
    expect(new Set([...onThePath, ...besideThePath]).size).toBe(onThePath.length + besideThePath.length);
  });

  test('may leave out masks and filters for user space’s own accesses: they change nothing there', () => {
    for (const msr of msrs)
      for (const step of [getMsr(msr), setMsr(msr, 0x1n), setMsr(msr, 0x0n)])
        for (const spelling of ['v5.17', 'v7.3']) {
          const unfiltered = results(plain, step, spelling);
          for (const setup of setups({ vendors: ['intel'], masks, filters: filters(msr) }))
            expect(results(setup, step, spelling)).toBe(unfiltered);
        }
  });

  test('may leave out values under filters: a filter denies all of them or none', () => {
    for (const msr of onThePath.filter((m) => msrs.includes(m)))
      for (const setup of setups({ vendors: ['intel'], masks: [[], ['filter']], filters: filters(msr) })) {
        const inRange = setup.vm.msr_filter?.ranges[0]?.base === msr;
        const allowed = inRange && setup.vm.msr_filter?.default === 'deny';
        for (const value of values.slice(0, 6)) {
          const filtered = results(setup, wrmsr(msr, value), 'v6.0');
          if (allowed) expect(filtered).toBe(results(plain, wrmsr(msr, value), 'v6.0'));
          else expect(filtered).toMatch(setup.vm.user_space_msr.length === 0 ? /"vector":13/ : /"msr_reason":"filter"/);
        }
      }
  });
});
