// SPDX-License-Identifier: GPL-2.0-only
/** Registers whose answer depends on what the guest's CPUID offers, and on what the host's processor can do. */
import { describe, expect, test } from 'vitest';
import { cpu_features } from '../../src/engine/arch/x86/include/asm/cpufeatures.ts';
import { formatScenario, parseKernelRelease, parseScenario } from '../../src/engine/index.ts';
import { cpuidOf } from '../../src/engine/machine/cpuid.ts';
import { corpora, metaOf } from '../../src/site/corpora.ts';
import { answer, check, getMsr, gp, ok, rdmsr, read, run, scenario, setMsr, type Written, wrmsr } from '../support/check.ts';

const one = { ret: 1 };
const none = { ret: 0 };
const got = (data: string) => ({ ret: 1, data });
const offering = (...cpuid: string[]) => ({ vcpu: { cpuid } });
const refused = (written: Written) => answer(written);
const problemOf = (more: object): string => {
  const parsed = parseScenario(JSON.stringify({ name: 'n', kernel: 'v6.12', steps: [], ...more }));
  return parsed.ok ? '' : `${parsed.at}: ${parsed.problem}`;
};

describe('the guest’s CPUID, where a scenario does not say', () => {
  test.each(corpora.filter((corpus) => metaOf(corpus).guest_cpuid_function_index_eax_ebx_ecx_edx !== undefined))(
    'is the one that %s was recorded with',
    (corpus) => {
      const { host, recorded, guest_cpuid_function_index_eax_ebx_ecx_edx: leaves = [] } = metaOf(corpus);
      const kernel = parseKernelRelease(`v${recorded.release}`);
      if (!kernel.ok) throw new Error(kernel.problem);
      const registers = ['eax', 'ebx', 'ecx', 'edx'];
      const word = (func: number, index: number, register: string): number =>
        Number(leaves.find(([f, i]) => Number(f) === func && Number(i) === index)?.[2 + registers.indexOf(register)] ?? 0);
      const { features, maxphyaddr } = cpuidOf({ ...scenario({ kernel: 'v6.12', host, steps: [] }), kernel: kernel.value });
      const said = Object.entries(cpu_features).map(([name, [func, register, bit]]) => [
        name,
        ((word(func, name === 'XSAVES' ? 1 : 0, register) >>> bit) & 1) === 1,
      ]);
      expect(features).toEqual(Object.fromEntries(said));
      expect(maxphyaddr).toBe(word(0x80000008, 0, 'eax') & 0xff);
    },
  );
});

describe('vcpu.cpuid', () => {
  test('is written back as it was read', () => {
    const written = {
      kernel: 'v6.12',
      feature_msrs: { '0x480': '0x1' },
      vcpu: { cpuid: ['+SPEC_CTRL', '-NX'], maxphyaddr: 46 },
      steps: [],
    };
    expect(JSON.parse(formatScenario(scenario(written)))).toEqual({ name: 'test', ...written });
  });
  test.each([
    ['+SPEC_CTL', 'vcpu.cpuid[0]: "+SPEC_CTL" names no CPUID feature that an answer here depends on (did you mean "+SPEC_CTRL"?)'],
    ['-nx', '(did you mean "-NX"?)'],
    ['SVM', 'vcpu.cpuid[0]: "SVM": write "+SVM", or with - where the guest\'s CPUID lacks it'],
    ['+X86_FEATURE_SVM', 'write "+SVM"'],
    ['+AVX', 'accepted, after + or -: VMX, SGX'],
  ])('says of %s what was probably meant', (word, problem) => expect(problemOf(offering(word))).toContain(problem));
  test('names a feature once', () => expect(problemOf(offering('+NX', '-NX'))).toBe('vcpu.cpuid[1]: NX stands here a second time'));
  test('is a list', () => expect(problemOf({ vcpu: { cpuid: '+NX' } })).toBe('vcpu.cpuid: "+NX" is not a list: write ["+NX"]'));
  test('goes with a physical address width of 36 to 52 bits', () => {
    for (const maxphyaddr of [35, 53]) expect(problemOf({ vcpu: { maxphyaddr } })).toContain('from 36 to 52');
  });
});

