// SPDX-License-Identifier: GPL-2.0-only
/** What a reader sees of a fence: a small site, built for real with the book's components. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ended, node } from './processes.ts';

const fixtures = 'test/docs/fixtures';
const out = mkdtempSync(join(tmpdir(), 'exitpath-fences-'));
afterAll(() => rmSync(out, { recursive: true }));

const build = (site: string): Promise<Ended> =>
  node([
    'node_modules/astro/bin/astro.mjs',
    'build',
    '--root',
    `${fixtures}/${site}`,
    '--config',
    '../site/astro.config.ts',
    '--outDir',
    join(out, site),
  ]);

/** What is read aloud or copied: no tags, no glyphs, single spaces. */
const plain = (html: string): string =>
  html
    .replace(/<span[^>]* aria-hidden="true"[^>]*>[^<]*<\/span>/g, '')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

describe('a built page', () => {
  let en: string;
  let zh: string;
  beforeAll(async () => {
    const ended = await build('site');
    if (ended.status !== 0) throw new Error(ended.stdout + ended.stderr);
    en = readFileSync(join(out, 'site/index.html'), 'utf8');
    zh = readFileSync(join(out, 'site/zh-cn/index.html'), 'utf8');
  }, 120_000);
  const fences = (html: string, opening: RegExp, closing: string): string[] =>
    html
      .split(opening)
      .slice(1)
      .map((rest) => rest.split(closing)[0] ?? '');
  const scenarios = (html: string): string[] => fences(html, /<div class="scenario[^>]*>/, '</div>');

  test('says the machine and each step in the page’s language', () => {
    expect(plain(scenarios(en)[0] ?? '')).toContain(
      'On v5.18 with kvm_intel, 10 banks:The guest writes 0x1 to 0x400 (MC0_CTL): KVM_RUN fails: EPERM',
    );
    expect(plain(scenarios(zh)[0] ?? '')).toContain(
      '在 v5.18 上，kvm_intel，10 个 bank：客户机向 0x400（MC0_CTL）写入 0x1：KVM_RUN 失败：EPERM',
    );
  });

  test('gives each end its actor’s hue and shape, the alarm to EPERM and shutdown only', () => {
    const ends = [
      ...(scenarios(en)[0] + (scenarios(en)[1] ?? '')).matchAll(
        /class="end (\w+)"[^>]*><span class="sh" aria-hidden="true">(.)<\/span>(.*?)<\/span>/g,
      ),
    ];
    expect(ends.map(([, hue, shape, html]) => `${hue} ${shape} ${plain(html ?? '')}`)).toEqual([
      'x ▲ KVM_RUN fails: EPERM',
      'g ● goes on',
      'u ▲ KVM_EXIT_X86_WRMSR, inval',
      'g ● #GP(0)',
      'u ▲ KVM_EXIT_X86_RDMSR, filter',
      'g ● reads 0x2a',
      'g ● reads 0x0',
      'k ■ returns 1: taken',
      'k ■ returns 0: refused',
      'k ■ returns 1: 0x0',
      'k ■ returns 0',
      'g ● goes on',
      'k ■ returns 0',
      'g ● #MC',
      'g ● goes on',
      'k ■ returns 0',
      'x ▲ KVM_EXIT_SHUTDOWN',
      'none – not run any more',
    ]);
  });

  test('folds the scenario and its results away as JSON Lines that run as they are', () => {
    const [, json = ''] = /<details>.*?<code>(.*?)<\/code>/s.exec(scenarios(zh)[0] ?? '') ?? [];
    const [scenario = '', result = ''] = plain(json).split('\n');
    expect(JSON.parse(scenario)).toEqual({
      name: 'index',
      kernel: 'v5.18',
      steps: [{ op: 'guest.wrmsr', msr: '0x400', data: '0x1' }, { op: 'guest.run' }],
    });
    expect(JSON.parse(result)).toEqual({
      name: 'index',
      kernel: 'v5.18',
      results: [{ outcome: 'errno', errno: 'EPERM' }, { outcome: 'ok' }],
    });
  });

  test('shows a refused scenario as it is, and why', () => {
    expect(plain(scenarios(en)[2] ?? '').trim()).toBe(
      '{ "kernel": "5.18", "steps": [] }Refused: kernel: "5.18" lacks the v: write "v5.18"',
    );
  });

  test('tells what is typed from what is printed', () => {
    const [session = ''] = fences(en, /<pre class="session"[^>]*>/, '</pre>');
    expect([...session.matchAll(/<kbd>(.*?)<\/kbd>/g)].map(([, html]) => plain(html ?? ''))).toEqual([
      'echo \'<a & "b">\' |',
      'cat',
      'cat no-such-file',
    ]);
    expect([...session.matchAll(/<samp>(.*?)<\/samp>/gs)].map(([, html]) => plain(html ?? ''))).toEqual([
      '<a & "b">\n',
      'cat: no-such-file: No such file or directory\n[exit status 1]\n',
    ]);
  });

  test('keeps what is highlighted, line breaks and tabs included', () => {
    const [c = ''] = fences(en, /<pre [^>]*data-language="c"[^>]*>/, '</pre>');
    expect(c).toContain('<span class="kw">if</span>');
    expect(plain(c)).toBe('if (r < 0)\n\treturn r; /* an errno */');
  });

  test('has every listing named, and reachable by keyboard', () => {
    const openings = en.match(/<pre[^>]*>/g) ?? [];
    expect(openings).toHaveLength(7);
    for (const opening of openings) expect(opening).toMatch(/tabindex="0" role="group" aria-label="[^"]+"/);
    expect(zh.match(/aria-label="(终端会话|TypeScript 示例|C 代码|文本)"/g)).toHaveLength(4);
    expect(en).not.toContain('style="');
  });
});

test('a page that says what the engine does not is not built', { timeout: 120_000 }, async () => {
  const { status, stdout, stderr } = await build('site-wrong');
  expect(status).not.toBe(0);
  expect(stdout + stderr).toContain('this scenario does not say what comes of it (npm run docs:accept)');
  expect(stdout + stderr).toContain('the engine:\n=> {"outcome":"errno","errno":"EPERM"}');
});
