import type { Span } from "../source/span.js";
import type {
  Block,
  CaseStatement,
  Expression,
  File,
  FunctionDeclaration,
  FunctionLiteral,
  MapLiteral,
  RuleExpression,
  Statement,
} from "../syntax/ast.js";
import { noteElements, noteStatements } from "./entries.js";
import type { Entry, Gaps, Layout } from "./layout.js";
import type { TokenList } from "./token-list.js";

/**
 * What a line break within an expression does: `indents` what follows by one tab; `indented` says
 * that this has happened already, and happens once only; `flat` is the body of a rule, where lines
 * stand below each other.
 */
type Continuation = "indents" | "indented" | "flat";

/** Goes through a syntax tree and notes how its tokens are laid out. */
export function layOut(file: File, tokens: TokenList): Layout {
  const builder = new LayoutBuilder(tokens);
  builder.file(file);
  return builder.finish();
}

class LayoutBuilder implements Gaps {
  private readonly list: TokenList;
  /** At each token, by how much the depth changes there. */
  private readonly changes: number[];
  readonly tightBefore = new Set<number>();
  readonly tightAfter = new Set<number>();
  readonly wideBefore = new Set<number>();
  private readonly entries = new Map<number, Entry>();

  constructor(list: TokenList) {
    this.list = list;
    this.changes = new Array<number>(list.tokens.length + 1).fill(0);
  }

  finish(): Layout {
    let depth = 0;
    const depths = this.changes.map((change) => {
      depth += change;
      return depth;
    });
    const { tightBefore, tightAfter, wideBefore, entries } = this;
    return { depths, tightBefore, tightAfter, wideBefore, entries };
  }

  file(file: File): void {
    noteStatements([...file.imports, ...file.params, ...file.statements], this.list, this.entries);
    for (const { defaultValue } of file.params)
      if (defaultValue !== undefined) this.expression(defaultValue, "indents");
    for (const statement of file.statements) this.statement(statement);
  }

  private statements(statements: readonly Statement[]): void {
    noteStatements(statements, this.list, this.entries);
    for (const statement of statements) this.statement(statement);
  }

  private statement(statement: Statement): void {
    switch (statement.kind) {
      case "FunctionDeclaration":
        this.function(statement, this.list.firstOf(statement.name.span));
        return;
      case "IfStatement":
        this.expression(statement.condition, "indents");
        this.block(statement.consequent);
        if (statement.alternate?.kind === "Block") this.block(statement.alternate);
        else if (statement.alternate !== undefined) this.statement(statement.alternate);
        return;
      case "CaseStatement":
        this.case(statement);
        return;
      case "ForStatement":
        this.expression(statement.collection, "indents");
        this.block(statement.body);
        return;
      case "ReturnStatement":
        this.expression(statement.value, "indents");
        return;
      case "AssignStatement":
        this.expression(statement.target, "indents");
        this.operand(statement.value, "indents");
        return;
      case "ExpressionStatement":
        this.expression(statement.expression, "indents");
        return;
      case "BreakStatement":
      case "ContinueStatement":
        return;
    }
  }

  private block(block: Block): void {
    const open = this.list.firstOf(block.span);
    this.indent(open + 1, this.list.lastOf(block.span));
    this.statements(block.statements);
  }

  private case({ subject, span, clauses, otherwise }: CaseStatement): void {
    const start = this.list.firstOf(span);
    if (subject === undefined) this.wideBefore.add(start + 1);
    else this.expression(subject, "indents");
    const open = subject === undefined ? start + 1 : this.list.lastOf(subject.span) + 1;
    this.indent(open + 1, this.list.lastOf(span));
    for (const { expressions, body } of clauses) {
      for (const expression of expressions) this.operand(expression, "indents");
      this.clauseBody(body);
    }
    if (otherwise !== undefined) this.clauseBody(otherwise);
  }

  private clauseBody({ statements }: Block): void {
    const [first] = statements;
    const last = statements.at(-1);
    if (first === undefined || last === undefined) return;
    this.indent(this.list.firstOf(first.span), this.list.lastOf(last.span) + 1);
    this.statements(statements);
  }

  private expression(node: Expression, continuation: Continuation): void {
    switch (node.kind) {
      case "BinaryExpression":
        this.expression(node.left, continuation);
        this.operand(node.right, continuation);
        return;
      case "StateExpression":
        this.expression(node.operand, continuation);
        return;
      case "UnaryExpression":
        if (node.operator !== "not") this.tightAfter.add(this.list.firstOf(node.span));
        this.operand(node.operand, continuation);
        return;
      case "NumberLiteral":
        this.number(node.span);
        return;
      case "ParenthesizedExpression":
        this.operand(node.expression, "indents");
        return;
      case "ListLiteral":
        this.elements(node.elements, this.list.lastOf(node.span));
        return;
      case "MapLiteral":
        this.map(node);
        return;
      case "FunctionLiteral":
        this.function(node, this.list.firstOf(node.span));
        return;
      case "RuleExpression":
        this.rule(node);
        return;
      case "QuantifierExpression":
        this.operand(node.collection, continuation);
        this.body(node.body, "indents");
        return;
      case "SelectorExpression":
      case "IndexExpression":
      case "SliceExpression":
      case "CallExpression":
        this.chain(node, continuation);
        return;
      case "Identifier":
      case "StringLiteral":
        return;
    }
  }

