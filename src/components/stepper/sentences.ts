// SPDX-License-Identifier: GPL-2.0-only
/**
 * One sentence for each step, in both languages. General ones by the kind of event; special ones, by function and statement, where the
 * path turns. Both languages stand in one place, so that neither can lack a case.
 */
import { type GuestEvent, type PatchId, patches, patchIds, type Step as ScenarioStep, type StepResult } from '../../engine/index.ts';
import { meaning } from '../../trace/meaning.ts';
import { displayInt, formatValue, hex, msrText } from '../../trace/names.ts';
import type { DisplayStep, KernelStep } from '../../trace/steps.ts';
import type { Named } from '../../trace/types.ts';

type Lang = 'en' | 'zh-CN';
type Both = Readonly<Record<Lang, string>>;
const both = (en: string, zh: string): Both => ({ en, 'zh-CN': zh });

const shown = (v: Named): string => `${v.name} = ${formatValue(v.name, v.value)}`;
const value = (step: KernelStep, name: string): string => {
  const v = [...step.sets, ...step.locals].findLast((l) => l.name === name);
  return v === undefined ? '' : formatValue(name, v.value);
};
const msrOf = (step: KernelStep, name: string): number => {
  const v = [...step.sets, ...step.locals].findLast((l) => l.name === name)?.value;
  return typeof v === 'number' ? v : 0;
};

const vectors: Readonly<Record<number, string>> = { 8: '#DF', 13: '#GP', 14: '#PF', 18: '#MC' };
const exception = (vector: number, code: number | undefined): string =>
  `${vectors[vector] ?? `#${vector}`}${code === undefined ? '' : `(${code})`}`;

function guest(e: GuestEvent): Both {
  switch (e.kind) {
    case 'executes': {
      const what = e.instruction.toUpperCase();
      if (e.instruction === 'wrmsr')
        return both(
          `The guest executes WRMSR: register ${msrText(e.ecx)}, value ${hex(e.data)}.`,
          `客户机执行 WRMSR：寄存器 ${msrText(e.ecx, '（', '）')}，值 ${hex(e.data)}。`,
        );
      if (e.instruction === 'rdmsr')
        return both(`The guest executes RDMSR: register ${msrText(e.ecx)}.`, `客户机执行 RDMSR：寄存器 ${msrText(e.ecx, '（', '）')}。`);
      if (e.instruction === 'forced wrmsr' || e.instruction === 'forced rdmsr') {
        const plain = e.instruction.slice('forced '.length).toUpperCase();
        return both(
          `The guest executes ${plain} behind the forced-emulation prefix, whose UD2 leaves the guest.`,
          `客户机执行带强制模拟前缀的 ${plain}，前缀里的 UD2 使它退出。`,
        );
      }
      return both(`The guest executes ${what}.`, `客户机执行 ${what}。`);
    }
    case 'takes':
      return both(
        `The guest takes ${exception(e.vector, e.error_code)} through its IDT, at the instruction that caused it; its own handler goes on.`,
        `客户机经由自己的 IDT 收到 ${exception(e.vector, e.error_code)}，停在引起它的那条指令上；接下来由它自己的处理程序负责。`,
      );
    case 'triple fault':
      return both(
        `Neither ${exception(e.vector, undefined)} nor the double fault that comes of it finds a handler: a triple fault.`,
        `${exception(e.vector, undefined)} 没有处理程序，由此而来的双重故障也没有：三重故障。`,
      );
    case 'VM entry fails':
      return both(
        `The guest, itself a hypervisor, is back: its VM entry failed with exit reason ${hex(e.exit_reason)}, qualification ${hex(e.exit_qualification)}.`,
        `客户机自己就是虚拟机监控器，现在回到它手里：它的 VM 进入失败，退出原因 ${hex(e.exit_reason)}，限定信息 ${hex(e.exit_qualification)}。`,
      );
    case 'goes on':
      return both('The instruction is behind the guest; it goes on with the next.', '这条指令已经过去，客户机继续执行下一条。');
  }
}

