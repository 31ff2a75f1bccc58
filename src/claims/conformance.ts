// SPDX-License-Identifier: GPL-2.0-only
import { EPERM, elsewhere, run, source, unfixed, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

export const conformance = {
  'spec-ctrl': [source('v6.12.117', 'x86.c', 'kvm_spec_ctrl_test_value', 12883)],
  'msr-c': [
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [wrmsr('0x400', '0xaaaaaaaaaaaaaaaa'), EPERM]),
    elsewhere('kvm-unit-tests', '1da1819e4', 'x86/msr.c', 167, 'test_mce_msrs'),
  ],
} satisfies Claims;
