// SPDX-License-Identifier: GPL-2.0-only
/** What a scenario can say about CPUID and the host's processor: `vcpu.cpuid` and `feature_msrs`. */
import { type cpu_feature, cpu_features } from '../arch/x86/include/asm/cpufeatures.ts';
import { MSR_IA32_ARCH_CAPABILITIES, MSR_IA32_VMX_BASIC, MSR_IA32_VMX_VMFUNC } from '../arch/x86/include/asm/msr-index.ts';
import type { u64 as U64, u32 } from '../machine/u64.ts';
import { bad, good, listOf, type Reader, shaped, show, string } from './fields.ts';
import { hex, u32 as readU32, u64 } from './hex.ts';
import { isObject } from './json.ts';
import { nearest } from './nearest.ts';
import { quote } from './quote.ts';
import type { CpuidEdit } from './types.ts';

const names = Object.keys(cpu_features) as cpu_feature[];

const edit: Reader<CpuidEdit> = shaped({ kind: 'text' }, (json, at) => {
  const word = string(json, at);
  if (!word.ok) return word;
  const [, sign = '', prefix = '', name = ''] = /^([+-]?)(X86_FEATURE_)?(.*)$/su.exec(word.value) ?? [];
  const feature = names.find((n) => n === name);
  if (feature === undefined) {
    const near = nearest(name, names);
    const hint = near === undefined ? '' : ` (did you mean ${quote(`${sign === '' ? '+' : sign}${near}`)}?)`;
    return bad(
      at,
      `${show(json)} names no CPUID feature that an answer here depends on${hint}; accepted, after + or -: ${names.join(', ')}`,
    );
  }
  if (sign === '' || prefix !== '')
    return bad(at, `${show(json)}: write ${quote(`${sign === '' ? '+' : sign}${feature}`)}, or with - where the guest's CPUID lacks it`);
  return good({ feature, offered: sign === '+' });
});

const edits = listOf(edit, 2 * names.length);
export const cpuid: Reader<readonly CpuidEdit[]> = shaped(edits.shape, (json, at) => {
  const read = edits(json, at);
  if (!read.ok) return read;
  const twice = read.value.findIndex(({ feature }, i) => read.value.slice(0, i).some((e) => e.feature === feature));
  return twice < 0 ? read : bad(`${at}[${twice}]`, `${read.value[twice]?.feature} stands here a second time`);
});

/** True for a register whose value at the start is the host's, and can be said. */
export const isFeatureMsr = (msr: u32): boolean =>
  msr === MSR_IA32_ARCH_CAPABILITIES || (msr >= MSR_IA32_VMX_BASIC && msr <= MSR_IA32_VMX_VMFUNC);

const accepted = `accepted: "${hex(MSR_IA32_ARCH_CAPABILITIES)}" and "${hex(MSR_IA32_VMX_BASIC)}" to "${hex(MSR_IA32_VMX_VMFUNC)}"`;
export const featureMsrs: Reader<Readonly<Record<u32, U64>>> = (json, at) => {
  if (!isObject(json)) return bad(at, `${show(json)} is not an object; write values by register, such as {"0x480": "0xd8100011e57ed0"}`);
  const values: Record<u32, U64> = {};
  for (const [key, entry] of json) {
    const msr = readU32(key, at);
    if (!msr.ok) return msr;
    if (!isFeatureMsr(msr.value)) return bad(at, `${quote(key)} is not a register of which the host's value counts here; ${accepted}`);
    const value = u64(entry, `${at}[${quote(key)}]`);
    if (!value.ok) return value;
    if (values[msr.value] !== undefined) return bad(at, `${quote(key)} stands here a second time`);
    values[msr.value] = value.value;
  }
  return good(values);
};
