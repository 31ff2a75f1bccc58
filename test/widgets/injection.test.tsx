// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { type Case, inject, kindNames, states } from '../../src/components/injection/injection.ts';
import { listReleases } from '../../src/engine/index.ts';

const ready: Case = { kernel: 'v6.0', kind: 'uncorrected', ...states.ready };
const asked = (change: Partial<Case> = {}) => inject({ ...ready, ...change }, 'en');
/** The last question that was put, and its answer. */
const decided = (change: Partial<Case> = {}) => {
  const reached = asked(change).ladder.filter((d) => d.is !== null && d.name !== 'isUncorrected');
  return [reached.at(-1)?.name, reached.at(-1)?.is];
};

describe('the injection table', () => {
  test('raises a #MC in a vCPU that is ready, and shuts down one that is not', () => {
    expect([asked().happens, ...decided()]).toEqual(['raised', 'notReady', false]);
    expect([asked({ mce: 'no' }).happens, ...decided({ mce: 'no' })]).toEqual(['shutdown', 'notReady', true]);
    expect([asked({ mcip: 'yes' }).happens, ...decided({ mcip: 'yes' })]).toEqual(['shutdown', 'notReady', true]);
  });
  test('drops an uncorrected error where a control register is not all ones, before it looks at CR4.MCE', () => {
    expect([asked({ mcgCtl: 'zero' }).happens, ...decided({ mcgCtl: 'zero' })]).toEqual(['dropped', 'mcgOff', true]);
    expect([asked({ ctl: 'but10', mce: 'no' }).happens, ...decided({ ctl: 'but10', mce: 'no' })]).toEqual(['dropped', 'bankOff', true]);
    expect(decided({ ctl: 'zero', mcgCtl: 'zero' })).toEqual(['mcgOff', true]);
  });
  test('stores a UCNA error from v6.0 on whatever the control registers say; before, it shut down a guest without CR4.MCE', () => {
    expect([asked({ kind: 'ucna', ctl: 'zero', mce: 'no' }).happens, ...decided({ kind: 'ucna' })]).toEqual(['noted', 'isUcna', true]);
    expect(asked({ kind: 'ucna', kernel: 'v5.19', mce: 'no' }).happens).toBe('shutdown');
  });
  test('notes a corrected error, but leaves only OVER beside an uncorrected one', () => {
    expect([asked({ kind: 'corrected' }).happens, ...decided({ kind: 'corrected' })]).toEqual(['noted', 'free', true]);
    const held = { kind: 'corrected', held: 'uncorrected' } as const;
    expect([asked(held).happens, ...decided(held)]).toEqual(['over', 'free', false]);
    expect(asked(held).text).toContain('0xf200000000000000');
  });
  test('refuses a status without VAL', () => {
    expect([asked({ kind: 'invalid' }).happens, ...decided({ kind: 'invalid' })]).toEqual(['refused', 'valid', true]);
  });
  test('has words for every decision and every cell, on every kernel', () => {
    for (const kernel of listReleases()) for (const kind of kindNames) expect(asked({ kernel, kind }).title).not.toBe('');
    expect(asked().table.uncorrected).toEqual({
      ready: 'raised',
      noMce: 'shutdown',
      mcip: 'shutdown',
      mcgCtl: 'dropped',
      ctl: 'dropped',
      heldCorrected: 'raised',
      heldUncorrected: 'raised',
    });
  });
});
