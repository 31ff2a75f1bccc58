// SPDX-License-Identifier: GPL-2.0-only
/** Words of the processor, and of virtualization as it does it. */
import { en, no, type Term, t } from './term.ts';

export const processorTerms: readonly Term[] = [
  {
    id: 'bank',
    name: t('bank', 'bank'),
    also: { en: ['banks'], 'zh-CN': [] },
    means: t(
      'A group of four registers in which one part of the processor reports its errors: CTL, STATUS, ADDR and MISC. MCG_CAP says how many a processor has.',
      '处理器的一个部件报告错误所用的一组四个寄存器：CTL、STATUS、ADDR、MISC。有多少组，由 MCG_CAP 说明。',
    ),
    page: 'mce-banks',
  },
  {
    id: 'cmci',
    name: t('CMCI', 'CMCI'),
    also: no,
    means: t(
      'Corrected machine-check interrupt: tells the system of errors that the processor has corrected. MCi_CTL2 switches it on for a bank.',
      '已纠正错误的机器检查中断：处理器纠正了错误之后通知系统。由 MCi_CTL2 为各个 bank 打开。',
    ),
    page: 'injection',
  },
  {
    id: 'cpuid',
    name: t('CPUID', 'CPUID'),
    also: no,
    means: t(
      'The instruction by which software asks the processor what it is and can do. KVM answers a guest from a table that user space has given it.',
      '软件询问处理器是什么、会什么所用的指令。KVM 按用户态给它的一张表回答客户机。',
    ),
  },
  {
    id: 'double-fault',
    name: t('double fault', '双重故障'),
    also: { en: ['#DF', 'double faults'], 'zh-CN': ['#DF'] },
    means: t(
      'Vector 8: an exception came up while another was being delivered, and the two together make this one. If it cannot be delivered either, that is a triple fault.',
      '8 号向量：投递一个异常时又出了另一个异常，两者合成这一个。如果连它也投递不了，就是三重故障。',
    ),
    page: 'gp',
  },
  {
    id: 'exception',
    name: t('exception', '异常'),
    also: no,
    quiet: true,
    means: t(
      'What the processor raises when an instruction cannot be done as it stands. The system’s handler for its vector takes over; some push an error code.',
      '指令无法照做时处理器引发的事件。系统为该向量登记的处理程序接手，有些异常还会压入错误码。',
    ),
    page: 'gp',
  },
  {
    id: 'gp',
    name: t('general protection', '一般保护异常'),
    also: { en: ['#GP'], 'zh-CN': ['#GP'] },
    means: t(
      'Vector 13, #GP, with an error code. It is what a processor answers to a WRMSR that it does not accept, and what a guest expects.',
      '13 号向量 #GP，带错误码。处理器不接受一次 WRMSR 时就这样回答，客户机预期的也是它。',
    ),
    page: 'gp',
  },
  {
    id: 'hwcr',
    name: t('HWCR', 'HWCR'),
    also: en('McStatusWrEn'),
    means: t(
      'AMD’s hardware configuration register, 0xc0010015. Its bit 18, McStatusWrEn, allows software to write any value to MCi_STATUS.',
      'AMD 的硬件配置寄存器，0xc0010015。它的第 18 位 McStatusWrEn 允许软件向 MCi_STATUS 写任何值。',
    ),
    page: 'mce-banks',
  },
  {
    id: 'idt',
    name: t('IDT', 'IDT'),
    also: en('interrupt descriptor table'),
    means: t(
      'The table in memory that holds, for each vector, where its handler begins. An exception without a usable entry cannot be delivered.',
      '内存里的一张表，记着每个向量的处理程序从哪里开始。没有可用的表项，异常就投递不了。',
    ),
    page: 'gp',
  },
  {
    id: 'lmce',
    name: t('LMCE', 'LMCE'),
    also: { en: ['local machine check', 'local machine checks'], 'zh-CN': ['本地机器检查'] },
    means: t(
      'Local machine-check exception: a machine check that goes to one logical processor only. The guest switches it on with MCG_EXT_CTL.',
      '本地机器检查异常：只交给一个逻辑处理器的机器检查。客户机用 MCG_EXT_CTL 打开。',
    ),
    page: 'set-msr',
  },
  {
    id: 'machine-check',
    name: t('machine check', '机器检查'),
    also: { en: ['machine checks', 'machine-check', '#MC'], 'zh-CN': ['#MC'] },
    means: t(
      'The processor’s report of a hardware fault: it writes what it knows into a bank, and raises vector 18, #MC, where the error calls for it.',
      '处理器对硬件故障的报告：把所知写进一个 bank，必要时引发 18 号异常 #MC。',
    ),
    page: 'mce-banks',
  },
  {
    id: 'mci-ctl',
    name: t('MCi_CTL', 'MCi_CTL'),
    also: no,
    means: t(
      'The control register of bank i: one bit for each kind of error that it shall report. KVM takes 0 and all ones, give or take a bit.',
      'bank i 的控制寄存器：要报告的每种错误各占一位。KVM 只接受 0 和全 1，个别位可以例外。',
    ),
    page: 'mce-banks',
  },
  {
    id: 'mci-status',
    name: t('MCi_STATUS', 'MCi_STATUS'),
    also: no,
    means: t(
      'The status register of bank i: what error it has seen. Software clears it by writing 0.',
      'bank i 的状态寄存器：见到了什么错误。软件写 0 来清除它。',
    ),
    page: 'mce-banks',
  },
  {
    id: 'msr',
    name: t('model-specific register', '模型特定寄存器'),
    also: { en: ['model-specific registers', 'MSRs', 'MSR'], 'zh-CN': ['MSR'] },
    means: t(
      'A register of the processor with a number of 32 bits and a value of 64. RDMSR reads it, WRMSR writes it, in the most privileged mode only.',
      '处理器里以 32 位编号、存 64 位值的寄存器。用 RDMSR 读、WRMSR 写，只有最高特权级可以。',
    ),
    page: 'msrs',
  },
  {
    id: 'msr-bitmap',
    name: t('MSR bitmap', 'MSR 位图'),
    also: en('MSR bitmaps', 'MSR permission map'),
    means: t(
      'A page of bits that tells the processor which MSR accesses of the guest shall exit. An access that does not exit never reaches KVM.',
      '一块内存，每一位告诉处理器：客户机的哪些 MSR 访问要退出。不退出的访问到不了 KVM。',
    ),
    page: 'exit',
  },
  {
    id: 'mtrr',
    name: t('MTRR', 'MTRR'),
    also: en('MTRRs'),
    means: t(
      'A register that says how a range of physical memory may be cached. Their numbers lie from 0x200 on.',
      '说明一段物理内存怎样缓存的寄存器，编号从 0x200 开始。',
    ),
    page: 'msrs',
  },
  {
    id: 'nested',
    name: t('nested virtualization', '嵌套虚拟化'),
    also: { en: ['nested guest', 'nested VM entry'], 'zh-CN': [] },
    means: t(
      'A guest that runs guests of its own, with KVM playing the processor for it.',
      '客户机里再运行客户机，由 KVM 替它扮演处理器。',
    ),
    page: 'emulator',
  },
  {
    id: 'triple-fault',
    name: t('triple fault', '三重故障'),
    also: en('triple faults'),
    means: t(
      'A double fault that cannot be delivered. The processor gives up: KVM_RUN returns with KVM_EXIT_SHUTDOWN, and most VMMs reset the machine or end.',
      '无法投递的双重故障。处理器就此放弃：KVM_RUN 以 KVM_EXIT_SHUTDOWN 返回，多数虚拟机监控器会复位机器或者退出。',
    ),
    page: 'gp',
  },
  {
    id: 'ucna',
    name: t('UCNA', 'UCNA'),
    also: no,
    means: t(
      'Uncorrected, no action required: an error that is reported but harms no one yet.',
      '未纠正但无需处理的错误：报告了，但还没有伤到谁。',
    ),
    page: 'injection',
  },
  {
    id: 'vm-exit',
    name: t('VM exit', 'VM 退出'),
    also: { en: ['VM exits', 'VM-exit'], 'zh-CN': ['VM-exit'] },
    means: t(
      'The processor stops running the guest and goes on in the host’s kernel, with the reason written down. The opposite is a VM entry.',
      '处理器停下客户机，转到宿主机内核继续运行，并记下原因。反过来是 VM 进入。',
    ),
    page: 'exit',
  },
  {
    id: 'vmx-svm',
    name: t('VMX, SVM', 'VMX、SVM'),
    also: { en: ['VMX', 'SVM'], 'zh-CN': ['VMX', 'SVM'] },
    means: t(
      'The processors’ support for virtual machines: Intel’s is VMX, AMD’s SVM.',
      '处理器对虚拟机的支持：Intel 的叫 VMX，AMD 的叫 SVM。',
    ),
    page: 'exit',
  },
  {
    id: 'x2apic',
    name: t('x2APIC', 'x2APIC'),
    also: no,
    means: t(
      'The mode of the local interrupt controller in which its registers are MSRs, 0x800 to 0x8ff.',
      '本地中断控制器的一种模式，它的寄存器成为 MSR，编号 0x800 到 0x8ff。',
    ),
    page: 'set-msr',
  },
];
