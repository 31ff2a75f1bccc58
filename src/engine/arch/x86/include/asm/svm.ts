// SPDX-License-Identifier: GPL-2.0-only
/** arch/x86/include/asm/svm.h and include/uapi/asm/svm.h: exit codes, and the fields of the VMCB's control area. */
import type { u32, u64 } from '../../../../machine/u64.ts';

export const SVM_EXIT_WRITE_CR4 = 0x014;
/** Plus the vector. */
export const SVM_EXIT_EXCP_BASE = 0x040;
export const SVM_EXIT_HLT = 0x078;
export const SVM_EXIT_MSR = 0x07c;
export const SVM_EXIT_SHUTDOWN = 0x07f;

/** EVENTINJ: vector in bits 7:0, then these; the error code in bits 63:32. APM volume 2, "Event Injection". */
export const SVM_EVTINJ_VEC_MASK = 0xff;
export const SVM_EVTINJ_TYPE_EXEPT = 3 << 8;
export const SVM_EVTINJ_VALID_ERR = 1 << 11;
export const SVM_EVTINJ_VALID = 0x8000_0000;

export interface vmcb_control_area {
  exit_code: u32;
  exit_info_1: u64;
  exit_info_2: u64;
  event_inj: u32;
  event_inj_err: u32;
  next_rip: u64;
}
