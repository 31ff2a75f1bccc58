// SPDX-License-Identifier: GPL-2.0-only
import { asked, commit, complete, EPERM, elsewhere, GP, mail, manual, modelled, run, since, unfixed, until, vector, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');
const setMsrMce = modelled('v5.17', 'x86.c', 'set_msr_mce', 3164);
const emulate = modelled('v5.17', 'x86.c', 'kvm_emulate_wrmsr', 1950);

export const history = {
  'three-kernels': [
    run({ on: ['v5.9', 'v6.0'], not: ['v5.10'] }, [bad, GP]),
    run({ on: ['v5.10'], not: ['v5.9', 'v6.0'] }, [bad, EPERM]),
    setMsrMce,
  ],
  'two-commits': [
    run({ on: ['v5.9', 'v5.18-7dffecaf4eab', 'v5.18+2368048bf5c2'] }, [bad, GP]),
    run({ on: ['v5.9+7dffecaf4eab', 'v5.10', 'v6.0-2368048bf5c2'] }, [bad, EPERM]),
    commit('890ca9aefa78'),
    commit('7dffecaf4eab', 'v5.10'),
  ],
  'first-minus-one': [commit('890ca9aefa78'), commit('9ffd986c6e4e'), run({ on: until('v5.9') }, [bad, GP], [wrmsr('0x401', '0x1'), GP])],
  'harmless-again': [run({ on: ['v5.18-7dffecaf4eab'], not: ['v5.18'] }, [bad, GP])],
  'in-5.4.286': [modelled('v5.4.286', 'x86.c', 'set_msr_mce', 2577), run({ on: ['v5.4.286'] }, [bad, GP])],
  'results-below-zero': [commit('7dffecaf4eab', 'v5.10'), run({ on: ['v5.9+7dffecaf4eab'], not: ['v5.9'] }, [bad, EPERM])],
  'one-condition': [emulate, run({ on: ['v5.10-7dffecaf4eab'], not: ['v5.10'] }, [bad, GP])],
  'two-kinds': [
    mail('redhat.com, October 2020', 'https://lore.kernel.org/r/849d7acb00b3dadc3fc7db1e574c03dc74a06270.camel@redhat.com'),
    commit('cc4cb017678a', 'v5.10'),
    run({ on: unfixed }, [wrmsr('0x12345', '0x1'), GP], [bad, EPERM]),
  ],
  candidates: [mail('Maxim Levitsky', 'https://lore.kernel.org/r/20201101115523.115780-1-mlevitsk@redhat.com'), commit('cc4cb017678a')],
  'two-people': [
    mail('Sean Christopherson', 'https://lore.kernel.org/r/YnwH2zRlGvwkjCAC@google.com'),
    mail('Sean Christopherson', 'https://lore.kernel.org/r/20220512222716.4112548-2-seanjc@google.com'),
    mail('Lev Kujawski', 'https://lore.kernel.org/r/20220521081511.187388-1-lkujaw@member.fsf.org'),
  ],
  'both-in-6.0': [
    commit('2368048bf5c2', 'v6.0'),
    commit('0471a7bd1bca', 'v6.0'),
    run({ on: since('v6.0'), not: unfixed }, [bad, GP], [wrmsr('0x400', '0xfffffffffffffffe'), { outcome: 'ok' }]),
    run({ on: ['v5.10.137', 'v5.15.61', 'v5.18.18', 'v5.19.2'], not: ['v5.10.136', 'v5.15.60', 'v5.18.17', 'v5.19.1'] }, [bad, GP]),
  ],
  'not-in-5.19': [
    run({ on: ['v5.19', 'v5.19.1'] }, [bad, EPERM]),
    run({ on: ['v5.19.2', 'v5.10.137'], not: ['v5.19', 'v5.19.1'] }, [bad, GP]),
    modelled('v5.19', 'x86.c', 'set_msr_mce', 3246),
  ],
  'six-branches': [
    run({ on: ['v5.11.22', 'v5.12.19', 'v5.13.19', 'v5.14.21', 'v5.16.20', 'v5.17.15'] }, [bad, EPERM]),
    modelled('v5.16.10', 'x86.c', 'kvm_emulate_wrmsr', 1908),
  ],
  'neighbour-first': [commit('0471a7bd1bca'), commit('2368048bf5c2')],
  'rests-on': [
    modelled('v5.15.16', 'x86.c', 'set_msr_mce', 3065),
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
    modelled('v5.19', 'x86.c', 'set_msr_mce', 3213),
    modelled('v6.0', 'x86.c', 'set_msr_mce', 3237),
  ],
  recorded: [
    vector('v5.17-intel', 'space/none/ctl-1/intel', EPERM),
    vector('v5.10-amd', 'banks/ctl1/bare10/intel', GP),
    vector('v6.1-intel', 'banks/ctl1/bare1/amd', GP),
    vector('v6.12-intel', 'banks/ctl1/bare10/intel', GP),
    vector('v6.12-reverted-amd', 'banks/ctl1/ctl10/intel', EPERM),
    vector('v6.18-intel', 'banks/ctl1/bare10/intel', GP),
    vector('v7.3-intel', 'banks/ctl1/bare10/intel', GP),
  ],
  'still-set': [
    run({ on: since('v6.0').map((release) => `${release}-2368048bf5c2` as const) }, [bad, EPERM]),
    modelled('v7.2.13', 'x86.c', 'kvm_emulate_wrmsr', 1767),
  ],
  distribution: [vector('v5.10-amd', 'banks/ctl1/bare10/intel', GP)],
  changelog: [commit('2368048bf5c2')],
  'the-source': [setMsrMce, emulate],
  behaviour: [
    elsewhere('kvm-unit-tests', '1da1819e4', 'x86/msr.c', 167, 'test_mce_msrs'),
    run({ on: since('v6.0'), not: unfixed }, [bad, GP]),
  ],
  'asks-and-is-spared': [
    run({ on: unfixed, vm: { user_space_msr: ['inval'] } }, [bad, asked('inval', '0x400', '0x1')], [complete(1), GP]),
    run({ on: unfixed, module: { ignore_msrs: true } }, [bad, EPERM]),
    manual('KVM API', 'KVM_CAP_X86_USER_SPACE_MSR'),
  ],
  'no-release-to-go-to': [run({ on: ['v5.16.10', 'v5.16.20'] }, [bad, EPERM])],
} satisfies Claims;
