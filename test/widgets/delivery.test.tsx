// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { deliver, type Name, names, type Queue, vectors } from '../../src/components/delivery/delivery.ts';
import { parseScenario, runScenario } from '../../src/engine/index.ts';

const done = (first: Queue['first'], second: Name, ...gates: readonly Name[]) => deliver({ first, second, gates: gates.join(' ') }, 'en');
const all = names.filter((n) => n !== '#MC');

/** The same with steps of the scenario format, where it can be said in them. */
function ran(steps: readonly object[], vm: object, gates: readonly Name[]): string {
  const idt = gates.map((g) => vectors[g]);
  const read = parseScenario(JSON.stringify({ name: '', kernel: 'v6.0', vm, vcpu: { idt }, steps }));
  if (!read.ok) throw new Error(read.problem);
  const end = runScenario(read.value).results.at(-1);
  if (end === undefined || !('outcome' in end)) throw new Error('no outcome');
  return end.outcome === 'exception' ? String(end.vector) : end.outcome === 'exit' ? end.reason : end.outcome;
}
const handler = (title: string): string => String(names.filter((n) => title.startsWith(n)).map((n) => vectors[n])[0] ?? title);

describe('exception delivery', () => {
  test('is that of a scenario, for a #GP and for a #GP behind a #MC, whatever gates there are', () => {
    const write = { op: 'guest.wrmsr', msr: '0x400', data: '0x1' };
    const mce = { op: 'host.set_mce', bank: 0, status: '0xb200000000000000', addr: '0x0', misc: '0x0', mcg_status: '0x5' };
    const some: readonly Name[] = ['#DF', '#NP', '#GP', '#MC'];
    for (let set = 0; set < 16; set++) {
      const gates = some.filter((_, i) => (set >> i) & 1);
      expect(handler(done('', '#GP', ...gates).title), gates.join()).toBe(ran([write], {}, gates));
      const behind = [{ op: 'guest.set_cr4_mce', on: true }, write, mce, { op: 'host.complete', error: 1 }];
      expect(handler(done('#MC', '#GP', ...gates).title), gates.join()).toBe(ran(behind, { user_space_msr: ['inval'] }, gates));
    }
  });
  test('makes a #DF of two contributory exceptions and of a #PF with either, and of nothing else', () => {
    const contributory: readonly string[] = ['#DE', '#TS', '#NP', '#SS', '#GP'];
    for (const first of names)
      for (const second of names) {
        const doubles =
          (contributory.includes(first) && contributory.includes(second)) ||
          (first === '#PF' && [...contributory, '#PF', '#DF'].includes(second));
        const { rule, slot } = done(first, second, ...names);
        if (first === '#DF') expect(rule).toBe('triple');
        else if (doubles) expect(slot).toBe('#DF(0)');
        else expect(slot.replace('(0)', '')).toBe(second);
      }
  });
  test('follows the gates: #GP to #DF to a triple fault, #MC to #NP', () => {
    expect(done('', '#GP', '#DF')).toMatchObject({
      hops: [
        { name: '#GP(0)', gate: false },
        { name: '#DF(0)', gate: true },
      ],
      handler: '#DF(0)',
    });
    expect(done('', '#GP')).toMatchObject({ hops: [{ gate: false }, { gate: false }], handler: '', title: 'KVM_EXIT_SHUTDOWN' });
    expect(done('', '#MC', ...all)).toMatchObject({
      hops: [
        { name: '#MC', gate: false },
        { name: '#NP(0x93)', gate: true },
      ],
    });
    expect(done('#DF', '#GP', ...names)).toMatchObject({ rule: 'triple', hops: [], title: 'KVM_EXIT_SHUTDOWN' });
  });
});
