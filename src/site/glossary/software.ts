// SPDX-License-Identifier: GPL-2.0-only
/** Words of the kernel, of user space, and of this book. */
import { en, no, type Term, t } from './term.ts';

export const softwareTerms: readonly Term[] = [
  {
    id: 'backport',
    name: t('backport', '移植'),
    also: en('backports', 'backported'),
    means: t('A commit of the mainline kernel taken into the branch of an older release.', '把主线内核的提交收进较早版本的分支。'),
    page: 'history',
  },
  {
    id: 'emulator',
    name: t('instruction emulator', '指令模拟器'),
    also: en('the emulator'),
    means: t(
      'The part of KVM that decodes and executes a guest’s instruction in software. Most WRMSRs do not need it: their exit says enough.',
      'KVM 里用软件解码并执行客户机指令的部分。多数 WRMSR 用不着它：退出本身说的已经够了。',
    ),
    page: 'emulator',
  },
  {
    id: 'eperm',
    name: t('EPERM', 'EPERM'),
    also: no,
    quiet: true,
    means: t(
      'The error number 1, “operation not permitted”. An ioctl that fails with it returns −1 to its caller and leaves the number in errno; inside the kernel it is the return value −1.',
      '错误号 1，“操作不允许”。以它失败的 ioctl 向调用者返回 −1，把错误号留在 errno 里；在内核里面，它就是返回值 −1。',
    ),
    page: 'userspace',
  },
  {
    id: 'fastpath',
    name: t('fast path', '快速路径'),
    also: en('fastpath', 'fast paths'),
    means: t(
      'What KVM does about an exit at once, with interrupts still off, before the general handlers. For WRMSR it is there for a few registers only.',
      'KVM 在中断还关着的时候、通用处理函数之前，当场处理退出的办法。对 WRMSR 来说只管少数几个寄存器。',
    ),
    page: 'exit',
  },
  {
    id: 'feature-msr',
    name: t('feature MSR', '特性 MSR'),
    also: en('feature MSRs'),
    means: t(
      'A register that says what the processor offers, as CPUID does. User space may set it until the vCPU has run.',
      '像 CPUID 一样说明处理器能提供什么的寄存器。vCPU 运行之前，用户态可以设置它。',
    ),
    page: 'host-writes',
  },
  {
    id: 'guest',
    name: t('guest', '客户机'),
    also: no,
    quiet: true,
    means: t(
      'The machine that runs inside: its processor is real most of the time, its devices never.',
      '运行在里面的那台机器：它的处理器大部分时间是真的，设备则从来不是。',
    ),
  },
  {
    id: 'host',
    name: t('host', '宿主机'),
    also: no,
    quiet: true,
    means: t('The machine that a guest runs on, with the kernel that has KVM in it.', '客户机所在的机器，它的内核里有 KVM。'),
  },
  {
    id: 'host-initiated',
    name: t('host-initiated', '宿主机发起'),
    also: { en: ['host write', 'host writes'], 'zh-CN': ['宿主机写入'] },
    means: t(
      'An access to a guest’s register that user space makes, with KVM_SET_MSRS or KVM_GET_MSRS. Some checks are for the guest only.',
      '用户态用 KVM_SET_MSRS 或 KVM_GET_MSRS 访问客户机的寄存器。有些检查只针对客户机。',
    ),
    page: 'host-writes',
  },
  {
    id: 'ignore-msrs',
    name: t('ignore_msrs', 'ignore_msrs'),
    also: no,
    quiet: true,
    means: t(
      'A parameter of the module kvm. When it is on, accesses to registers that KVM does not know succeed: a write is dropped, a read gives 0.',
      '模块 kvm 的参数。打开之后，对 KVM 不认识的寄存器的访问都算成功：写入被丢弃，读取得到 0。',
    ),
    page: 'set-msr',
  },
  {
    id: 'injection',
    name: t('injection', '注入'),
    also: { en: ['injects', 'injected'], 'zh-CN': [] },
    means: t(
      'Making a guest take an event when it is entered: KVM writes it down for the processor, and the processor delivers it as if it had come up by itself.',
      '让客户机在进入时接到一个事件：KVM 给处理器写好，处理器就像事件自己发生一样投递它。',
    ),
    page: 'gp',
  },
  {
    id: 'ioctl',
    name: t('ioctl', 'ioctl'),
    also: en('ioctls'),
    means: t(
      'A system call on an open file that asks its driver for something special. All of KVM is used by ioctls.',
      '对打开的文件发出的系统调用，请驱动程序做特定的事。KVM 的全部功能都经由 ioctl 使用。',
    ),
    page: 'userspace',
  },
  {
    id: 'kvm-run',
    name: t('KVM_RUN', 'KVM_RUN'),
    also: no,
    means: t(
      'The ioctl that runs a vCPU. It returns when user space has something to do, or fails with an error number.',
      '运行 vCPU 的 ioctl。等到用户态有事要做时返回，或者带着错误号失败。',
    ),
    page: 'userspace',
  },
  {
    id: 'mainline',
    name: t('mainline', '主线'),
    also: no,
    means: t(
      'The kernel’s main development branch. Its releases are v5.18, v5.19, v6.0 and so on.',
      '内核的主要开发分支，发布的版本是 v5.18、v5.19、v6.0 等等。',
    ),
    page: 'history',
  },
  {
    id: 'migration',
    name: t('migration', '迁移'),
    also: { en: ['migrates', 'migrated'], 'zh-CN': [] },
    means: t(
      'Moving a running guest to another host. Its registers are read on the one side and written on the other.',
      '把运行中的客户机搬到另一台宿主机：在一边读出寄存器，在另一边写进去。',
    ),
    page: 'host-writes',
  },
  {
    id: 'module-parameter',
    name: t('module parameter', '模块参数'),
    also: en('module parameters'),
    means: t(
      'A setting of a kernel module, given when it is loaded or written below /sys/module.',
      '内核模块的设置，装载时给出，或者写到 /sys/module 之下。',
    ),
    page: 'set-msr',
  },
  {
    id: 'msr-exit',
    name: t('MSR exit', 'MSR 退出'),
    also: en('MSR exits'),
    means: t(
      'KVM_EXIT_X86_WRMSR or KVM_EXIT_X86_RDMSR: KVM_RUN returns and lets user space decide about an access. User space must have asked for it.',
      'KVM_EXIT_X86_WRMSR 或 KVM_EXIT_X86_RDMSR：KVM_RUN 返回，由用户态决定这次访问。前提是用户态事先要求过。',
    ),
    page: 'msr-exits',
  },
  {
    id: 'msr-filter',
    name: t('MSR filter', 'MSR 过滤器'),
    also: { en: ['MSR filters'], 'zh-CN': [] },
    means: t(
      'Ranges of registers, given with KVM_X86_SET_MSR_FILTER, that the guest may or may not read and write.',
      '用 KVM_X86_SET_MSR_FILTER 给出的寄存器范围，规定客户机可以读写哪些、不可以读写哪些。',
    ),
    page: 'set-msr',
  },
  {
    id: 'recording',
    name: t('recording', '记录'),
    also: no,
    quiet: true,
    means: t(
      'What a real kernel answered to a scenario, kept with the project. The engine is held to it.',
      '真实内核对一个场景的回答，随项目保存，用来检验引擎。',
    ),
    page: 'conformance',
  },
  {
    id: 'scenario',
    name: t('scenario', '场景'),
    also: no,
    quiet: true,
    means: t(
      'A machine and the steps that happen to it, as one JSON object: what the engine takes.',
      '一台机器以及依次发生在它身上的事，写成一个 JSON 对象，是引擎的输入。',
    ),
    page: 'scenario-format',
  },
  {
    id: 'stable',
    name: t('stable release', '稳定版'),
    also: en('stable releases', 'stable branch', 'stable branches'),
    means: t(
      'A later version of a release with fixes taken over from the mainline: v5.18.18 is the eighteenth of v5.18.',
      '某个版本收进主线的修复之后再发布的版本：v5.18.18 是 v5.18 的第十八个。',
    ),
    page: 'history',
  },
  {
    id: 'tracepoint',
    name: t('tracepoint', '跟踪点'),
    also: en('tracepoints', 'trace event', 'trace events'),
    means: t(
      'A place in the kernel that reports what passes it, when someone listens. kvm_exit, kvm_msr and kvm_entry are those of this path.',
      '内核里的一处位置，有人在听时就报告经过它的事。本书的路径上有 kvm_exit、kvm_msr 和 kvm_entry。',
    ),
    page: 'exit',
  },
  {
    id: 'user-space',
    name: t('user space', '用户态'),
    also: no,
    quiet: true,
    means: t('Where ordinary programs run, outside the kernel. Here: the VMM.', '内核之外、普通程序运行的地方。在本书里就是虚拟机监控器。'),
    page: 'userspace',
  },
  {
    id: 'vcpu',
    name: t('vCPU', 'vCPU'),
    also: en('vCPUs'),
    means: t(
      'A virtual processor of a guest. The VMM runs each in a thread of its own, by KVM_RUN.',
      '客户机的虚拟处理器。虚拟机监控器各用一个线程，以 KVM_RUN 运行它。',
    ),
    page: 'userspace',
  },
  {
    id: 'vendor-module',
    name: t('vendor module', '厂商模块'),
    also: en('vendor modules', 'vendor hook'),
    means: t(
      'kvm_intel or kvm_amd: the part of KVM that drives VMX or SVM. What both share is in the module kvm.',
      'kvm_intel 或 kvm_amd：KVM 里驱动 VMX 或 SVM 的部分。两者共用的在模块 kvm 里。',
    ),
    page: 'exit',
  },
  {
    id: 'vmm',
    name: t('VMM', '虚拟机监控器'),
    also: { en: ['virtual machine monitor', 'VMMs'], 'zh-CN': ['VMM'] },
    means: t(
      'Virtual machine monitor: the program in user space that sets a guest up, runs its vCPUs and plays its devices. QEMU is one, Firecracker another.',
      '用户态里建立客户机、运行它的 vCPU、扮演它的设备的程序。QEMU 是一个，Firecracker 也是一个。',
    ),
    page: 'userspace',
  },
];
