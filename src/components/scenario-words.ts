// SPDX-License-Identifier: GPL-2.0-only
/**
 * A scenario and its results as sentences. `…` in backticks is code. Both languages of a sentence stand together,
 * so that neither can lack one. What ended where has a shape and a hue: ● guest, ■ kernel, ▲ user space.
 */
import type { FilterRange, MsrFilter, Scenario, Step, StepResult, WriteVia } from '../engine/index.ts';
import type { Text } from '../site/lang.ts';
import { displayInt, hex, msrName } from '../trace/names.ts';

/** A full-width bracket brings its own space. */
const text = (en: string, zh: string): Text => ({ en, 'zh-CN': zh.replaceAll('） ', '）') });
/** A list of clauses in each language's own way. */
const joined = (clauses: readonly Text[]): Text => text(clauses.map((c) => c.en).join(', '), clauses.map((c) => c['zh-CN']).join('，'));
const list = (values: readonly string[]): Text => {
  const code = values.map((v) => `\`${v}\``);
  return text(code.join(', '), code.join('、'));
};
const code = (n: number | bigint): string => `\`${hex(n)}\``;
/** A register by number, with its name where it has one. */
const register = (msr: number): Text => {
  const name = msrName(msr);
  return name === undefined ? text(code(msr), code(msr)) : text(`${code(msr)} (${name})`, `${code(msr)}（${name}）`);
};

const modules = {
  intel: text('with `kvm_intel`', '`kvm_intel`'),
  amd: text('with `kvm_amd`', '`kvm_amd`'),
  pvm: text('on a software back end', '软件后端'),
} as const satisfies Record<Scenario['host'], Text>;

/** The argument of KVM_X86_SETUP_MCE where a scenario does not say: not worth a word. */
const usualMcgCap = 0x100_010an;

function banks(mcgCap: bigint | null): Text {
  if (mcgCap === null) return text('without KVM_X86_SETUP_MCE', '不调用 KVM_X86_SETUP_MCE');
  const count = Number(mcgCap & 0xffn);
  const counted = text(`${count} bank${count === 1 ? '' : 's'}`, `${count} 个 bank`);
  if (mcgCap === usualMcgCap) return counted;
  return text(`${counted.en} (\`mcg_cap\` ${code(mcgCap)})`, `${counted['zh-CN']}（\`mcg_cap\` 为 ${code(mcgCap)}）`);
}

const accesses = { read: text('reads', '读'), write: text('writes', '写') } as const;

function range({ flags, base, count, deny }: FilterRange): Text {
  const which = flags.map((flag) => accesses[flag]);
  const span = count === 1 ? code(base) : `${code(base)}–${code(base + count - 1)}`;
  const denied = list(deny.map((msr) => hex(msr)));
  const of = text(which.map((w) => w.en).join(' and '), which.map((w) => w['zh-CN']).join('和'));
  if (deny.length === 0) return text(`and allows ${of.en} of ${span}`, `允许${of['zh-CN']} ${span}`);
  return text(`and in ${span} denies ${of.en} of ${denied.en}`, `在 ${span} 中禁止${of['zh-CN']} ${denied['zh-CN']}`);
}

function filter({ default: otherwise, ranges }: MsrFilter): Text {
  const parts = [
    otherwise === 'allow'
      ? text('a filter that allows by default', '过滤器默认允许')
      : text('a filter that denies by default', '过滤器默认禁止'),
    ...ranges.map(range),
  ];
  return text(parts.map((p) => p.en).join(' '), parts.map((p) => p['zh-CN']).join('，'));
}

