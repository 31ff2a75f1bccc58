// SPDX-License-Identifier: GPL-2.0-only
/**
 * Build-time instrumentation: inserts calls to the sink (sink.ts) into the functions of one modelled file, without adding a line.
 * Function entry with arguments, each statement before it runs, each condition with what it read and how its parts came out, each local
 * name that gets a value, and the return value. Only `function` declarations are followed; arrow constants are C's inline helpers and macros.
 */
import ts from 'typescript';
import { quotes } from './quotes.ts';
import { type FnRow, kinds, type StmtRow, textOf } from './table.ts';
import type { StmtKind } from './types.ts';

/** The parts of a condition that && and || join, left to right. */
function atomsOf(e: ts.Expression): ts.Expression[] {
  const x = ts.isParenthesizedExpression(e) ? e.expression : e;
  const joins =
    ts.isBinaryExpression(x) && [ts.SyntaxKind.AmpersandAmpersandToken, ts.SyntaxKind.BarBarToken].includes(x.operatorToken.kind);
  return joins ? [...atomsOf(x.left), ...atomsOf(x.right)] : [e];
}

/**
 * @param source text of a file of src/engine
 * @param file its path in src/engine, e.g. `arch/x86/kvm/x86.ts`
 * @param sink module specifier of sink.ts as the instrumented file is to import it
 * @returns the instrumented text, with the same line numbers; throws where quotes.ts names a statement that is not there, or more than once
 */