describe('feature_msrs', () => {
  test.each([
    [
      { '0x8b': '0x1' },
      'feature_msrs: "0x8b" is not a register of which the host\'s value counts here; accepted: "0x10a" and "0x480" to "0x491"',
    ],
    [{ '0x480': 1 }, 'feature_msrs["0x480"]: 1 is a number, which readers of JSON may round: write "0x1"'],
    [{ '480': '0x1' }, 'feature_msrs: "480" does not begin with 0x'],
    [[], 'feature_msrs: a list is not an object'],
    [{ '0x480': '0x1', '0x0480': '0x1' }, 'feature_msrs: "0x0480" stands here a second time'],
  ])('%j is answered with what to write', (feature_msrs, problem) => {
    expect(problemOf({ feature_msrs }).replaceAll('’', "'")).toContain(problem);
  });
});

describe('EFER', () => {
  const efer = '0xc0000080';
  test.each([
    ['NX', '0xd00', 'intel', 'v6.12'],
    ['SVM', '0x1500', 'amd', 'v6.12'],
    ['LM', '0x500', 'intel', 'v6.12'],
  ])('takes from the guest no bit whose CPUID feature, %s, was taken away; from user space it does', (feature, data, host, kernel) => {
    check({ kernel, host, steps: [wrmsr(efer, data)] }, [ok]);
    check({ kernel, host, ...offering(`-${feature}`), steps: [wrmsr(efer, data), setMsr(efer, data)] }, [gp, one]);
  });
  test('has FFXSR and, from v6.6 on, AUTOIBRS under kvm_amd where the processor has them', () => {
    const steps = (data: string) => [wrmsr(efer, data), setMsr(efer, data)];
    check({ kernel: 'v6.1', host: 'amd', steps: steps('0x4500') }, [gp, none]);
    check({ kernel: 'v6.1', host: 'amd', ...offering('+FXSR_OPT'), steps: steps('0x4500') }, [ok, one]);
    check({ kernel: 'v6.6', host: 'amd', ...offering('+AUTOIBRS'), steps: steps('0x200500') }, [ok, one]);
    check({ kernel: 'v6.1', host: 'amd', ...offering('+AUTOIBRS'), steps: steps('0x200500') }, [gp, none]);
    check({ kernel: 'v6.6', ...offering('+AUTOIBRS', '+FXSR_OPT'), steps: [...steps('0x200500'), ...steps('0x4500')] }, [
      gp,
      none,
      gp,
      none,
    ]);
  });
});

describe('SPEC_CTRL', () => {
  const spec = '0x48';
  test('is refused to a guest whose CPUID has no bit of it; user space reads it always', () => {
    for (const host of ['intel', 'amd'])
      check({ kernel: 'v6.12', host, steps: [rdmsr(spec), wrmsr(spec, '0x0'), getMsr(spec)] }, [gp, gp, got('0x0')]);
  });
  test.each(['SPEC_CTRL', 'AMD_IBRS', 'AMD_STIBP', 'AMD_SSBD'])('is there for a guest with %s', (feature) =>
    check({ kernel: 'v6.12', ...offering(`+${feature}`), steps: [rdmsr(spec), wrmsr(spec, '0x0')] }, [read('0x0'), ok]),
  );
  test('holds the bits that the features stand for, and keeps what was written', () => {
    const features = ['+SPEC_CTRL', '+INTEL_STIBP', '+SPEC_CTRL_SSBD'];
    for (const host of ['intel', 'amd'])
      check(
        { kernel: 'v6.12', host, ...offering(...features), steps: [wrmsr(spec, '0x7'), rdmsr(spec), setMsr(spec, '0x2'), getMsr(spec)] },
        [ok, read('0x7'), one, got('0x2')],
      );
  });
  test('is not modelled for a bit of which nothing says that the processor has it', () => {
    for (const steps of [[wrmsr(spec, '0x4')], [setMsr(spec, '0x80')]])
      expect(refused({ kernel: 'v6.12', ...offering('+SPEC_CTRL'), steps })).toMatchObject({ kind: 'not modelled', at: 'steps[0].msr' });
    expect(refused({ kernel: 'v6.12', steps: [setMsr(spec, '0x0')] })).toMatchObject({ kind: 'not modelled' });
  });
  test('takes a value of the processor that the guest’s CPUID hides, from user space', () =>
    check({ kernel: 'v6.12', ...offering('+AMD_IBRS', '+AMD_SSBD'), steps: [setMsr(spec, '0x5'), getMsr(spec)] }, [one, got('0x5')]));
});

