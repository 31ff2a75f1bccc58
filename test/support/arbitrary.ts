// SPDX-License-Identifier: GPL-2.0-only
/** Arbitrary scenarios inside the engine's reach, leaning towards the numbers where something happens. */
import fc from 'fast-check';
import { listReleases, parseKernelRelease, patches, patchIds } from '../../src/engine/index.ts';
import type { Written } from './check.ts';

const hex = (x: number | bigint): string => `0x${x.toString(16)}`;
const all = 0xffff_ffff_ffff_ffffn;

const bank = fc.nat(0x7f).map((n) => 0x400 + n);
const ctl2 = fc.nat(0x1f).map((n) => 0x280 + n);
const named = fc.constantFrom(
  0x0,
  0x1,
  0x3a,
  0x179,
  0x17a,
  0x17b,
  0x4d0,
  0xc0010015,
  0x12345,
  0x492,
  0x2a0,
  0x277,
  0x1a0,
  0x808,
  0xc0000080,
  0xc0000101,
);
export const msr: fc.Arbitrary<string> = fc.oneof({ weight: 4, arbitrary: bank }, ctl2, { weight: 3, arbitrary: named }).map(hex);

const bit = fc.nat(63).map((n) => 1n << BigInt(n));
export const data: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(0n, 1n, all, all & ~0x400n, all & ~1n, all & ~0x401n, 0x40000n, 0x1000000n, 0x40007fffn),
    bit,
    bit.map((b) => all & ~b),
    fc.bigInt({ min: 0n, max: all }),
  )
  .map(hex);

const mcgCap = fc
  .tuple(fc.constantFrom(0, 1, 4, 10, 32, 33), fc.subarray([1n << 8n, 1n << 10n, 1n << 24n, 1n << 27n, 1n << 63n]))
  .map(([banks, bits]) => hex(bits.reduce((a, b) => a | b, BigInt(banks))));

export const step: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ op: fc.constant('guest.wrmsr'), msr, data }) },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('guest.rdmsr'), msr }) },
  fc.constant({ op: 'guest.run' }),
  fc.record({ op: fc.constant('guest.set_cr4_mce'), on: fc.boolean() }),
  { weight: 2, arbitrary: fc.record({ op: fc.constant('host.set_msr'), msr, data }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('host.get_msr'), msr }) },
  fc.record({ op: fc.constant('host.setup_mce'), mcg_cap: mcgCap }),
  fc.record({
    op: fc.constant('host.set_mce'),
    bank: fc.nat(40),
    status: fc.constantFrom('0xb200000000000000', '0xa000000000000000', '0x9400000000000135', '0x0'),
    addr: data,
    misc: data,
    mcg_status: fc.constantFrom('0x0', '0x5', '0x4'),
  }),
  fc.record({ op: fc.constant('host.complete'), error: fc.constantFrom(0, 1, 255), data }),
);

/** Any release that the site offers, plain or with one commit added or taken out. */
export const kernel: fc.Arbitrary<string> = fc
  .tuple(fc.constantFrom(...listReleases()), fc.option(fc.constantFrom(...patchIds)))
  .map(([release, id]) => {
    if (id === null) return release;
    const plain = parseKernelRelease(release);
    return `${release}${plain.ok && plain.value[patches[id].behaviour] ? '-' : '+'}${id}`;
  });

const range = fc
  .record({
    flags: fc.subarray(['read', 'write'], { minLength: 1 }),
    base: fc.constantFrom(0x400, 0x401, 0x179, 0xc0000080),
    count: fc.integer({ min: 1, max: 40 }),
  })
  .chain((r) =>
    fc.array(fc.nat(r.count - 1), { maxLength: 4 }).map((deny) => ({ ...r, base: hex(r.base), deny: deny.map((d) => hex(r.base + d)) })),
  );

export const scenario: fc.Arbitrary<Written> = fc
  .record({
    kernel,
    host: fc.constantFrom('intel', 'amd', 'pvm'),
    module: fc.record({ ignore_msrs: fc.boolean(), report_ignored_msrs: fc.boolean() }),
    vcpu: fc.record(
      {
        vendor: fc.constantFrom('intel', 'amd'),
        mcg_cap: fc.option(mcgCap),
        idt: fc.subarray([1, 8, 11, 13, 18]),
        single_step: fc.boolean(),
        real_mode: fc.boolean(),
      },
      { requiredKeys: ['vendor', 'mcg_cap'] },
    ),
    vm: fc.record(
      {
        user_space_msr: fc.subarray(['inval', 'unknown', 'filter']),
        msr_filter: fc.record({ default: fc.constantFrom('allow', 'deny'), ranges: fc.array(range, { maxLength: 3 }) }),
      },
      { requiredKeys: [] },
    ),
    steps: fc.array(step, { minLength: 1, maxLength: 12 }),
  })
  .map((s) => {
    const release = parseKernelRelease(s.kernel);
    // Before v5.10, or with these commits taken out, there is nothing to ask for.
    const { user_space_msr, msr_filter } = s.vm;
    const vm = {
      ...(user_space_msr !== undefined && release.ok && release.value.refusedMsrsDeflectable ? { user_space_msr } : {}),
      ...(msr_filter !== undefined && release.ok && release.value.msrFilter ? { msr_filter } : {}),
    };
    // What VM entry makes of an error code in real mode is known of VMX alone; and there is no IDT that could lack a gate.
    const { idt, real_mode: wanted, ...vcpu } = s.vcpu;
    const announces = release.ok && release.value.errorCodeKeptUntilInjection && !release.value.noErrorCodeInRealMode;
    const real_mode = wanted === true && (s.host === 'intel' || !announces);
    return { ...s, vm, vcpu: { ...vcpu, real_mode, ...(idt === undefined || real_mode ? {} : { idt }) } };
  });
