// SPDX-License-Identifier: GPL-2.0-only
/** What Stryker need not change: the words of a ModelError, which no parsed scenario ever sees. */
export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'model-error',
    value: {
      shouldIgnore: (path) =>
        path.isNewExpression() && path.node.callee.type === 'Identifier' && path.node.callee.name === 'ModelError'
          ? 'the words of a bug report on the model itself'
          : undefined,
    },
  },
];