describe('PRED_CMD and FLUSH_CMD', () => {
  const [pred, flush] = ['0x49', '0x10b'];
  test('are never read', () =>
    check({ kernel: 'v6.12', ...offering('+SPEC_CTRL', '+FLUSH_L1D'), steps: [rdmsr(pred), rdmsr(flush)] }, [gp, gp]));
  test('take their bit where CPUID has it, and no other', () => {
    for (const kernel of ['v6.1', 'v6.6', 'v6.12'])
      check({ kernel, ...offering('+AMD_IBPB'), steps: [wrmsr(pred, '0x0'), wrmsr(pred, '0x1'), wrmsr(pred, '0x2'), wrmsr(pred, '0x1')] }, [
        ok,
        ok,
        gp,
        ok,
      ]);
    check({ kernel: 'v6.12', ...offering('+FLUSH_L1D'), steps: [wrmsr(flush, '0x1'), wrmsr(flush, '0x2')] }, [ok, gp]);
  });
  test('are refused where it has not', () => {
    for (const kernel of ['v6.1', 'v6.12']) check({ kernel, steps: [wrmsr(pred, '0x0'), wrmsr(flush, '0x0')] }, [gp, gp]);
  });
  test('FLUSH_CMD does not exist before v6.5, whatever CPUID says', () =>
    check({ kernel: 'v6.1', ...offering('+FLUSH_L1D'), vm: { user_space_msr: ['unknown'] }, steps: [wrmsr(flush, '0x0')] }, [
      { outcome: 'exit', reason: 'KVM_EXIT_X86_WRMSR', msr_reason: 'unknown', msr: flush, data: '0x0' },
    ]));
  test('PRED_CMD has the selective barrier from v6.8 on', () => {
    const steps = [wrmsr(pred, '0x80'), wrmsr(pred, '0x0')];
    check({ kernel: 'v6.8', ...offering('+SBPB'), steps }, [ok, ok]);
    check({ kernel: 'v6.6', ...offering('+SBPB'), steps }, [gp, gp]);
  });
  test('PRED_CMD takes 0 of user space from v6.8 on though the processor has no barrier', () => {
    check({ kernel: 'v6.6', steps: [setMsr(pred, '0x0')] }, [none]);
    check({ kernel: 'v6.8', steps: [setMsr(pred, '0x0'), setMsr(pred, '0x1'), setMsr(flush, '0x1')] }, [one, none, none]);
  });
});

describe('TSC_AUX', () => {
  const aux = '0xc0000103';
  test('exists with RDTSCP or RDPID, and not without', () => {
    const steps = [wrmsr(aux, '0x12345678'), rdmsr(aux)];
    check({ kernel: 'v6.12', steps }, [ok, read('0x12345678')]);
    check({ kernel: 'v6.12', ...offering('-RDTSCP', '+RDPID'), steps }, [ok, read('0x12345678')]);
    check({ kernel: 'v6.12', ...offering('-RDTSCP'), steps: [...steps, setMsr(aux, '0x1'), getMsr(aux)] }, [gp, gp, one, got('0x1')]);
  });
  test('has a high half that Intel reserves and AMD drops, by the guest’s vendor', () => {
    const steps = [wrmsr(aux, '0xaaaa5555aaaa5555'), rdmsr(aux)];
    check({ kernel: 'v6.12', host: 'amd', vcpu: { vendor: 'intel' }, steps }, [gp, read('0x0')]);
    check({ kernel: 'v6.12', vcpu: { vendor: 'amd' }, steps }, [ok, read('0xaaaa5555')]);
  });
  test('is not modelled before v5.15', () =>
    expect(refused({ kernel: 'v5.10', steps: [rdmsr(aux)] })).toMatchObject({
      problem: expect.stringContaining('(TSC_AUX) is not modelled'),
    }));
});

