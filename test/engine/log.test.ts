// SPDX-License-Identifier: GPL-2.0-only
/** The kernel's log lines for writes that a known register refuses. */
import { expect, test } from 'vitest';
import { type Observer, tryScenario } from '../../src/engine/index.ts';
import { scenario, setMsr, type Written, wrmsr } from '../support/check.ts';

function log(written: Written): readonly string[] {
  const lines: string[] = [];
  const observer: Observer = { log: (level, text) => lines.push(`${level}: ${text}`) };
  expect(tryScenario(scenario(written), observer).ok).toBe(true);
  return lines;
}
const hwcr = '0xc0010015';
const silent = { report_ignored_msrs: false };
const at = 'err: vcpu0, guest rIP: 0x1000';

test('HWCR: before e76ae52747a8 the line shows the bits that are left over, and no parameter silences it', () => {
  for (const module of [{}, silent])
    expect(log({ kernel: 'v6.2', module, steps: [wrmsr(hwcr, '0x80148')] })).toEqual([`${at} unimplemented HWCR wrmsr: 0x80000`]);
});
test('HWCR: with e76ae52747a8 the line names the register, and report_ignored_msrs=0 silences it', () => {
  for (const kernel of ['v6.3', 'v6.1.149', 'v6.2+e76ae52747a8', 'v7.3']) {
    const steps = [wrmsr(hwcr, '0x80148')];
    expect(log({ kernel, steps })).toEqual([`${at} Unhandled WRMSR(0xc0010015) = 0x80000`]);
    expect(log({ kernel, module: silent, steps })).toEqual([]);
  }
});
test('HWCR: user space’s own refused write is logged as well', () =>
  expect(log({ kernel: 'v6.12', steps: [setMsr(hwcr, '0x80000')] })).toEqual([`${at} Unhandled WRMSR(0xc0010015) = 0x80000`]));
test('HWCR: an accepted write is not logged', () =>
  expect(log({ kernel: 'v6.2', steps: [wrmsr(hwcr, '0x40148'), wrmsr(hwcr, '0x0')] })).toEqual([]));
test('MMIO_CONF_BASE has the same two lines', () => {
  const steps = [wrmsr('0xc0010058', '0x21'), wrmsr('0xc0010058', '0x0')];
  expect(log({ kernel: 'v6.2', steps })).toEqual([`${at} unimplemented MMIO_CONF_BASE wrmsr: 0x21`]);
  expect(log({ kernel: 'v6.3', steps })).toEqual([`${at} Unhandled WRMSR(0xc0010058) = 0x21`]);
});
test('a refused MCi_CTL write is not logged, with the fix or without', () => {
  for (const kernel of ['v5.18', 'v6.12']) expect(log({ kernel, steps: [wrmsr('0x400', '0x1')] })).toEqual([]);
});
