// SPDX-License-Identifier: GPL-2.0-only
/** What each field of the scenario format means. Code stands between backticks. A field without words here fails the tests. */
import type { Text } from '../../site/lang.ts';

const t = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

/** By the path of the field. */
export const fieldWords: Readonly<Record<string, Text>> = {
  name: t('Carried to the result, and used for nothing else.', '原样带到结果里，别无他用。'),
  kernel: t(
    'The kernel to model: a release, `v5.18` or `v5.18.18`, or one with commits of the catalogue added or taken out, `v5.18+2368048bf5c2`, `v6.12-2368048bf5c2`.',
    '要模拟的内核：一个版本，如 `v5.18`、`v5.18.18`；或者在它上面加上、去掉目录里的提交，如 `v5.18+2368048bf5c2`、`v6.12-2368048bf5c2`。',
  ),
  host: t(
    'The vendor module that handles the exit: kvm_intel, kvm_amd, or a software back end, under which only the code that all vendors share runs.',
    '处理退出的厂商模块：kvm_intel、kvm_amd，或者一个软件后端，在它之上只运行各厂商共用的代码。',
  ),
  feature_msrs: t(
    'What KVM can offer on the host’s processor, by register, as KVM_GET_MSRS on `/dev/kvm` itself answers: ARCH_CAPABILITIES, `0x10a`, and the nested-VMX capabilities, `0x480` to `0x491`. A scenario whose answer depends on one that it does not say is refused.',
    'KVM 在宿主机的处理器上能提供什么，按寄存器写，即在 `/dev/kvm` 自身上调用 KVM_GET_MSRS 得到的回答：ARCH_CAPABILITIES（`0x10a`）与嵌套 VMX 的能力寄存器（`0x480` 到 `0x491`）。回答取决于某个寄存器而场景没有写它时，场景被拒绝。',
  ),
  module: t('Parameters of the module kvm.', '模块 kvm 的参数。'),
  'module.ignore_msrs': t('Accesses to registers that KVM does not know are let pass.', '放过对 KVM 不认识的寄存器的访问。'),
  'module.report_ignored_msrs': t('They are written to the log when they are let pass.', '放过时写进日志。'),
  vm: t('What user space asks of the VM before its first step.', '第一步之前，用户态对虚拟机的要求。'),
  'vm.user_space_msr': t(
    'The reasons given to KVM_CAP_X86_USER_SPACE_MSR: which refused accesses become an exit to user space.',
    '交给 KVM_CAP_X86_USER_SPACE_MSR 的理由：哪些被拒绝的访问变成向用户态的退出。',
  ),
  'vm.msr_filter': t(
    'The argument of KVM_X86_SET_MSR_FILTER; left out, there is no filter.',
    'KVM_X86_SET_MSR_FILTER 的参数；不写就没有过滤器。',
  ),
  'vm.msr_filter.default': t('What holds for an access that no range covers.', '没有范围覆盖的访问按它处理。'),
  'vm.msr_filter.ranges': t('Asked in this order; the first that covers the access decides.', '按顺序查，第一个覆盖该访问的范围说了算。'),
  'vm.msr_filter.ranges[].flags': t('The directions that the range is for; at least one.', '这个范围管哪些方向，至少一个。'),
  'vm.msr_filter.ranges[].base': t('The first register of the range.', '范围里的第一个寄存器。'),
  'vm.msr_filter.ranges[].deny': t(
    'The registers of the range that are denied. All others in it are allowed.',
    '范围里被拒绝的寄存器，其余都允许。',
  ),
  'vm.msr_filter.ranges[].count': t('How many registers, from `base` on.', '从 `base` 起有多少个寄存器。'),
  vcpu: t('The virtual processor.', '虚拟处理器。'),
  'vcpu.vendor': t(
    'What the guest’s CPUID says; left out, what `host` is, and `intel` for `pvm`.',
    '客户机的 CPUID 所说的厂商；不写则与 `host` 相同，`pvm` 则为 `intel`。',
  ),
  'vcpu.mcg_cap': t(
    'The argument of KVM_X86_SETUP_MCE, called before the first step. By default 10 banks, MCG_CTL_P and MCG_SER_P. With null the call is not made, and the vCPU keeps what it has from its creation: 32 banks and nothing else.',
    'KVM_X86_SETUP_MCE 的参数，在第一步之前调用。默认 10 个 bank、MCG_CTL_P 和 MCG_SER_P。写 null 则不调用，vCPU 保持创建时的样子：32 个 bank，别无其他。',
  ),
  'vcpu.idt': t(
    'The vectors that the guest’s IDT has a gate for; left out, it has all of them.',
    '客户机的 IDT 里有门的向量；不写则全都有。',
  ),
  'vcpu.single_step': t(
    'RFLAGS.TF is set when a step starts: the guest single-steps itself.',
    '每一步开始时置位 RFLAGS.TF：客户机单步执行自己。',
  ),
  'vcpu.real_mode': t(
    'The guest is in real mode: CR0.PE and EFER are clear, and exceptions go through the interrupt vector table. So there is no `idt`.',
    '客户机处于实模式：CR0.PE 和 EFER 清除，异常经由中断向量表。因此不能再有 `idt`。',
  ),
  'vcpu.cpuid': t(
    'CPUID features, by the kernel’s names without `X86_FEATURE_`, that the guest is offered besides those of the machine below, `+SPEC_CTRL`, or not offered, `-NX`. The host’s processor has what is added.',
    'CPUID 特性，用内核的名字、不带 `X86_FEATURE_`：在下文那台机器之外再提供的写 `+SPEC_CTRL`，不提供的写 `-NX`。加上的特性宿主机的处理器也有。',
  ),
  'vcpu.maxphyaddr': t(
    'The guest’s physical address width in bits; left out, 40, and 48 for `pvm`.',
    '客户机物理地址的位数；不写则为 40，`pvm` 为 48。',
  ),
  steps: t('What happens, in order.', '依次发生的事。'),
  results: t(
    'What a real kernel answered, in a recording. It is skipped when the scenario is run.',
    '记录里真实内核的回答。运行场景时跳过。',
  ),
};

