// SPDX-License-Identifier: GPL-2.0-only
/** Films to test with: the book's own accesses, and arbitrary ones. */
import fc from 'fast-check';
import type { CommitFilm } from '../../src/components/stepper/film.ts';
import { shoot } from '../../src/components/stepper/shoot.ts';
import { patchIds } from '../../src/engine/index.ts';
import { langs } from '../../src/site/lang.ts';
import { scenario } from '../support/arbitrary.ts';

export const FIX = '2368048bf5c2';

export interface Asked {
  readonly kernel?: string;
  readonly fix?: string;
  readonly lang?: 'en' | 'zh-CN';
  readonly [field: string]: unknown;
}

/** The film of one guest write, 0x1 to MC0_CTL unless told otherwise. @param step which step of several; the last unless given */
export function film({ fix = FIX, lang = 'en', kernel = 'v5.18', ...rest }: Asked = {}, step?: number): CommitFilm {
  const made = shoot({
    ...(step === undefined ? {} : { step }),
    scenario: JSON.stringify({ name: 'test', kernel, steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }], ...rest }),
    fix,
    lang,
  });
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value;
}

const write = (msr: string, data: string): object => ({ op: 'guest.wrmsr', msr, data });

/** One film of each kind of end. */
export const films: readonly (readonly [name: string, film: CommitFilm])[] = [
  ['EPERM and #GP', film()],
  ['a release that has the fix', film({ kernel: 'v6.0' })],
  ['STATUS', film({ steps: [write('0x401', '0x1')] })],
  ['a value that is taken', film({ steps: [write('0x400', '0xffffffffffffffff')] })],
  ['a bank that is not there', film({ steps: [write('0x47c', '0x0')] })],
  ['an unknown register', film({ steps: [write('0x12345', '0x0')] })],
  ['an exit to user space', film({ vm: { user_space_msr: ['inval'] } })],
  ['a read', film({ steps: [{ op: 'guest.rdmsr', msr: '0x179' }] })],
  ['a host write', film({ steps: [{ op: 'host.set_msr', msr: '0x400', data: '0x1' }] })],
  ['another commit', film({ fix: '0471a7bd1bca', steps: [write('0x400', '0xfffffffffffffffe')] })],
  ['Chinese', film({ lang: 'zh-CN' })],
  ['the second of two steps', film({ steps: [write('0x400', '0x0'), write('0x400', '0x1')] })],
  [
    'a triple fault',
    film({
      steps: [
        { op: 'host.set_mce', bank: 0, status: '0xb200000000000000', addr: '0x0', misc: '0x0', mcg_status: '0x5' },
        { op: 'guest.run' },
      ],
    }),
  ],
];

/** Whatever can be shot of arbitrary scenarios; the others are left out. */
export const anyFilm: fc.Arbitrary<CommitFilm> = fc
  .tuple(scenario, fc.constantFrom(...patchIds), fc.constantFrom(...langs), fc.nat(11))
  .map(([s, fix, lang, step]) => shoot({ scenario: JSON.stringify({ name: 'any', ...s }), fix, lang, step: step % s.steps.length }))
  .filter((made) => made.ok)
  .map((made) => (made as { value: CommitFilm }).value);
