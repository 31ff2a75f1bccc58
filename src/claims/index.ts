// SPDX-License-Identifier: GPL-2.0-only
import { commit, EPERM, GP, goOn, mail, modelled, ok, run, since, unfixed, vmm, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

const bad = wrmsr('0x400', '0x1');

export const index = {
  'two-fates': [
    run({ on: since('v6.0'), not: unfixed }, [bad, GP], [goOn, ok()]),
    run({ on: unfixed, not: ['v5.9', 'v6.0'] }, [bad, EPERM]),
    vmm('qemu-8.1', 'EPERM', 'paused'),
  ],
  'minus-sign': [
    commit('2368048bf5c2', 'v6.0'),
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
    run({ on: ['v5.18+2368048bf5c2'], not: ['v5.18'] }, [bad, GP]),
  ],
  'patch-set': [mail('Sean Christopherson', 'https://lore.kernel.org/all/20220512222716.4112548-1-seanjc@google.com/')],
} satisfies Claims;
