// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { affected } from '../../src/components/history/affected-answer.ts';
import { narrow, verdictOf, wide } from '../../src/components/history/line.ts';
import { listReleases } from '../../src/engine/index.ts';
import { langs } from '../../src/site/lang.ts';
import { exitpath, objects } from '../cli/exitpath.ts';

const words = (name: string, lang: 'en' | 'zh-CN'): string => {
  const { title, sections, problem } = affected({ name }, lang);
  return [title, ...sections.flatMap((s) => s.lines), problem?.text ?? ''].join(' ');
};

describe('is my kernel affected?', () => {
  test('gives the verdict of the command line, and its sentences', () => {
    for (const name of ['v5.17.15', 'v5.9', '5.15.61', '5.10.0-30-amd64']) {
      const [answer] = objects(exitpath(['kernel', '--json', name]).stdout) as readonly { verdict: string }[];
      expect(affected({ name }, 'en').verdict, name).toBe(answer?.verdict);
      const printed = exitpath(['kernel', name]).stdout.replace(/\s+/g, ' ');
      for (const { label, lines } of affected({ name }, 'en').sections)
        if (label === 'To do' || label === 'Its branch') for (const line of lines) expect(printed).toContain(line.replace(/\s+/g, ' '));
    }
  }, 60_000);

  test('answers in Chinese what it answers in English', () => {
    for (const name of [...listReleases(), 'v5.12', 'v6.0-2368048bf5c2', '5.10.0-30-amd64', '6.8.0-45-generic', 'v5.19-rc3']) {
      const [en, zh] = langs.map((lang) => affected({ name }, lang));
      expect(zh?.verdict).toBe(en?.verdict);
      expect(zh?.sections.map((s) => s.lines.length)).toEqual(en?.sections.map((s) => s.lines.length));
      expect(words(name, 'en')).not.toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('says what is wrong with a name, in the page’s language', () => {
    for (const name of ['latest', 'v5.20', '', 'v6.0+2368048bf5c2', 'v6.0-281', 'v5.18+abcdef1', 'v4.19', 'v99.1']) {
      expect(words(name, 'en'), name).not.toBe('');
      expect(words(name, 'zh-CN'), name).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(affected({ name: 'v5.20' }, 'zh-CN').problem).toMatchObject({ lang: 'zh-CN', text: expect.stringContaining('没有 v5.20') });
  });

  test('explains the names of Debian and Ubuntu, and what an unchanged point release would be', () => {
    expect(words('5.10.0-32-cloud-amd64', 'en')).toContain('uname -v');
    expect(words('6.8.0-45-generic', 'en')).toContain('/proc/version_signature');
    const { sections } = affected({ name: '5.19.1-arch1-1' }, 'en');
    expect(sections.find((s) => s.label.includes('v5.19.1'))?.lines[0]).toMatch(/^affected/);
  });
});

test('the history line draws each branch with what its releases do', () => {
  const say = { literal: 'L', harmless: 'H', before: 'B', ended: 'E' };
  expect([verdictOf('v5.9'), verdictOf('v5.19'), verdictOf('v6.0')]).toEqual(['latent', 'affected', 'fixed']);
  const line = wide(say);
  const texts = line.tags.map((t) => t.text);
  for (const release of ['v5.10.137', 'v5.15.61', 'v5.18.18', 'v5.19.2']) expect(texts).toContain(release);
  expect(texts.filter((t) => t === 'E').length).toBe(2);
  for (const drawing of [line, narrow(say)])
    for (const { x, y } of [...drawing.tags, ...drawing.points]) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(drawing.width);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(drawing.height);
    }
});
