// SPDX-License-Identifier: GPL-2.0-only
/** What was before, and how to get back to it. Changing the past drops nothing: what had followed is kept as a branch. */

interface Node<S> {
  readonly state: S;
  /** Index of what it was made from; −1 for the first. */
  readonly from: number;
}

export interface History<S> {
  readonly nodes: readonly Node<S>[];
  readonly here: number;
  /** The end of the branch that redo follows. */
  readonly toward: number;
}

export const begin = <S>(state: S): History<S> => ({ nodes: [{ state, from: -1 }], here: 0, toward: 0 });

export const current = <S>({ nodes, here }: History<S>): S => {
  const node = nodes[here];
  if (node === undefined) throw new Error(`history has no entry ${here}`);
  return node.state;
};

/** A new state after this one. */
export const push = <S>(h: History<S>, state: S): History<S> => {
  const nodes = [...h.nodes, { state, from: h.here }];
  return { nodes, here: nodes.length - 1, toward: nodes.length - 1 };
};

/** The same place with another state, as while one types. Where something follows already, a new state. */
export const amend = <S>(h: History<S>, state: S): History<S> => {
  const followed = h.nodes.some((n) => n.from === h.here);
  const from = h.nodes[h.here]?.from ?? -1;
  return followed || from < 0 ? push(h, state) : { ...h, nodes: h.nodes.map((n, i) => (i === h.here ? { state, from } : n)) };
};

/** @returns undefined at the beginning */
export const undo = <S>(h: History<S>): History<S> | undefined => {
  const from = h.nodes[h.here]?.from ?? -1;
  return from < 0 ? undefined : { ...h, here: from };
};

/** @returns undefined at the end of a branch */
export const redo = <S>(h: History<S>): History<S> | undefined => {
  for (let i = h.toward; i >= 0; i = h.nodes[i]?.from ?? -1) if (h.nodes[i]?.from === h.here) return { ...h, here: i };
  return undefined;
};

/** To any entry; redo goes on along its branch. */
export const go = <S>(h: History<S>, to: number): History<S> => (h.nodes[to] === undefined ? h : { ...h, here: to, toward: to });

/** Ends of branches, oldest first. */
export const ends = <S>(h: History<S>): readonly number[] => {
  const followed = new Set(h.nodes.map((n) => n.from));
  return h.nodes.flatMap((_, i) => (followed.has(i) ? [] : [i]));
};
