// SPDX-License-Identifier: GPL-2.0-only
/** A scenario in words: the cases that the small site's pages do not have. */
import { describe, expect, test } from 'vitest';
import { fenceLabel, plainFence } from '../../../src/components/fence.ts';
import { endingWords, machineWords, stepWords } from '../../../src/components/scenario-words.ts';
import { parseScenario, type Scenario, type StepResult } from '../../../src/engine/index.ts';

function scenario(fields: Record<string, unknown>): Scenario {
  const parsed = parseScenario(JSON.stringify({ name: 'x', kernel: 'v5.18', steps: [{ op: 'guest.run' }], ...fields }));
  if (!parsed.ok) throw new Error(`${parsed.at}: ${parsed.problem}`);
  return parsed.value;
}

describe('the machine', () => {
  test.each<[fields: Record<string, unknown>, en: string, zh: string]>([
    [{ host: 'amd' }, 'On `v5.18` with `kvm_amd`, 10 banks:', '在 `v5.18` 上，`kvm_amd`，10 个 bank：'],
    [{ host: 'pvm' }, 'On `v5.18` on a software back end, 10 banks:', '在 `v5.18` 上，软件后端，10 个 bank：'],
    [
      { vcpu: { mcg_cap: null } },
      'On `v5.18` with `kvm_intel`, without KVM_X86_SETUP_MCE:',
      '在 `v5.18` 上，`kvm_intel`，不调用 KVM_X86_SETUP_MCE：',
    ],
    [
      { vcpu: { mcg_cap: '0x1' } },
      'On `v5.18` with `kvm_intel`, 1 bank (`mcg_cap` `0x1`):',
      '在 `v5.18` 上，`kvm_intel`，1 个 bank（`mcg_cap` 为 `0x1`）：',
    ],
    [
      { vm: { msr_filter: { default: 'deny', ranges: [{ flags: ['write'], base: '0x400', count: 1, deny: [] }] } } },
      'On `v5.18` with `kvm_intel`, 10 banks, a filter that denies by default and allows writes of `0x400`:',
      '在 `v5.18` 上，`kvm_intel`，10 个 bank，过滤器默认禁止，允许写 `0x400`：',
    ],
  ])('%j', (fields, en, zh) => {
    expect(machineWords(scenario(fields))).toEqual({ en, 'zh-CN': zh });
  });
});

describe('an end', () => {
  const [run] = scenario({}).steps;
  const [setup] = scenario({ steps: [{ op: 'host.setup_mce', mcg_cap: '0x0' }] }).steps;
  test.each<[result: StepResult, hue: string, en: string, zh: string]>([
    [{ outcome: 'exception', vector: 8, error_code: 0 }, 'g', '#DF(0)', '#DF(0)'],
    [{ outcome: 'exception', vector: 200 }, 'g', '#200', '#200'],
    [{ outcome: 'exit', reason: 'KVM_EXIT_INTERNAL_ERROR' }, 'u', '`KVM_EXIT_INTERNAL_ERROR`', '`KVM_EXIT_INTERNAL_ERROR`'],
    [{ outcome: 'errno', errno: 'EIO' }, 'x', 'KVM_RUN fails: EIO', 'KVM_RUN 失败：EIO'],
  ])('%j', (result, hue, en, zh) => {
    expect(endingWords(run!, result)).toMatchObject({ hue, says: { en, 'zh-CN': zh } });
  });

  test('of another ioctl is not called KVM_RUN', () => {
    expect(endingWords(setup!, { outcome: 'errno', errno: 'EINVAL' })).toMatchObject({
      hue: 'x',
      says: { en: 'the call fails: EINVAL', 'zh-CN': '调用失败：EINVAL' },
    });
  });
});

test('a step names its register where it has a name', () => {
  const { steps } = scenario({
    steps: [
      { op: 'host.get_msr', msr: '0x12345' },
      { op: 'guest.rdmsr', msr: '0x283' },
    ],
  });
  expect(steps.map((s) => stepWords(s).says.en)).toEqual([
    'User space reads `0x12345` by KVM_GET_MSRS',
    'The guest reads `0x283` (MC3_CTL2)',
  ]);
});

test('a fence’s text comes out of its HTML as it went in', () => {
  expect(plainFence('<code class="language-scenario">a &lt;b&gt; &amp;amp; &quot;c&quot; &#39;d&#x27; {e}\n\nf\n</code>')).toEqual({
    language: 'scenario',
    body: 'a <b> &amp; "c" \'d\' {e}\n\nf',
  });
  expect(fenceLabel('python', 'en')).toBeUndefined();
});
