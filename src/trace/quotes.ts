// SPDX-License-Identifier: GPL-2.0-only
/**
 * Which statement of the engine stands for which line of the note's two quotations. A statement is named by how its text begins;
 * instrument.ts fails when a name fits none or more than one, so the map cannot drift.
 */
export const quotes: Readonly<Record<string, readonly (readonly [begins: string, lines: readonly number[]])[]>> = {
  kvm_complete_insn_gp: [
    ['if (err !== 0)', [759]],
    ['kvm_inject_gp(vcpu, 0)', [760]],
    ['return kvm_skip_emulated_instruction(vcpu)', [762]],
    ['return 1', [764]],
  ],
  kvm_emulate_wrmsr: [
    ['const ecx', [1999]],
    ['const data', [2000]],
    ['const r ', [2003]],
    ['if (r === 0)', [2005]],
    ['trace_kvm_msr_write(', [2006]],
    ['if (kvm_msr_user_space(', [2009, 2010]],
    ['return 0', [2011]],
    ['if (r < 0', [2013]],
    ['return r;', [2014]],
    ['trace_kvm_msr_write_ex(', [2015]],
    ['return x86_ops.complete_emulated_msr(', [2018]],
  ],
};

/** First and last line of each quotation, by the function it quotes. */
export const quoteRange: Readonly<Record<string, readonly [first: number, last: number]>> = {
  kvm_complete_insn_gp: [757, 765],
  kvm_emulate_wrmsr: [1997, 2019],
};