function userDoes(s: ScenarioStep): Both {
  switch (s.op) {
    case 'host.set_msr':
      return both(
        `User space calls KVM_SET_MSRS: register ${msrText(s.msr)}, value ${hex(s.data)}.`,
        `用户态调用 KVM_SET_MSRS：寄存器 ${msrText(s.msr, '（', '）')}，值 ${hex(s.data)}。`,
      );
    case 'host.get_msr':
      return both(
        `User space calls KVM_GET_MSRS for register ${msrText(s.msr)}.`,
        `用户态调用 KVM_GET_MSRS，读寄存器 ${msrText(s.msr, '（', '）')}。`,
      );
    case 'host.setup_mce':
      return both(
        `User space calls KVM_X86_SETUP_MCE with mcg_cap ${hex(s.mcg_cap)}.`,
        `用户态调用 KVM_X86_SETUP_MCE，mcg_cap 为 ${hex(s.mcg_cap)}。`,
      );
    case 'host.set_mce':
      return both(
        `User space calls KVM_X86_SET_MCE: bank ${s.bank}, status ${hex(s.status)}.`,
        `用户态调用 KVM_X86_SET_MCE：bank ${s.bank}，status ${hex(s.status)}。`,
      );
    case 'host.complete':
      return both(
        `User space answers the exit with error ${s.error} and enters the guest again.`,
        `用户态以 error ${s.error} 答复这次退出，再次进入客户机。`,
      );
    default:
      return both('The guest runs.', '客户机运行。');
  }
}

function userSees(r: StepResult): Both {
  if (!('outcome' in r))
    return both(
      `The call returns ${r.ret}${r.data === undefined ? '' : `, value ${hex(r.data)}`}.`,
      `调用返回 ${r.ret}${r.data === undefined ? '' : `，值为 ${hex(r.data)}`}。`,
    );
  if (r.outcome === 'errno')
    return both(`The call fails: user space sees \u22121 and errno ${r.errno}.`, `调用失败：用户态看到 \u22121，errno 为 ${r.errno}。`);
  if (r.outcome === 'exit') {
    const { reason } = r;
    if ('msr_reason' in r)
      return both(
        `KVM_RUN returns 0 with ${reason}, reason ${r.msr_reason}: user space decides.`,
        `KVM_RUN 返回 0，退出为 ${reason}，原因 ${r.msr_reason}：由用户态决定。`,
      );
    return both(`KVM_RUN returns 0 with ${reason}.`, `KVM_RUN 返回 0，退出为 ${reason}。`);
  }
  return both('The vCPU is not run any more.', '这个 vCPU 不再运行。');
}

