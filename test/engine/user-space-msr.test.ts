// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { tryScenario } from '../../src/engine/index.ts';
import { answer, check, complete, eperm, gp, mc, mce, ok, rdmsr, read, run, scenario, setMce, wrmsr, wrmsrExit } from '../support/check.ts';

const inval = { vm: { user_space_msr: ['inval'] } };
const rdmsrExit = (msr_reason: string, msr: string) => ({ outcome: 'exit', reason: 'KVM_EXIT_X86_RDMSR', msr_reason, msr });

describe('KVM_CAP_X86_USER_SPACE_MSR', () => {
  test('with inval, a bad MCi_CTL write is an exit on both sides of the fix: the question is asked before the sign is looked at', () => {
    for (const kernel of ['v5.18', 'v6.0'])
      check({ kernel, ...inval, steps: [wrmsr('0x400', '0x1')] }, [wrmsrExit('inval', '0x400', '0x1')]);
  });
  test('with unknown alone, it is not asked about a bad value', () =>
    check({ kernel: 'v5.18', vm: { user_space_msr: ['unknown', 'filter'] }, steps: [wrmsr('0x400', '0x1')] }, [eperm]));
  test('error 0 skips the instruction, and KVM does not do the write', () =>
    check({ kernel: 'v5.18', ...inval, steps: [wrmsr('0x400', '0x1'), complete(0), rdmsr('0x400')] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      ok,
      read('0xffffffffffffffff'),
    ]));
  test('any other error is #GP(0)', () =>
    check({ kernel: 'v5.18', ...inval, steps: [wrmsr('0x400', '0x1'), complete(255)] }, [wrmsrExit('inval', '0x400', '0x1'), gp]));
  test('a read is answered with data', () =>
    check({ kernel: 'v5.18', ...inval, steps: [rdmsr('0x428'), complete(0, '0x1122334455667788')] }, [
      rdmsrExit('inval', '0x428'),
      read('0x1122334455667788'),
    ]));
  test('a read answered with an error is #GP(0)', () =>
    check({ kernel: 'v5.18', ...inval, steps: [rdmsr('0x428'), complete(1)] }, [rdmsrExit('inval', '0x428'), gp]));
  test('an exit left unanswered is completed with error 0 when the guest is next run', () =>
    check({ kernel: 'v5.18', ...inval, steps: [wrmsr('0x400', '0x1'), run, wrmsr('0x400', '0x0')] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      ok,
      ok,
    ]));
  test('a machine check that comes while the exit waits is taken right after the skipped instruction', () =>
    check({ kernel: 'v5.18', ...inval, steps: [mce(true), wrmsr('0x400', '0x1'), setMce(0, '0xb200000000000000'), complete(0)] }, [
      ok,
      wrmsrExit('inval', '0x400', '0x1'),
      { ret: 0 },
      mc,
    ]));
  test('a #GP as the answer replaces the machine check that came while the exit waited', () =>
    check({ kernel: 'v5.18', ...inval, steps: [mce(true), wrmsr('0x400', '0x1'), setMce(0, '0xb200000000000000'), complete(1)] }, [
      ok,
      wrmsrExit('inval', '0x400', '0x1'),
      { ret: 0 },
      gp,
    ]));
  test('host.complete with no exit waiting is an error of the scenario, with its place', () => {
    const ran = answer({ kernel: 'v5.18', steps: [run, complete(0)] });
    expect(ran).toEqual({
      ok: false,
      at: 'steps[1]',
      problem: 'host.complete answers an MSR exit, and none is waiting here',
      kind: 'malformed',
    });
  });
});

describe('the MSR filter', () => {
  const deny = (flags: string[], deny: string[]) => ({ default: 'allow', ranges: [{ flags, base: '0x400', count: 8, deny }] });
  test('refuses with #GP before the register is asked, in v5.18 and in v5.19', () => {
    for (const kernel of ['v5.18', 'v5.19'])
      check(
        { kernel, vm: { msr_filter: deny(['write'], ['0x400']) }, steps: [wrmsr('0x400', '0x1'), wrmsr('0x400', '0x0'), rdmsr('0x400')] },
        [gp, gp, read('0xffffffffffffffff')],
      );
  });
  test('is its own reason for user space', () =>
    check({ kernel: 'v5.18', vm: { user_space_msr: ['filter'], msr_filter: deny(['read'], ['0x401']) }, steps: [rdmsr('0x401')] }, [
      rdmsrExit('filter', '0x401'),
    ]));
  test('by default deny keeps out what no range covers', () =>
    check(
      { kernel: 'v5.18', vm: { msr_filter: { ...deny(['read', 'write'], []), default: 'deny' } }, steps: [rdmsr('0x400'), rdmsr('0x408')] },
      [read('0xffffffffffffffff'), gp],
    ));
  test('does not concern user space’s own access', () =>
    check(
      {
        kernel: 'v5.18',
        vm: { msr_filter: deny(['read', 'write'], ['0x401']) },
        steps: [{ op: 'host.set_msr', msr: '0x401', data: '0x7' }],
      },
      [{ ret: 1 }],
    ));
});

describe('the kernel’s log', () => {
  const lines = (module: object, steps: readonly Record<string, unknown>[]) => {
    const seen: string[] = [];
    tryScenario(scenario({ kernel: 'v5.18', module, steps }), { log: (level, text) => seen.push(`${level}: ${text}`) });
    return seen;
  };
  test('reports an ignored access, with its value', () =>
    expect(lines({ ignore_msrs: true }, [wrmsr('0x12345', '0x1'), rdmsr('0x12345')])).toEqual([
      'err: ignored wrmsr: 0x12345 data 0x1',
      'err: ignored rdmsr: 0x12345 data 0x0',
    ]));
  test('does not with report_ignored_msrs off', () =>
    expect(lines({ ignore_msrs: true, report_ignored_msrs: false }, [wrmsr('0x12345', '0x1')])).toEqual([]));
  test('mentions an unknown register at debug level only', () =>
    expect(lines({}, [wrmsr('0x12345', '0x1')])).toEqual(['debug: unhandled wrmsr: 0x12345 data 0x1']));
  test('says nothing of a refused machine-check write', () =>
    expect(lines({}, [wrmsr('0x400', '0x1'), wrmsr('0x428', '0x1')])).toEqual([]));
});

describe('ignore_msrs', () => {
  const ignore = { module: { ignore_msrs: true } };
  test('makes an unknown register read 0 and swallow writes', () =>
    check({ kernel: 'v5.18', ...ignore, steps: [wrmsr('0x12345', '0x1'), rdmsr('0x12345')] }, [ok, read('0x0')]));
  test('cannot hide a bad MCi_CTL write', () => check({ kernel: 'v5.18', ...ignore, steps: [wrmsr('0x400', '0x1')] }, [eperm]));
  test('leaves nothing unknown for user space to be asked about', () =>
    check({ kernel: 'v5.18', ...ignore, vm: { user_space_msr: ['unknown'] }, steps: [rdmsr('0x12345')] }, [read('0x0')]));
});
