// SPDX-License-Identifier: GPL-2.0-only
import {
  commit,
  EINVAL,
  EPERM,
  elsewhere,
  GP,
  goOn,
  mail,
  manual,
  modelled,
  ok,
  rdmsr,
  ret,
  run,
  setCr4Mce,
  setMce,
  setupMce,
  since,
  source,
  unfixed,
  until,
  vector,
  wrmsr,
} from './say.ts';
import type { Claims, Hex } from './types.ts';

const ones: Hex = '0xffffffffffffffff';
const withoutBit0: Hex = '0xfffffffffffffffe';
const withoutBit10: Hex = '0xfffffffffffffbff';
const withoutBoth: Hex = '0xfffffffffffffbfe';
const setMsrMce = modelled('v5.17', 'x86.c', 'set_msr_mce', 3164);
const hwcr = wrmsr('0xc0010015', '0x40000');
const status = wrmsr('0x401', '0x1');
const exempt = [...since('v6.0'), 'v5.18+2368048bf5c2+0471a7bd1bca', 'v5.19.2', 'v5.15.61', 'v5.10.137'] as const;
const notExempt = [...unfixed, 'v5.18+2368048bf5c2', 'v5.19.1', 'v5.15.60', 'v5.10.136'] as const;
/** What each kernel takes for MCi_CTL. */
const takes = (value: Hex, on: readonly (typeof exempt)[number][] = []) =>
  run(on.length === 0 ? {} : { on, not: notExempt }, [wrmsr('0x404', value), ok()], [rdmsr('0x404'), ok(value)]);