/** What a machine has beyond the format's defaults, its banks left out. */
function settings({ host, module, vm, vcpu }: Omit<Scenario, 'kernel'>): readonly Text[] {
  const clauses: Text[] = [];
  if (vcpu.vendor !== (host === 'pvm' ? 'intel' : host))
    clauses.push(text(`its CPUID says \`${vcpu.vendor}\``, `CPUID 报告 \`${vcpu.vendor}\``));
  if (vcpu.idt !== null)
    clauses.push(
      vcpu.idt.length === 0
        ? text('an IDT without a gate', 'IDT 里没有任何门')
        : text(`an IDT with gates for ${vcpu.idt.join(', ')} only`, `IDT 里只有 ${vcpu.idt.join('、')} 号门`),
    );
  if (vcpu.single_step) clauses.push(text('the guest single-stepping itself', '客户机自己在单步执行'));
  if (vcpu.real_mode) clauses.push(text('the guest in real mode', '客户机处于实模式'));
  if (vcpu.cpuid.length > 0) {
    const edits = vcpu.cpuid.map(({ feature, offered }) => `\`${offered ? '+' : '-'}${feature}\``);
    clauses.push(text(`its CPUID with ${edits.join(', ')}`, `CPUID 里 ${edits.join('、')}`));
  }
  if (vcpu.maxphyaddr !== null) clauses.push(text(`${vcpu.maxphyaddr} physical address bits`, `物理地址宽 ${vcpu.maxphyaddr} 位`));
  if (module.ignore_msrs) clauses.push(text('`ignore_msrs=1`', '`ignore_msrs=1`'));
  if (!module.report_ignored_msrs) clauses.push(text('`report_ignored_msrs=0`', '`report_ignored_msrs=0`'));
  if (vm.user_space_msr.length > 0) {
    const reasons = list(vm.user_space_msr);
    clauses.push(text(`asking for MSR exits on ${reasons.en}`, `用户态要求在 ${reasons['zh-CN']} 时退出`));
  }
  if (vm.msr_filter !== null) clauses.push(filter(vm.msr_filter));
  return clauses;
}

/** What a machine has beyond the format's defaults, as clauses; empty where that is nothing. */
export const settingWords = (scenario: Omit<Scenario, 'kernel'>): Text =>
  joined([...(scenario.vcpu.mcg_cap === usualMcgCap ? [] : [banks(scenario.vcpu.mcg_cap)]), ...settings(scenario)]);

/** The machine, up to where its steps begin: `On v5.18 with kvm_intel, 10 banks:`. */
export function machineWords(scenario: Scenario): Text {
  const { kernel, host, vcpu } = scenario;
  const rest = joined([banks(vcpu.mcg_cap), ...settings(scenario)]);
  return text(
    `On \`${kernel.spelling}\` ${modules[host].en}, ${rest.en}:`,
    `在 \`${kernel.spelling}\` 上，${modules[host]['zh-CN']}，${rest['zh-CN']}：`,
  );
}

/** What someone does: the guest, or user space. */
export interface Deed {
  readonly by: 'guest' | 'user';
  readonly says: Text;
}

const ways: Readonly<Record<WriteVia, Text>> = {
  emulator: text(', through the instruction emulator', '经由指令模拟器'),
  vm_entry: text(', by the MSR-load list of its own VM entry', '在自己做 VM 进入时，经由 MSR 加载列表'),
};
const through = (via: WriteVia | undefined): Text => (via === undefined ? text('', '') : ways[via]);

/** A step: `The guest writes 0x1 to 0x400 (MC0_CTL).` */
export function stepWords(step: Step): Deed {
  const guest = (en: string, zh: string): Deed => ({ by: 'guest', says: text(en, zh) });
  const user = (en: string, zh: string): Deed => ({ by: 'user', says: text(en, zh) });
  switch (step.op) {
    case 'guest.wrmsr': {
      const msr = register(step.msr);
      const how = through(step.via);
      return guest(
        `The guest writes ${code(step.data)} to ${msr.en}${how.en}`,
        `客户机${how['zh-CN']}向 ${msr['zh-CN']} 写入 ${code(step.data)}`,
      );
    }
    case 'guest.rdmsr': {
      const msr = register(step.msr);
      const how = through(step.via);
      return guest(`The guest reads ${msr.en}${how.en}`, `客户机${how['zh-CN']}读 ${msr['zh-CN']}`);
    }
    case 'guest.run':
      return guest('The guest runs a harmless instruction', '客户机执行一条无害的指令');
    case 'guest.set_cr4_mce':
      return step.on
        ? guest('The guest sets `CR4.MCE`', '客户机置位 `CR4.MCE`')
        : guest('The guest clears `CR4.MCE`', '客户机清除 `CR4.MCE`');
    case 'host.set_msr': {
      const msr = register(step.msr);
      return user(
        `User space writes ${code(step.data)} to ${msr.en} by KVM_SET_MSRS`,
        `用户态以 KVM_SET_MSRS 向 ${msr['zh-CN']} 写入 ${code(step.data)}`,
      );
    }
    case 'host.get_msr': {
      const msr = register(step.msr);
      return user(`User space reads ${msr.en} by KVM_GET_MSRS`, `用户态以 KVM_GET_MSRS 读 ${msr['zh-CN']}`);
    }
    case 'host.setup_mce':
      return user(
        `User space calls KVM_X86_SETUP_MCE with ${code(step.mcg_cap)}`,
        `用户态调用 KVM_X86_SETUP_MCE，参数 ${code(step.mcg_cap)}`,
      );
    case 'host.set_mce': {
      const fields = `\`status ${hex(step.status)}\` \`addr ${hex(step.addr)}\` \`misc ${hex(step.misc)}\` \`mcg_status ${hex(step.mcg_status)}\``;
      return user(
        `User space injects into bank ${step.bank} by KVM_X86_SET_MCE: ${fields}`,
        `用户态以 KVM_X86_SET_MCE 向 bank ${step.bank} 注入：${fields}`,
      );
    }
    case 'host.complete': {
      const value = step.data === 0n ? text('', '') : text(`, data ${code(step.data)}`, `，data ${code(step.data)}`);
      return user(
        `User space answers the exit: error ${step.error}${value.en}`,
        `用户态答复这次退出：error ${step.error}${value['zh-CN']}`,
      );
    }
  }
}

