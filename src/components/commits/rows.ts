// SPDX-License-Identifier: GPL-2.0-only
/** The writes that the page about the fix sets against four kernels. */
import type { Text } from '../../site/lang.ts';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });
const wrmsr = (msr: string, data: string, how: object = {}) => [{ op: 'guest.wrmsr', msr, data, ...how }];

/** v5.18 as it was; with the fix; with the fix's neighbour; with both, as every release has them. */
export const kernels = ['v5.18', 'v5.18+2368048bf5c2', 'v5.18+0471a7bd1bca', 'v5.18+0471a7bd1bca+2368048bf5c2'] as const;

export const label = t('Writes against kernels', '写入与内核');

export const rows = [
  { says: t('MC0_CTL ← `0x1`', 'MC0_CTL ← `0x1`'), steps: wrmsr('0x400', '0x1') },
  { says: t('MC0_STATUS ← `0x1`', 'MC0_STATUS ← `0x1`'), steps: wrmsr('0x401', '0x1') },
  { says: t('UnixWare: MC1_CTL without bit 0', 'UnixWare：MC1_CTL，缺第 0 位'), steps: wrmsr('0x404', '0xfffffffffffffffe') },
  { says: t('Linux on K8: MC4_CTL without bit 10', 'K8 上的 Linux：MC4_CTL，缺第 10 位'), steps: wrmsr('0x410', '0xfffffffffffffbff') },
  { says: t('MCG_CTL ← `0x1`', 'MCG_CTL ← `0x1`'), steps: wrmsr('0x17b', '0x1') },
  { says: t('MC10_CTL ← `0x1`, behind the last bank', 'MC10_CTL ← `0x1`，越过最后一个 bank'), steps: wrmsr('0x428', '0x1') },
  { says: t('KVM_SET_MSRS: MC0_CTL ← `0x1`', 'KVM_SET_MSRS：MC0_CTL ← `0x1`'), steps: [{ op: 'host.set_msr', msr: '0x400', data: '0x1' }] },
  {
    says: t('MC0_CTL ← `0x1`, the VMM asking for `inval`', 'MC0_CTL ← `0x1`，VMM 要求 `inval`'),
    vm: { user_space_msr: ['inval'] },
    steps: wrmsr('0x400', '0x1'),
  },
] as const;
