// SPDX-License-Identifier: GPL-2.0-only
/** One number, read at each level: what the handler said, what line 2013 made of it, what KVM_RUN and the guest saw. */
import type { Step, StepResult } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { levelOf, meaning } from '../../trace/meaning.ts';
import { displayInt } from '../../trace/names.ts';
import type { DisplayStep, KernelStep, Returned } from '../../trace/steps.ts';
import type { Ending, Level } from './film.ts';

const words = {
  says: { en: '`{fn}` says', 'zh-CN': '`{fn}` 说' },
  at: { en: '`{name}` at {line}', 'zh-CN': '{line} 行的 `{name}`' },
  returns: { en: '`{fn}` returns', 'zh-CN': '`{fn}` 返回' },
  end: { en: 'the end', 'zh-CN': '结局' },
  unreached: { en: 'not reached', 'zh-CN': '没走到' },
  stays: { en: 'does not return for this', 'zh-CN': '不因此返回' },
  goesOn: { en: 'goes on', 'zh-CN': '继续' },
  inGuest: { en: 'in the guest', 'zh-CN': '在客户机里' },
  paused: { en: 'paused', 'zh-CN': '暂停' },
  qemu: { en: 'QEMU, internal-error', 'zh-CN': 'QEMU，internal-error' },
  reset: { en: 'reset', 'zh-CN': '复位' },
  decides: { en: 'user space decides', 'zh-CN': '由用户态决定' },
  next: { en: 'the next instruction', 'zh-CN': '下一条指令' },
} as const;

type Cell = Omit<Level, 'head'>;
const kernelSteps = (steps: readonly DisplayStep[]): KernelStep[] => steps.filter((s) => s.actor === 'kernel');
const int = (v: unknown): string => (typeof v === 'number' ? displayInt(v) : String(v));
const plain = (value: string, note = ''): Cell => ({ value, note, hue: '' });

function ran(result: StepResult, lang: Lang): Cell {
  if (!('outcome' in result)) return plain(String(result.ret));
  switch (result.outcome) {
    case 'errno':
      return { value: result.errno, note: '\u22121', hue: 'alarm' };
    case 'exit':
      return { value: '0', note: result.reason, hue: result.reason === 'KVM_EXIT_SHUTDOWN' ? 'alarm' : 'user' };
    default:
      return plain(words.goesOn[lang], words.stays[lang]);
  }
}

function fate(result: StepResult, ending: Ending, lang: Lang): Cell {
  if (!('outcome' in result)) return { value: ending.name, note: '', hue: 'user' };
  switch (result.outcome) {
    case 'errno':
      return { value: words.paused[lang], note: words.qemu[lang], hue: 'user' };
    case 'exit':
      return result.reason === 'KVM_EXIT_SHUTDOWN'
        ? { value: words.reset[lang], note: 'QEMU', hue: 'user' }
        : { value: words.decides[lang], note: 'msr_reason' in result ? result.msr_reason : '', hue: 'user' };
    case 'exception':
      return { value: ending.name, note: words.inGuest[lang], hue: 'guest' };
    default:
      return { value: ending.name, note: words.next[lang], hue: 'guest' };
  }
}

/** @returns a cell for each level that a guest's access passes; none for other steps */
export function levelsOf(step: Step, steps: readonly DisplayStep[], result: StepResult, ending: Ending, lang: Lang): readonly Level[] {
  const emulates = step.op === 'guest.wrmsr' ? 'kvm_emulate_wrmsr' : step.op === 'guest.rdmsr' ? 'kvm_emulate_rdmsr' : undefined;
  if (emulates === undefined) return [];
  const kernel = kernelSteps(steps);
  const returned = kernel.flatMap((s) => s.returned);
  const handler = returned.find((r) => levelOf(r.fn.name) === 'msr');
  const whole = returned.find((r) => r.fn.name === emulates);
  const of = (r: Returned | undefined): Cell =>
    r === undefined ? plain('–', words.unreached[lang]) : plain(int(r.value), meaning(r.fn, r.value, lang));
  const levels: Level[] = [{ head: words.says[lang].replace('{fn}', handler?.fn.name ?? '?'), ...of(handler) }];

  if (emulates === 'kvm_emulate_wrmsr') {
    const r = kernel.find((s) => s.id === 'kvm_emulate_wrmsr/2003=')?.sets.find((v) => v.name === 'r');
    const asked = kernel.find((s) => s.id === 'kvm_emulate_wrmsr/2013')?.cond;
    const at = (name: string, line: number): string => words.at[lang].replace('{name}', name).replace('{line}', String(line));
    levels.push({ head: at('r', 2003), ...plain(r === undefined ? '–' : int(r.value)) });
    levels.push({
      head: at('r < 0', 2013),
      ...(asked === undefined ? plain('–', words.unreached[lang]) : plain(String(asked.atoms[0] ?? asked.value))),
    });
  }
  return [
    ...levels,
    { head: words.returns[lang].replace('{fn}', emulates), ...of(whole) },
    { head: '`KVM_RUN`', ...ran(result, lang) },
    { head: words.end[lang], ...fate(result, ending, lang) },
  ];
}