describe('FEAT_CTL, VM_HSAVE_PA, HWCR, OSVW and XSS', () => {
  test('FEAT_CTL has the VMX bits with VMX, and from v5.17 on the SGX bits with SGX', () => {
    check({ kernel: 'v6.12', ...offering('-VMX'), steps: [wrmsr('0x3a', '0x4'), wrmsr('0x3a', '0x1')] }, [gp, ok]);
    for (const [kernel, result] of [
      ['v5.10', gp],
      ['v5.17', ok],
    ] as const)
      check({ kernel, ...offering('+SGX', '+SGX_LC'), steps: [wrmsr('0x3a', '0x60000')] }, [result]);
    check({ kernel: 'v5.17', steps: [wrmsr('0x3a', '0x20000'), wrmsr('0x3a', '0x40000')] }, [gp, gp]);
  });
  test('VM_HSAVE_PA lies below the guest’s physical address width', () => {
    const steps = [wrmsr('0xc0010117', '0x3fffffffe000')];
    check({ kernel: 'v6.12', host: 'amd', vcpu: { maxphyaddr: 46 }, steps }, [ok]);
    check({ kernel: 'v6.12', host: 'amd', vcpu: { maxphyaddr: 45 }, steps }, [gp]);
  });
  test('HWCR has CpuidUserDis from v7.2 on, where CPUID says so', () => {
    const steps = [wrmsr('0xc0010015', '0x800000000')];
    check({ kernel: 'v7.2', ...offering('+GP_ON_USER_CPUID'), steps }, [ok]);
    check({ kernel: 'v7.2', steps }, [gp]);
    check({ kernel: 'v7.1', ...offering('+GP_ON_USER_CPUID'), steps }, [gp]);
  });
  test('OSVW can be had under kvm_intel too', () =>
    check({ kernel: 'v6.12', ...offering('+OSVW'), steps: [wrmsr('0xc0010140', '0x4'), rdmsr('0xc0010140')] }, [ok, read('0x4')]));
  test('XSS exists with XSAVES, and holds 0', () => {
    check({ kernel: 'v6.12', steps: [rdmsr('0xda0'), wrmsr('0xda0', '0x0'), getMsr('0xda0')] }, [gp, gp, got('0x0')]);
    check({ kernel: 'v6.12', ...offering('+XSAVES'), steps: [wrmsr('0xda0', '0x0'), rdmsr('0xda0')] }, [ok, read('0x0')]);
    expect(refused({ kernel: 'v6.12', ...offering('+XSAVES'), steps: [wrmsr('0xda0', '0x1')] })).toMatchObject({ kind: 'not modelled' });
  });
});

