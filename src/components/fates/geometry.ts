// SPDX-License-Identifier: GPL-2.0-only
/**
 * The two drawings of the fork, as data: a wide one, time to the right, and one for phones, time downwards.
 * Space means actor: guest above (left), kernel between, user space below (right).
 */
import type { Actor } from '../map/marks.ts';
import type { Fate } from './fate.ts';

type Hue = 'pg' | 'pk' | 'pu' | 'px';
type WordName = keyof typeof import('./words.ts').words;
type Anchor = 'start' | 'middle' | 'end';

export interface Leg {
  readonly hue: Hue;
  readonly d: string;
}

export interface Mark {
  readonly actor: Actor;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** Alarm instead of the actor's hue. */
  readonly alarm?: true;
}

export interface Label {
  readonly x: number;
  readonly y: number;
  /** A word of words.ts, or `=` and the text as it is in both languages. */
  readonly text: WordName | `=${string}`;
  readonly look: string;
  readonly anchor?: Anchor;
}

interface Way {
  /** What the run travels, in order. */
  readonly legs: readonly Leg[];
  /** Lines that are drawn and not travelled: an arrowhead, a bar. */
  readonly ends: readonly Leg[];
  readonly marks: readonly Mark[];
  readonly labels: readonly Label[];
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly lanes: string;
  readonly laneMarks: readonly Mark[];
  readonly laneNames: readonly Label[];
  readonly start: readonly [x: number, y: number];
  readonly trunk: Way;
  readonly branches: Readonly<Record<Fate, Way>>;
  /** Where the end's name stands, with its kernel. */
  readonly names: Readonly<
    Record<Fate, { readonly x: number; readonly y: number; readonly anchor: Anchor; readonly kernelAbove: boolean }>
  >;
}

const code = 'mono halo';
const reason = 'dim halo';

export const wide: Drawing = {
  width: 1080,
  height: 372,
  lanes: 'M0 66H1080M0 196H1080M0 326H1080',
  laneMarks: [
    { actor: 'guest', x: 6, y: 52, r: 4.6 },
    { actor: 'kernel', x: 6, y: 182, r: 4.25 },
    { actor: 'user', x: 6, y: 312, r: 5.4 },
  ],
  laneNames: [
    { x: 18, y: 56.5, text: '=guest', look: 'tg' },
    { x: 18, y: 186.5, text: '=kernel', look: 'tk' },
    { x: 18, y: 316.5, text: '=user', look: 'tu' },
  ],
  start: [128, 66],
  trunk: {
    legs: [
      { hue: 'pg', d: 'M128 66H196C236 66 236 86 244 126' },
      { hue: 'pk', d: 'M244 126C252 184 254 196 290 196H760' },
    ],
    ends: [],
    marks: [
      { actor: 'guest', x: 128, y: 66, r: 7 },
      { actor: 'kernel', x: 290, y: 196, r: 6.5 },
      { actor: 'kernel', x: 378, y: 196, r: 6.5 },
      { actor: 'kernel', x: 536, y: 196, r: 6.5 },
      { actor: 'kernel', x: 760, y: 196, r: 9.2 },
    ],
    labels: [
      { x: 121, y: 44, text: '=wrmsr', look: 'mono b' },
      { x: 121, y: 94, text: '=write', look: 'mono dim' },
      { x: 283, y: 176, text: 'exit', look: 'halo' },
      { x: 283, y: 226, text: 'reason', look: 'dim' },
      { x: 371, y: 176, text: '=kvm_emulate_wrmsr', look: code },
      { x: 371, y: 226, text: 'reads', look: 'dim' },
      { x: 529, y: 176, text: '=set_msr_mce', look: code },
      { x: 529, y: 226, text: 'refuses', look: 'dim' },
      { x: 770, y: 174, text: '=r < 0 ?', look: code, anchor: 'end' },
      { x: 770, y: 226, text: 'decides', look: reason, anchor: 'end' },
    ],
  },
  branches: {
    gp: {
      legs: [
        { hue: 'pk', d: 'M760 196C806 196 790 148 803 118' },
        { hue: 'pg', d: 'M803 118C814 74 826 66 862 66H1064' },
      ],
      ends: [{ hue: 'pg', d: 'M1056 59l9 7l-9 7' }],
      marks: [{ actor: 'guest', x: 862, y: 66, r: 7 }],
      labels: [
        { x: 818, y: 150, text: '=r = 1', look: code },
        { x: 882, y: 150, text: 'gpWay', look: reason },
        { x: 862, y: 94, text: 'gpEnd', look: '' },
        { x: 862, y: 112, text: 'gpThen', look: '' },
      ],
    },
    eperm: {
      legs: [
        { hue: 'pk', d: 'M760 196C806 196 790 244 803 274' },
        { hue: 'px', d: 'M803 274C814 318 826 326 862 326H1030' },
      ],
      ends: [{ hue: 'px', d: 'M1030 313V339' }],
      marks: [
        { actor: 'user', x: 862, y: 326, r: 8.3, alarm: true },
        { actor: 'user', x: 976, y: 326, r: 8.3 },
      ],
      labels: [
        { x: 818, y: 252, text: '=r = −1', look: code },
        { x: 882, y: 252, text: 'epermWay', look: reason },
        { x: 854, y: 356, text: 'epermEnd', look: 'halo' },
        { x: 968, y: 356, text: 'epermThen', look: 'halo' },
      ],
    },
  },
  names: {
    gp: { x: 862, y: 44, anchor: 'start', kernelAbove: false },
    eperm: { x: 862, y: 304, anchor: 'start', kernelAbove: false },
  },
};

