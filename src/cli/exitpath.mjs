#!/usr/bin/env node
// SPDX-License-Identifier: GPL-2.0-only
/**
 * The executable. Plain JavaScript, so that any Node from 20 on gets as far as here: the rest of the program is TypeScript, which Node
 * reads by itself since 22.18; an older Node hands over to the newer one that npm installed beside this package.
 */
import { bundledNode, canReadTypeScript, handOver, readTypeScript } from './runtime.mjs';

if (canReadTypeScript(process.versions.node)) {
  readTypeScript(import.meta.url);
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const node = bundledNode(process.platform, process.arch);
  if (node.path === undefined) {
    console.error(`exitpath: needs Node 22.18 or newer, and this is ${process.versions.node}; ${node.problem}`);
    process.exitCode = 1;
  } else handOver(node.path, process.argv.slice(1));
}
