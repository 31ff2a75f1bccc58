// SPDX-License-Identifier: GPL-2.0-only
// Run after every change of a dependency. A registry may serve only some of the optional platform packages; npm then writes a
// lock without the others, which `npm ci` refuses on a machine that wants them. This adds an entry for each one left out.
import { readFileSync, writeFileSync } from 'node:fs';
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const P = lock.packages; let n = 0;
const OS = ['android', 'darwin', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'aix', 'linux', 'win32'];
const CPU = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el'];
for (const [at, p] of Object.entries(P)) for (const [name, range] of Object.entries(p.optionalDependencies ?? {})) {
  let dir = at; let found = false;
  for (;;) { // node's resolution: nested first, then every ancestor
    if (P[(dir ? dir + '/' : '') + 'node_modules/' + name]) { found = true; break; }
    if (!dir) break;
    const i = dir.lastIndexOf('node_modules/'); dir = i <= 0 ? '' : dir.slice(0, i - 1);
  }
  const exact = /^npm:.*@/.test(range) ? range.replace(/^npm:.*@/, '') : range.replace(/^[\^~]/, '');
  if (found || !/^\d+\.\d+\.\d+/.test(exact)) { if (!found) console.warn('skip', name, range); continue; }
  const words = name.split(/[-/]/); const os = OS.find((o) => words.includes(o)); const cpu = CPU.find((c) => words.some((w) => w === c)) ?? (words.includes('wasm32') ? 'wasm32' : undefined);
  P['node_modules/' + name] = { version: exact, ...(cpu ? { cpu: [cpu] } : {}), ...(p.dev ? { dev: true } : {}), ...(words.some((w) => w.startsWith('musl')) ? { libc: ['musl'] } : {}), optional: true, ...(os ? { os: [os] } : {}) };
  n++;
}
lock.packages = Object.fromEntries(Object.entries(P).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync('package-lock.json', JSON.stringify(lock, null, 2) + '\n');
console.log(n, 'stubs added');