export const narrow: Drawing = {
  width: 350,
  height: 540,
  lanes: 'M44 34V540M172 34V540M300 34V540',
  laneMarks: [],
  laneNames: [
    { x: 44, y: 20, text: '=guest', look: 'tg', anchor: 'middle' },
    { x: 172, y: 20, text: '=kernel', look: 'tk', anchor: 'middle' },
    { x: 300, y: 20, text: '=user', look: 'tu', anchor: 'middle' },
  ],
  start: [44, 62],
  trunk: {
    legs: [
      { hue: 'pg', d: 'M44 62V80C44 108 74 112 104 120' },
      { hue: 'pk', d: 'M104 120C158 130 172 134 172 156V330' },
    ],
    ends: [],
    marks: [
      { actor: 'guest', x: 44, y: 62, r: 7 },
      { actor: 'kernel', x: 172, y: 156, r: 6.5 },
      { actor: 'kernel', x: 172, y: 210, r: 6.5 },
      { actor: 'kernel', x: 172, y: 264, r: 6.5 },
      { actor: 'kernel', x: 172, y: 330, r: 9.2 },
    ],
    labels: [
      { x: 60, y: 60, text: '=wrmsr', look: 'mono b halo' },
      { x: 60, y: 77, text: '=write', look: 'mono dim halo' },
      { x: 188, y: 155, text: 'exit', look: 'halo' },
      { x: 188, y: 172, text: 'reason', look: 'sm dim halo' },
      { x: 188, y: 214, text: '=kvm_emulate_wrmsr', look: code },
      { x: 188, y: 263, text: '=set_msr_mce', look: code },
      { x: 188, y: 280, text: 'refusesShort', look: 'sm dim halo' },
      { x: 192, y: 334, text: '=r < 0 ?', look: code },
      { x: 152, y: 334, text: 'decides', look: 'sm dim halo', anchor: 'end' },
    ],
  },
  branches: {
    gp: {
      legs: [
        { hue: 'pk', d: 'M172 330C172 372 142 374 120 384' },
        { hue: 'pg', d: 'M120 384C64 398 44 404 44 430V526' },
      ],
      ends: [{ hue: 'pg', d: 'M37 518l7 9l7-9' }],
      marks: [{ actor: 'guest', x: 44, y: 434, r: 7 }],
      labels: [
        { x: 126, y: 362, text: '=r = 1', look: code, anchor: 'end' },
        { x: 60, y: 468, text: 'gpShort', look: 'halo' },
        { x: 60, y: 485, text: 'gpShortThen', look: 'halo' },
      ],
    },
    eperm: {
      legs: [
        { hue: 'pk', d: 'M172 330C172 372 202 374 224 384' },
        { hue: 'px', d: 'M224 384C280 398 300 404 300 430V506' },
      ],
      ends: [{ hue: 'px', d: 'M287 506h26' }],
      marks: [
        { actor: 'user', x: 300, y: 434, r: 8.3, alarm: true },
        { actor: 'user', x: 300, y: 480, r: 8.3 },
      ],
      labels: [
        { x: 218, y: 362, text: '=r = −1', look: code },
        { x: 284, y: 468, text: 'epermEnd', look: 'halo', anchor: 'end' },
        { x: 284, y: 485, text: 'epermThen', look: 'halo', anchor: 'end' },
      ],
    },
  },
  names: {
    gp: { x: 60, y: 443, anchor: 'start', kernelAbove: true },
    eperm: { x: 284, y: 443, anchor: 'end', kernelAbove: true },
  },
};
