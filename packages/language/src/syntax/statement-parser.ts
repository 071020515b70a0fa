import type {
  AssignmentOperator,
  AssignStatement,
  Block,
  CaseClause,
  CaseStatement,
  Expression,
  ForStatement,
  FunctionDeclaration,
  IfStatement,
  Statement,
} from "./ast.js";
import { commentsAbove } from "./documentation.js";
import { ExpressionParser } from "./expression-parser.js";
import { isReservedWord, type TokenKind } from "./token.js";
import type { TokenStream } from "./token-stream.js";

const assignmentOperators: ReadonlySet<TokenKind> = new Set<AssignmentOperator>([
  "=",
  "+=",
  "-=",
  "*=",
  "/=",
  "%=",
]);

/** Parses statements and the blocks that hold them, one method a statement. */
export class StatementParser {
  readonly expressions: ExpressionParser;
  private readonly tokens: TokenStream;

  constructor(tokens: TokenStream) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, () => this.block());
  }

  /** A statement at the top of a file, where functions may be declared. */
  topLevel(): Statement {
    if (this.tokens.at("func") && this.tokens.following.kind === "identifier")
      return this.functionDeclaration();
    return this.statement();
  }

  /** Passes the end of a statement: a line end or semicolon, or the bracket or end behind it. */
  terminator(): void {
    const { tokens } = this;
    if (!tokens.at("newline") && !tokens.at(";") && !tokens.at("}") && !tokens.at("end"))
      tokens.failUnexpected("the end of the statement");
    tokens.skipTerminators();
  }

  private block(): Block {
    const { tokens } = this;
    return tokens.nest(() => {
      const start = tokens.expect("{").span;
      const statements = this.statementsUntil("}");
      tokens.advance();
      return {
        kind: "Block",
        statements,
        span: tokens.spanFrom(start),
        height: tokens.heightAbove(statements),
      };
    });
  }

  private statementsUntil(...stops: readonly TokenKind[]): Statement[] {
    const { tokens } = this;
    const statements: Statement[] = [];
    tokens.skipTerminators();
    while (!stops.includes(tokens.current.kind)) {
      if (tokens.at("end")) tokens.failUnexpected('"}"');
      statements.push(this.statement());
      this.terminator();
    }
    return statements;
  }

  /** Fails for an assignment to a word that cannot be a name. */
  refuseReservedTarget(): void {
    const { current, following } = this.tokens;
    if (isReservedWord(current.kind) && assignmentOperators.has(following.kind))
      this.tokens.fail(current.span, "reserved-word", current.kind);
  }

  private statement(): Statement {
    const { tokens } = this;
    this.refuseReservedTarget();
    const { kind, span } = tokens.current;
    switch (kind) {
      case "if":
        return this.ifStatement();
      case "case":
        return this.caseStatement();
      case "for":
        return this.forStatement();
      case "break":
        tokens.advance();
        return { kind: "BreakStatement", span, height: 1 };
      case "continue":
        tokens.advance();
        return { kind: "ContinueStatement", span, height: 1 };
      case "return": {
        tokens.advance();
        const value = this.expressions.parse();
        return {
          kind: "ReturnStatement",
          value,
          span: tokens.spanFrom(span),
          height: tokens.heightAbove([value]),
        };
      }
      case "import":
        return tokens.fail(span, "import-after-statement");
      case "param":
        return tokens.fail(span, "param-after-statement");
      case "func":
        if (tokens.following.kind === "identifier")
          tokens.fail(span, "nested-function-declaration", String(tokens.following.value));
        return this.simpleStatement();
      default:
        return this.simpleStatement();
    }
  }

  private functionDeclaration(): FunctionDeclaration {
    const { tokens } = this;
    const start = tokens.advance().span;
    const name = tokens.expectIdentifier("a function name");
    const parameters = this.expressions.parameters();
    const body = this.block();
    return {
      kind: "FunctionDeclaration",
      name,
      parameters,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([body]),
    };
  }

  private ifStatement(): IfStatement {
    const { tokens } = this;
    return tokens.nest(() => {
      const start = tokens.expect("if").span;
      const condition = this.expressions.parse();
      const consequent = this.block();
      let alternate: IfStatement | Block | undefined;
      if (tokens.take("else")) alternate = tokens.at("if") ? this.ifStatement() : this.block();
      const children = alternate === undefined ? [] : [alternate];
      return {
        kind: "IfStatement",
        condition,
        consequent,
        alternate,
        span: tokens.spanFrom(start),
        height: tokens.heightAbove([condition, consequent, ...children]),
      };
    });
  }

  private caseStatement(): CaseStatement {
    const { tokens } = this;
    const start = tokens.expect("case").span;
    const subject = tokens.at("{") ? undefined : this.expressions.parse();
    tokens.expect("{");
    const clauses: CaseClause[] = [];
    let otherwise: Block | undefined;
    while (!tokens.at("}")) {
      if (tokens.at("else")) {
        if (otherwise !== undefined) tokens.fail(tokens.current.span, "duplicate-else-clause");
        tokens.advance();
        otherwise = this.clauseBody();
      } else {
        clauses.push(this.caseClause());
      }
    }
    tokens.advance();
    const children = [subject, ...clauses, otherwise].filter((child) => child !== undefined);
    return {
      kind: "CaseStatement",
      subject,
      clauses,
      otherwise,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove(children),
    };
  }

  private caseClause(): CaseClause {
    const { tokens } = this;
    const start = tokens.expect("when", '"when", "else" or "}"').span;
    const expressions: Expression[] = [];
    do expressions.push(this.expressions.parse());
    while (tokens.take(","));
    const body = this.clauseBody();
    return {
      kind: "CaseClause",
      expressions,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([...expressions, body]),
    };
  }

  private clauseBody(): Block {
    const { tokens } = this;
    return tokens.nest(() => {
      const start = tokens.expect(":").span;
      const statements = this.statementsUntil("when", "else", "}");
      return {
        kind: "Block",
        statements,
        span: tokens.spanFrom(start),
        height: tokens.heightAbove(statements),
      };
    });
  }

  private forStatement(): ForStatement {
    const { tokens } = this;
    const start = tokens.expect("for").span;
    const collection = this.expressions.parse();
    const variables = this.expressions.loopVariables();
    const body = this.block();
    return {
      kind: "ForStatement",
      collection,
      variables,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([collection, body]),
    };
  }

  /** An expression, or an assignment to one that can be assigned to. */
  private simpleStatement(): Statement {
    const { tokens } = this;
    const expression = this.expressions.parse();
    if (!assignmentOperators.has(tokens.current.kind)) {
      return {
        kind: "ExpressionStatement",
        expression,
        span: expression.span,
        height: tokens.heightAbove([expression]),
      };
    }
    return this.assignment(expression);
  }

  private assignment(target: Expression): AssignStatement {
    const { tokens } = this;
    if (target.kind === "SelectorExpression")
      return tokens.fail(target.span, "selector-assignment");
    if (target.kind !== "Identifier" && target.kind !== "IndexExpression")
      return tokens.fail(target.span, "invalid-assignment-target");
    const operator = tokens.advance();
    const value = this.expressions.parse();
    return {
      kind: "AssignStatement",
      target,
      operator: operator.kind as AssignmentOperator,
      operatorSpan: operator.span,
      value,
      description: commentsAbove(tokens.file, tokens.comments, target.span.start),
      span: tokens.spanFrom(target.span),
      height: tokens.heightAbove([target, value]),
    };
  }
}
