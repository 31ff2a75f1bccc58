// SPDX-License-Identifier: GPL-2.0-only
/** The small map of the path, wide and for phones: lines, and where each station stands. */
import type { Actor } from './marks.ts';
import type { Station } from './stations.ts';

type Anchor = 'start' | 'middle' | 'end';
interface At {
  readonly x: number;
  readonly y: number;
  readonly anchor: Anchor;
}

export interface Place {
  readonly actor: Actor;
  readonly alarm?: true;
  readonly x: number;
  readonly y: number;
  /** Where the station's name stands. */
  readonly name: At;
  /** Where "you are here" stands. */
  readonly here: At;
  /** What one touches to go there: x, y, width, height. */
  readonly hit: readonly [number, number, number, number];
}

interface Line {
  readonly hue: 'pg' | 'pk' | 'pu' | 'px';
  readonly d: string;
  /** A way that is taken only when user space asked for it. */
  readonly thin?: true;
}

export interface MapPlan {
  readonly width: number;
  readonly height: number;
  readonly lanes: string;
  readonly start: readonly [number, number];
  readonly fork: readonly [number, number];
  readonly lines: readonly Line[];
  readonly places: Readonly<Record<Station, Place>>;
  readonly laneMarks: readonly (readonly [actor: Actor, x: number, y: number, r: number])[];
  /** Lane names and the two ends; those that a phone has no room for are left out there. */
  readonly laneNames: readonly (readonly [actor: Actor, x: number, y: number])[];
  readonly ends: { readonly gp: At; readonly eperm: At };
}

const inKernel = (x: number, half: number): Place => ({
  actor: 'kernel',
  x,
  y: 56,
  name: { x, y: 84, anchor: 'middle' },
  here: { x, y: 36, anchor: 'middle' },
  hit: [x - half, 30, 2 * half, 62],
});

export const wideMap: MapPlan = {
  width: 1080,
  height: 116,
  lanes: 'M0 22H1080M0 56H1080M0 90H1080',
  start: [150, 22],
  fork: [838, 56],
  lines: [
    { hue: 'pg', d: 'M150 22H180' },
    { hue: 'pu', d: 'M712 56C734 56 730 90 760 90C790 90 786 56 808 56', thin: true },
    { hue: 'pk', d: 'M180 22C226 22 232 56 276 56H838' },
    { hue: 'pg', d: 'M838 56C868 56 862 22 892 22H1000M994 17l6 5l-6 5' },
    { hue: 'px', d: 'M838 56C868 56 862 90 892 90H1000M1000 84v12' },
  ],
  places: {
    exit: inKernel(284, 44),
    'emulate-wrmsr': inKernel(420, 64),
    'set-msr': inKernel(556, 50),
    'mce-banks': inKernel(672, 44),
    'msr-exits': {
      actor: 'user',
      x: 760,
      y: 90,
      name: { x: 760, y: 113, anchor: 'middle' },
      here: { x: 800, y: 113, anchor: 'start' },
      hit: [720, 74, 80, 42],
    },
    gp: {
      actor: 'guest',
      x: 892,
      y: 22,
      name: { x: 904, y: 13, anchor: 'start' },
      here: { x: 904, y: 41, anchor: 'start' },
      hit: [876, 0, 60, 44],
    },
    userspace: {
      actor: 'user',
      alarm: true,
      x: 892,
      y: 90,
      name: { x: 904, y: 110, anchor: 'start' },
      here: { x: 904, y: 80, anchor: 'start' },
      hit: [876, 70, 110, 46],
    },
  },
  laneMarks: [
    ['guest', 5, 10, 4],
    ['kernel', 5, 44, 3.7],
    ['user', 5, 78, 4.7],
  ],
  laneNames: [
    ['guest', 16, 14],
    ['kernel', 16, 48],
    ['user', 16, 82],
  ],
  ends: { gp: { x: 1014, y: 26, anchor: 'start' }, eperm: { x: 1014, y: 94, anchor: 'start' } },
};

const onPhone = (x: number): Place => ({ ...inKernel(x, 21) });

export const narrowMap: MapPlan = {
  width: 350,
  height: 116,
  lanes: 'M0 22H350M0 56H350M0 90H350',
  start: [34, 22],
  fork: [272, 56],
  lines: [
    { hue: 'pg', d: 'M34 22H40' },
    { hue: 'pu', d: 'M216 56C230 56 226 90 240 90C254 90 250 56 264 56', thin: true },
    { hue: 'pk', d: 'M40 22C62 22 60 56 82 56H272' },
    { hue: 'pg', d: 'M272 56C294 56 284 22 306 22H338M332 17l6 5l-6 5' },
    { hue: 'px', d: 'M272 56C294 56 284 90 306 90H338M338 84v12' },
  ],
  places: {
    exit: onPhone(80),
    'emulate-wrmsr': onPhone(122),
    'set-msr': onPhone(164),
    'mce-banks': onPhone(206),
    'msr-exits': {
      actor: 'user',
      x: 240,
      y: 90,
      name: { x: 240, y: 113, anchor: 'middle' },
      here: { x: 198, y: 113, anchor: 'end' },
      hit: [220, 78, 42, 38],
    },
    gp: {
      actor: 'guest',
      x: 306,
      y: 22,
      name: { x: 290, y: 14, anchor: 'end' },
      here: { x: 268, y: 14, anchor: 'end' },
      hit: [284, 0, 44, 44],
    },
    userspace: {
      actor: 'user',
      alarm: true,
      x: 306,
      y: 90,
      name: { x: 300, y: 113, anchor: 'end' },
      here: { x: 226, y: 113, anchor: 'end' },
      hit: [284, 70, 44, 46],
    },
  },
  laneMarks: [
    ['guest', 5, 13, 4],
    ['kernel', 5, 47, 3.7],
    ['user', 5, 81, 4.7],
  ],
  laneNames: [],
  ends: { gp: { x: 350, y: 12, anchor: 'end' }, eperm: { x: 350, y: 113, anchor: 'end' } },
};
