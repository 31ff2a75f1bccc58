// SPDX-License-Identifier: GPL-2.0-only
/** The chapters that lie on the path itself, in its order. */
import type { PageName } from '../../site/pages.ts';

export const stations = [
  'exit',
  'emulate-wrmsr',
  'set-msr',
  'mce-banks',
  'msr-exits',
  'gp',
  'userspace',
] as const satisfies readonly PageName[];
export type Station = (typeof stations)[number];

export const isStation = (name: string): name is Station => stations.some((s) => s === name);
