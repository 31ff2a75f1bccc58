// SPDX-License-Identifier: GPL-2.0-only
/**
 * arch/x86/include/asm/vmx.h and include/uapi/asm/vmx.h: exit reasons and VMCS fields.
 * A field is named by a string here, so that the trace can print it; the hardware's encoding of each stands beside it.
 */

export const EXIT_REASON_EXCEPTION_NMI = 0;
export const EXIT_REASON_TRIPLE_FAULT = 2;
export const EXIT_REASON_HLT = 12;
export const EXIT_REASON_VMCALL = 18;
export const EXIT_REASON_VMLAUNCH = 20;
export const EXIT_REASON_CR_ACCESS = 28;
export const EXIT_REASON_MSR_READ = 31;
export const EXIT_REASON_MSR_WRITE = 32;

export const EXIT_REASON_MSR_LOAD_FAIL = 34;

/** Bit 31 of the exit reason: the VM entry failed. */
export const VMX_EXIT_REASONS_FAILED_VMENTRY = 0x8000_0000;
/** Bit 26 of the exit reason: the guest's bus lock was noticed besides. */
export const VMX_EXIT_REASONS_BUS_LOCK_DETECTED = 1 << 26;

/** 0x4016. */
export const VM_ENTRY_INTR_INFO_FIELD = 'VM_ENTRY_INTR_INFO_FIELD';
/** 0x4018. */
export const VM_ENTRY_EXCEPTION_ERROR_CODE = 'VM_ENTRY_EXCEPTION_ERROR_CODE';
/** 0x4402. */
export const VM_EXIT_REASON = 'VM_EXIT_REASON';
/** 0x4408. */
export const IDT_VECTORING_INFO_FIELD = 'IDT_VECTORING_INFO_FIELD';
/** 0x440c. */
export const VM_EXIT_INSTRUCTION_LEN = 'VM_EXIT_INSTRUCTION_LEN';
/** 0x6400. */
export const EXIT_QUALIFICATION = 'EXIT_QUALIFICATION';

/** 0x4400: why the last VMX instruction failed, VMLAUNCH and VMRESUME included. */
export const VM_INSTRUCTION_ERROR = 'VM_INSTRUCTION_ERROR';
/** Its value for a control that is not allowed. SDM volume 3, "VM Instruction Error Numbers". */
export const VMXERR_ENTRY_INVALID_CONTROL_FIELD = 7;

export type vmcs_field =
  | typeof VM_ENTRY_INTR_INFO_FIELD
  | typeof VM_ENTRY_EXCEPTION_ERROR_CODE
  | typeof VM_EXIT_REASON
  | typeof IDT_VECTORING_INFO_FIELD
  | typeof VM_EXIT_INSTRUCTION_LEN
  | typeof EXIT_QUALIFICATION
  | typeof VM_INSTRUCTION_ERROR;

/** VM-entry interruption information: vector in bits 7:0, then these. SDM volume 3, "VM-Entry Controls for Event Injection". */
export const INTR_INFO_VECTOR_MASK = 0xff;
export const INTR_TYPE_HARD_EXCEPTION = 3 << 8;
export const INTR_TYPE_SOFT_EXCEPTION = 6 << 8;
export const INTR_INFO_DELIVER_CODE_MASK = 1 << 11;
export const INTR_INFO_VALID_MASK = 0x8000_0000;
