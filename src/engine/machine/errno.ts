// SPDX-License-Identifier: GPL-2.0-only
/** The errno values that come out of the modelled ioctls: include/uapi/asm-generic/errno-base.h. */

export const EPERM = 1;
export const ENOENT = 2;
export const EINTR = 4;
export const EIO = 5;
export const E2BIG = 7;
export const ENOMEM = 12;
export const EFAULT = 14;
export const EINVAL = 22;

const names = { EPERM, ENOENT, EINTR, EIO, E2BIG, ENOMEM, EFAULT, EINVAL } as const;

/** The name of an errno that a modelled ioctl can fail with. */
export type ErrnoName = keyof typeof names;

/** The name of errno `n` (positive), or undefined for a number that no modelled ioctl returns. */
export function errnoName(n: number): ErrnoName | undefined {
  for (const name of Object.keys(names) as ErrnoName[]) if (names[name] === n) return name;
  return undefined;
}
