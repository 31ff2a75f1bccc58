// SPDX-License-Identifier: GPL-2.0-only
/** What a ```console fence may run, and where a command ends that goes on over several lines. */
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../../src/site/doctest/commands.ts';
import { readConsoleFence } from '../../../src/site/doctest/console-fence.ts';

describe('a command', () => {
  test.each([
    'exitpath run scenario.json',
    'echo \'{"name":"$x"}\' | exitpath run',
    'echo "a \\" b" | cat',
    'npm run --silent exitpath -- diff v5.18 v6.0',
    'printf "%s\\n" a b | exitpath run; echo done',
    'exitpath run no-such-file 2>/dev/null || echo failed',
    'exitpath run < scenario.json 2>&1 | cat',
    'cat test/vectors/*.jsonl # a comment; rm x',
    "exitpath run <<'END'\nrm -rf $HOME `x` > y\nEND",
    'exitpath \\\n  run x',
    'echo a\\ b#c',
    '  exitpath --help',
  ])('%j is run', (text) => {
    expect(checkCommand(text)).toEqual({ kind: 'complete' });
  });

  test.each([
    "echo 'a",
    'echo "a',
    'echo a |',
    'echo a &&',
    'echo a \\',
    "cat <<'END'",
    "cat <<'END'\na",
    "cat <<'END' |\na\nEND",
    'echo "a\\',
  ])('%j goes on', (text) => {
    expect(checkCommand(text)).toEqual({ kind: 'incomplete' });
  });

  test.each([
    ['ls', '"ls" is not a command'],
    ['echo a | sh', '"sh" is not a command'],
    ['exitpathological', 'is not a command'],
    ['npm test', '"npm" is not a command'],
    ['npm run exitpath -- run', '"npm" is not a command'],
    ['A=1 exitpath', '"A=1" is not a command'],
    ['echo $HOME', 'expanded by the shell'],
    ['echo "$HOME"', 'expanded by the shell'],
    ['echo `ls`', 'expanded by the shell'],
    ['echo a > file', 'writes no files'],
    ['echo a >> file', 'writes no files'],
    ['echo a & ls', 'more shell than a page may use'],
    ['(ls)', 'more shell than a page may use'],
    ['cat <(ls)', 'more shell than a page may use'],
    ['cat <<END\n$(ls)\nEND', 'in quotes'],
    ["cat <<'END'\na\nEND\nls", '"ls" is not a command'],
    ['echo a; ; ls', 'is not a command'],
    ["e'ch'o a; 'l's", '"ls" is not a command'],
  ])('%j is refused', (text, message) => {
    const verdict = checkCommand(text);
    expect(verdict.kind).toBe('refused');
    expect(verdict).toHaveProperty('message', expect.stringContaining(message));
  });
});

describe('a session', () => {
  test('is commands, each with what it prints', () => {
    const { commands, problem } = readConsoleFence("$ echo 'a\n> b'\na\n\n> b\n$ exitpath x\n[exit status 2]");
    expect(problem).toBeUndefined();
    expect(commands).toEqual([
      { text: "echo 'a\nb'", shown: ["$ echo 'a", "> b'"], output: ['a', '', '> b'], at: 0 },
      { text: 'exitpath x', shown: ['$ exitpath x'], output: ['[exit status 2]'], at: 5 },
    ]);
  });

  test.each([
    ['', 0, 'starts with "$ "'],
    ['echo a', 0, 'starts with "$ "'],
    ['$ echo a\na\n$ ls', 2, '"ls" is not a command'],
    ["$ echo 'a\nb'", 0, 'not complete'],
    ['$ ', 0, 'not complete'],
  ])('%j is refused at its line', (body, at, message) => {
    expect(readConsoleFence(body).problem).toEqual({ at, message: expect.stringContaining(message) });
  });
});
