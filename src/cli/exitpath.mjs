#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-only
/**
 * The executable. Plain JavaScript, so that any Node from 20 on gets as far as here. Installed as a package, the program is JavaScript too
 * (tools/build-package.ts). In the project it is TypeScript, which Node reads by itself since 22.18; an older Node hands over to the newer
 * one that npm installed beside this package.
 */
import { bundledNode, canReadTypeScript, handOver, readTypeScript } from './runtime.mjs';

/** @param {string} program */
async function start(program) {
  const { main } = await import(program);
  process.exitCode = await main(process.argv.slice(2));
}

if (import.meta.url.includes('/node_modules/')) await start('../../lib/cli/main.js');
else if (canReadTypeScript(process.versions.node)) {
  readTypeScript();
  await start('./main.ts');
} else {
  const node = bundledNode(process.platform, process.arch);
  if (node.path === undefined) {
    console.error(`exitpath: needs Node 22.18 or newer, and this is ${process.versions.node}; ${node.problem}`);
    process.exitCode = 1;
  } else handOver(node.path, process.argv.slice(1));
}