  /** An expression that may begin a line of its own. */
  private operand(node: Expression, continuation: Continuation): void {
    const first = this.list.firstOf(node.span);
    if (continuation !== "indents" || !this.list.beginsLine(first)) {
      this.expression(node, continuation);
      return;
    }
    this.indent(first, this.list.lastOf(node.span) + 1);
    this.expression(node, "indented");
  }

  /** The smallest integer is one literal with its sign. */
  private number(span: Span): void {
    const first = this.list.firstOf(span);
    if (this.list.tokens[first]?.kind === "-") this.tightAfter.add(first);
  }

  /** Selectors, indices and calls behind each other; from the first on a line of its own, indented. */
  private chain(node: Expression, continuation: Continuation): void {
    let broken: number | undefined;
    let at: Expression = node;
    const links: Expression[] = [];
    for (;;) {
      links.push(at);
      if (at.kind === "SelectorExpression") {
        const name = this.list.firstOf(at.nameSpan);
        if (this.list.beginsLine(name)) broken = name;
        at = at.object;
      } else if (at.kind === "CallExpression") at = at.callee;
      else if (at.kind === "IndexExpression" || at.kind === "SliceExpression") at = at.object;
      else break;
    }
    if (broken !== undefined && continuation === "indents")
      this.indent(broken, this.list.lastOf(node.span) + 1);
    this.expression(at, continuation);
    for (const link of links) this.link(link);
  }

  private link(node: Expression): void {
    switch (node.kind) {
      case "IndexExpression":
      case "SliceExpression": {
        const open = this.list.lastOf(node.object.span) + 1;
        this.tightBefore.add(open);
        const bounds = node.kind === "IndexExpression" ? [node.index] : [node.low, node.high];
        for (const bound of bounds) if (bound !== undefined) this.operand(bound, "indents");
        if (node.kind === "SliceExpression")
          this.tightAfter.add(
            node.low === undefined ? open + 1 : this.list.lastOf(node.low.span) + 1,
          );
        return;
      }
      case "CallExpression":
        this.tightBefore.add(this.list.lastOf(node.callee.span) + 1);
        this.elements(node.args, this.list.lastOf(node.span));
        return;
      default:
        return;
    }
  }

  private function(
    { parameters, body }: FunctionDeclaration | FunctionLiteral,
    beforeParameters: number,
  ): void {
    this.tightBefore.add(beforeParameters + 1);
    const broken = parameters.find(({ span }) => this.list.beginsLine(this.list.firstOf(span)));
    const last = parameters.at(-1);
    if (broken !== undefined && last !== undefined)
      this.indent(this.list.firstOf(broken.span), this.list.lastOf(last.span) + 1);
    this.block(body);
  }

  private rule({ condition, body }: RuleExpression): void {
    if (condition !== undefined) this.operand(condition, "indents");
    this.body(body, "flat");
  }

  /** The one expression between the braces of a rule or quantifier. */
  private body(body: Expression, continuation: Continuation): void {
    this.indent(this.list.firstOf(body.span), this.list.lastOf(body.span) + 1);
    this.expression(body, continuation);
  }

  private map(node: MapLiteral): void {
    const close = this.list.lastOf(node.span);
    this.tightAfter.add(this.list.firstOf(node.span));
    this.tightBefore.add(close);
    const pairs = node.entries.map(({ key, value }) => ({
      span: { start: key.span.start, end: value.span.end },
      colon: this.list.lastOf(key.span) + 1,
    }));
    this.indentElements(pairs, close);
    for (const { key, value } of node.entries) {
      this.expression(key, "indents");
      this.operand(value, "indents");
    }
    noteElements(pairs, this, this.list, this.entries);
  }

  /** What stands between brackets with commas in between. */
  private elements(elements: readonly Expression[], close: number): void {
    this.indentElements(elements, close);
    for (const element of elements) this.expression(element, "indents");
    const spans = elements.map(({ span }) => ({ span, colon: undefined }));
    noteElements(spans, this, this.list, this.entries);
  }

  /** From the first element on a line of its own up to the closing bracket. */
  private indentElements(elements: readonly { readonly span: Span }[], close: number): void {
    const broken = elements.find(({ span }) => this.list.beginsLine(this.list.firstOf(span)));
    if (broken !== undefined) this.indent(this.list.firstOf(broken.span), close);
  }

  private indent(from: number, to: number): void {
    this.changes[from] = (this.changes[from] ?? 0) + 1;
    this.changes[to] = (this.changes[to] ?? 0) - 1;
  }
}
