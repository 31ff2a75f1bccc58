// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/kvm/emulate.c, as far as an RDMSR or WRMSR goes through it. In v5.17's order.
 *
 * The int of an instruction is one of X86EMUL_*. emulator_set_msr's own int is a third convention, and changed: up to v6.0 an MSR
 * handler's result or X86EMUL_IO_NEEDED; with 36d546d59af7 one of X86EMUL_*.
 */
import type { int } from '../../../machine/u64.ts';
import type { kvm_vcpu, x86_emulate_ctxt } from '../include/asm/kvm_host.ts';
import { kvm_rax_write, kvm_rcx_read, kvm_rdx_write, kvm_read_edx_eax } from './kvm_cache_regs.ts';
import { emulator_get_msr, emulator_set_msr, GP_VECTOR } from './x86.ts';

export const X86EMUL_CONTINUE = 0;
export const X86EMUL_UNHANDLEABLE = 1;
export const X86EMUL_PROPAGATE_FAULT = 2;
export const X86EMUL_IO_NEEDED = 5;

export const EMULATION_FAILED = -1;
export const EMULATION_OK = 0;

function emulate_gp(ctxt: x86_emulate_ctxt, err: int): int {
  ctxt.have_exception = true;
  ctxt.exception = { vector: GP_VECTOR, error_code: err };
  return X86EMUL_PROPAGATE_FAULT;
}

function em_wrmsr(vcpu: kvm_vcpu): int {
  const { kernel } = vcpu.kvm;
  const ctxt = vcpu.arch.emulate_ctxt;
  const msr_index = kvm_rcx_read(vcpu);
  const msr_data = kvm_read_edx_eax(vcpu);
  const r = emulator_set_msr(vcpu, msr_index, msr_data);
  if (kernel.emulatorFailsOnNegativeResult) {
    if (r === X86EMUL_PROPAGATE_FAULT) return emulate_gp(ctxt, 0);
    return r;
  }
  if (r === X86EMUL_IO_NEEDED) return r;
  if (r > 0 || (r < 0 && !kernel.negativeWrmsrResultLeavesKvmRun)) return emulate_gp(ctxt, 0);
  return r < 0 ? X86EMUL_UNHANDLEABLE : X86EMUL_CONTINUE;
}

/* A negative result of a read was never told apart from a positive one. */
function em_rdmsr(vcpu: kvm_vcpu): int {
  const { kernel } = vcpu.kvm;
  const ctxt = vcpu.arch.emulate_ctxt;
  const msr = { host_initiated: false, index: kvm_rcx_read(vcpu), data: 0n };
  const r = emulator_get_msr(vcpu, msr);
  if (r === X86EMUL_IO_NEEDED) return r;
  if (kernel.emulatorFailsOnNegativeResult ? r === X86EMUL_PROPAGATE_FAULT : r !== 0) return emulate_gp(ctxt, 0);
  if (r !== 0) return r;
  kvm_rax_write(vcpu, msr.data & 0xffff_ffffn);
  kvm_rdx_write(vcpu, msr.data >> 32n);
  return X86EMUL_CONTINUE;
}

/** omitted: every other instruction. */
export function x86_emulate_insn(vcpu: kvm_vcpu): int {
  const rc = vcpu.arch.emulate_ctxt.insn === 'wrmsr' ? em_wrmsr(vcpu) : em_rdmsr(vcpu);
  return rc === X86EMUL_UNHANDLEABLE ? EMULATION_FAILED : EMULATION_OK;
}
