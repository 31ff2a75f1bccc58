// SPDX-License-Identifier: GPL-2.0-only
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { swapQuotes } from '../../src/components/stepper/film.ts';
import WhatNext from '../../src/components/vmm/WhatNext.tsx';
import { type Ended, ends, programs, reasons, whatNext } from '../../src/components/vmm/what-next.ts';
import { packAnswer } from '../../src/components/widget/use-answer.ts';
import { langs } from '../../src/site/lang.ts';

const asked: Ended = { vmm: 'qemu-8.1', end: 'EPERM', reason: 'inval', msr: '0x400', data: '0x1' };

describe('what a VMM does next', () => {
  test('is known for every program and every end, in both languages', () => {
    for (const lang of langs)
      for (const [vmm] of programs())
        for (const end of ends)
          for (const reason of reasons) {
            const next = whatNext({ ...asked, vmm, end, reason }, lang);
            const name = `${vmm} ${end} ${reason} ${lang}`;
            expect(next.program.says, name).not.toBe('');
            expect(next.vm.says, name).not.toBe('');
            expect(next.prints.length > 0 || next.printed.says !== '', name).toBe(true);
            if (next.vm.is !== 'unknown') expect(next.sources.length, name).toBeGreaterThan(0);
          }
  });
  test('says of QEMU that it prints one line and pauses, and of crosvm that it ends with status 0', () => {
    const qemu = whatNext(asked, 'en');
    expect(qemu.prints[0]?.line).toBe('error: kvm run failed Operation not permitted');
    expect([qemu.vm.is, qemu.program.is]).toEqual(['paused', 'lives']);
    expect(whatNext({ ...asked, vmm: 'crosvm' }, 'en').program.says).toBe('ends, status 0');
  });
  test('says that VirtualBox is spared the EPERM, and that QEMU 8.1 asks for no exit with reason inval', () => {
    expect(whatNext({ ...asked, vmm: 'virtualbox' }, 'en').never).not.toBe('');
    expect(whatNext({ ...asked, end: 'KVM_EXIT_X86_WRMSR' }, 'en').never).toContain('KVM_MSR_EXIT_REASON_INVAL');
    expect(whatNext({ ...asked, end: 'KVM_EXIT_X86_RDMSR', reason: 'filter', msr: '0x35' }, 'en')).toMatchObject({
      never: '',
      vm: { is: 'goes on' },
    });
  });
  test('says what is wrong with a number, in the page’s language', () => {
    const wrong = (msr: string, lang: 'en' | 'zh-CN') => whatNext({ ...asked, end: 'KVM_EXIT_X86_WRMSR', msr }, lang).wrong;
    expect(wrong('0x1ffffffff', 'en')).toMatchObject({ field: 'msr', lang: 'en' });
    expect(wrong('1024', 'zh-CN')?.text).toMatch(/十六进制/);
    expect(whatNext({ ...asked, end: 'KVM_EXIT_X86_WRMSR', data: 'x' }, 'en').wrong?.field).toBe('data');
  });
});

test('the printed figure holds its answer in words', () => {
  const lists = swapQuotes(JSON.stringify({ programs: programs(), ends, reasons, key: ['orderly', ''] }));
  const html = renderToString(<WhatNext id="w" lang="en" printed={packAnswer(asked, whatNext(asked, 'en'))} lists={lists} />);
  for (const text of ['Operation not permitted', 'paused, in run state internal-error', 'system_reset']) expect(html).toContain(text);
});
