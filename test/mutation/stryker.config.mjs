// SPDX-License-Identifier: GPL-2.0-only
/**
 * `npm run mutation`: each mutant is a small wrong change to the engine, and some test must notice. For one file:
 * `npm run mutation -- --mutate src/engine/machine/idt.ts`. What survives stands in survivors.md, with the reason.
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './test/mutation/ignore.mjs'],
  ignorers: ['model-error'],
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  mutate: [
    'src/engine/{arch,include,kernel,machine,scenario,virt}/**/*.ts',
    // Facts about history, held to their sources by other tests.
    '!src/engine/kernel/{patches,unidentified}.ts',
  ],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  incremental: true,
  incrementalFile: 'reports/mutation/incremental.json',
  concurrency: 2,
  timeoutMS: 5_000,
  timeoutFactor: 2,
  // Only what the tests need goes into the sandbox.
  ignorePatterns: [
    'public',
    'tools',
    'src/{cli,components,content,layouts,pages,site,styles,trace}',
    'test/{bench,browser,cli,docs,golden,stepper,traced}',
  ],
  tempDirName: '.stryker-tmp',
  reporters: ['clear-text', 'html', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  htmlReporter: { fileName: 'reports/mutation/mutation.html' },
  jsonReporter: { fileName: 'reports/mutation/mutation.json' },
  thresholds: { high: 95, low: 90, break: 90 },
};
