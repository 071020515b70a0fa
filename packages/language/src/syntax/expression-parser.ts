import type {
  Block,
  Expression,
  Identifier,
  LoopVariables,
  MapEntry,
  Quantifier,
  UnaryExpression,
} from "./ast.js";
import { binaryOperator, precedenceOf, relationPrecedence } from "./precedence.js";
import { smallestIntegerMagnitude } from "./scan-number.js";
import { startsExpression, type Token, type TokenKind } from "./token.js";
import type { TokenStream } from "./token-stream.js";

/**
 * Parses expressions by precedence climbing: an operand, then as many operators as bind at least as
 * tightly as the caller asks for, each with a right side that binds tighter still.
 *
 * Function literals hold statements; `parseBlock` parses these, passed in so that the two parsers do
 * not import each other.
 */
export class ExpressionParser {
  private readonly tokens: TokenStream;
  private readonly parseBlock: () => Block;

  constructor(tokens: TokenStream, parseBlock: () => Block) {
    this.tokens = tokens;
    this.parseBlock = parseBlock;
  }

  parse(): Expression {
    return this.tokens.nest(() => this.binary(1));
  }

  /** `(a, b)` behind `func`. */
  parameters(): Identifier[] {
    this.tokens.expect("(");
    const parameters: Identifier[] = [];
    while (!this.tokens.at(")")) {
      parameters.push(this.tokens.expectIdentifier("a parameter name"));
      if (!this.tokens.take(",")) break;
    }
    if (this.tokens.at("newline")) this.tokens.fail(this.tokens.current.span, "missing-comma");
    this.tokens.expect(")");
    return parameters;
  }

  /** `as a, b` behind a collection. */
  loopVariables(): LoopVariables {
    this.tokens.expect("as");
    const first = this.tokens.expectIdentifier("a name for the element");
    const second = this.tokens.take(",")
      ? this.tokens.expectIdentifier("a second name")
      : undefined;
    return { first, second };
  }

  private binary(minimum: number): Expression {
    const { tokens } = this;
    let left = this.unary();
    for (;;) {
      if (relationPrecedence >= minimum && this.atState()) {
        left = this.state(left);
        continue;
      }
      const operator = binaryOperator(tokens.current.kind, tokens.following.kind);
      if (operator === undefined) return left;
      const precedence = precedenceOf(operator);
      if (precedence < minimum) return left;
      const first = tokens.advance().span;
      if (operator.includes(" ")) tokens.advance();
      const operatorSpan = tokens.spanFrom(first);
      const right = this.binary(precedence + 1);
      left = {
        kind: "BinaryExpression",
        operator,
        operatorSpan,
        left,
        right,
        span: tokens.spanFrom(left.span),
        height: tokens.heightAbove([left, right]),
      };
    }
  }

  /** Whether `is empty`, `is defined` or, with one more token, `is not …` begins here. */
  private atState(): boolean {
    const { current, following } = this.tokens;
    if (current.kind !== "is") return false;
    return following.kind === "not" || isState(following);
  }

  private state(operand: Expression): Expression {
    const { tokens } = this;
    const operatorStart = tokens.advance().span;
    const negated = tokens.take("not");
    if (!isState(tokens.current)) return this.comparison(operand, operatorStart.start, negated);
    const state = tokens.advance().kind === "empty" ? "empty" : "defined";
    return {
      kind: "StateExpression",
      operand,
      state,
      negated,
      span: tokens.spanFrom(operand.span),
      height: tokens.heightAbove([operand]),
    };
  }

  /** `is` or `is not` turned out to compare with an operand. */
  private comparison(left: Expression, operatorStart: number, negated: boolean): Expression {
    const { tokens } = this;
    const operatorSpan = tokens.spanFrom({ start: operatorStart, end: operatorStart });
    const right = this.binary(relationPrecedence + 1);
    return {
      kind: "BinaryExpression",
      operator: negated ? "is not" : "is",
      operatorSpan,
      left,
      right,
      span: tokens.spanFrom(left.span),
      height: tokens.heightAbove([left, right]),
    };
  }

  private unary(): Expression {
    const { tokens } = this;
    const { kind, span } = tokens.current;
    if (kind !== "+" && kind !== "-" && kind !== "!" && kind !== "not") return this.primary();
    tokens.advance();
    if (kind === "-" && isSmallestInteger(tokens.current)) {
      tokens.advance();
      return {
        kind: "NumberLiteral",
        type: "int",
        value: -smallestIntegerMagnitude,
        span: tokens.spanFrom(span),
        height: 1,
      };
    }
    const operand = tokens.nest(() => this.unary());
    const unary: UnaryExpression = {
      kind: "UnaryExpression",
      operator: kind,
      operand,
      span: tokens.spanFrom(span),
      height: tokens.heightAbove([operand]),
    };
    return unary;
  }

  private primary(): Expression {
    const { tokens } = this;
    let object = this.operand();
    for (;;) {
      switch (tokens.current.kind) {
        case ".":
          object = this.selector(object);
          break;
        case "[":
          object = this.indexOrSlice(object);
          break;
        case "(":
          object = this.call(object);
          break;
        default:
          return object;
      }
    }
  }

