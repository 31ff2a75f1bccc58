// SPDX-License-Identifier: GPL-2.0-only
/** The end of a KVM_RUN in three lanes: the guest's line, the way out, and the line of the VMM's process. */
import type { JSX } from 'preact';
import type { VmState } from '../../engine/index.ts';
import type { Lang } from '../../site/lang.ts';
import { mark } from '../map/marks.ts';
import type { Ended, WhatNext } from './what-next.ts';
import { word } from './what-next-words.ts';

const [GUEST, KERNEL, USER] = [56, 104, 152];
/** Where the guest's line leaves its lane, where user space has it, and where the drawing ends. */
const [OUT, HAS, RIGHT] = [112, 190, 352];

/** What the guest's line does after the exit: lines, and whether it stands still. */
function guestAfter(state: VmState | 'unknown'): { readonly d: readonly string[]; readonly ghost: boolean; readonly bar: boolean } {
  const arrow = (x: number, y: number): string => `M${x - 7} ${y - 5}L${x} ${y}L${x - 7} ${y + 5}`;
  const rest = `M${OUT + 10} ${GUEST}H${RIGHT}`;
  switch (state) {
    case 'goes on':
      return { d: [`M${HAS + 20} ${USER}L${HAS + 72} ${GUEST}H${RIGHT}`, arrow(RIGHT, GUEST)], ghost: false, bar: false };
    case 'entered again':
      return {
        d: [
          `M${HAS + 20} ${USER}C${HAS + 60} ${USER - 40} ${HAS + 50} ${GUEST} ${HAS + 10} ${GUEST}H${OUT + 12}`,
          `M${OUT + 19} ${GUEST - 5}L${OUT + 12} ${GUEST}L${OUT + 19} ${GUEST + 5}`,
        ],
        ghost: false,
        bar: false,
      };
    case 'reset':
    case 'rebooted in place':
      return {
        d: [`M${HAS + 20} ${USER}L${HAS + 72} ${GUEST}V34Q${HAS + 72} 22 ${HAS + 60} 22H92Q76 22 76 38V46`, `M71 40L76 47L81 40`],
        ghost: false,
        bar: false,
      };
    case 'one vCPU short':
      return { d: [`M76 ${GUEST - 14}H${RIGHT}`, arrow(RIGHT, GUEST - 14)], ghost: true, bar: true };
    case 'paused':
    case 'halted and kept':
      return { d: [rest], ghost: true, bar: false };
    case 'torn down':
    case 'unknown':
      return { d: [rest], ghost: true, bar: state === 'torn down' };
  }
}

export function NextDrawing({ asked, next, lang }: { readonly asked: Ended; readonly next: WhatNext; readonly lang: Lang }): JSX.Element {
  const alarm = asked.end === 'EPERM' || asked.end === 'KVM_EXIT_SHUTDOWN';
  const after = guestAfter(next.vm.is);
  const lives = next.program.is === 'lives';
  const stop = lives || next.program.is === 'unknown' ? RIGHT : 300;
  const still = after.ghost && next.vm.is !== 'one vCPU short';
  return (
    <svg class="drawing next" viewBox="0 14 360 176" aria-hidden="true">
      {[GUEST, KERNEL, USER].map((y) => (
        <path key={y} class="ln" d={`M76 ${y}H${RIGHT}`} />
      ))}
      {(
        [
          [GUEST, 'guest'],
          [KERNEL, 'kernel'],
          [USER, 'user'],
        ] as const
      ).map(([y, name]) => (
        <g key={name}>
          <path class={{ guest: 'mg', kernel: 'mkk', user: 'mu' }[name]} d={mark(name, 5, y, 4.5)} />
          <text x="16" y={y + 4.5} class="dim">
            {word(name, lang)}
          </text>
        </g>
      ))}
      <path class="pth pg" d={`M76 ${GUEST}H${OUT}L${OUT + 18} ${(GUEST + KERNEL) / 2}`} />
      <path class="pth pk" d={`M${OUT + 18} ${(GUEST + KERNEL) / 2}L${OUT + 36} ${KERNEL}L${OUT + 57} ${(KERNEL + USER) / 2}`} />
      <path class="pth pu" d={`M${OUT + 57} ${(KERNEL + USER) / 2}L${HAS} ${USER}H${stop}`} />
      <path class="mk mg" d={mark('guest', 88, GUEST, 6)} />
      <path class="mk mkk" d={mark('kernel', OUT + 36, KERNEL, 6)} />
      {after.d.map((d) => (
        <path key={d} class={still ? 'ghost' : 'pth pg'} d={d} />
      ))}
      {after.bar ? <path class="pth px" d={`M${next.vm.is === 'torn down' ? 300 : OUT + 14} ${GUEST - 9}v18`} /> : null}
      {still ? <path class="hollow" d={mark('guest', 250, GUEST, 6)} /> : null}
      {lives ? <path class="pth pu" d={`M${RIGHT - 7} ${USER - 5}L${RIGHT} ${USER}L${RIGHT - 7} ${USER + 5}`} /> : null}
      {next.program.is === 'ends' ? <path class="pth px" d={`M300 ${USER - 10}v20`} /> : null}
      <path class={`mk ${alarm ? 'mx' : 'mu'}`} d={mark('user', HAS, USER, 8)} />
      <text x={RIGHT} y={GUEST + 20} class="halo" text-anchor="end">
        {next.vm.is === 'unknown' ? word('follow', lang) : next.vm.says.split(/[,，]/)[0]}
      </text>
      <text x={RIGHT} y={USER - 14} class="halo" text-anchor="end">
        {next.program.says}
      </text>
      <text x={HAS - 6} y={USER + 28} class={`mono halo b ${alarm ? 'tx' : 'tu'}`} text-anchor={asked.end === 'EPERM' ? 'start' : 'middle'}>
        {asked.end}
      </text>
    </svg>
  );
}
