// SPDX-License-Identifier: GPL-2.0-only
/** When the releases of the history line came out and when their branches ended, and where each date was read. */

interface Dated {
  /** ISO, to the day. */
  readonly on: string;
  readonly from: keyof typeof sources;
}

export const sources = {
  releases: 'https://www.kernel.org/releases.html',
  lifecycle: 'https://www.itechtics.com/eol/linux-kernel/',
  'v5.10.137': 'https://lore.kernel.org/all/166108893121762@kroah.com/',
  'v5.15.61': 'https://lore.kernel.org/all/1660742687133105@kroah.com/',
  'v5.18.18': 'https://lore.kernel.org/all/16607426939212@kroah.com/',
  'v5.16.20': 'https://lore.kernel.org/all/164987613419048@kroah.com/',
  'v5.17.15': 'https://lore.kernel.org/all/165522580839104@kroah.com/',
} as const;

/** First releases of branches, and the stable releases that brought the fix. */
export const released: Readonly<Record<string, Dated>> = {
  'v5.4': { on: '2019-11-24', from: 'releases' },
  'v5.10': { on: '2020-12-13', from: 'releases' },
  'v5.15': { on: '2021-10-31', from: 'releases' },
  'v5.16': { on: '2022-01-09', from: 'lifecycle' },
  'v5.17': { on: '2022-03-20', from: 'lifecycle' },
  'v5.18': { on: '2022-05-22', from: 'lifecycle' },
  'v5.19': { on: '2022-07-31', from: 'lifecycle' },
  'v6.0': { on: '2022-10-02', from: 'lifecycle' },
  'v5.10.137': { on: '2022-08-21', from: 'v5.10.137' },
  'v5.15.61': { on: '2022-08-17', from: 'v5.15.61' },
  'v5.18.18': { on: '2022-08-17', from: 'v5.18.18' },
  // Its announcement was not read. Its review began with that of 5.18.18, and Arch Linux built it on that day.
  'v5.19.2': { on: '2022-08-17', from: 'v5.18.18' },
};

/** Branches that ended within the drawing. */
export const ended: Readonly<Record<string, Dated>> = {
  'v5.16': { on: '2022-04-13', from: 'v5.16.20' },
  'v5.17': { on: '2022-06-14', from: 'v5.17.15' },
  'v5.18': { on: '2022-08-21', from: 'lifecycle' },
  'v5.19': { on: '2022-10-24', from: 'lifecycle' },
};

/** A date as a number of years. */
export function year(iso: string): number {
  const at = Date.parse(`${iso}T00:00:00Z`);
  const y = new Date(at).getUTCFullYear();
  const [begin, end] = [Date.UTC(y, 0, 1), Date.UTC(y + 1, 0, 1)];
  return y + (at - begin) / (end - begin);
}