/** By the operation, and by the operation and its field. */
export const stepWords: Readonly<Record<string, Text>> = {
  'guest.wrmsr': t('The guest executes WRMSR.', '客户机执行 WRMSR。'),
  'guest.rdmsr': t('The guest executes RDMSR.', '客户机执行 RDMSR。'),
  'guest.run': t(
    'The guest executes a harmless instruction, which shows what was pending.',
    '客户机执行一条无害的指令，看得出之前有什么在等着。',
  ),
  'guest.set_cr4_mce': t('The guest sets CR4.MCE, or clears it. At the start it is clear.', '客户机置位或清除 CR4.MCE。起初是清除的。'),
  'host.set_msr': t('User space calls KVM_SET_MSRS with one entry.', '用户态以一个表项调用 KVM_SET_MSRS。'),
  'host.get_msr': t('User space calls KVM_GET_MSRS with one entry.', '用户态以一个表项调用 KVM_GET_MSRS。'),
  'host.setup_mce': t('User space calls KVM_X86_SETUP_MCE.', '用户态调用 KVM_X86_SETUP_MCE。'),
  'host.set_mce': t('User space injects a machine check with KVM_X86_SET_MCE.', '用户态用 KVM_X86_SET_MCE 注入机器检查。'),
  'host.complete': t(
    'User space answers the exit for an MSR that is waiting, and enters the guest again. The result is that of the instruction. Without such an exit the line is an error.',
    '用户态回答正在等待的 MSR 退出，再次进入客户机；结果是那条指令的结果。若没有这样的退出，这一行就是错误。',
  ),
  msr: t('The number of the register.', '寄存器的编号。'),
  data: t('The value: EDX in its upper half, EAX in its lower.', '值：高半是 EDX，低半是 EAX。'),
  'host.set_msr.data': t('The value.', '值。'),
  via: t(
    'The access takes the instruction emulator, by way of the forced-emulation prefix; left out, it exits by itself.',
    '这次访问借强制模拟前缀走指令模拟器；不写则自行退出。',
  ),
  'guest.wrmsr.via': t(
    'How the write reaches KVM, where not by an exit of its own: `emulator`, by way of the forced-emulation prefix; `vm_entry`, by the list of a VMLAUNCH that the guest, itself a hypervisor, executes.',
    '这次写入不是自行退出时怎样到达 KVM：`emulator` 借强制模拟前缀走指令模拟器；`vm_entry` 由身为虚拟机监控器的客户机执行 VMLAUNCH 时的列表载入。',
  ),
  on: t('Set or cleared.', '置位还是清除。'),
  mcg_cap: t('The capabilities of the guest’s machine-check banks.', '客户机机器检查各 bank 的能力。'),
  bank: t('The bank.', 'bank 的编号。'),
  status: t('For MCi_STATUS.', '写入 MCi_STATUS。'),
  addr: t('For MCi_ADDR.', '写入 MCi_ADDR。'),
  misc: t('For MCi_MISC.', '写入 MCi_MISC。'),
  mcg_status: t('For MCG_STATUS.', '写入 MCG_STATUS。'),
  error: t(
    '`kvm_run.msr.error`: 0 to let the instruction be done, anything else for a #GP.',
    '`kvm_run.msr.error`：0 表示指令照做，其他值则是 #GP。',
  ),
  'host.complete.data': t(
    '`kvm_run.msr.data`: what RDMSR is to give. For WRMSR it says nothing.',
    '`kvm_run.msr.data`：让 RDMSR 得到的值。对 WRMSR 没有意义。',
  ),
};

/** The words of an operation's field: its own, or those that the field has everywhere. */
export const wordsOfStepField = (op: string, field: string): Text | undefined => stepWords[`${op}.${field}`] ?? stepWords[field];