/** How a step ended: `x` is the alarm (EPERM, shutdown, nothing else), `none` no one's. */
export interface Ending {
  readonly hue: 'g' | 'k' | 'u' | 'x' | 'none';
  readonly shape: '●' | '■' | '▲' | '–';
  readonly says: Text;
}

/** Exceptions by their vectors. */
export const vectors: Readonly<Record<number, string>> = {
  0: '#DE',
  1: '#DB',
  3: '#BP',
  6: '#UD',
  8: '#DF',
  12: '#SS',
  13: '#GP',
  14: '#PF',
  17: '#AC',
  18: '#MC',
};

/** The end of one step. An errno out of KVM_RUN and one out of another ioctl are told apart by the step. */
export function endingWords(step: Step, result: StepResult): Ending {
  const end = (hue: Ending['hue'], shape: Ending['shape'], en: string, zh = en): Ending => ({ hue, shape, says: text(en, zh) });
  if ('ret' in result) return hostEnding(step, result.ret, result.data);
  switch (result.outcome) {
    case 'ok':
      return result.data === undefined
        ? end('g', '●', 'goes on', '继续执行')
        : end('g', '●', `reads ${code(result.data)}`, `读到 ${code(result.data)}`);
    case 'exception':
      return end(
        'g',
        '●',
        `${vectors[result.vector] ?? `#${result.vector}`}${result.error_code === undefined ? '' : `(${result.error_code})`}`,
      );
    case 'exit':
      if ('msr_reason' in result)
        return end('u', '▲', `\`${result.reason}\`, ${result.msr_reason}`, `\`${result.reason}\`，${result.msr_reason}`);
      return end(result.reason === 'KVM_EXIT_SHUTDOWN' ? 'x' : 'u', '▲', `\`${result.reason}\``);
    case 'vm_entry_failure': {
      const seen = `${code(result.exit_reason)}, ${code(result.exit_qualification)}`;
      return end('g', '●', `its VM entry fails: exit reason ${seen}`, `它的 VM 进入失败：退出原因 ${seen.replace(', ', '，')}`);
    }
    case 'errno': {
      const failed =
        step.op.startsWith('guest.') || step.op === 'host.complete'
          ? text('KVM_RUN fails', 'KVM_RUN 失败')
          : text('the call fails', '调用失败');
      return end('x', '▲', `${failed.en}: ${result.errno}`, `${failed['zh-CN']}：${result.errno}`);
    }
    case 'skipped':
      return end('none', '–', 'not run any more', '不再运行');
  }
}

/** An ioctl of user space that KVM answered. For MSRs the number says how many were handled, of one. */
function hostEnding({ op }: Step, ret: number, data: bigint | undefined): Ending {
  const kernel = (en: string, zh: string): Ending => ({ hue: 'k', shape: '■', says: text(en, zh) });
  if (data !== undefined) return kernel(`returns ${displayInt(ret)}: ${code(data)}`, `返回 ${displayInt(ret)}：${code(data)}`);
  if (op === 'host.set_msr' || op === 'host.get_msr')
    return ret === 0
      ? kernel('returns 0: refused', '返回 0：拒绝')
      : kernel(`returns ${displayInt(ret)}: taken`, `返回 ${displayInt(ret)}：接受`);
  return kernel(`returns ${displayInt(ret)}`, `返回 ${displayInt(ret)}`);
}

/** The few words around it. */
export const labels = {
  colon: text(': ', '：'),
  steps: text('Steps', '步骤'),
  json: text('as JSON', 'JSON 原文'),
  refused: text('Refused:', '被拒绝：'),
} as const satisfies Record<string, Text>;
