// SPDX-License-Identifier: GPL-2.0-only
/** Which files are instrumented: the modelled ones, under the kernel's own paths. */

/** The tracepoints have a layer of their own; reading a register is no step. */
const left = ['arch/x86/kvm/trace.ts', 'arch/x86/kvm/kvm_cache_regs.ts'];

/** The path inside src/engine of a modelled file, or undefined for every other module. Accepts a path or a file: URL, with or without a query. */
export function modelledFile(id: string): string | undefined {
  const file = /\/src\/engine\/((?:arch|virt)\/[^?]+\.ts)(?:\?.*)?$/.exec(id)?.[1];
  return file === undefined || left.includes(file) ? undefined : file;
}
