// SPDX-License-Identifier: GPL-2.0-only
/** The forms in which a run can be taken away: the name of the file, and what is to know about it. */
import type { Lang, Text } from '../../site/lang.ts';

export const formats = ['ftrace', 'events', 'text', 'perfetto', 'c', 'json', 'command'] as const;
export type Format = (typeof formats)[number];

interface About {
  readonly name: Text;
  readonly file: string;
  readonly note: Text;
  /** What records the same on a real host. */
  readonly host?: string;
}

export const about: Readonly<Record<Format, About>> = {
  ftrace: {
    name: { en: 'function_graph', 'zh-CN': 'function_graph' },
    file: 'function_graph.txt',
    host: 'trace-cmd record -p function_graph -g kvm_arch_vcpu_ioctl_run -O funcgraph-retval -e kvm -F ./scenario && trace-cmd report',
    note: {
      en: 'On a host there are durations, interrupts and many more functions; those that the compiler inlined are missing, set_msr_mce perhaps among them. funcgraph-retval needs v6.5, and prints a number for functions that return nothing too: what the register happened to hold.',
      'zh-CN':
        '真机上会有耗时、中断和多得多的函数；被编译器内联的函数不出现，set_msr_mce 可能就在其中。funcgraph-retval 从 v6.5 起才有；对没有返回值的函数它也打印一个数，那只是寄存器里碰巧留下的值。',
    },
  },
  events: {
    name: { en: 'trace events', 'zh-CN': '跟踪事件' },
    file: 'events.txt',
    host: 'trace-cmd record -e kvm -F ./scenario && trace-cmd report',
    note: {
      en: 'On a host every line begins with task, processor and time, and events that are not about the access stand in between. Where the processor runs KVM’s guest without leaving it, no event tells of it.',
      'zh-CN': '真机上每行前面有任务、处理器和时间，其间还夹着与这次访问无关的事件。客户机在处理器上运行而没有退出时，没有事件记录它。',
    },
  },
  text: {
    name: { en: 'call tree', 'zh-CN': '调用树' },
    file: 'trace.txt',
    note: {
      en: 'Every modelled call with its arguments and what its number means. No tool of a host prints this: arguments are lost to the compiler.',
      'zh-CN': '每个建模的调用，带参数和返回值的含义。真机上没有工具打印得出：参数已被编译器优化掉。',
    },
  },
  perfetto: {
    name: { en: 'Perfetto', 'zh-CN': 'Perfetto' },
    file: 'trace.json',
    note: {
      en: 'Chrome JSON, which ui.perfetto.dev opens from your disk. A model has no clock: one event is one microsecond, and only the order means something.',
      'zh-CN': 'Chrome JSON，可以在 ui.perfetto.dev 里从本地打开。模型没有时钟：一个事件算一微秒，有意义的只有先后。',
    },
  },
  c: {
    name: { en: 'C program', 'zh-CN': 'C 程序' },
    file: 'scenario.c',
    host: 'cc -Wall -Wextra -Werror -o scenario scenario.c && ./scenario',
    note: {
      en: 'It needs /dev/kvm and the kernel’s headers, nothing else, and prints the result line. It meets the kernel of its host, not the one named here; module parameters have to be set there.',
      'zh-CN': '只需要 /dev/kvm 和内核头文件，打印结果行。它碰到的是宿主机自己的内核，而不是这里写的那个；模块参数要在那边设好。',
    },
  },
  json: {
    name: { en: 'scenario', 'zh-CN': '场景' },
    file: 'scenario.json',
    note: { en: 'One line, defaults left out: what every tool of this book reads.', 'zh-CN': '一行，省去缺省值：本书的所有工具都读它。' },
  },
  command: {
    name: { en: 'command', 'zh-CN': '命令' },
    file: 'trace.sh',
    note: { en: 'For a POSIX shell, in the project’s folder.', 'zh-CN': '在项目目录里用 POSIX shell 执行。' },
  },
};

export const nameOf = (format: Format, lang: Lang): string => about[format].name[lang];
