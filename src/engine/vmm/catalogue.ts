// SPDX-License-Identifier: GPL-2.0-only
/** The VMMs that were read, by a short name. An entry stands for the versions that it names and no others. */
import { alioth } from './alioth.ts';
import { cloudHypervisor25, cloudHypervisor30 } from './cloud-hypervisor.ts';
import { crosvm } from './crosvm.ts';
import { dragonball } from './dragonball.ts';
import { firecracker11, firecracker115 } from './firecracker.ts';
import { gvisor } from './gvisor.ts';
import { kvmtool } from './kvmtool.ts';
import { libkrun } from './libkrun.ts';
import { openvmm } from './openvmm.ts';
import { qemu70, qemu81, qemu91, qemu102 } from './qemu-versions.ts';
import { stratovirt } from './stratovirt.ts';
import type { Vmm } from './types.ts';
import { uhyve } from './uhyve.ts';
import { virtualBox } from './virtualbox.ts';
import { vmmReference } from './vmm-reference.ts';

/** What is known of each VMM: its set-up, and its reaction to each way in which KVM_RUN can end. */
export const vmms = {
  'qemu-7.0': qemu70,
  'qemu-8.1': qemu81,
  'qemu-9.1': qemu91,
  'qemu-10.2': qemu102,
  kvmtool,
  'firecracker-1.1': firecracker11,
  'firecracker-1.15': firecracker115,
  'cloud-hypervisor-25': cloudHypervisor25,
  'cloud-hypervisor-30': cloudHypervisor30,
  crosvm,
  libkrun,
  'vmm-reference': vmmReference,
  openvmm,
  dragonball,
  virtualbox: virtualBox,
  stratovirt,
  alioth,
  uhyve,
  gvisor,
} as const satisfies Readonly<Record<string, Vmm>>;

/** The short name of a VMM in the catalogue. */
export type VmmId = keyof typeof vmms;
