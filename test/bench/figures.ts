// SPDX-License-Identifier: GPL-2.0-only
/** The engine as figures use it: instrumented, recording, and bundled as the site bundles it. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { type CommitFilm, unpack } from '../../src/components/stepper/film.ts';
import type { Order } from '../../src/components/stepper/shoot.ts';
import { parseScenario, tryScenario } from '../../src/engine/index.ts';
import type { Lang } from '../../src/site/lang.ts';
import { importTraced } from '../../src/trace/traced.ts';
import { traceLines } from '../../src/trace/vite-plugin.ts';
import { pagesOf } from '../support/weight.ts';

const STEPS = 1000;

/** Steps a second of one scenario, a thousand writes of 0 to MC0_CTL, each prepared and judged as a step; and the same while its trace is recorded. */
export async function stepsPerSecond(kernel: string, ms = 1000): Promise<{ readonly plain: number; readonly traced: number }> {
  const step = { op: 'guest.wrmsr', msr: '0x400', data: '0x0' };
  const text = JSON.stringify({ name: 'bench', kernel, steps: Array.from({ length: STEPS }, () => step) });
  const scenario = parseScenario(text);
  if (!scenario.ok) throw new Error(scenario.problem);
  const { recordTrace } = await importTraced();
  const rate = (run: () => { readonly ok: boolean }): number => {
    const began = performance.now();
    let n = 0;
    for (; performance.now() - began < ms; n += STEPS) if (!run().ok) throw new Error('the scenario was not run');
    return (n / (performance.now() - began)) * 1000;
  };
  return { plain: rate(() => tryScenario(scenario.value)), traced: rate(() => recordTrace(scenario.value)) };
}

const decoded = (attribute: string): string =>
  attribute.replace(/&(?:quot|#39|lt|gt|amp);/g, (e) => ({ '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' })[e] ?? '&');

/** What the trace steppers of the built site were made from, each with its page. */
function orders(dist: string): readonly (readonly [page: string, order: Order])[] {
  return pagesOf(dist).flatMap((page) =>
    [...readFileSync(`${dist}${page}index.html`, 'utf8').matchAll(/component-url="\/_astro\/Stepper[^>]*?\sprops="([^"]*)"/g)].map(
      ([, props = '']) => {
        const { film, lang } = JSON.parse(decoded(props)) as { film: [0, string]; lang: [0, Lang] };
        const { walks, named, fix, step } = unpack<CommitFilm>(film[1]);
        return [page, { scenario: walks[named].scenario, fix: fix.id, step, lang: lang[1] }] as const;
      },
    ),
  );
}

export interface Recompute {
  readonly page: string;
  /** Milliseconds from the scenario's text to what the figure shows, median of 21 after as many to warm up. */
  readonly ms: number;
  /** How many figures there are. */
  readonly of: number;
}

/** The figure of the built site that takes longest to make anew. */
export async function heaviestFigure(dist: string): Promise<Recompute> {
  const folder = mkdtempSync(join(tmpdir(), 'exitpath-bench-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: [traceLines()],
      ssr: { noExternal: true },
      build: { ssr: 'src/components/stepper/shoot.ts', outDir: folder, emptyOutDir: true },
    });
    const { shoot } = (await import(
      pathToFileURL(join(folder, 'shoot.js')).href
    )) as typeof import('../../src/components/stepper/shoot.ts');
    const figures = orders(dist).map(([page, order]): Recompute => {
      const times = Array.from({ length: 42 }, () => {
        const began = performance.now();
        if (!shoot(order).ok) throw new Error(`${page}: the figure was not made`);
        return performance.now() - began;
      });
      return { page, ms: times.slice(21).sort((a, b) => a - b)[10] ?? Number.NaN, of: 0 };
    });
    const heaviest = figures.reduce((a, b) => (b.ms > a.ms ? b : a));
    return { ...heaviest, of: figures.length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