describe('the MTRRs', () => {
  const df = { outcome: 'exception', vector: 8, error_code: 0 };
  test('count eight variable ranges in MTRRcap, which is not written', () =>
    check({ kernel: 'v6.12', steps: [rdmsr('0xfe'), wrmsr('0xfe', '0x508')] }, [read('0x508'), gp]));
  test('start at 0 and keep what is written, in every kernel', () => {
    for (const kernel of ['v5.10', 'v6.1', 'v6.12'])
      for (const [msr, value] of [
        ['0x200', '0xf0000006'],
        ['0x20f', '0xfffffff800'],
        ['0x250', '0x606060606060606'],
        ['0x26f', '0x505050505050505'],
        ['0x2ff', '0xc06'],
      ] as const)
        check({ kernel, steps: [rdmsr(msr), wrmsr(msr, value), rdmsr(msr), getMsr(msr)] }, [read('0x0'), ok, read(value), got(value)]);
  });
  test('refuse the memory types 2, 3 and 7, in the first byte and in the last', () => {
    for (const type of ['02', '03', '07', '08'])
      check(
        {
          kernel: 'v6.12',
          steps: [
            wrmsr('0x2ff', `0x${type}`),
            wrmsr('0x200', `0x${type}`),
            wrmsr('0x268', `0x${type}`),
            wrmsr('0x268', `0x${type}00000000000000`),
            setMsr('0x268', `0x${type}`),
          ],
        },
        [gp, gp, gp, gp, none],
      );
  });
  test('refuse the reserved bits: 8 and 9 and from 12 on of MTRRdefType, 8 to 11 of a base, 0 to 10 of a mask', () =>
    check(
      {
        kernel: 'v6.12',
        steps: [
          wrmsr('0x2ff', '0x106'),
          wrmsr('0x2ff', '0x1006'),
          wrmsr('0x200', '0x806'),
          wrmsr('0x201', '0x400'),
          wrmsr('0x201', '0x800'),
        ],
      },
      [gp, gp, gp, gp, ok],
    ));
  test('refuse addresses beyond the guest’s physical address width', () => {
    for (const [maxphyaddr, bit] of [
      [36, 36n],
      [40, 40n],
      [52, 52n],
    ] as const) {
      const [in_, out] = [`0x${(1n << (bit - 1n)).toString(16)}`, `0x${(1n << bit).toString(16)}`];
      check(
        {
          kernel: 'v6.12',
          vcpu: { maxphyaddr },
          steps: [wrmsr('0x202', in_), wrmsr('0x202', out), wrmsr('0x203', in_), wrmsr('0x203', out)],
        },
        [ok, gp, ok, gp],
      );
    }
  });
  test('before v5.17 raised the #GP for an address twice, so that the guest took #DF', () => {
    check({ kernel: 'v5.10', steps: [wrmsr('0x200', '0x10000000000')] }, [df]);
    check({ kernel: 'v5.17', steps: [wrmsr('0x200', '0x10000000000')] }, [gp]);
  });
  test('before v5.17 left a #GP for the guest where user space had written such an address', () => {
    check({ kernel: 'v5.10', steps: [setMsr('0x201', '0x1'), run] }, [none, gp]);
    check({ kernel: 'v5.17', steps: [setMsr('0x201', '0x1'), run] }, [none, ok]);
  });
});

describe('the nested-VMX capabilities', () => {
  const feature_msrs = {
    '0x480': '0xd8100011e57ed0',
    '0x481': '0x7f00000016',
    '0x485': '0x20000165',
    '0x486': '0x80000021',
    '0x48b': '0x3fff00000000',
    '0x48c': '0xf0106334141',
    '0x48d': '0x7f00000000',
  };
  const kernel = 'v6.1';
  const set = (msr: string, data: string) => check({ kernel, feature_msrs, steps: [setMsr(msr, data), getMsr(msr)] }, [one, got(data)]);
  const not = (msr: string, data: string) => check({ kernel, feature_msrs, steps: [setMsr(msr, data)] }, [none]);

  test('are what the host offers, to guest and user space; the guest writes none', () => {
    check({ kernel, feature_msrs, steps: [rdmsr('0x480'), getMsr('0x480'), wrmsr('0x480', '0xd8100011e57ed0')] }, [
      read('0xd8100011e57ed0'),
      got('0xd8100011e57ed0'),
      gp,
    ]);
    check({ kernel, steps: [wrmsr('0x491', '0x0')] }, [gp]);
  });
  test('that a scenario does not say are not modelled, unless CPUID lacks VMX: then nobody may have them', () => {
    for (const step of [rdmsr('0x480'), getMsr('0x491'), setMsr('0x482', '0x0')]) {
      expect(refused({ kernel, steps: [step] })).toMatchObject({ kind: 'not modelled' });
      check({ kernel, ...offering('-VMX'), steps: [step] }, [step.op === 'guest.rdmsr' ? gp : none]);
    }
  });
  test('VMX_BASIC may lose features, and keeps the revision and the size of a VMCS', () => {
    set('0x480', '0x98100011e57ed0');
    set('0x480', '0xd8100111e57ed0');
    for (const data of ['0x1d8100011e57ed0', '0xd8000f11e57ed0', '0xd9100011e57ed0', '0xd8100011e57ed1', '0xd8100091e57ed0'])
      not('0x480', data);
  });
  test('a TRUE control keeps what must be 1 and gains nothing; the plain form follows it', () => {
    check({ kernel, feature_msrs, steps: [setMsr('0x48d', '0x3f00000001'), getMsr('0x48d'), getMsr('0x481')] }, [
      one,
      got('0x3f00000001'),
      got('0x3f00000017'),
    ]);
    not('0x48d', '0xff00000000');
    not('0x481', '0x7f00000016');
    set('0x48b', '0x1fff00000000');
    not('0x48b', '0x7fff00000000');
  });
  test('VMX_MISC keeps the preemption timer’s rate while the guest has the timer, and grows in nothing', () => {
    set('0x485', '0x20000165');
    set('0x485', '0x20000125');
    for (const data of ['0x20000164', '0x200001e5', '0x20010165', '0x22000165', '0x120000165', '0x60000165']) not('0x485', data);
    check({ kernel, feature_msrs, steps: [setMsr('0x48d', '0x3f00000000'), setMsr('0x485', '0x20000164')] }, [one, one]);
  });
  test('CR0_FIXED0 may demand more and not less; CR0_FIXED1 follows CPUID', () => {
    set('0x486', '0xffffffffffffffff');
    not('0x486', '0x80000020');
    check({ kernel, feature_msrs: { '0x487': '0xffffffff' }, steps: [setMsr('0x487', '0xffffffff')] }, [none]);
  });
  test('EPT_VPID_CAP loses bits only; VMCS_ENUM takes anything', () => {
    set('0x48c', '0xf0106334140');
    not('0x48c', '0xf0106334143');
    check({ kernel, feature_msrs: { '0x48a': '0x2e' }, steps: [setMsr('0x48a', '0xffff')] }, [one]);
  });
  test('are fixed from v6.5 on once the vCPU has run; the same value is taken', () => {
    const steps = [run, setMsr('0x486', '0xffffffffffffffff'), setMsr('0x486', '0x80000021'), setMsr('0x481', '0x7f00000016')];
    check({ kernel: 'v6.5', feature_msrs, steps }, [ok, none, one, one]);
    check({ kernel: 'v6.1', feature_msrs, steps }, [ok, one, one, none]);
  });
});

