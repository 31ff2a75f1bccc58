// SPDX-License-Identifier: GPL-2.0-only
/** The slot in the kernel's lane, the gates that the processor tries in the guest's, and where the line ends. */
import type { JSX } from 'preact';
import type { Lang } from '../../site/lang.ts';
import { mark } from '../map/marks.ts';
import type { Delivered, Queue } from './delivery.ts';
import { word } from './words.ts';

const [GUEST, KERNEL, USER] = [64, 130, 196];
const [SLOT, FIRST, STEP, RIGHT] = [132, 186, 64, 352];

export function Drawing({ queue, done, lang }: { readonly queue: Queue; readonly done: Delivered; readonly lang: Lang }): JSX.Element {
  const xs = done.hops.map((_, i) => FIRST + i * STEP);
  const last = xs.at(-1) ?? SLOT;
  const from = done.hops.length === 0 ? KERNEL : GUEST;
  const dead = done.handler === '';
  const end = Math.min(last + 44, 320);
  return (
    <svg class="drawing" viewBox="0 0 360 236" aria-hidden="true">
      {(
        [
          [GUEST, 'guest'],
          [KERNEL, 'kernel'],
          [USER, 'user'],
        ] as const
      ).map(([y, name]) => (
        <g key={name}>
          <path class="ln" d={`M0 ${y}H${RIGHT}`} />
          <path class={{ guest: 'mg', kernel: 'mkk', user: 'mu' }[name]} d={mark(name, 5, y - 18, 4.5)} />
          <text x="15" y={y - 14} class="dim">
            {word(name, lang)}
          </text>
        </g>
      ))}
      <path
        class="pth pk"
        d={`M${queue.first === '' ? 92 : 24} ${KERNEL}H${SLOT}${from === GUEST ? `L${(SLOT + FIRST) / 2} ${(KERNEL + GUEST) / 2}` : ''}`}
      />
      {from === GUEST ? <path class="pth pg" d={`M${(SLOT + FIRST) / 2} ${(KERNEL + GUEST) / 2}L${FIRST} ${GUEST}H${last}`} /> : null}
      {queue.first === '' ? null : <path class="mk open" d={mark('kernel', 34, KERNEL, 6)} />}
      {queue.first === '' ? null : (
        <text x="34" y={KERNEL + 24} class="mono dim" text-anchor="middle">
          {queue.first}
        </text>
      )}
      <path class="mk mkk" d={mark('kernel', 92, KERNEL, 6)} />
      <text x="92" y={KERNEL + 24} class="mono dim" text-anchor="middle">
        {queue.second}
      </text>
      <path class="mk mkk" d={mark('kernel', SLOT, KERNEL, 9)} />
      <text x={SLOT + 14} y={KERNEL + 24} class="mono tk b halo" text-anchor="middle">
        {done.slot === '' ? word('slot', lang) : done.slot}
      </text>
      {dead ? (
        <>
          <path class="pth pg" d={from === GUEST ? `M${last} ${GUEST}h12L${last + 28} ${KERNEL - 10}` : ''} />
          <path
            class="pth pk"
            d={
              from === GUEST
                ? `M${last + 28} ${KERNEL - 10}L${last + 34} ${KERNEL + 12}`
                : `M${SLOT} ${KERNEL}h16L${SLOT + 30} ${KERNEL + 30}`
            }
          />
          <path
            class="pth px"
            d={from === GUEST ? `M${last + 34} ${KERNEL + 12}L${end} ${USER}` : `M${SLOT + 30} ${KERNEL + 30}L${SLOT + 44} ${USER}`}
          />
          <path class="mk mx" d={mark('user', from === GUEST ? end : SLOT + 44, USER, 8)} />
          <text x={RIGHT} y={USER + 28} class="mono tx b halo" text-anchor="end">
            KVM_EXIT_SHUTDOWN
          </text>
        </>
      ) : (
        <path class="pth pg" d={`M${last} ${GUEST}H${Math.min(last + 60, RIGHT)}m-7 -5l7 5l-7 5`} />
      )}
      {done.hops.map(({ name, gate }, i) => (
        <g key={name}>
          <path class={`mk ${gate ? 'mg' : 'open'}`} d={mark('guest', xs[i] ?? 0, GUEST, 8)} />
          <text x={xs[i]} y={GUEST - 18} class={`mono halo ${gate ? 'tg b' : ''}`} text-anchor="middle">
            {name}
          </text>
          <text x={xs[i]} y={GUEST + 24} class="sm dim halo" text-anchor="middle">
            {word(gate ? 'gate' : 'noGate', lang)}
          </text>
        </g>
      ))}
    </svg>
  );
}
