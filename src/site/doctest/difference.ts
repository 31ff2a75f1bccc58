// SPDX-License-Identifier: GPL-2.0-only
/** A failure that belongs to a line of a page: the stack says nothing but that line, so that Vitest shows the page there. */

/** An error at a line of a page. */
export function errorAt(file: string, line: number, message: string, column = 1): Error {
  const error = new Error(message);
  error.stack = `Error: ${message}\n    at ${file}:${line}:${column}`;
  return error;
}

/** An error that carries both texts, for Vitest to show line by line. */
export function difference(file: string, line: number, message: string, expected: string, actual: string): Error {
  return Object.assign(errorAt(file, line, message), { expected, actual, showDiff: true });
}

/** Index of the first line that differs. */
export function firstDifference(a: string, b: string): number {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, i) => line !== right[i]);
  return at === -1 ? left.length : at;
}
