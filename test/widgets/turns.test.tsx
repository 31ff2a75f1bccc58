// SPDX-License-Identifier: GPL-2.0-only
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { make as run } from '../../src/components/turns/make.ts';
import Turns from '../../src/components/turns/Turns.tsx';
import { type Panel, printedFields, ways } from '../../src/components/turns/turns.ts';
import { packAnswer } from '../../src/components/widget/use-answer.ts';
import { listReleases } from '../../src/engine/index.ts';
import { langs } from '../../src/site/lang.ts';
import { bare } from './support.ts';

const panels = (change: Partial<Record<keyof typeof printedFields, string>> = {}): readonly Panel[] => {
  const made = run({ ...printedFields, ...change }, 'en');
  if (!made.ok) throw new Error(`${made.at}: ${made.problem}`);
  return made.value.panels;
};
const turn = ({ after }: Panel): readonly string[] => after.filter((a) => a.turn).map((a) => a.actor);

describe('the three lanes', () => {
  test('end as EPERM, #GP, shutdown and exit', () => {
    expect(panels().map((p) => p.name)).toEqual(['EPERM', '#GP(0)', 'shutdown', 'exit']);
    expect(panels().map(turn)).toEqual([['user'], ['guest'], ['user'], ['user']]);
  });
  test('say that only a shutdown ends the vCPU: after each of the others the engine ran it again', () => {
    expect(panels().map((p) => p.again)).toEqual([true, true, false, true]);
  });
  test('say what user space gets: the same failure for the same call, and either answer to an exit', () => {
    const [eperm, , , exit] = panels().map((p) => p.after.find((a) => a.actor === 'user')?.text);
    expect(eperm).toContain('Same call again: EPERM');
    expect(exit).toContain('Says done: goes on; says refused: #GP(0)');
  });
  test('have no EPERM, and nobody who could ask, before v5.10', () => {
    expect(panels({ kernel: 'v5.9' }).map((p) => p.name)).toEqual(['#GP(0)', '#GP(0)', 'shutdown']);
  });
  test('start in the guest, pass the kernel, and come back to the one whose turn it is, on every release and vendor module', () => {
    for (const kernel of listReleases())
      for (const host of ['intel', 'amd'])
        for (const panel of panels({ kernel, host })) {
          const [first, last] = [panel.points[0], panel.points.at(-1)];
          expect([first?.actor, first?.moment, last?.moment]).toEqual(['guest', 0, 3]);
          expect(panel.verdict).toMatch(/^(?:\u22121|1)$/);
          expect(turn(panel)).toEqual([last?.actor]);
          const moments = panel.points.map((p) => p.moment);
          expect(moments).toEqual([...moments].sort());
        }
  });
  test.each(langs)('are whole as they are printed, and their text says who could act: %s', (lang) => {
    const made = run(printedFields, lang);
    if (!made.ok) throw new Error(made.problem);
    const html = renderToString(<Turns id="turns" lang={lang} printed={packAnswer(printedFields, made)} releases={[]} />);
    const [figure = '', text = ''] = html.split('<details');
    expect(figure.match(/<section/g)).toHaveLength(ways.length);
    for (const panel of made.value.panels) {
      for (const { text: said } of panel.after) for (const half of [figure, text]) expect(bare(half)).toContain(said);
      for (const said of panel.say) expect(bare(text)).toContain(said);
    }
    if (lang === 'en') expect(bare(html)).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