/** Steps where the path turns, by function and statement key; `=` marks a value that came back. */
const special: Readonly<Record<string, (s: KernelStep) => Both>> = {
  'kvm_emulate_wrmsr/1999': (s) =>
    both(`ecx names the register: ${msrText(msrOf(s, 'ecx'))}.`, `ecx 指明寄存器：${msrText(msrOf(s, 'ecx'), '（', '）')}。`),
  'kvm_emulate_wrmsr/2000': (s) =>
    both(`data is EDX:EAX, the low halves joined: ${value(s, 'data')}.`, `data 由 EDX:EAX 的低半部分拼成：${value(s, 'data')}。`),
  'kvm_emulate_wrmsr/2003': () => both('The write is handed down.', '写入向下交出。'),
  'kvm_emulate_wrmsr/2003=': (s) => both(`An int has come back: r = ${value(s, 'r')}.`, `一个整数回来了：r = ${value(s, 'r')}。`),
  'kvm_emulate_wrmsr/2005': (s) =>
    s.cond?.value === true
      ? both('r is 0: the register took the value.', 'r 是 0：寄存器收下了这个值。')
      : both(`r is ${value(s, 'r')}, not 0: the write was not done.`, `r 是 ${value(s, 'r')}，不是 0：写入没有完成。`),
  'kvm_emulate_wrmsr/2009': () => both('Did user space ask to hear of such refusals?', '用户态要求过接手这类拒绝吗？'),
  'kvm_emulate_wrmsr/2009=': (s) =>
    s.cond?.value === true
      ? both('It did: the access becomes an exit to user space.', '要求过：这次访问变成一次到用户态的退出。')
      : both('It did not; the decision stays here.', '没有；决定留在这里做。'),
  'kvm_emulate_wrmsr/2011': () => both('0 goes up: return to user space, RIP not moved.', '向上返回 0：回到用户态，RIP 不动。'),
  'kvm_emulate_wrmsr/2013': (s) =>
    s.cond?.atoms[0] === true
      ? s.cond.value
        ? both(`${value(s, 'r')} is below zero, so it is taken for an errno.`, `${value(s, 'r')} 小于零，于是被当作一个 errno。`)
        : both(
            `${value(s, 'r')} is below zero, but this kernel does not ask (no 7dffecaf4eab): it is a #GP like any other refusal.`,
            `${value(s, 'r')} 小于零，但这个内核不问这一句（没有 7dffecaf4eab）：和别的拒绝一样，是 #GP。`,
          )
      : both(`${value(s, 'r')} is not below zero: the refusal belongs to the guest.`, `${value(s, 'r')} 不小于零：这次拒绝归客户机。`),
  'kvm_emulate_wrmsr/2014': (s) =>
    both(
      `${value(s, 'r')} is returned as it is; nothing is traced, nothing is queued, RIP is not moved.`,
      `${value(s, 'r')} 原样返回；不留跟踪，不排队任何异常，RIP 不动。`,
    ),
  'kvm_emulate_wrmsr/2018': (s) =>
    both(`The instruction is to be completed with err = ${value(s, 'r')}.`, `以 err = ${value(s, 'r')} 收尾这条指令。`),
  'kvm_complete_insn_gp/759': (s) =>
    s.cond?.value === true
      ? both(`err is ${value(s, 'err')}: any value but 0 means #GP.`, `err 是 ${value(s, 'err')}：只要不是 0，就意味着 #GP。`)
      : both('err is 0: the instruction is done.', 'err 是 0：这条指令完成了。'),
  'kvm_complete_insn_gp/760': () => both('#GP with error code 0 is to be queued.', '要排队一个错误码为 0 的 #GP。'),
  'kvm_complete_insn_gp/762': () => both('The instruction is skipped.', '跳过这条指令。'),
  'kvm_complete_insn_gp/764': () => both('1 goes up: enter the guest again.', '向上返回 1：再次进入客户机。'),
  'vmx_vcpu_run/enter_guest_mode': () =>
    both(
      'VM entry: the processor takes the guest in, with the event that was put into the VMCS.',
      'VM 进入：处理器带着写进 VMCS 的事件进入客户机。',
    ),
  'set_msr_mce/value-check': (s) =>
    s.cond?.value === true
      ? both(
          `MCi_CTL takes 0 or all ones (exempt bits aside); ${value(s, 'data')} is neither.`,
          `MCi_CTL 只收 0 或全 1（豁免位除外），${value(s, 'data')} 两者都不是。`,
        )
      : both(`The rule for MCi_CTL has nothing against ${value(s, 'data')}.`, `MCi_CTL 的规则不反对 ${value(s, 'data')}。`),
};

/** The special sentence of a step: by its key, or by what its text shows where the key would be long. */
function specialOf(s: KernelStep): ((s: KernelStep) => Both) | undefined {
  const fn = s.stmt.fn.name;
  const byText: readonly (readonly [string, string])[] = [
    ['vcpu.enter_guest_mode(', 'vmx_vcpu_run/enter_guest_mode'],
    ['if ((offset & 3) === 0', 'set_msr_mce/value-check'],
  ];
  const named = byText.find(([begins, key]) => s.stmt.text.startsWith(begins) && key.startsWith(`${fn}/`));
  return special[named?.[1] ?? `${fn}/${s.stmt.key}${s.phase === 'value' ? '=' : ''}`];
}

/** The commit behind a `kernel.behaviour` in a statement's text. */
function commitIn(text: string): PatchId | undefined {
  const behaviour = /kernel\.(\w+)/.exec(text)?.[1];
  return patchIds.find((id) => patches[id].behaviour === behaviour);
}

