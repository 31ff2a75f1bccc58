// SPDX-License-Identifier: GPL-2.0-only
/** Every word of the figure that is not about one particular run. Both languages side by side, so that neither can lack one. */
import type { Lang, Text } from '../../site/lang.ts';
import type { Act } from './keys.ts';

const words = {
  guest: { en: 'guest', 'zh-CN': '客户机' },
  kernel: { en: 'kernel', 'zh-CN': '内核' },
  user: { en: 'user space', 'zh-CN': '用户态' },

  caption: { en: 'One access, statement by statement.', 'zh-CN': '一次访问，逐句看。' },
  captionMore: {
    en: 'The line sinks with every call; the dotted line is the other fate.',
    'zh-CN': '每多一层调用，线就下沉一级；虚线是另一种结局。',
  },
  figure: { en: 'Trace stepper', 'zh-CN': '逐步执行图' },

  asText: { en: 'as text', 'zh-CN': '文字版' },
  copyLink: { en: 'copy link', 'zh-CN': '复制链接' },
  copyJson: { en: 'copy JSON', 'zh-CN': '复制 JSON' },
  copyCommand: { en: 'copy command', 'zh-CN': '复制命令' },
  copied: { en: 'copied', 'zh-CN': '已复制' },
  notCopied: { en: 'the browser did not let it be copied; here it is:', 'zh-CN': '浏览器不允许复制，内容在此：' },
  reset: { en: 'as printed', 'zh-CN': '恢复原样' },

  without: { en: 'without', 'zh-CN': '没有' },
  having: { en: 'with', 'zh-CN': '有' },
  both: { en: 'both', 'zh-CN': '并排' },
  which: { en: 'Kernel without the commit, with it, or both', 'zh-CN': '没有这个提交的内核、有它的内核，或两者' },

  labelKernel: { en: 'Kernel release', 'zh-CN': '内核版本' },
  labelFix: { en: 'Commit', 'zh-CN': '提交' },
  labelHost: { en: 'Vendor module', 'zh-CN': '厂商模块' },
  labelBanks: { en: 'Number of banks', 'zh-CN': 'bank 数' },
  labelCap: { en: 'mcg_cap', 'zh-CN': 'mcg_cap' },
  labelAsk: { en: 'MSR exits that user space asks for', 'zh-CN': '用户态要求的 MSR 退出' },
  labelOp: { en: 'Instruction', 'zh-CN': '指令' },
  labelMsr: { en: 'MSR number', 'zh-CN': 'MSR 编号' },
  labelData: { en: 'Value', 'zh-CN': '值' },
  labelUsual: { en: 'Usual values', 'zh-CN': '常用值' },
  labelRegister: { en: 'Register', 'zh-CN': '寄存器' },
  labelBank: { en: 'Bank', 'zh-CN': 'bank' },
  noExits: { en: 'no MSR exits', 'zh-CN': '不要求 MSR 退出' },
  otherRegister: { en: 'another register', 'zh-CN': '别的寄存器' },
  ones: { en: 'all ones', 'zh-CN': '全 1' },
  onesBut10: { en: 'all ones but bit 10', 'zh-CN': '除第 10 位外全 1' },
  onesBut0: { en: 'all ones but bit 0', 'zh-CN': '除第 0 位外全 1' },
  besides: { en: 'Besides:', 'zh-CN': '另外：' },
  first: { en: 'First:', 'zh-CN': '在此之前：' },

  noDifference: { en: 'On this access it makes no difference.', 'zh-CN': '对这次访问，它没有带来任何不同。' },
  stale: { en: 'Not run. Shown is the last run that worked.', 'zh-CN': '没有运行；显示的是上一次成功的运行。' },
  loading: { en: 'The engine is being loaded…', 'zh-CN': '正在加载引擎…' },
  noEngine: { en: 'The engine could not be loaded. Reload the page to edit.', 'zh-CN': '引擎没有加载成功。重新加载页面后再编辑。' },

  linkBad: {
    en: 'The link to this figure is damaged, so it shows what is printed here.',
    'zh-CN': '指向本图的链接已损坏，图上显示的是印出来的内容。',
  },
  linkVersion: {
    en: 'The link was made by a newer edition of this book; the figure shows what is printed here.',
    'zh-CN': '链接出自本书更新的版本；图上显示的是印出来的内容。',
  },
  linkScenario: { en: 'The scenario in the link cannot be run:', 'zh-CN': '链接里的场景不能运行：' },
  linkStep: { en: 'The step that the link names does not exist in this run.', 'zh-CN': '链接所指的步骤在这次运行里不存在。' },
  linkWant: { en: 'When the link was made, the result was another one.', 'zh-CN': '链接制作时，结果与现在不同。' },

  step: { en: 'Step', 'zh-CN': '步骤' },
  path: { en: 'Calls under way', 'zh-CN': '进行中的调用' },
  move: { en: 'By statement', 'zh-CN': '按语句移动' },
  moveFar: { en: 'By function, by change', 'zh-CN': '按函数、按变化移动' },

  quoted: { en: 'quoted from the note', 'zh-CN': '引自笔记' },
  own: { en: 'the engine’s own text', 'zh-CN': '引擎自己的文字' },
  guestCode: { en: 'the guest’s code', 'zh-CN': '客户机的代码' },
  userCode: { en: 'the VMM’s call', 'zh-CN': '虚拟机监控器的调用' },
  calledFrom: { en: 'called from', 'zh-CN': '调用自' },
  inTheEnd: { en: 'in the end from', 'zh-CN': '最终来自' },
  parts: { en: 'This condition', 'zh-CN': '这个条件' },
  notReached: { en: 'not reached', 'zh-CN': '没走到' },
  executed: { en: 'executed', 'zh-CN': '已执行' },
  skipped: { en: 'skipped', 'zh-CN': '跳过' },
  current: { en: 'current', 'zh-CN': '当前' },
  source: { en: 'Source', 'zh-CN': '源码' },

  stateAfter: { en: 'State after this step', 'zh-CN': '此步之后的状态' },
  guestRegisters: { en: 'Guest registers', 'zh-CN': '客户机寄存器' },
  vcpu: { en: 'vCPU', 'zh-CN': 'vCPU' },
  thisKernel: { en: 'This kernel', 'zh-CN': '这个内核' },
  vm: { en: 'VM', 'zh-CN': '虚拟机' },
  bank: { en: 'Bank {n} of {all}', 'zh-CN': 'bank {n}（共 {all} 个）' },
  bankOnly: { en: 'Bank {n}', 'zh-CN': 'bank {n}' },
  vmcs: { en: 'VMCS', 'zh-CN': 'VMCS' },
  vmcb: { en: 'VMCB', 'zh-CN': 'VMCB' },
  run: { en: 'kvm_run', 'zh-CN': 'kvm_run' },
  locals: { en: 'Local values', 'zh-CN': '局部值' },
  returned: { en: 'The number on its way up', 'zh-CN': '这个数往上走' },
  unchanged: { en: '{n} more, unchanged', 'zh-CN': '另有 {n} 项，未变' },
  goSet: { en: 'Go to the step that set {name}', 'zh-CN': '回到设定 {name} 的那一步' },
  traced: { en: 'trace-cmd would print', 'zh-CN': 'trace-cmd 会打印' },
  untraced: {
    en: 'No kvm_msr line: the refused write leaves no such event.',
    'zh-CN': '没有 kvm_msr 这一行：被拒绝的写入不留下这个事件。',
  },

  recorded: { en: 'Recorded', 'zh-CN': '真机记录' },
  recordedNot: { en: 'Not recorded for this access: the engine alone says so.', 'zh-CN': '这次访问没有真机记录，只有引擎的说法。' },
  recordedOther: { en: 'Recorded otherwise on', 'zh-CN': '真机记录不同：' },
  engine: { en: 'Engine', 'zh-CN': '引擎' },
  software: { en: 'a software back end', 'zh-CN': '一个软件后端' },
  readIn: { en: 'Read in', 'zh-CN': '出处' },

  numbers: { en: 'One number, read at each level.', 'zh-CN': '一个数，每层各有读法。' },
  textCommon: { en: 'Both kernels', 'zh-CN': '两个内核相同的部分' },
  textThen: { en: '{kernel}, from there on', 'zh-CN': '{kernel}，此后' },
  textSame: { en: 'The two kernels take the same steps.', 'zh-CN': '两个内核的步骤完全相同。' },
  finalState: { en: 'State at the end, {kernel}', 'zh-CN': '{kernel}：最后的状态' },

  keys: { en: 'keys', 'zh-CN': '按键' },
  keysTitle: { en: 'Keys, while the figure has the focus', 'zh-CN': '按键（焦点在图上时）' },
  singles: { en: 'single-letter keys', 'zh-CN': '单字母按键' },
  close: { en: 'close', 'zh-CN': '关闭' },

  predict: { en: 'predict first', 'zh-CN': '先猜' },
  predictAsk: { en: 'How does it end, on {kernel}?', 'zh-CN': '在 {kernel} 上，它怎样结束？' },
  predictShow: { en: 'show me', 'zh-CN': '直接看' },
  predictRight: { en: 'So it is.', 'zh-CN': '正是。' },
  predictWrong: { en: 'Not so: see the step that decides.', 'zh-CN': '并非如此：看做出判断的那一步。' },
  predictDecides: { en: 'The step that decides:', 'zh-CN': '做出判断的那一步：' },
} as const satisfies Record<string, Text>;

