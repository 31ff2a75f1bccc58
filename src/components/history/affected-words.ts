// SPDX-License-Identifier: GPL-2.0-only
/** The words of the figure "is my kernel affected?". What the command line says as well stands in src/engine/affected/words.ts. */
import type { Lang, Text } from '../../site/lang.ts';

const both = (en: string, zh: string): Text => ({ en, 'zh-CN': zh });

const words = {
  figure: both('Is my kernel affected?', '我的内核受影响吗？'),
  label: both('A release, or what uname -r prints', '内核版本，或 uname -r 的输出'),
  before: both('Is ', '内核 '),
  after: both(' affected?', ' 受影响吗？'),
  examples: both('Or:', '或者：'),
  run: both('The engine, two bad writes', '引擎执行两次坏写入'),
  branch: both('Its branch', '所在的分支'),
  todo: both('To do', '怎么办'),
  since: both('The failure came with', '故障从何而来'),
  fixedBy: both('It is fixed by', '由谁修复'),
  cannotTell: both('cannot tell: the name does not say it', '判断不了：名字没有说'),
  why: both('Why not', '为什么'),
  name: both('What the name says', '名字说了什么'),
  unchanged: both('If nothing on this path was changed, it is as {release}', '如果这条路径上什么也没改，它就同 {release} 一样'),
  known: both('What is known', '已知的是'),
  instead: both('What to check instead', '改为检查'),
  changelog: both('The package’s changelog, for {commit}', '软件包的变更记录，找 {commit}'),
  source: both('The source that it was built from:', '构建所用的源码：'),
  behaviour: both(
    'The behaviour itself, in a guest that may be lost: WRMSR of 0x1 to 0x400 (MC0_CTL). A #GP in the guest: not affected. KVM_RUN failing with EPERM, which QEMU reports as “error: kvm run failed Operation not permitted”: affected.',
    '行为本身，在一台丢了也不要紧的客户机里：用 WRMSR 向 0x400（MC0_CTL）写 0x1。客户机得到 #GP：不受影响。KVM_RUN 以 EPERM 失败，QEMU 报“error: kvm run failed Operation not permitted”：受影响。',
  ),
  commits: both('The commits that the book knows, with ✓ where {name} has them', '本书所知的提交；{name} 有的打 ✓'),
  has: both('has', '有'),
  lacks: both('lacks', '没有'),
  ask: both('one of these three fails KVM_RUN. Which?', '这三个里有一个会让 KVM_RUN 失败，是哪一个？'),
  because: both(
    'The fix reached 5.10.137 by backport, and 5.19 only with 5.19.2. A higher number does not help.',
    '修复移植到了 5.10.137，而 5.19 直到 5.19.2 才有。版本号高不管用。',
  ),
} as const satisfies Readonly<Record<string, Text>>;

export const word = (name: keyof typeof words, lang: Lang): string => words[name][lang];