export function instrument(source: string, file: string, sink: string): string {
  const sf = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const inserts: { at: number; order: number; text: string }[] = [];
  const put = (at: number, text: string): void => void inserts.push({ at, order: inserts.length, text });
  const lineOf = (pos: number): number => sf.getLineAndCharacterOfPosition(pos).line + 1;
  const fns: FnRow[] = [];
  let count = 0;

  const instrumentFunction = (fn: ts.FunctionDeclaration, body: ts.Block): void => {
    const name = fn.name?.text ?? '';
    const base = fn.getStart(sf);
    const stmts: StmtRow[] = [];
    const f = fns.push([name, lineOf(base), source.slice(base, fn.end), stmts]) - 1;
    const locals = new Set<string>();
    const params = fn.parameters
      .map((p) => p.name)
      .filter(ts.isIdentifier)
      .map((p) => p.text);
    for (const p of params) locals.add(p);
    const quoted = quotes[name] ?? [];
    const found = new Map<string, number>();

    /** Enters a statement into the table. `start` … `end`: the part that is its text; of a compound statement what stands before its body. */
    const row = (kind: StmtKind, start: number, end: number, atoms: readonly ts.Expression[] = []): number => {
      const text = textOf(kind, source.slice(start, end));
      const quote = quoted.filter(([begins]) => text.startsWith(begins));
      for (const [begins] of quote) found.set(begins, (found.get(begins) ?? 0) + 1);
      const lines = quote.flatMap(([, l]) => l);
      const parts = atoms.length > 1 ? atoms.flatMap((a) => [a.getStart(sf) - base, a.end - a.getStart(sf)]) : [];
      const head = [kinds.indexOf(kind), start - base, end - start] as const;
      stmts.push(parts.length > 0 ? [...head, lines.length > 0 ? lines : 0, parts] : lines.length > 0 ? [...head, lines] : head);
      return count++;
    };
    const whole = (s: ts.Node): [number, number] => [s.getStart(sf), s.end];
    const identifiers = (e: ts.Node): string[] => {
      const out = new Set<string>();
      const walk = (n: ts.Node): void => {
        if (ts.isIdentifier(n) && locals.has(n.text)) out.add(n.text);
        // The name after a dot is no local name.
        if (ts.isPropertyAccessExpression(n)) walk(n.expression);
        else ts.forEachChild(n, walk);
      };
      walk(e);
      return [...out];
    };
    const condition = (e: ts.Expression, s: number, atoms: ts.Expression[]): void => {
      put(e.getStart(sf), `__s.cond(__S[${s}],`);
      if (atoms.length > 1)
        for (const [k, a] of atoms.entries()) {
          put(a.getStart(sf), `__s.atom(${k},`);
          put(a.end, ')');
        }
      const operands = identifiers(e).map((n) => `['${n}',${n}]`);
      put(e.end, `,[${operands.join(',')}])`);
    };
    const block = (s: ts.Statement): void => {
      if (ts.isBlock(s)) return void s.statements.forEach(statement);
      put(s.getStart(sf), '{');
      statement(s);
      put(s.end, '}');
    };
    const before = (s: ts.Statement, n: number): void => put(s.getStart(sf), `__s.stmt(__S[${n}]);`);

    const statement = (s: ts.Statement): void => {
      if (ts.isBlock(s)) return void s.statements.forEach(statement);
      if (ts.isVariableStatement(s)) {
        const decls = s.declarationList.declarations;
        // `const { kernel } = vcpu.kvm` only shortens what follows: no step of its own.
        if (decls.some((d) => !ts.isIdentifier(d.name))) {
          for (const d of decls)
            if (ts.isObjectBindingPattern(d.name)) for (const e of d.name.elements) if (ts.isIdentifier(e.name)) locals.add(e.name.text);
          return;
        }
        const n = row('let', ...whole(s));
        before(s, n);
        for (const d of decls)
          if (ts.isIdentifier(d.name)) {
            locals.add(d.name.text);
            put(s.end, `__s.local(__S[${n}],'${d.name.text}',${d.name.text});`);
          }
      } else if (ts.isExpressionStatement(s)) {
        const assigns =
          ts.isBinaryExpression(s.expression) &&
          s.expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
          s.expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment;
        const n = row(assigns ? 'assign' : 'call', ...whole(s));
        before(s, n);
        if (assigns && ts.isBinaryExpression(s.expression) && ts.isIdentifier(s.expression.left))
          put(s.end, `__s.local(__S[${n}],'${s.expression.left.text}',${s.expression.left.text});`);
      } else if (ts.isIfStatement(s)) {
        const atoms = atomsOf(s.expression);
        const n = row('if', ...whole(s.expression), atoms);
        before(s, n);
        condition(s.expression, n, atoms);
        block(s.thenStatement);
        if (s.elseStatement) block(s.elseStatement);
      } else if (ts.isReturnStatement(s)) {
        const n = row('return', ...whole(s));
        before(s, n);
        if (s.expression) {
          put(s.expression.getStart(sf), `__s.leave(__f[${f}],`);
          put(s.expression.end, ')');
        } else put(s.getStart(sf), `__s.leave(__f[${f}],undefined);`);
      } else if (ts.isSwitchStatement(s)) {
        const n = row('switch', ...whole(s.expression));
        before(s, n);
        put(s.expression.getStart(sf), `__s.chosen(__S[${n}],`);
        put(s.expression.end, ')');
        for (const c of s.caseBlock.clauses) c.statements.forEach(statement);
      } else if (ts.isForStatement(s) || ts.isForOfStatement(s)) {
        const n = row('loop', s.getStart(sf), source.slice(0, s.statement.getStart(sf)).trimEnd().length);
        before(s, n);
        block(s.statement);
      }
    };

    put(body.getStart(sf) + 1, `__s.enter(__f[${f}],[${params.map((p) => `['${p}',${p}]`).join(',')}]);`);
    body.statements.forEach(statement);
    const last = body.statements.at(-1);
    if (last === undefined || !(ts.isReturnStatement(last) || ts.isForStatement(last)))
      put(body.end - 1, `__s.leave(__f[${f}],undefined);`);
    for (const [begins] of quoted)
      if (found.get(begins) !== 1)
        throw new Error(`${file}: quotes.ts names "${begins}" in ${name}, which has ${found.get(begins) ?? 0} such statements`);
  };

  const names: string[] = [];
  for (const s of sf.statements)
    if (ts.isFunctionDeclaration(s) && s.body) {
      instrumentFunction(s, s.body);
      if (s.name !== undefined) names.push(s.name.text);
    }

  inserts.sort((a, b) => b.at - a.at || b.order - a.order);
  let out = source;
  // At one place: closing parts of what ends here come first, in the order they were put.
  for (const { at, text } of inserts) out = out.slice(0, at) + text + out.slice(at);
  return `import{sink as __s}from${JSON.stringify(sink)};const{fns:__f,stmts:__S}=__s.table(${JSON.stringify(file)},${JSON.stringify(fns)});${out}__s.names({${names.join(',')}});`;
}