function condition(s: KernelStep, value: boolean): Both {
  const id = commitIn(s.stmt.text);
  if (id !== undefined && s.stmt.atoms.length === 1) {
    const has = s.stmt.text.includes('!kernel.') ? !value : value;
    return both(
      `Here kernels differ by ${id}; this one ${has ? 'has it' : 'does not have it'}.`,
      `各内核在这里因 ${id} 而不同；这个内核${has ? '有' : '没有'}这个提交。`,
    );
  }
  const operands = (s.cond?.operands ?? []).map(shown).join(', ');
  const head = s.stmt.text.replace(/^if /, '');
  return value
    ? both(`${head} is true${operands === '' ? '' : `: ${operands}`}.`, `${head} 为真${operands === '' ? '' : `：${operands}`}。`)
    : both(`${head} is false${operands === '' ? '' : `: ${operands}`}.`, `${head} 为假${operands === '' ? '' : `：${operands}`}。`);
}

/** `set_msr_mce returns −1: an errno; kvm_set_msr_common passes it on.` */
function returns(s: KernelStep): Both | undefined {
  const [first, ...rest] = s.returned.filter((r) => r.value !== undefined);
  if (first === undefined) {
    const ended = s.returned.at(-1)?.fn.name;
    return ended === undefined ? undefined : both(`${ended} is done.`, `${ended} 结束。`);
  }
  const n = typeof first.value === 'number' ? displayInt(first.value) : formatValue('', first.value ?? null);
  const passed = rest.filter((r) => r.value === first.value).map((r) => r.fn.name);
  const means = (lang: Lang): string => meaning(first.fn, first.value, lang);
  const en = `${first.fn.name} returns ${n}${means('en') === '' ? '' : `: ${means('en')}`}${passed.length === 0 ? '' : `; ${passed.join(', ')} ${passed.length === 1 ? 'passes' : 'pass'} it on`}.`;
  const zh = `${first.fn.name} 返回 ${n}${means('zh-CN') === '' ? '' : `：${means('zh-CN')}`}${passed.length === 0 ? '' : `；${passed.join('、')} 原样上传`}。`;
  return both(en, zh);
}

function kernel(s: KernelStep): Both {
  const own = specialOf(s);
  if (own !== undefined) return own(s);
  if (s.tracepoints.length > 0) {
    const t = s.tracepoints.map((p) => `${p.name}: ${p.text}`).join('; ');
    return both(`The tracepoint fires. ${t}`, `触发跟踪点。${t}`);
  }
  if (s.cond !== undefined) return condition(s, s.cond.value);
  const exit = s.changes.find((c) => c.path === 'vcpu.vmx.exit_reason');
  if (exit !== undefined)
    return both(
      `The processor has left the guest: VM exit, reason ${String(exit.value)}.`,
      `处理器离开了客户机：VM 退出，原因 ${String(exit.value)}。`,
    );
  const back = returns(s);
  const real = s.changes
    .filter((c) => c.old !== c.value)
    .map((c) => `${c.path.replace(/^vcpu\.(?:arch|vmx|run)?\.?/, '')} = ${formatValue(c.path, c.value)}`);
  if (real.length > 0) return both(`${real.join(', ')}.`, `${real.join('，')}。`);
  if (back !== undefined) return back;
  const sets = new Map(s.sets.map((v) => [v.name, v]));
  if (sets.size > 0) {
    const t = [...sets.values()].map(shown);
    return s.phase === 'value'
      ? both(`${t.join(', ')} has come back.`, `${t.join('，')}，这是返回的值。`)
      : both(`${t.join(', ')}.`, `${t.join('，')}。`);
  }
  const down = s.calls?.name;
  if (down !== undefined) return both(`${down} is called.`, `调用 ${down}。`);
  const text = s.stmt.text.replace(/;$/, '');
  return both(`${text} runs.`, `执行 ${text}。`);
}

/** What happens in a step, in one sentence of plain text. */
export function sentence(step: DisplayStep, lang: Lang): string {
  const s =
    step.actor === 'guest'
      ? guest(step.event)
      : step.actor === 'user'
        ? step.what.kind === 'does'
          ? userDoes(step.what.step)
          : userSees(step.what.result)
        : kernel(step);
  return s[lang];
}
