// SPDX-License-Identifier: GPL-2.0-only
/** The reference pages leave nothing out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { api } from '../../src/components/api/api.ts';
import { commands } from '../../src/components/cli/help.ts';
import { scenarioFields, stepFields } from '../../src/components/format/fields.ts';
import { fieldWords, stepWords, wordsOfStepField } from '../../src/components/format/words.ts';
import { docs } from '../../src/site/doctest/project.ts';

const page = (name: string): string => readFileSync(join(docs, 'en', `${name}.mdx`), 'utf8');

describe('the command line’s page', () => {
  test('has a section with the help of every subcommand that the program lists', () => {
    const text = page('cli');
    expect(commands().length).toBeGreaterThanOrEqual(4);
    const missing = commands().filter((name) => !text.includes(`## ${name} [#${name}]`) || !text.includes(`<Help of="${name}" />`));
    expect(missing).toEqual([]);
  });
});

describe('the engine’s page', () => {
  const folders = [...page('engine').matchAll(/<Api under="([^"]+)"/g)].map(([, folder = '']) => folder);

  test('shows every export of the engine in one of its sections', () => {
    const exports = api().filter((entry) => entry.exported);
    expect(exports.map((entry) => entry.name)).toContain('parseScenario');
    expect(exports.filter((entry) => folders.filter((f) => entry.file.startsWith(`${f}/`)).length !== 1)).toEqual([]);
  });

  test('has words for every entry: each declaration has its doc comment', () => {
    expect(
      api()
        .filter((entry) => entry.doc === '' && entry.returns === undefined)
        .map((entry) => `src/engine/${entry.file}: ${entry.name}`),
    ).toEqual([]);
  });

  test('shows what a caller needs of a function, without its body', () => {
    const parse = api().find((entry) => entry.name === 'parseScenario');
    expect(parse).toMatchObject({ file: 'scenario/parse.ts', signature: 'function parseScenario(text: string): Parsed<Scenario>' });
    expect(parse?.source).toContain('parseLine(text)');
  });
});

describe('the scenario format’s page', () => {
  test('takes its fields from the parser, with their bounds and defaults', () => {
    const row = (path: string) => scenarioFields.find((field) => field.path === path);
    expect(row('vm.msr_filter.ranges[].count')).toMatchObject({ accepts: { en: 'a number, 1 to 12288' }, required: true });
    expect(row('vcpu.mcg_cap')).toMatchObject({ accepts: { en: '64 bits, hex; or null' }, absent: '"0x100010a"', required: false });
    expect(row('vm.msr_filter')).toMatchObject({ absent: undefined });
    expect(stepFields.find(({ op }) => op === 'host.complete')?.fields.map((field) => field.path)).toEqual(['error', 'data']);
  });

  test('says in both languages what every field and every operation means', () => {
    expect(scenarioFields.length).toBeGreaterThan(15);
    const wordless = [
      ...scenarioFields.filter(({ path }) => fieldWords[path] === undefined).map(({ path }) => path),
      ...stepFields.filter(({ op }) => stepWords[op] === undefined).map(({ op }) => op),
      ...stepFields.flatMap(({ op, fields }) =>
        fields.filter((f) => wordsOfStepField(op, f.path) === undefined).map((f) => `${op}.${f.path}`),
      ),
    ];
    expect(wordless).toEqual([]);
  });

  test('has words for nothing that the parser does not read', () => {
    const paths = scenarioFields.map(({ path }) => path);
    const steps = stepFields.flatMap(({ op, fields }) => [op, ...fields.flatMap((f) => [f.path, `${op}.${f.path}`])]);
    expect(Object.keys(fieldWords).filter((path) => !paths.includes(path))).toEqual([]);
    expect(Object.keys(stepWords).filter((name) => !steps.includes(name))).toEqual([]);
  });
});
