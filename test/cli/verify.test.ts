// SPDX-License-Identifier: GPL-2.0-only
/** The engine and the kernel of this machine. Where there is no /dev/kvm, that is what `exitpath verify` says. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parseScenario, parseVector } from '../../src/engine/index.ts';
import { plan } from '../../src/recorder/calls.ts';
import { explain, type Machine } from '../../src/recorder/explain.ts';
import { exitpath } from './exitpath.ts';

vi.setConfig({ testTimeout: 120_000 });

const hasKvm = existsSync('/dev/kvm');
const scenario = (name: string, fields: object = {}): string =>
  JSON.stringify({ name, kernel: 'v6.12', steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }], ...fields });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exitpath-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs verify with these scenarios; where there is no /dev/kvm, checks that it says so. */
function verify(args: readonly string[], input: string): ReturnType<typeof exitpath> | undefined {
  const ended = exitpath(['verify', ...args, '-'], input);
  if (hasKvm) return ended;
  expect(ended).toEqual({ status: 1, stdout: '', stderr: expect.stringContaining('there is no /dev/kvm here') });
  return undefined;
}

describe('exitpath verify', () => {
  test('finds that the engine and this kernel agree on the write that the project is about, and on its ends', () => {
    const ended = verify(
      [],
      [
        scenario('write/bad'),
        scenario('write/good', { steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x0' }] }),
        scenario('write/exit', { vm: { user_space_msr: ['inval'] } }),
        scenario('end/df', { vcpu: { idt: [8] } }),
        scenario('end/shutdown', { vcpu: { idt: [] } }),
      ].join('\n'),
    );
    if (ended === undefined) return;
    expect(ended.status).toBe(0);
    expect(ended.stdout).toMatch(/^write +3 +0 +0 +0$/m);
    expect(ended.stdout).toMatch(/^end +2 +0 +0 +0$/m);
  });

  test('shows a difference with both answers, and fails: this kernel has the fix, v5.18 has not', () => {
    const ended = verify(['--kernel', 'v5.18'], scenario('a'));
    if (ended === undefined) return;
    expect(ended.status).toBe(1);
    expect(ended.stdout).toContain('  a: step 1, guest WRMSR 0x400 (MC0_CTL) = 0x1\n');
    expect(ended.stdout).toContain('    this kernel  {"outcome":"exception","vector":13,"error_code":0}\n');
    expect(ended.stdout).toContain('    the engine   {"outcome":"errno","errno":"EPERM"}\n');
  });

  test('counts what it cannot ask, and names a line that is no scenario', () => {
    const ended = verify([], `${scenario('a', { module: { ignore_msrs: true } })}\nnonsense\n${scenario('b')}`);
    if (ended === undefined) return;
    expect(ended.status).toBe(1);
    expect(ended.stderr).toContain('standard input, line 2: ');
    expect(ended.stdout).toMatch(/ 1 {2}needs kvm\.ignore_msrs=Y: echo 1 > /);
  });

  test('saves what the kernel answered as vectors, with their provenance', () => {
    const file = join(folder, 'here');
    const ended = verify(['--save', file], scenario('a'));
    if (ended === undefined) return;
    const vector = parseVector(readFileSync(`${file}.jsonl`, 'utf8').trim());
    expect(vector).toMatchObject({ ok: true, value: { results: [{ outcome: 'exception', vector: 13, error_code: 0 }] } });
    const meta = JSON.parse(readFileSync(`${file}.meta.json`, 'utf8')) as object;
    expect(Object.keys(meta)).toEqual(expect.arrayContaining(['recorded', 'host', 'mce_cap_supported', 'msr_index_list']));
  });

  test.each([
    [['--kernel', 'v5.99'], /--kernel v5\.99/],
    [['--kernel', 'v6.12', '--host', 'arm'], /--host arm is none; the hosts are intel, amd, pvm/],
  ])('refuses %j as wrong usage', (args, message) => {
    const { status, stdout, stderr } = exitpath(['verify', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('the recorder’s plan', () => {
  test('makes the calls in the order of the engine: the VM, its filter, the vCPU, its banks, the steps', () => {
    const parsed = parseScenario(
      scenario('a', {
        vm: {
          user_space_msr: ['filter'],
          msr_filter: { default: 'deny', ranges: [{ flags: ['write'], base: '0x400', count: 4, deny: ['0x402'] }] },
        },
        vcpu: { idt: [13], mcg_cap: '0x10a' },
      }),
    );
    if (!parsed.ok) throw new Error(parsed.problem);
    expect(plan(parsed.value)).toBe(
      'expect_parameter ignore_msrs 0 create_vm enable_user_space_msr 4 filter_range 0 2 400 4 filter_deny 0 402 set_msr_filter 1 ' +
        'set_gate d create_vcpu GenuineIntel initial_mcg_cap 10a begin_results "" guest_wrmsr 400 1 end_results',
    );
  });
});

describe('what the processor explains', () => {
  const machine: Machine = {
    mce_cap_supported: '0x0',
    max_mce_banks: 32,
    user_space_msr: 1,
    msr_filter: 1,
    msr_index_list: ['0x3a'],
    guest_cpuid_function_index_eax_ebx_ecx_edx: [['0x7', '0x0', '0x0', '0x0', '0x10000', '0x0']],
  };
  const asked = (msr: string, data: string, host = 'pvm') => {
    const parsed = parseScenario(scenario('a', { host, steps: [{ op: 'host.set_msr', msr, data }] }));
    if (!parsed.ok) throw new Error(parsed.problem);
    return parsed.value;
  };

  test('an address that is canonical with 57 bits and not with 48, where the processor has 57', () => {
    expect(explain(asked('0xc0000100', '0x800000000000'), 0, machine)).toMatch(/LA57/);
    expect(explain(asked('0xc0000100', '0x1000'), 0, machine)).toBeUndefined();
    expect(
      explain(asked('0xc0000100', '0x800000000000'), 0, { ...machine, guest_cpuid_function_index_eax_ebx_ecx_edx: [] }),
    ).toBeUndefined();
  });

  test('a register that KVM found when it was loaded; but not under kvm_intel, where the engine has it', () => {
    expect(explain(asked('0x3a', '0x0'), 0, machine)).toMatch(/INDEX_LIST/);
    expect(explain(asked('0x3a', '0x0', 'intel'), 0, machine)).toBeUndefined();
  });

  test('nothing about a machine-check register', () => {
    expect(explain(asked('0x400', '0x1'), 0, machine)).toBeUndefined();
  });
});
