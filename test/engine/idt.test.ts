// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, getMsr, gp, mc, mce, ok, run, setMce, shutdown, skipped, wrmsr } from '../support/check.ts';

const kernel = 'v6.0';
const bad = wrmsr('0x400', '0x1');
const df = { outcome: 'exception', vector: 8, error_code: 0 };
const guest = (idt: readonly number[]) => ({ kernel, vcpu: { idt } });

describe('a guest whose IDT is not complete', () => {
  test('takes the #GP where it has a gate for it', () => check({ ...guest([13]), steps: [bad] }, [gp]));
  test('takes a double fault where it has a gate for that alone', () => check({ ...guest([8]), steps: [bad] }, [df]));
  test('without either is shut down by a triple fault, on every back end, and not run any more', () => {
    for (const host of ['intel', 'amd', 'pvm']) check({ ...guest([]), host, steps: [bad, run] }, [shutdown, skipped]);
  });
  test('takes #NP in place of a machine check that has no gate: the two are handled one after the other', () =>
    check({ ...guest([11]), steps: [mce(true), setMce(0, '0xb200000000000000'), run] }, [
      ok,
      { ret: 0 },
      { outcome: 'exception', vector: 11, error_code: 147 },
    ]));
  test('takes a double fault when the #NP has no gate either', () =>
    check({ ...guest([8]), steps: [mce(true), setMce(0, '0xb200000000000000'), run] }, [ok, { ret: 0 }, df]));
  test('needs no gate for what is accepted', () => check({ ...guest([]), steps: [wrmsr('0x400', '0x0')] }, [ok]));
  test('is left alone by the bug: before the fix KVM_RUN fails and nothing is delivered', () =>
    check({ kernel: 'v5.18', vcpu: { idt: [] }, steps: [bad, wrmsr('0x400', '0x0')] }, [{ outcome: 'errno', errno: 'EPERM' }, ok]));
});

describe('a shutdown', () => {
  test('under kvm_amd puts the vCPU back to what INIT leaves; machine-check state survives', () =>
    check({ ...guest([]), host: 'amd', steps: [wrmsr('0x17a', '0x5'), bad, getMsr('0xc0000080'), getMsr('0x17a')] }, [
      ok,
      shutdown,
      { ret: 1, data: '0x0' },
      { ret: 1, data: '0x5' },
    ]));
  test('under kvm_intel leaves it as it was', () =>
    check({ ...guest([]), steps: [bad, getMsr('0xc0000080')] }, [shutdown, { ret: 1, data: '0x500' }]));
});

describe('with every gate', () => {
  test('a machine check comes as vector 18 without an error code', () =>
    check({ kernel, steps: [mce(true), setMce(0, '0xb200000000000000'), run] }, [ok, { ret: 0 }, mc]));
});
