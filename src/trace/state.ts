// SPDX-License-Identifier: GPL-2.0-only
/** The recording proxy: reads and writes of a vCPU's state, by path. The engine does not know of it. */
import type { TraceEvent, Value } from './types.ts';

const leaf = (v: unknown): Value | undefined =>
  v === null || typeof v === 'number' || typeof v === 'bigint' || typeof v === 'boolean' || typeof v === 'string'
    ? v
    : typeof v === 'function'
      ? v.name
      : undefined;

/**
 * @param root name that paths begin with
 * @param see gets a read or write of every cell that holds a plain value; a function counts by its name
 */
export function watching<T extends object>(root: string, object: T, see: (event: TraceEvent) => void): T {
  const proxies = new WeakMap<object, object>();
  const wrap = <O extends object>(path: string, target: O): O => {
    const known = proxies.get(target);
    if (known !== undefined) return known as O;
    const at = (key: string | symbol): string => (Array.isArray(target) ? `${path}[${String(key)}]` : `${path}.${String(key)}`);
    const proxy = new Proxy(target, {
      get(t, key) {
        const v: unknown = Reflect.get(t, key);
        if (typeof key === 'symbol' || typeof v === 'function') return v;
        if (typeof v === 'object' && v !== null) return ArrayBuffer.isView(v) ? v : wrap(at(key), v);
        const value = leaf(v);
        if (value !== undefined && key !== 'length') see({ kind: 'read', path: at(key), value });
        return v;
      },
      set(t, key, v: unknown) {
        const old = leaf(Reflect.get(t, key));
        const value = leaf(v);
        if (value !== undefined) see({ kind: 'write', path: at(key), old: old ?? null, value });
        return Reflect.set(t, key, v);
      },
    });
    proxies.set(target, proxy);
    return proxy;
  };
  return wrap(root, object);
}
