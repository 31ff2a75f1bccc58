// SPDX-License-Identifier: GPL-2.0-only
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PatchId, patches, patchIds } from '../../src/engine/kernel/patches.ts';
import { commitsOf, type KernelRelease, listReleases, parseKernelRelease } from '../../src/engine/kernel/release.ts';
import { unidentified } from '../../src/engine/kernel/unidentified.ts';

const FIX = '2368048bf5c2';
/** Every mainline release that the model knows. */
const branches = [
  ...[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((n) => `v5.${n}`),
  ...Array.from({ length: 20 }, (_, n) => `v6.${n}`),
  ...[0, 1, 2, 3].map((n) => `v7.${n}`),
];

function kernel(spelling: string): KernelRelease {
  const release = parseKernelRelease(spelling);
  if (!release.ok) throw new Error(release.problem);
  return release.value;
}
function refusal(spelling: string): { readonly problem: string; readonly unmodelled: boolean } {
  const release = parseKernelRelease(spelling);
  if (release.ok) throw new Error(`accepted: ${spelling}`);
  return release;
}
const has = (spelling: string, id: PatchId): boolean => commitsOf(kernel(spelling)).includes(id);
const older = (a: string, b: string): boolean => {
  const [x, y] = [a, b].map((v) => v.slice(1).split('.').map(Number));
  return x![0]! < y![0]! || (x![0] === y![0] && x![1]! < y![1]!);
};

describe('A release', () => {
  test('has the fix from v6.0 on, and earlier where a stable branch took it', () => {
    for (const spelling of ['v5.17', 'v5.18', 'v5.18.17', 'v5.19', 'v5.19.1']) expect(has(spelling, FIX), spelling).toBe(false);
    for (const spelling of ['v5.18.18', 'v5.18.19', 'v5.19.2', 'v5.19.17', 'v6.0', 'v6.0.1'])
      expect(has(spelling, FIX), spelling).toBe(true);
  });

  test('and its point release 0 are the same kernel', () => {
    expect(commitsOf(kernel('v5.18.0'))).toEqual(commitsOf(kernel('v5.18')));
  });

  test('keeps its spelling and cannot be changed', () => {
    expect(kernel(`v5.18+${FIX}`).spelling).toBe(`v5.18+${FIX}`);
    expect(Object.isFrozen(kernel('v5.18'))).toBe(true);
  });

  test('names each behaviour of the catalogue, true exactly when it has the commit', () => {
    for (const spelling of listReleases()) {
      const release = kernel(spelling);
      const behaviours = [...patchIds.map((id) => patches[id].behaviour), ...unidentified.map((d) => d.behaviour), 'spelling'];
      expect(Object.keys(release).sort()).toEqual(behaviours.sort());
      for (const id of patchIds) expect(release[patches[id].behaviour]).toBe(commitsOf(release).includes(id));
    }
  });

  test.each(patchIds)('has %s from the mainline release of the catalogue on', (id) => {
    const { mainline } = patches[id];
    for (const branch of branches) {
      const stable: Readonly<Record<string, number>> = patches[id].stable;
      const backport = stable[branch];
      if (!older(branch, mainline)) expect(has(branch, id), branch).toBe(true);
      else if (backport === undefined) expect(has(`${branch}.999`, id), branch).toBe(false);
      else {
        expect(has(`${branch}.${backport}`, id), `${branch}.${backport}`).toBe(true);
        expect(has(`${branch}.${backport - 1}`, id), `${branch}.${backport - 1}`).toBe(false);
      }
    }
  });

  test('that the site offers is one that the engine models', () => {
    for (const spelling of listReleases()) expect(parseKernelRelease(spelling), spelling).toMatchObject({ ok: true });
  });
});

describe('A release with commits added or taken out', () => {
  test('differs from it in these alone', () => {
    for (const release of listReleases())
      for (const id of patchIds) {
        const before = commitsOf(kernel(release));
        const edited = kernel(`${release}${before.includes(id) ? '-' : '+'}${id}`);
        expect(edited[patches[id].behaviour]).toBe(!before.includes(id));
        expect(commitsOf(edited).filter((c) => c !== id)).toEqual(before.filter((c) => c !== id));
      }
  });

  test('may have several, applied from left to right', () => {
    expect(has(`v5.18+${FIX}+0471a7bd1bca`, FIX)).toBe(true);
    expect(has(`v5.18+${FIX}+0471a7bd1bca`, '0471a7bd1bca')).toBe(true);
    expect(has(`v5.18+${FIX}-${FIX}`, FIX)).toBe(false);
    expect(has(`v6.0-${FIX}+${FIX}`, FIX)).toBe(true);
  });

  test('names them by 7 to 40 digits', () => {
    for (const id of ['2368048', '2368048b', FIX, '2368048bf5c2ec4b604ac3431564071e89a0bc71'])
      expect(has(`v5.18+${id}`, FIX), id).toBe(true);
    expect(refusal('v5.18+236804')).toEqual({
      ok: false,
      problem: '"+236804" does not name a commit: write at least 7 hex digits of its id',
      unmodelled: false,
    });
    expect(refusal(`v5.18+${FIX}${'0'.repeat(29)}`)).toMatchObject({ unmodelled: false });
  });

  test('is refused when the edit changes nothing', () => {
    expect(refusal(`v6.0+${FIX}`)).toMatchObject({ problem: `v6.0 already has ${FIX}: "+${FIX}" adds nothing`, unmodelled: false });
    expect(refusal(`v5.18-${FIX}`)).toMatchObject({
      problem: `v5.18 does not have ${FIX}: there is nothing to take out`,
      unmodelled: false,
    });
  });

  test('is not modelled when the catalogue lacks the commit', () => {
    const { problem, unmodelled } = refusal('v5.18+deadbeefdead');
    expect(problem).toMatch(/^commit deadbeefdead is not in the catalogue; known: .*2368048bf5c2/);
    expect(unmodelled).toBe(true);
  });
});

describe('A spelling that is no release', () => {
  test.each(['5.10.0-30-amd64', '6.8.0-45-generic', '5.14.0-427.13.1.el9_4.x86_64', 'v5.10.0-30-amd64'])(
    '%s is explained as a uname -r',
    (spelling) => {
      const { problem, unmodelled } = refusal(spelling);
      expect(problem).toMatch(/uname -r/);
      expect(problem).toContain(`"${spelling}"`);
      expect(unmodelled).toBe(false);
    },
  );

  test.each(['5.18', '5.18.18', `5.18+${FIX}`, `5.18.18-${FIX}`])('%s only lacks its v', (spelling) => {
    expect(refusal(spelling)).toMatchObject({ problem: `"${spelling}" lacks the v: write "v${spelling}"`, unmodelled: false });
  });

  test('is not modelled when it is a release candidate, older than the oldest, or newer than the newest, which is named', () => {
    for (const spelling of ['v5.19-rc3', 'v99.1', 'v2.6.39', 'v5.3', 'v7.4'])
      expect(refusal(spelling), spelling).toMatchObject({ unmodelled: true });
    expect(refusal('v7.4').problem).toMatch(/^v7\.4 is newer than v7\.3, the newest release that is modelled/);
    expect(refusal('v5.3.18').problem).toMatch(/^v5\.3\.18 is older than v5\.4/);
  });

  test('is refused when there never was one', () => {
    expect(refusal('v5.20').problem).toMatch(/^there is no v5\.20: v5\.19 was the last of its major version/);
  });

  test.each([
    '',
    'v',
    'v5',
    'v5.18.',
    'v5.18+',
    'v5.18++',
    'v05.18',
    'v5.018',
    'v5.18.18.1',
    ' v5.18',
    'v5.18\n',
    'V5.18',
    'latest',
    `v5.18+${FIX.toUpperCase()}`,
    '__proto__',
  ])('%j is refused with what is accepted', (spelling) => {
    expect(refusal(spelling)).toMatchObject({ unmodelled: false });
    expect(refusal(spelling).problem).toMatch(/ is not a kernel release; accepted: a release from v/);
  });

  test('never throws and never gets a long answer, whatever it is', () => {
    const pieces = fc
      .array(fc.constantFrom('v', '5', '.', '18', '+', '-', FIX, 'a', 'rc1', ' ', '\n', '0'), { maxLength: 12 })
      .map((p) => p.join(''));
    fc.assert(
      fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), (spelling) => {
        const release = parseKernelRelease(spelling);
        if (release.ok) expect(release.value.spelling).toBe(spelling);
        else expect(release.problem).not.toBe('');
      }),
      { numRuns: 2000 },
    );
    for (const long of [`v5.18${'+aaaaaaa'.repeat(1e5)}`, `5.1.1-${'a'.repeat(1e6)}`, '1'.repeat(1e6), `v5.18+${'a'.repeat(1e6)}`])
      expect(refusal(long).problem.length).toBeLessThan(1500);
  });
});