describe('TSX_CTRL', () => {
  const steps = [wrmsr('0x122', '0x3'), rdmsr('0x122'), wrmsr('0x122', '0x4'), setMsr('0x122', '0x1'), getMsr('0x122')];
  test('exists under kvm_intel where the host’s ARCH_CAPABILITIES says so', () => {
    check({ kernel: 'v6.12', feature_msrs: { '0x10a': '0x80' }, steps }, [ok, read('0x3'), gp, one, got('0x1')]);
    check({ kernel: 'v6.12', feature_msrs: { '0x10a': '0x0' }, steps }, [gp, gp, gp, none, none]);
  });
  test('is unknown under kvm_amd', () => check({ kernel: 'v6.12', host: 'amd', steps }, [gp, gp, gp, none, none]));
  test('is not modelled while nothing is said of the host', () =>
    expect(refused({ kernel: 'v6.12', steps })).toMatchObject({ kind: 'not modelled' }));
});

describe('registers that only store', () => {
  test('POWER_CTL for everybody; SMI_COUNT and the microcode revision for user space', () =>
    check(
      {
        kernel: 'v6.12',
        steps: [
          wrmsr('0x1fc', '0x1234'),
          rdmsr('0x1fc'),
          wrmsr('0x34', '0x0'),
          setMsr('0x34', '0x2'),
          rdmsr('0x34'),
          wrmsr('0x8b', '0x5'),
          rdmsr('0x8b'),
          setMsr('0x8b', '0x5'),
          getMsr('0x8b'),
        ],
      },
      [ok, read('0x1234'), gp, one, read('0x2'), ok, read('0x100000000'), one, got('0x5')],
    ));
  test('the microcode revision starts otherwise under kvm_amd', () =>
    check({ kernel: 'v6.12', host: 'amd', steps: [rdmsr('0x8b')] }, [read('0x1000065')]));
  test('K7_CLK_CTL and NB_CFG drop what is written', () =>
    check({ kernel: 'v6.12', steps: [wrmsr('0xc001001b', '0x1'), rdmsr('0xc001001b'), wrmsr('0xc001001f', '0x1'), rdmsr('0xc001001f')] }, [
      ok,
      read('0x20000000'),
      ok,
      read('0x0'),
    ]));
});