export type WordName = keyof typeof words;
export const word = (name: WordName, lang: Lang): string => words[name][lang];
/** With `{name}` replaced. */
export const fill = (name: WordName, lang: Lang, values: Readonly<Record<string, string | number>>): string =>
  words[name][lang].replace(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''));

const acts: Readonly<Record<Act, Text>> = {
  first: { en: 'first step, last step', 'zh-CN': '第一步、最后一步' },
  last: { en: 'last step', 'zh-CN': '最后一步' },
  back: { en: 'one statement back', 'zh-CN': '后退一句' },
  forward: { en: 'one statement back, forward', 'zh-CN': '后退、前进一句' },
  into: { en: 'into the call', 'zh-CN': '进入调用' },
  out: { en: 'out of the function', 'zh-CN': '走出函数' },
  over: { en: 'the same, over calls', 'zh-CN': '同上，越过调用' },
  overBack: { en: 'back over calls', 'zh-CN': '越过调用后退' },
  change: { en: 'previous, next change of state', 'zh-CN': '上一次、下一次状态变化' },
  changeBack: { en: 'previous change of state', 'zh-CN': '上一次状态变化' },
  difference: { en: 'next difference between the kernels', 'zh-CN': '两个内核的下一处不同' },
  help: { en: 'this list', 'zh-CN': '本表' },
  leave: { en: 'leave the figure', 'zh-CN': '离开本图' },
};
export const actWord = (act: Act, lang: Lang): string => acts[act][lang];

