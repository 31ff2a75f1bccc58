// SPDX-License-Identifier: GPL-2.0-only
/** The two sizes that the lanes are drawn in. */

export interface Size {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  /** x of the first step, and of the last one of the longer walk. */
  readonly from: number;
  readonly to: number;
  readonly guestY: number;
  /** Height of one call. */
  readonly level: number;
  readonly above: number;
  readonly below: number;
  /** Text of names and line numbers: size, and width of one letter. */
  readonly font: number;
  readonly marks: number;
}

export const wide: Size = {
  name: 'wide',
  width: 1080,
  from: 106,
  to: 1046,
  guestY: 34,
  level: 18,
  above: 26,
  below: 22,
  font: 10.6,
  marks: 3.4,
};
export const narrow: Size = {
  name: 'narrow',
  width: 350,
  from: 12,
  to: 334,
  guestY: 28,
  level: 9,
  above: 16,
  below: 14,
  font: 10.6,
  marks: 2.2,
};