  private selector(object: Expression): Expression {
    const { tokens } = this;
    tokens.advance();
    const name = tokens.expect("identifier", "a name");
    return {
      kind: "SelectorExpression",
      object,
      name: String(name.value),
      nameSpan: name.span,
      span: tokens.spanFrom(object.span),
      height: tokens.heightAbove([object]),
    };
  }

  private indexOrSlice(object: Expression): Expression {
    const { tokens } = this;
    tokens.advance();
    const low = tokens.at(":") ? undefined : this.parse();
    if (low !== undefined && tokens.take("]")) {
      return {
        kind: "IndexExpression",
        object,
        index: low,
        span: tokens.spanFrom(object.span),
        height: tokens.heightAbove([object, low]),
      };
    }
    tokens.expect(":", low === undefined ? undefined : '"]" or ":"');
    const high = tokens.at("]") ? undefined : this.parse();
    if (tokens.at(":")) tokens.fail(tokens.current.span, "slice-with-three-indices");
    tokens.expect("]");
    const children = [object, low, high].filter((child) => child !== undefined);
    return {
      kind: "SliceExpression",
      object,
      low,
      high,
      span: tokens.spanFrom(object.span),
      height: tokens.heightAbove(children),
    };
  }

  private call(callee: Expression): Expression {
    const { tokens } = this;
    tokens.advance();
    const args = this.elements(")", () => this.parse());
    return {
      kind: "CallExpression",
      callee,
      args,
      span: tokens.spanFrom(callee.span),
      height: tokens.heightAbove([callee, ...args]),
    };
  }

  private operand(): Expression {
    const { tokens } = this;
    const { kind, span, value } = tokens.current;
    switch (kind) {
      case "identifier":
        return tokens.expectIdentifier("a name");
      case "integer":
      case "float":
        return this.number();
      case "string":
        tokens.advance();
        return {
          kind: "StringLiteral",
          value: value instanceof Uint8Array ? value : String(value),
          span,
          height: 1,
        };
      case "(":
        return this.parenthesized();
      case "[":
        return this.list();
      case "{":
        return this.map();
      case "func":
        return this.functionLiteral();
      case "rule":
        return this.rule();
      case "all":
      case "any":
      case "filter":
      case "map":
        if (!startsExpression(tokens.following.kind)) tokens.fail(span, "reserved-word", kind);
        return this.quantifier(kind);
      case "as":
      case "default":
      case "empty":
      case "import":
      case "param":
      case "when":
        return tokens.fail(span, "reserved-word", kind);
      default:
        return tokens.failUnexpected("an expression");
    }
  }

  private number(): Expression {
    const { kind, span, value } = this.tokens.advance();
    if (value === smallestIntegerMagnitude)
      this.tokens.fail(span, "integer-out-of-range", String(value));
    return {
      kind: "NumberLiteral",
      type: kind === "float" ? "float" : "int",
      value: value as number | bigint,
      span,
      height: 1,
    };
  }

  private parenthesized(): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const expression = this.parse();
    tokens.expect(")");
    return {
      kind: "ParenthesizedExpression",
      expression,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([expression]),
    };
  }

  private list(): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const elements = this.elements("]", () => this.parse());
    return {
      kind: "ListLiteral",
      elements,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove(elements),
    };
  }

  private map(): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const entries = this.elements("}", (): MapEntry => {
      const key = this.parse();
      tokens.expect(":");
      return { key, value: this.parse() };
    });
    return {
      kind: "MapLiteral",
      entries,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove(entries.flatMap(({ key, value }) => [key, value])),
    };
  }

  /** Elements with commas in between, to the closing bracket; the last comma may be left out. */
  private elements<Element>(close: TokenKind, parse: () => Element): Element[] {
    const { tokens } = this;
    const elements: Element[] = [];
    while (!tokens.at(close)) {
      elements.push(parse());
      if (tokens.take(",")) continue;
      if (tokens.at("newline")) tokens.fail(tokens.current.span, "missing-comma");
      if (!tokens.at(close)) tokens.failUnexpected(`"," or "${close}"`);
    }
    tokens.advance();
    return elements;
  }

  private functionLiteral(): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const parameters = this.parameters();
    const body = this.parseBlock();
    return {
      kind: "FunctionLiteral",
      parameters,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([body]),
    };
  }

  private rule(): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const condition = tokens.take("when") ? this.parse() : undefined;
    const body = this.braced();
    return {
      kind: "RuleExpression",
      condition,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove(condition === undefined ? [body] : [condition, body]),
    };
  }

  private quantifier(quantifier: Quantifier): Expression {
    const { tokens } = this;
    const start = tokens.advance().span;
    const collection = this.parse();
    const variables = this.loopVariables();
    const body = this.braced();
    return {
      kind: "QuantifierExpression",
      quantifier,
      collection,
      variables,
      body,
      span: tokens.spanFrom(start),
      height: tokens.heightAbove([collection, body]),
    };
  }

  private braced(): Expression {
    const { tokens } = this;
    tokens.expect("{");
    const body = this.parse();
    tokens.skipTerminators();
    tokens.expect("}");
    return body;
  }
}

function isState(token: Token): boolean {
  return token.kind === "empty" || (token.kind === "identifier" && token.value === "defined");
}

function isSmallestInteger(token: Token): boolean {
  return token.kind === "integer" && token.value === smallestIntegerMagnitude;
}
