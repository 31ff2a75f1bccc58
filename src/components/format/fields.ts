// SPDX-License-Identifier: GPL-2.0-only
/** The fields of the scenario format, from the parser's own readers: paths, what each accepts, what it is when it is left out. */
import { type FieldShape, type Shape, scenarioShape } from '../../engine/index.ts';
import type { Text } from '../../site/lang.ts';

export interface Row {
  /** `vm.msr_filter.ranges[].base`. */
  readonly path: string;
  readonly accepts: Text;
  /** What it is when it is left out, as JSON that could stand there; undefined where there is none. */
  readonly absent: string | undefined;
  readonly required: boolean;
}

const quoted = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(', ');

/** What a reader accepts, in a few words. */
function accepts(shape: Shape | undefined): Text {
  switch (shape?.kind) {
    case undefined:
    case 'object':
      return { en: 'an object', 'zh-CN': '对象' };
    case 'text':
      return { en: 'text', 'zh-CN': '文本' };
    case 'boolean':
      return { en: 'true or false', 'zh-CN': 'true 或 false' };
    case 'release':
      return { en: 'a kernel release', 'zh-CN': '内核版本' };
    case 'results':
      return { en: 'a list of results', 'zh-CN': '结果的列表' };
    case 'steps':
      return { en: 'a step', 'zh-CN': '步骤' };
    case 'integer':
      return { en: `a number, ${shape.min} to ${shape.max}`, 'zh-CN': `数字，${shape.min} 到 ${shape.max}` };
    case 'hex':
      return { en: `${shape.bits} bits, hex`, 'zh-CN': `${shape.bits} 位，十六进制` };
    case 'names':
      return shape.names.length === 1
        ? { en: quoted(shape.names), 'zh-CN': quoted(shape.names) }
        : { en: `one of ${quoted(shape.names)}`, 'zh-CN': `${quoted(shape.names)} 之一` };
    case 'or null': {
      const of = accepts(shape.of);
      return { en: `${of.en}; or null`, 'zh-CN': `${of['zh-CN']}；或 null` };
    }
    case 'list': {
      const of = accepts(shape.of);
      const [en, zh] = shape.max === Number.POSITIVE_INFINITY ? ['', ''] : [`, at most ${shape.max}`, `，最多 ${shape.max} 项`];
      return { en: `a list${en}; each: ${of.en}`, 'zh-CN': `列表${zh}；每项：${of['zh-CN']}` };
    }
  }
}

const json = (value: unknown): string | undefined =>
  value === undefined ? undefined : JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? `0x${v.toString(16)}` : v));

/** The object whose fields lie below a field, and how a path goes on into it. */
function below(shape: Shape | undefined): { readonly fields: Readonly<Record<string, FieldShape>>; readonly by: string } | undefined {
  if (shape?.kind === 'object') return { fields: shape.fields, by: '.' };
  const inner = shape?.kind === 'list' || shape?.kind === 'or null' ? below(shape.of) : undefined;
  return inner && shape?.kind === 'list' ? { ...inner, by: `[]${inner.by}` } : inner;
}

function rows(fields: Readonly<Record<string, FieldShape>>, before: string): readonly Row[] {
  return Object.entries(fields).flatMap(([name, { shape, required, absent }]) => {
    const path = before + name;
    const inner = below(shape);
    const row = {
      path,
      accepts: accepts(shape),
      absent: absent === null && shape?.kind !== 'or null' ? undefined : json(absent),
      required,
    };
    return inner === undefined ? [row] : [row, ...rows(inner.fields, path + inner.by)];
  });
}

const top: Readonly<Record<string, FieldShape>> = scenarioShape?.kind === 'object' ? scenarioShape.fields : {};

/** Every field of a scenario but those of its steps, each object before its fields. */
export const scenarioFields: readonly Row[] = rows(top, '');

const steps = top['steps']?.shape;
const ops = steps?.kind === 'list' && steps.of?.kind === 'steps' ? steps.of.of : {};

/** Every operation, with its own fields. */
export const stepFields: readonly { readonly op: string; readonly fields: readonly Row[] }[] = Object.entries(ops).map(([op, shape]) => ({
  op,
  fields: shape?.kind === 'object' ? rows(shape.fields, '').filter(({ path }) => path !== 'op') : [],
}));
