// SPDX-License-Identifier: GPL-2.0-only
import { commit, EINVAL, GP, mail, modelled, ok, ret, run, setupMce, wrmsr } from './say.ts';
import type { Claims } from './types.ts';

const set = (part: number) => mail('Sean Christopherson', `https://lore.kernel.org/r/20220512222716.4112548-${part}-seanjc@google.com`);
const alike = run(
  { on: ['v5.19.2', 'v6.0'] },
  [wrmsr('0x424', '0x1'), GP],
  [wrmsr('0x427', '0x1'), ok()],
  [wrmsr('0x428', '0x0'), GP],
  [wrmsr('0x47f', '0x0'), GP],
);

const texts = [modelled('v5.17', 'x86.c', 'set_msr_mce', 3164), modelled('v6.0', 'x86.c', 'set_msr_mce', 3237)] as const;

export const patch23 = {
  'none-intended': [set(3), set(4), alike],
  'every-number': texts,
  bounds: [commit('f5223a332f36', 'v6.0'), set(3)],
  kinds: [commit('54ad60ba9d26', 'v6.0'), set(4)],
  nospec: [set(4), modelled('v6.0', 'x86.c', 'set_msr_mce', 3237)],
  end: texts,
  reasons: [...texts, run({ on: ['v5.19.2', 'v6.0'], vcpu: { mcg_cap: '0x20' } }, [wrmsr('0x47c', '0x0'), ok()])],
  'most-banks': [
    run({ on: ['v5.19.2', 'v6.0'] }, [setupMce('0x20'), ret(0)], [setupMce('0x21'), EINVAL], [setupMce('0x0'), EINVAL]),
    modelled('v5.17', 'x86.c', 'kvm_vcpu_ioctl_x86_setup_mce', 4727),
  ],
  'two-checks': [
    modelled('v5.17', 'x86.c', 'kvm_set_msr_common', 3646),
    modelled('v5.17', 'x86.c', 'set_msr_mce', 3164),
    modelled('v6.0', 'x86.c', 'set_msr_mce', 3237),
  ],
  'for-cmci': [set(1), commit('281b52780b57', 'v6.0')],
} as const satisfies Claims;
