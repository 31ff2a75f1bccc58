// SPDX-License-Identifier: GPL-2.0-only
/** The C program of every scenario in the book builds without a warning, and where there is a /dev/kvm it prints what the kernel makes of it. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stepText } from '../../src/cli/words.ts';
import { formatScenario, type Scenario } from '../../src/engine/index.ts';
import { unrecordable } from '../../src/recorder/calls.ts';
import { cProgram } from '../../src/recorder/program.ts';
import { fencesOf } from '../../src/site/doctest/fences.ts';
import { parsePage } from '../../src/site/doctest/markdown.ts';
import { pageFiles, pageName } from '../../src/site/doctest/project.ts';
import { answer, readScenarioFence } from '../../src/site/doctest/scenario-fence.ts';
import { exitpath } from './exitpath.ts';

vi.setConfig({ testTimeout: 300_000 });

const strict = ['-Wall', '-Wextra', '-Werror'];
const machine = readFileSync('src/recorder/machine.c', 'utf8');

/** The scenarios of the English pages; the Chinese have the same. */
const scenarios: readonly Scenario[] = pageFiles()
  .filter((file) => pageName(file).startsWith('en/'))
  .flatMap((file) => {
    const source = readFileSync(file, 'utf8');
    const page = parsePage(source);
    if ('problem' in page) return [];
    return fencesOf(source, page.tree)
      .fences.filter(({ lang }) => lang === 'scenario')
      .map(({ body, line }) => answer(readScenarioFence(body).json, `${pageName(file)}:${line}`))
      .flatMap((a) => (a.ok && unrecordable(a.scenario) === undefined ? [a.scenario] : []));
  });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exitpath-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles one program, and links it unless told not to. @returns what cc complains about */
async function build(scenario: Scenario, name: string, link = true): Promise<string> {
  const source = join(folder, `${name}.c`);
  writeFileSync(source, cProgram(scenario, machine, stepText));
  try {
    const { stderr } = await promisify(execFile)('cc', [...strict, ...(link ? [] : ['-c']), '-o', join(folder, name), source]);
    return stderr;
  } catch (e) {
    return String(e);
  }
}

const example = '{"name":"a","kernel":"v5.18","steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}';

describe('exitpath repro', () => {
  test('prints a program that says its scenario, the engine’s answer and each step in comments', () => {
    const { status, stdout } = exitpath(['repro'], example);
    expect(status).toBe(0);
    expect(stdout).toContain(example);
    expect(stdout).toContain('{"name":"a","kernel":"v5.18","results":[{"outcome":"errno","errno":"EPERM"}]}');
    expect(stdout).toContain('/* guest WRMSR 0x400 (MC0_CTL) = 0x1 */\n\tguest_wrmsr(0x400, 0x1);');
  });

  test('leaves out what the scenario does not use', () => {
    const { stdout } = exitpath(['repro'], example);
    for (const unused of ['set_msr_filter', 'KVM_X86_SET_MCE', 'host_complete', 'emulated_wrmsr']) expect(stdout).not.toContain(unused);
  });

  test('keeps a name that would end the comment inside it', () => {
    const { stdout } = exitpath(['repro'], example.replace('"a"', '"*/ int x; /*"'));
    expect(stdout.slice(0, stdout.indexOf('#include')).match(/\*\//g)).toHaveLength(1);
  });

  test('refuses more than one scenario, naming the line of the second', () => {
    const { status, stdout, stderr } = exitpath(['repro'], `${example}\n\n${example}\n`);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'exitpath: standard input has 2 scenarios, the second in line 3; a program is made from one\n',
    });
  });

  test.each([
    ['', 'exitpath: standard input is empty; a program is made from one scenario\n'],
    ['\xff', /^exitpath: .*/],
    ['{"name":"a","kernel":"v5.18"}', /steps.*missing/],
  ])('refuses %j with a message', (input, message) => {
    const { status, stdout, stderr } = exitpath(['repro'], input);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(message);
  });
});

describe('the programs', () => {
  test('of all scenarios of the book build with -Wall -Wextra -Werror', async () => {
    expect(scenarios.length).toBeGreaterThan(100);
    const complaints: string[] = [];
    const list = [...scenarios.entries()];
    const work = async (): Promise<void> => {
      for (let next = list.shift(); next !== undefined; next = list.shift()) {
        const [i, scenario] = next;
        const said = await build(scenario, `s${i}`, false);
        if (said !== '') complaints.push(`${scenario.name}: ${said}`);
      }
    };
    await Promise.all([work(), work()]);
    expect(complaints).toEqual([]);
  });

  test('print what the kernel makes of the book’s first example, or that there is no /dev/kvm', async () => {
    const first = scenarios.find((s) => formatScenario(s).endsWith(',"steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}'));
    if (first === undefined) throw new Error('the example is gone');
    expect(await build(first, 'first')).toBe('');
    const { status, stdout, stderr } = spawnSync(join(folder, 'first'), { encoding: 'utf8' });
    if (!existsSync('/dev/kvm')) {
      expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: '/dev/kvm: No such file or directory\n' });
      return;
    }
    const line = JSON.parse(stdout) as { readonly name: string; readonly results: unknown };
    // Any kernel that still gets updates has the fix.
    expect(line).toMatchObject({ name: first.name, results: [{ outcome: 'exception', vector: 13, error_code: 0 }] });
  });
});
