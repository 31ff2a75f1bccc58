// SPDX-License-Identifier: GPL-2.0-only
// @ts-check
/**
 * Run after every change of a dependency. A registry may serve only some of the optional platform packages; npm then writes a lock without
 * the others, and `npm ci` refuses such a lock. This adds an entry, without a hash, for each one that is missing.
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, os?: string[], cpu?: string[], libc?: string[], optionalDependencies?: Record<string, string> }} Entry */

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** @type {{ packages: Record<string, Entry> }} */
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const { packages } = lock;

/**
 * Node's way of finding a package: beside the one that asks, then in each folder above.
 * @param {string} from
 * @param {string} name
 */
function isThere(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(at.lastIndexOf('node_modules/') - 1, 0))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true;
    if (at === '') return false;
  }
}

/**
 * What the name of a platform package says about its platform: `@rolldown/binding-linux-arm64-musl`.
 * @param {string} name
 * @returns {Pick<Entry, 'os' | 'cpu' | 'libc'>}
 */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = systems.find((s) => words.includes(s));
  const cpu = processors.find((p) => words.includes(p));
  const libc = words.some((w) => w.startsWith('musl'));
  return { ...(os && { os: [os] }), ...(cpu && { cpu: [cpu] }), ...(libc && { libc: ['musl'] }) };
}

let added = 0;
for (const [at, entry] of Object.entries(packages))
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isThere(at, name)) continue;
    const version = range.replace(/^npm:.*@/, '').replace(/^[\^~]/, '');
    if (!/^\d+\.\d+\.\d+/.test(version)) {
      console.warn(`${name} ${range}, which ${at} asks for: not an exact version, left out`);
      continue;
    }
    packages[`node_modules/${name}`] = { version, ...(entry.dev && { dev: true }), optional: true, ...platformOf(name) };
    added++;
  }

lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);
