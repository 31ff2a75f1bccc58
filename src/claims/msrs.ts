// SPDX-License-Identifier: GPL-2.0-only
import { asked, EPERM, GP, modelled, ok, rdmsr, run, since, unfixed, wrmsr } from './say.ts';
import type { Claims, Hex } from './types.ts';

const unknown = { on: since('v5.10'), vm: { user_space_msr: ['unknown'] } } as const;
/** Reading it and writing it both give a 2. */
const two = (msr: Hex) => run(unknown, [rdmsr(msr), asked('unknown', msr)], [wrmsr(msr, '0x1'), asked('unknown', msr, '0x1')]);

export const msrs = {
  'return-codes': [
    modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950),
    run({ on: since('v5.10'), vm: { user_space_msr: ['inval', 'unknown'] } }, [wrmsr('0x428', '0x0'), asked('inval', '0x428', '0x0')]),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [wrmsr('0x400', '0x1'), EPERM]),
  ],
  'missing-bank': [run({}, [wrmsr('0x428', '0x0'), GP], [rdmsr('0x428'), GP]), modelled('v5.17', 'x86.c', 'set_msr_mce', 3164)],
  unknown: [
    two('0x180'),
    two('0x185'),
    two('0x492'),
    two('0x4cf'),
    two('0xc0002000'),
    two('0xc00021ff'),
    two('0x17c'),
    run({ module: { ignore_msrs: true } }, [wrmsr('0x17c', '0x1'), ok()], [rdmsr('0x17c'), ok('0x0')]),
  ],
} satisfies Claims;
