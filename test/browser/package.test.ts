// SPDX-License-Identifier: GPL-2.0-only
/** The package that `npm pack` makes, installed in an empty folder: as a command, as a module in Node, and in a browser. */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch } from './site.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const scenario = '{"name":"a","kernel":"v5.18","steps":[{"op":"guest.wrmsr","msr":"0x400","data":"0x1"}]}';
const result = '{"name":"a","kernel":"v5.18","results":[{"outcome":"errno","errno":"EPERM"}]}';

let folder = '';
const installed = (path: string): string => join(folder, 'node_modules/exitpath', path);
const call = (program: string, args: readonly string[], input = ''): SpawnSyncReturns<string> =>
  spawnSync(program, args, { cwd: folder, encoding: 'utf8', input });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'exitpath-package-'));
  const packed = spawnSync('npm', ['pack', '--silent', '--pack-destination', folder], { encoding: 'utf8' });
  if (packed.status !== 0) throw new Error(packed.stderr);
  writeFileSync(join(folder, 'package.json'), '{ "type": "module", "private": true }');
  const tarball = join(folder, packed.stdout.trim().split('\n').at(-1) ?? '');
  const install = call('npm', ['install', '--no-audit', '--no-fund', '--omit=optional', '--prefer-offline', tarball]);
  if (install.status !== 0) throw new Error(install.stderr);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the installed package', () => {
  test('brings the command, which runs a scenario and prints a trace without a compiler at hand', () => {
    const command = join(folder, 'node_modules/.bin/exitpath');
    expect(call(command, ['run'], scenario)).toMatchObject({ status: 0, stdout: `${result}\n`, stderr: '' });
    const traced = call(command, ['trace'], scenario);
    expect(traced.stderr).toBe('');
    expect(traced.stdout).toContain('set_msr_mce(msr_info.index=0x400, msr_info.data=0x1, msr_info.host_initiated=false) = -1');
    expect(existsSync(installed('node_modules/typescript'))).toBe(false);
  });

  test('is a module in Node', () => {
    writeFileSync(
      join(folder, 'use.js'),
      `import { formatResult, parseScenario, runScenario } from 'exitpath';
const scenario = parseScenario(${JSON.stringify(scenario)});
if (!scenario.ok) throw new Error(scenario.problem);
console.log(formatResult(runScenario(scenario.value)));`,
    );
    expect(call(process.execPath, ['use.js'])).toMatchObject({ status: 0, stdout: `${result}\n`, stderr: '' });
  });

  test('has types: right use compiles under strict, wrong use does not', () => {
    writeFileSync(
      join(folder, 'use.ts'),
      `import { type Outcome, parseScenario, runScenario } from 'exitpath';
const scenario = parseScenario('{}');
if (scenario.ok) { const [first] = runScenario(scenario.value).results; const outcome: Outcome | undefined = first && 'outcome' in first ? first : undefined; console.log(outcome); }
// @ts-expect-error a scenario is parsed, not written
runScenario({ name: 'a' });
`,
    );
    const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2023', types: [], lib: ['es2023', 'dom'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['use.ts'] }));
    expect(call(process.execPath, [resolve('node_modules/typescript/bin/tsc')])).toMatchObject({ status: 0, stdout: '' });
  });

  test('is a module in a browser', async () => {
    const browser = await launch();
    const page = await browser.newPage();
    await page.route('http://package.test/**', (route) => {
      const path = new URL(route.request().url()).pathname;
      const type = path.endsWith('.js') ? 'text/javascript' : 'text/html';
      return route.fulfill({ contentType: type, body: path === '/' ? '<!doctype html>' : readFileSync(installed(path), 'utf8') });
    });
    await page.goto('http://package.test/');
    // As text: a function would be compiled for Node before it is sent to the page.
    const printed = await page.evaluate(`import('/lib/engine/index.js').then(({ formatResult, parseScenario, runScenario }) => {
      const parsed = parseScenario(${JSON.stringify(scenario)});
      return parsed.ok ? formatResult(runScenario(parsed.value)) : parsed.problem;
    })`);
    await browser.close();
    expect(printed).toBe(result);
  });
});
