// SPDX-License-Identifier: GPL-2.0-only
/**
 * A modelled function as one kernel has it: every `kernel.behaviour` becomes true or false, and what that decides is decided. Dead branches
 * go, the living one moves out to where the condition stood, and names that nobody reads any more go too. Comments and line breaks of
 * what stays are the source's own.
 */
import ts from 'typescript';
import type { KernelRelease } from '../../engine/index.ts';

const unwrapped = (e: ts.Expression): ts.Expression => (ts.isParenthesizedExpression(e) ? unwrapped(e.expression) : e);

/** What a condition comes to on this kernel; undefined where that is left to the run. */
function decided(expression: ts.Expression, kernel: KernelRelease): boolean | undefined {
  const e = unwrapped(expression);
  if (e.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (e.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (ts.isPropertyAccessExpression(e)) {
    if (!/(?:^|\.)kernel$/.test(e.expression.getText())) return undefined;
    const value = (kernel as Readonly<Record<string, unknown>>)[e.name.text];
    return typeof value === 'boolean' ? value : undefined;
  }
  if (ts.isPrefixUnaryExpression(e) && e.operator === ts.SyntaxKind.ExclamationToken) {
    const value = decided(e.operand, kernel);
    return value === undefined ? undefined : !value;
  }
  if (!ts.isBinaryExpression(e)) return undefined;
  const [left, right] = [decided(e.left, kernel), decided(e.right, kernel)];
  switch (e.operatorToken.kind) {
    case ts.SyntaxKind.AmpersandAmpersandToken:
      return left === false || right === false ? false : left === true && right === true ? true : undefined;
    case ts.SyntaxKind.BarBarToken:
      return left === true || right === true ? true : left === false && right === false ? false : undefined;
    default:
      return undefined;
  }
}

/** `a && b`, `a || b`. */
const joins = (node: ts.Node): boolean =>
  ts.isBinaryExpression(node) &&
  (node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken || node.operatorToken.kind === ts.SyntaxKind.BarBarToken);

/** A block's statements, one level further out. */
const dedented = (text: string): string => text.replace(/\n {2}/g, '\n');
const atom = /^\s*(?:[\w.]+|-\d+)$/;

function foldedText(root: ts.Node, source: ts.SourceFile, kernel: KernelRelease): string {
  /** The blank and the comments in front of a node. */
  const before = (node: ts.Node): string => source.text.slice(node.getFullStart(), node.getStart(source));
  const plain = (node: ts.Node): string => {
    let out = '';
    let at = node.getFullStart();
    ts.forEachChild(node, (child) => {
      out += source.text.slice(at, child.getFullStart()) + fold(child);
      at = child.end;
    });
    return out + source.text.slice(at, node.end);
  };
  /** `part` in the place of `whole`. */
  const instead = (whole: ts.Node, part: ts.Node): string => before(whole) + fold(part).slice(before(part).length);

  /** A statement's text, and whether nothing after it can run. */
  const statement = (s: ts.Statement): readonly [text: string, last: boolean] => {
    const value = ts.isIfStatement(s) ? decided(s.expression, kernel) : undefined;
    if (!ts.isIfStatement(s) || value === undefined) return [fold(s), ts.isReturnStatement(s)];
    const taken = value ? s.thenStatement : s.elseStatement;
    if (taken === undefined) return ['', false];
    if (!ts.isBlock(taken)) return [instead(s, taken), ts.isReturnStatement(taken)];
    const [inner, last] = list(taken.statements);
    return [before(s) + dedented(inner).replace(/^\s*/, ''), last];
  };
  /** Statements one after another, up to the first that is always the last. */
  const list = (statements: readonly ts.Statement[]): readonly [text: string, last: boolean] => {
    let out = '';
    for (const s of statements) {
      const [text, last] = statement(s);
      out += text;
      if (last) return [out, true];
    }
    return [out, false];
  };

  const fold = (node: ts.Node): string => {
    if (ts.isIfStatement(node) && decided(node.expression, kernel) !== undefined) return statement(node)[0];
    if (ts.isBlock(node)) {
      const open = source.text.slice(node.getFullStart(), node.statements.pos);
      return open + list(node.statements)[0] + source.text.slice(node.statements.end, node.end);
    }
    if (ts.isExpression(node)) {
      const value = decided(node, kernel);
      if (value !== undefined) return before(node) + String(value);
    }
    if (ts.isConditionalExpression(node)) {
      const value = decided(node.condition, kernel);
      if (value !== undefined) return instead(node, value ? node.whenTrue : node.whenFalse);
    }
    if (ts.isBinaryExpression(node)) {
      if (joins(node)) {
        // What the whole comes to is not decided here: a decided half is the one that does not matter.
        if (decided(node.left, kernel) !== undefined) return instead(node, node.right);
        if (decided(node.right, kernel) !== undefined) return instead(node, node.left);
      }
      if (node.operatorToken.kind === ts.SyntaxKind.BarToken && fold(node.right).trim() === '0n') return instead(node, node.left);
    }
    if (ts.isParenthesizedExpression(node)) {
      const inner = fold(node.expression);
      const changed = inner !== source.text.slice(node.expression.getFullStart(), node.expression.end);
      if (changed && (atom.test(inner) || (joins(node.parent) && !/[|&?]/.test(inner)))) return before(node) + inner.trim();
    }
    return plain(node);
  };
  return fold(root).slice(before(root).length);
}

/** Without the names that folding left unread: `const { kernel } = vcpu.kvm`, and constants whose making has no effect. */
function withoutUnread(text: string): string {
  const uses = (name: string): number => text.match(new RegExp(`(?<![\\w.])${name}(?!\\w)`, 'g'))?.length ?? 0;
  const out = text
    .replace(/^( *)const \{ ([^}]*) \} = ([^;]*);\n/gm, (_, indent: string, names: string, from: string) => {
      const read = names.split(', ').filter((name) => uses(name) > 1);
      return read.length === 0 ? '' : `${indent}const { ${read.join(', ')} } = ${from};\n`;
    })
    .replace(/^ *const (\w+) = [^;()]*;\n/gm, (line, name: string) => (uses(name) > 1 ? line : ''));
  return out === text ? text : withoutUnread(out);
}

/**
 * @param node a top-level statement of a modelled file
 * @returns its text on this kernel, without `export`
 */
export const folded = (node: ts.Statement, source: ts.SourceFile, kernel: KernelRelease): string =>
  withoutUnread(foldedText(node, source, kernel).replace(/^export /, ''));
