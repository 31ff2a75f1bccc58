// SPDX-License-Identifier: GPL-2.0-only
import { describe, test } from 'vitest';
import { check, einval, getMsr, mc, mce, ok, rdmsr, read, run, setMce, setMsr, shutdown, skipped, wrmsr } from '../support/check.ts';

const UC = '0xb200000000000000';
const CORRECTED = '0x9400000000000135';
const UCNA = '0xa000000000000000';

describe('KVM_X86_SET_MCE', () => {
  test('an uncorrected error is a machine check in the guest, without an error code', () =>
    check({ kernel: 'v5.18', steps: [mce(true), setMce(0, UC), run, rdmsr('0x401'), rdmsr('0x17a')] }, [
      ok,
      { ret: 0 },
      mc,
      read(UC),
      read('0x5'),
    ]));
  test('the instruction that was to run is not executed', () =>
    check({ kernel: 'v5.18', steps: [mce(true), setMce(0, UC), wrmsr('0x404', '0x0'), rdmsr('0x404')] }, [
      ok,
      { ret: 0 },
      mc,
      read('0xffffffffffffffff'),
    ]));
  test('with CR4.MCE clear the guest is shut down, and not run any more; user space still may ask', () =>
    check({ kernel: 'v5.18', steps: [setMce(0, UC), run, run, getMsr('0x401')] }, [
      { ret: 0 },
      shutdown,
      skipped,
      { ret: 1, data: '0x0' },
    ]));
  test('a second one while MCIP is set shuts the guest down', () =>
    check({ kernel: 'v5.18', steps: [mce(true), setMce(0, UC), run, setMce(1, UC), run] }, [ok, { ret: 0 }, mc, { ret: 0 }, shutdown]));
  test('is dropped where MCG_CTL or the bank’s CTL is not all ones', () =>
    check(
      {
        kernel: 'v5.18',
        steps: [mce(true), wrmsr('0x404', '0x0'), setMce(1, UC), wrmsr('0x17b', '0x0'), setMce(0, UC), run, getMsr('0x401')],
      },
      [ok, ok, { ret: 0 }, ok, { ret: 0 }, ok, { ret: 1, data: '0x0' }],
    ));
  test('a corrected error is stored and raises nothing', () =>
    check({ kernel: 'v5.18', steps: [setMce(2, CORRECTED), run, rdmsr('0x409'), rdmsr('0x40a'), rdmsr('0x17a')] }, [
      { ret: 0 },
      ok,
      read(CORRECTED),
      read('0x12345000'),
      read('0x0'),
    ]));
  test('a corrected error on top of a corrected one marks the overflow', () =>
    check({ kernel: 'v5.18', steps: [setMce(2, CORRECTED), setMce(2, CORRECTED), rdmsr('0x409')] }, [
      { ret: 0 },
      { ret: 0 },
      read('0xd400000000000135'),
    ]));
  test('a corrected error on top of an uncorrected one only marks the overflow', () =>
    check({ kernel: 'v5.18', steps: [setMsr('0x401', UC), setMce(0, CORRECTED), rdmsr('0x401')] }, [
      { ret: 1 },
      { ret: 0 },
      read('0xf200000000000000'),
    ]));
  test('a corrected error takes the place of a status that is not valid, whatever else that says', () =>
    check({ kernel: 'v5.18', steps: [setMsr('0x401', '0x2000000000000000'), setMce(0, CORRECTED), rdmsr('0x401')] }, [
      { ret: 1 },
      { ret: 0 },
      read(CORRECTED),
    ]));
  test('refuses a bank that is not there and a status that is not valid', () =>
    check({ kernel: 'v5.18', steps: [setMce(10, UC), setMce(0, '0x2000000000000000')] }, [einval, einval]));
  test('a UCNA error is only stored with aebc3ca19063, and shuts an unready guest down without', () => {
    check({ kernel: 'v6.0', steps: [setMce(0, UCNA, '0x0'), run, rdmsr('0x401')] }, [{ ret: 0 }, ok, read(UCNA)]);
    check({ kernel: 'v5.19', steps: [setMce(0, UCNA, '0x0'), run] }, [{ ret: 0 }, shutdown]);
  });
});
