// SPDX-License-Identifier: GPL-2.0-only
/** How a step of a scenario ended, in the words of the outcome row. Both languages in one place, one entry for each kind of end. */
import type { Step, StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { hex } from '../../trace/names.ts';
import type { Actor, Ending } from './film.ts';

type Both = Readonly<Record<Lang, string>>;
interface End {
  readonly actor: Actor;
  readonly alarm?: true;
  readonly name: Both | string;
  readonly title: Both | string;
  readonly text: Both;
  readonly source?: string;
}

const both = (en: string, zh: string): Both => ({ en, 'zh-CN': zh });

const exceptions: Readonly<Record<number, string>> = { 8: '#DF', 13: '#GP', 14: '#PF', 18: '#MC' };
const exceptionName = (vector: number): string => exceptions[vector] ?? `#${vector}`;

/** What strerror says, for the errno values that KVM_RUN can fail with here. */
const strerror: Readonly<Record<string, string>> = {
  EPERM: 'Operation not permitted',
  EINTR: 'Interrupted system call',
  EIO: 'Input/output error',
  E2BIG: 'Argument list too long',
  ENOMEM: 'Cannot allocate memory',
  EFAULT: 'Bad address',
  EINVAL: 'Invalid argument',
};

const failed = (errno: string): End => {
  const says = `error: kvm run failed ${strerror[errno] ?? errno}`;
  return {
    actor: 'user',
    alarm: true,
    name: errno,
    title: `KVM_RUN → \u22121, ${errno}`,
    text: both(
      `QEMU prints \`${says}\` and pauses the VM in run state internal-error. The guest never learns why.`,
      `QEMU 打印 \`${says}\` 并把虚拟机暂停在运行状态 internal-error。客户机永远不知道原因。`,
    ),
    source: 'QEMU 8.1.0 accel/kvm/kvm-all.c',
  };
};

function raised(vector: number, code: number | undefined, op: Step['op']): End {
  const name = `${exceptionName(vector)}${code === undefined ? '' : `(${code})`}`;
  const text =
    vector === 13 && op !== 'guest.run'
      ? both(
          `The exception is delivered at this ${op === 'guest.rdmsr' ? 'RDMSR' : 'WRMSR'}. KVM_RUN does not return for it; the guest’s own handler decides.`,
          `异常在这条 ${op === 'guest.rdmsr' ? 'RDMSR' : 'WRMSR'} 上投递。KVM_RUN 不因此返回，由客户机的处理程序决定。`,
        )
      : both('The guest’s own handler runs. KVM_RUN does not return for it.', '运行的是客户机自己的处理程序；KVM_RUN 不因此返回。');
  return { actor: 'guest', name, title: name, text };
}

function exits(r: Extract<StepResult, { outcome: 'exit' }>): End {
  if (r.reason === 'KVM_EXIT_SHUTDOWN')
    return {
      actor: 'user',
      alarm: true,
      name: both('shutdown', '停机'),
      title: 'KVM_RUN → 0, KVM_EXIT_SHUTDOWN',
      text: both('A triple fault. QEMU resets the VM and prints nothing.', '三重故障。QEMU 复位虚拟机，不打印任何东西。'),
      source: 'QEMU 8.1.0 accel/kvm/kvm-all.c',
    };
  if ('msr_reason' in r)
    return {
      actor: 'user',
      name: both('exit', '退出'),
      title: `KVM_RUN → 0, ${r.reason}`,
      text: both(
        `The exit’s reason is \`${r.msr_reason}\`. User space decides what becomes of the instruction, and enters the guest again.`,
        `退出的原因是 \`${r.msr_reason}\`。由用户态决定这条指令的结局，然后再次进入客户机。`,
      ),
    };
  return {
    actor: 'user',
    name: both('exit', '退出'),
    title: `KVM_RUN → 0, ${r.reason}`,
    text: both('KVM cannot go on with this guest; user space has to decide.', 'KVM 无法让这个客户机继续；由用户态决定。'),
  };
}

const calls: Readonly<Record<string, string>> = {
  'host.set_msr': 'KVM_SET_MSRS',
  'host.get_msr': 'KVM_GET_MSRS',
  'host.setup_mce': 'KVM_X86_SETUP_MCE',
  'host.set_mce': 'KVM_X86_SET_MCE',
};

function end(step: Step, r: StepResult): End {
  const call = calls[step.op];
  if (!('outcome' in r)) {
    const counted = step.op === 'host.set_msr' || step.op === 'host.get_msr';
    const value = r.data === undefined ? both('', '') : both(` The value is \`${hex(r.data)}\`.`, `值为 \`${hex(r.data)}\`。`);
    return {
      actor: 'user',
      name: String(r.ret),
      title: `${call ?? step.op} → ${r.ret}`,
      text: !counted
        ? both('Done.', '完成。')
        : r.ret === 0
          ? both(
              'No entry was handled: the register or its value was refused. The call itself does not fail.',
              '没有处理任何一项：寄存器或它的值被拒绝；调用本身并不失败。',
            )
          : both(`The one entry was handled.${value.en}`, `唯一的一项处理完毕。${value['zh-CN']}`),
    };
  }
  switch (r.outcome) {
    case 'errno':
      return call === undefined
        ? failed(r.errno)
        : { ...failed(r.errno), title: `${call} → \u22121, ${r.errno}`, text: both('The call fails.', '调用失败。') };
    case 'exception':
      return raised(r.vector, r.error_code, step.op);
    case 'exit':
      return exits(r);
    case 'ok': {
      const read = r.data === undefined ? undefined : hex(r.data);
      return {
        actor: 'guest',
        name: read ?? both('goes on', '继续'),
        title: read === undefined ? both('The guest goes on', '客户机继续运行') : both(`The guest reads ${read}`, `客户机读到 ${read}`),
        text: both(
          'The instruction is done; user space is not asked, and the next one follows.',
          '指令已完成；没有惊动用户态，接着执行下一条。',
        ),
      };
    }
    case 'vm_entry_failure':
      return {
        actor: 'guest',
        name: both('VM entry fails', 'VM 进入失败'),
        title: both('The guest’s own VM entry fails', '客户机自己的 VM 进入失败'),
        text: both(
          `It reads exit reason \`${hex(r.exit_reason)}\` and qualification \`${hex(r.exit_qualification)}\` from its VMCS, and goes on where it takes VM exits.`,
          `它从自己的 VMCS 读到退出原因 \`${hex(r.exit_reason)}\` 和限定信息 \`${hex(r.exit_qualification)}\`，然后在接收 VM 退出的地址继续运行。`,
        ),
      };
    case 'skipped':
      return {
        actor: 'user',
        name: both('not run', '不再运行'),
        title: both('The vCPU is not run any more', '这个 vCPU 不再运行'),
        text: both('It has shut down in an earlier step.', '它在更早的一步里已经停机。'),
      };
  }
}

const word = (t: Both | string, lang: Lang): string => (typeof t === 'string' ? t : t[lang]);

export function endingOf(step: Step, result: StepResult, lang: Lang): Ending {
  const e = end(step, result);
  return {
    actor: e.actor,
    alarm: e.alarm === true,
    name: word(e.name, lang),
    title: word(e.title, lang),
    text: e.text[lang],
    source: e.source ?? '',
  };
}