/** The moves as buttons: a short name, and what it does. */
const buttons = {
  first: { short: { en: '|‹', 'zh-CN': '|‹' }, long: { en: 'First step', 'zh-CN': '第一步' } },
  back: { short: { en: '‹', 'zh-CN': '‹' }, long: { en: 'One statement back', 'zh-CN': '后退一句' } },
  forward: { short: { en: '›', 'zh-CN': '›' }, long: { en: 'One statement forward', 'zh-CN': '前进一句' } },
  last: { short: { en: '›|', 'zh-CN': '›|' }, long: { en: 'Last step', 'zh-CN': '最后一步' } },
  into: { short: { en: 'into', 'zh-CN': '进入' }, long: { en: 'Into the call', 'zh-CN': '进入调用' } },
  over: { short: { en: 'over', 'zh-CN': '越过' }, long: { en: 'Over the call', 'zh-CN': '越过调用' } },
  out: { short: { en: 'out', 'zh-CN': '走出' }, long: { en: 'Out of the function', 'zh-CN': '走出函数' } },
  changeBack: { short: { en: '‹ change', 'zh-CN': '‹ 变化' }, long: { en: 'Previous change of state', 'zh-CN': '上一次状态变化' } },
  change: { short: { en: 'change ›', 'zh-CN': '变化 ›' }, long: { en: 'Next change of state', 'zh-CN': '下一次状态变化' } },
  difference: {
    short: { en: 'difference ›', 'zh-CN': '不同 ›' },
    long: { en: 'Next difference between the kernels', 'zh-CN': '两个内核的下一处不同' },
  },
} as const;
export type ButtonName = keyof typeof buttons;
export const button = (name: ButtonName, lang: Lang): { readonly short: string; readonly long: string } => ({
  short: buttons[name].short[lang],
  long: buttons[name].long[lang],
});
