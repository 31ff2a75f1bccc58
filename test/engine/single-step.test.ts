// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, complete, eperm, getMsr, gp, rdmsr, run, wrmsr, wrmsrExit } from '../support/check.ts';

const db = { outcome: 'exception', vector: 1 };
const stepping = { kernel: 'v5.18', vcpu: { single_step: true } };

describe('a guest that single-steps itself', () => {
  test('takes #DB after the instruction that KVM skipped in its place, and the write is done', () => {
    for (const host of ['intel', 'amd'])
      check({ ...stepping, host, steps: [wrmsr('0x400', '0x0'), getMsr('0x400')] }, [db, { ret: 1, data: '0x0' }]);
  });
  test('takes it after a read, after an instruction that never exits, and after one that the emulator did', () =>
    check({ ...stepping, steps: [rdmsr('0x179'), run, { ...wrmsr('0x404', '0x0'), via: 'emulator' }] }, [db, db, db]));
  test('takes it when user space has completed the access', () =>
    check({ ...stepping, vm: { user_space_msr: ['inval'] }, steps: [wrmsr('0x400', '0x1'), complete(0)] }, [
      wrmsrExit('inval', '0x400', '0x1'),
      db,
    ]));
  test('takes the #GP alone where the access is refused: the instruction has not retired', () =>
    check({ ...stepping, kernel: 'v6.0', steps: [wrmsr('0x400', '0x1')] }, [gp]));
  test('meets the bug all the same', () => check({ ...stepping, steps: [wrmsr('0x400', '0x1')] }, [eperm]));
});