export const mceBanks = {
  'two-look': [
    run(
      { on: unfixed, not: ['v5.9', 'v6.0'] },
      [wrmsr('0x400', '0x1'), EPERM],
      [status, EPERM],
      [wrmsr('0x402', '0x1'), ok()],
      [wrmsr('0x403', '0x1'), ok()],
    ),
    run({ on: since('v6.0') }, [wrmsr('0x400', '0x1'), GP], [status, GP], [wrmsr('0x402', '0x1'), ok()], [wrmsr('0x403', '0x1'), ok()]),
    commit('2368048bf5c2', 'v6.0'),
  ],
  'ctl-row': [run({}, [wrmsr('0x400', '0x0'), ok()], [wrmsr('0x424', ones), ok()]), setMsrMce],
  'status-row': [run({}, [wrmsr('0x401', '0x0'), ok()], [wrmsr('0x425', '0x0'), ok()])],
  'addr-row': [run({}, [wrmsr('0x402', '0x1'), ok()], [wrmsr('0x426', ones), ok()])],
  'misc-row': [run({}, [wrmsr('0x403', '0x1'), ok()], [wrmsr('0x427', ones), ok()])],
  'four-words': [setMsrMce, run({}, [wrmsr('0x402', '0xdeadbeef'), ok()], [rdmsr('0x402'), ok('0xdeadbeef')])],
  'one-array': [source('v5.17', 'x86.c', 'kvm_arch_vcpu_create', 11129), run({ vcpu: { mcg_cap: null } }, [wrmsr('0x47c', '0x0'), ok()])],
  'mcg-cap': [
    manual('SDM', 'IA32_MCG_CAP MSR'),
    elsewhere('qemu', 'v10.2.0', 'target/i386/cpu.h', 349, 'MCE_CAP_DEF'),
    run(
      { host: 'intel' },
      [rdmsr('0x179'), ok('0x100010a')],
      [rdmsr('0x400'), ok(ones)],
      [rdmsr('0x17b'), ok(ones)],
      [wrmsr('0x47c', '0x0'), GP],
    ),
  ],
  'not-set-up': [
    run(
      { vcpu: { mcg_cap: null } },
      [rdmsr('0x179'), ok('0x20')],
      [rdmsr('0x400'), ok('0x0')],
      [rdmsr('0x17b'), GP],
      [wrmsr('0x47c', '0x0'), ok()],
    ),
    source('v5.17', 'x86.c', 'kvm_arch_vcpu_create', 11133),
  ],
  'nine-bits': [run({ host: 'amd' }, [rdmsr('0x179'), ok('0x10a')]), modelled('v5.17', 'svm.c', 'svm_setup_mce', 4193)],
  'number-first': [setMsrMce, modelled('v6.0', 'x86.c', 'set_msr_mce', 3237)],
  'six-say-1': [
    setMsrMce,
    commit('2368048bf5c2', 'v6.0'),
    run(
      { on: unfixed, not: ['v6.0'] },
      [wrmsr('0x400', '0x1'), EPERM],
      [status, EPERM],
      [wrmsr('0x17b', '0x1'), GP],
      [wrmsr('0x428', '0x1'), GP],
    ),
  ],
  'mcg-registers': [
    run({}, [wrmsr('0x17a', ones), ok()], [wrmsr('0x17b', '0x0'), ok()], [wrmsr('0x17b', ones), ok()], [wrmsr('0x17b', '0x1'), GP]),
  ],
  'author-wrote-1': [run({ on: unfixed }, [wrmsr('0x17b', '0x1'), GP], [wrmsr('0x400', '0x1'), EPERM]), setMsrMce],
  'without-ctl-p': [run({ vcpu: { mcg_cap: '0x100000a' } }, [wrmsr('0x17b', '0x0'), GP], [wrmsr('0x17b', ones), GP])],
  'on-and-off': [manual('SDM', 'IA32_MCi_CTL MSRs'), setMsrMce],
  'ctl-zero': [takes('0x0')],
  'ctl-ones': [takes(ones)],
  'ctl-k8': [takes(withoutBit10), vector('v5.17-amd', 'matrix/mc0_ctl/ones-10/guest/amd', ok(), ret(1, withoutBit10))],
  'ctl-unixware': [
    takes(withoutBit0, exempt),
    run({ on: ['v5.18+2368048bf5c2'] }, [wrmsr('0x404', withoutBit0), GP]),
    commit('0471a7bd1bca', 'v6.0'),
  ],
  'ctl-both': [takes(withoutBoth, exempt)],
  'ctl-other': [run({ on: since('v6.0') }, [wrmsr('0x404', '0x1'), GP], [wrmsr('0x404', '0x7fffffffffffffff'), GP])],
  'bit-10': [
    run({}, [wrmsr('0x400', withoutBit10), ok()], [wrmsr('0x410', withoutBit10), ok()], [wrmsr('0x424', withoutBit10), ok()]),
    setMsrMce,
  ],
  'bit-0': [
    mail('Lev Kujawski', 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org'),
    run({ on: unfixed }, [wrmsr('0x404', withoutBit0), EPERM]),
  ],
  'fewer-rules': [mail('Sean Christopherson', 'https://lore.kernel.org/r/You%2Fkms+AnKE1t0L@google.com')],
  'injection-forgives-nothing': [
    run(
      { on: since('v6.0') },
      [setCr4Mce, ok()],
      [wrmsr('0x404', withoutBit0), ok()],
      [setMce(1, '0xb200000000000000'), ret(0)],
      [goOn, ok()],
      [rdmsr('0x405'), ok('0x0')],
    ),
    modelled('v6.0', 'x86.c', 'kvm_vcpu_ioctl_x86_set_mce', 4963),
  ],
  'status-opened': [
    run({ on: since('v6.0'), vcpu: { vendor: 'amd' } }, [wrmsr('0x401', '0x0'), ok()], [status, GP], [hwcr, ok()], [status, ok()]),
  ],
  'cpuid-decides': [
    run({ on: since('v6.0'), host: 'intel', vcpu: { vendor: 'amd' } }, [hwcr, ok()], [status, ok()]),
    run(
      { on: since('v6.0'), host: 'amd', vcpu: { vendor: 'intel' } },
      [wrmsr('0x401', '0x0'), ok()],
      [status, GP],
      [hwcr, ok()],
      [status, GP],
    ),
  ],
  'status-intel': [
    run({ on: since('v6.0'), vcpu: { vendor: 'intel' } }, [status, GP], [hwcr, ok()], [status, GP], [wrmsr('0x401', '0x0'), ok()]),
  ],
  'status-amd-clear': [
    run({ on: since('v6.0'), vcpu: { vendor: 'amd' } }, [status, GP], [wrmsr('0x401', '0x0'), ok()]),
    modelled('v5.17', 'x86.c', 'can_set_mci_status', 3155),
  ],
  'status-amd-set': [
    run({ vcpu: { vendor: 'amd' } }, [hwcr, ok()], [status, ok()], [wrmsr('0x401', '0x0'), ok()]),
    modelled('v5.17', 'x86.c', 'can_set_mci_status', 3155),
  ],
  'the-test': [modelled('v5.17', 'x86.c', 'can_set_mci_status', 3155)],
  'never-cleared': [
    run({ on: until('v6.7'), not: ['v6.8'] }, [hwcr, ok()], [wrmsr('0xc0010015', '0x0'), ok()], [rdmsr('0xc0010015'), ok('0x40000')]),
    run({ on: since('v6.8'), not: ['v6.6', 'v6.7'] }, [hwcr, ok()], [wrmsr('0xc0010015', '0x0'), ok()], [rdmsr('0xc0010015'), ok('0x0')]),
    commit('598a790fc20f', 'v6.8'),
  ],
  generous: [
    manual('SDM', 'IA32_MCi_ADDR MSRs'),
    run(
      {},
      [wrmsr('0x402', '0xdeadbeef'), ok()],
      [wrmsr('0x403', ones), ok()],
      [rdmsr('0x402'), ok('0xdeadbeef')],
      [rdmsr('0x403'), ok(ones)],
    ),
  ],
  'beyond-the-last': [
    run(
      { on: unfixed, not: ['v6.0'] },
      [wrmsr('0x424', '0x1'), EPERM],
      [wrmsr('0x428', '0x1'), GP],
      [wrmsr('0x428', '0x0'), GP],
      [wrmsr('0x429', '0x1'), GP],
      [wrmsr('0x42a', '0x0'), GP],
    ),
  ],
  'no-bank-32': [run({ vcpu: { mcg_cap: null } }, [wrmsr('0x47f', '0x1'), ok()]), manual('SDM', 'VMX Capability Reporting Facility')],
  ctl2: [
    manual('SDM', 'IA32_MCi_CTL2 MSRs'),
    commit('281b52780b57', 'v6.0'),
    modelled('v5.17', 'arch/x86/kvm/mtrr.c', 'kvm_mtrr_set_msr', 372),
    run({ on: until('v5.19') }, [wrmsr('0x280', '0x0'), GP]),
  ],
  'ctl2-before': [
    run(
      { on: [...until('v5.19'), 'v5.19.2'], not: [] },
      [wrmsr('0x280', '0x0'), GP],
      [wrmsr('0x280', '0x40007fff'), GP],
      [wrmsr('0x280', '0x8000'), GP],
    ),
  ],
  'ctl2-without': [
    run({ on: since('v6.0') }, [wrmsr('0x280', '0x0'), GP], [wrmsr('0x280', '0x40007fff'), GP], [wrmsr('0x280', '0x8000'), GP]),
  ],
  'ctl2-with': [
    run(
      { on: since('v6.0'), not: ['v5.19', 'v5.19.2'], host: 'intel', vcpu: { mcg_cap: '0x100050a' } },
      [wrmsr('0x280', '0x0'), ok()],
      [wrmsr('0x280', '0x40007fff'), ok()],
      [wrmsr('0x280', '0x8000'), GP],
    ),
  ],
  'count-holds': [
    run({ on: since('v6.0'), host: 'intel', vcpu: { mcg_cap: '0x100050a' } }, [wrmsr('0x28a', '0x0'), GP]),
    run({ host: 'amd' }, [setupMce('0x100050a'), EINVAL], [wrmsr('0x280', '0x0'), GP]),
  ],
  reads: [
    modelled('v5.17', 'x86.c', 'get_msr_mce', 3748),
    run(
      {},
      [rdmsr('0x0'), ok('0x0')],
      [rdmsr('0x1'), ok('0x0')],
      [wrmsr('0x0', '0x0'), GP],
      [rdmsr('0x424'), ok(ones)],
      [rdmsr('0x428'), GP],
    ),
  ],
  'as-written': [takes(withoutBit10), run({ on: since('v6.0') }, [wrmsr('0x400', withoutBit0), ok()], [rdmsr('0x400'), ok(withoutBit0)])],
  'try-k8': [run({ on: ['v5.18+2368048bf5c2', 'v5.18+2368048bf5c2+0471a7bd1bca'] }, [wrmsr('0x404', withoutBit10), ok()])],
  'try-status': [run({ on: ['v5.18+2368048bf5c2', 'v5.18+2368048bf5c2+0471a7bd1bca'] }, [wrmsr('0x405', withoutBit0), GP])],
  'try-unixware': [
    run({ on: ['v5.18'] }, [wrmsr('0x404', withoutBit0), EPERM]),
    run({ on: ['v5.18+0471a7bd1bca'] }, [wrmsr('0x404', withoutBit0), ok()]),
  ],
} satisfies Claims;
