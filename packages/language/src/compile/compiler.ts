import type { Resolution } from "../resolve/resolution.js";
import type { CoveragePoint } from "../runtime/coverage.js";
import type { Action, Code, Frame } from "../runtime/frame.js";
import { LiteralPatterns } from "../runtime/pattern-cache.js";
import { Tier } from "../runtime/tier.js";
import type { Location } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { Span } from "../source/span.js";
import type {
  BinaryExpression,
  Block,
  Expression,
  Statement,
  UnaryExpression,
} from "../syntax/ast.js";
import type { Value } from "../values/value.js";
import { compileAccess } from "./access.js";
import { sign, signedNumber } from "./arithmetic.js";
import { compileAssignment } from "./assignments.js";
import { operationOf } from "./binary-operations.js";
import { compileCall } from "./calls.js";
import { compileEquality, state } from "./comparison.js";
import type { Compilation, Generator } from "./compilation.js";
import { compileElse } from "./else.js";
import type { Tiers } from "./engine.js";
import { compileFunctionDeclaration, compileFunctionLiteral } from "./functions.js";
import { compileList, compileMap, constant, numberOf, stringOf } from "./literals.js";
import { compileLogic, compileNot } from "./logic.js";
import { compileName } from "./names.js";
import { binary, unary } from "./operations.js";
import { compileQuantifier } from "./quantifiers.js";
import { compileRule } from "./rules.js";
import { compileCase, compileFor, compileIf, sequence } from "./statements.js";

/** How many levels of the host's stack evaluating a node takes, its children apart. */
function levelsOf({ kind }: Expression | Statement): number {
  switch (kind) {
    case "QuantifierExpression":
    case "ForStatement":
      return 4;
    case "CaseStatement":
      return 2;
    default:
      return 1;
  }
}

/** Sends each node to the file that compiles its family. */
export class Compiler implements Compilation {
  readonly resolution: Resolution;
  readonly predeclared: ReadonlyMap<string, Value>;
  readonly patterns = new LiteralPatterns();
  /** Empty unless the program is compiled for coverage. */
  readonly points: CoveragePoint[] = [];
  private readonly source: SourceFile;
  private readonly tiers: Tiers;
  private readonly coverage: boolean;
  /** How deep the node being compiled lies within its body, and the deepest so far. */
  private level = 0;
  private deepest = 0;

  constructor(
    source: SourceFile,
    resolution: Resolution,
    predeclared: ReadonlyMap<string, Value>,
    tiers: Tiers,
    coverage: boolean,
  ) {
    this.source = source;
    this.tiers = tiers;
    this.coverage = coverage;
    this.resolution = resolution;
    this.predeclared = predeclared;
  }

  location(span: Span): Location {
    return { file: this.source, span };
  }

  covered<Result>(
    point: CoveragePoint,
    code: (frame: Frame) => Result,
    counts?: (result: Result) => boolean,
  ): (frame: Frame) => Result {
    if (!this.coverage) return code;
    const index = this.points.push(point) - 1;
    const count = ({ unit: { counters } }: Frame) => {
      counters[index] = (counters[index] ?? 0) + 1;
    };
    if (counts === undefined)
      return (frame) => {
        count(frame);
        return code(frame);
      };
    return (frame) => {
      const result = code(frame);
      if (counts(result)) count(frame);
      return result;
    };
  }

  tier<Form>(closures: Form, generate: (generator: Generator) => Form | undefined): Tier<Form> {
    const { generator, enough } = this.tiers;
    if (generator === undefined) return new Tier(closures);
    return new Tier(closures, enough, () => generate(generator));
  }

  body<Compiled>(compile: () => Compiled): {
    readonly compiled: Compiled;
    readonly levels: number;
  } {
    const { level, deepest } = this;
    this.level = 0;
    this.deepest = 0;
    const compiled = compile();
    const levels = this.deepest + 1;
    this.level = level;
    this.deepest = deepest;
    return { compiled, levels };
  }

  expression(node: Expression): Code {
    return this.deeper(node, () => this.compileExpression(node));
  }

  block(node: Block): Action {
    return sequence(node.statements.map((statement) => this.statement(statement)));
  }

  statement(node: Statement): Action {
    return this.deeper(node, () => this.compileStatement(node));
  }

  private deeper<Compiled>(node: Expression | Statement, compile: () => Compiled): Compiled {
    const levels = levelsOf(node);
    this.level += levels;
    if (this.level > this.deepest) this.deepest = this.level;
    const compiled = compile();
    this.level -= levels;
    return compiled;
  }

  private compileExpression(node: Expression): Code {
    switch (node.kind) {
      case "Identifier":
        return compileName(node, this);
      case "NumberLiteral":
        return constant(numberOf(node));
      case "StringLiteral":
        return constant(stringOf(node));
      case "ListLiteral":
        return compileList(node, this);
      case "MapLiteral":
        return compileMap(node, this);
      case "FunctionLiteral":
        return compileFunctionLiteral(node, this);
      case "RuleExpression":
        return compileRule(node, this);
      case "QuantifierExpression":
        return compileQuantifier(node, this);
      case "ParenthesizedExpression":
        return this.expression(node.expression);
      case "BinaryExpression":
        return this.compileBinary(node);
      case "StateExpression":
        return unary(this.expression(node.operand), state(node, this));
      case "UnaryExpression":
        return node.operator === "not" || node.operator === "!"
          ? compileNot(node, this)
          : this.compileSign(node);
      case "SelectorExpression":
      case "IndexExpression":
      case "SliceExpression":
        return compileAccess(node, this);
      case "CallExpression":
        return compileCall(node, this);
    }
  }

  private compileBinary(node: BinaryExpression): Code {
    const { operator, operatorSpan } = node;
    if (operator === "and" || operator === "or" || operator === "xor")
      return compileLogic(operator, node, this);
    const left = this.expression(node.left);
    if (operator === "==" || operator === "is")
      return compileEquality(false, left, node.right, operatorSpan, this);
    if (operator === "!=" || operator === "is not")
      return compileEquality(true, left, node.right, operatorSpan, this);
    const right = this.expression(node.right);
    if (operator === "else") return compileElse(left, right);
    return binary(left, right, operationOf(node, operator, this));
  }

  private compileSign(node: UnaryExpression): Code {
    const number = signedNumber(node);
    return number === undefined
      ? unary(this.expression(node.operand), sign(node, this))
      : constant(number);
  }

  private compileStatement(node: Statement): Action {
    switch (node.kind) {
      case "FunctionDeclaration":
        return compileFunctionDeclaration(node, this);
      case "IfStatement":
        return compileIf(node, this);
      case "CaseStatement":
        return compileCase(node, this);
      case "ForStatement":
        return compileFor(node, this);
      case "BreakStatement":
        return () => "break";
      case "ContinueStatement":
        return () => "continue";
      case "ReturnStatement": {
        const value = this.expression(node.value);
        return (frame) => {
          frame.unit.run.leaveReturned(value(frame));
          return "return";
        };
      }
      case "AssignStatement":
        return compileAssignment(node, this);
      case "ExpressionStatement": {
        const expression = this.expression(node.expression);
        return (frame) => {
          expression(frame);
          return "next";
        };
      }
    }
  }
}
