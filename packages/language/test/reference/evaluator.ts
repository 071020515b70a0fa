// A slow and obvious evaluator: it walks the tree, looks names up by name, and does at every node what
// the section of the language about it says. The engine must agree with it.

import type { parse, SourceFile } from "../../src/index.js";
import {
  apply,
  assignIndex,
  builtins,
  index,
  isEmpty,
  not,
  select,
  sign,
  slice,
} from "./operators.js";
import {
  bool,
  encode,
  equal,
  float,
  int,
  isKey,
  list,
  nothing,
  PolicyError,
  put,
  show,
  text,
  type Value,
} from "./values.js";

type File = NonNullable<ReturnType<typeof parse>["file"]>;
type Statement = File["statements"][number];
type Block = Extract<Statement, { kind: "FunctionDeclaration" }>["body"];
type Expression = Extract<Statement, { kind: "ExpressionStatement" }>["expression"];
type Loop =
  | Extract<Statement, { kind: "ForStatement" }>
  | Extract<Expression, { kind: "QuantifierExpression" }>;

interface Rule {
  readonly is: "rule";
  readonly force: () => Value;
}

class Scope {
  readonly names = new Map<string, Value | Rule>();
  constructor(readonly outer: Scope | undefined) {}

  holderOf(name: string): Scope | undefined {
    return this.names.has(name) ? this : this.outer?.holderOf(name);
  }
}

class Break extends Error {}
class Continue extends Error {}
class Return extends Error {
  constructor(readonly value: Value) {
    super();
  }
}

export interface ReferenceOutcome {
  readonly status: "pass" | "fail" | "undefined" | "error";
  readonly output: string;
  /** Of the error, if it is in the text. */
  readonly line: number | undefined;
}

export function evaluateReference(source: SourceFile, file: File): ReferenceOutcome {
  const evaluator = new Evaluator(source);
  try {
    const status = evaluator.run(file);
    return { status, output: evaluator.output, line: undefined };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { status: "error", output: evaluator.output, line: error.line };
  }
}

class Evaluator {
  output = "";
  private readonly universe = new Scope(undefined);
  private readonly program = new Scope(this.universe);

  constructor(private readonly source: SourceFile) {
    const functions = {
      ...builtins,
      print: (args: readonly Value[]) => {
        this.output += `${args.map(show).join(" ")}\n`;
        return bool(true);
      },
      error: () => {
        throw new PolicyError();
      },
    };
    for (const [name, call] of Object.entries(functions))
      this.universe.names.set(name, { is: "function", call });
    const constants = {
      true: bool(true),
      false: bool(false),
      null: { is: "null" },
      undefined: nothing,
    } as const;
    for (const [name, value] of Object.entries(constants)) this.universe.names.set(name, value);
  }

  run(file: File): ReferenceOutcome["status"] {
    this.statements(file.statements, this.program);
    const main = this.program.names.get("main");
    if (main === undefined) throw new PolicyError();
    const value = main.is === "rule" ? main.force() : main;
    switch (value.is) {
      case "bool":
        return value.bool ? "pass" : "fail";
      case "undefined":
        return "undefined";
      case "int":
      case "float":
        return equal(value, int(0n)) === true ? "pass" : "fail";
      case "string":
      case "list":
      case "map":
        return equal(isEmpty(value), bool(true)) === true ? "pass" : "fail";
      default:
        throw new PolicyError();
    }
  }

  private statements(statements: readonly Statement[], scope: Scope): void {
    for (const statement of statements)
      this.located(statement, () => this.statement(statement, scope));
  }

  /** Gives an error the line of the innermost node it came from. */
  private located<Result>(node: Statement | Expression, work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      if (error instanceof PolicyError) error.line ??= this.source.positionAt(node.span.start).line;
      throw error;
    }
  }

  private statement(node: Statement, scope: Scope): void {
    switch (node.kind) {
      case "FunctionDeclaration":
        scope.names.set(node.name.name, this.function(node, scope));
        return;
      case "IfStatement": {
        const condition = this.truth(node.condition, scope);
        if (condition === true) this.statements(node.consequent.statements, scope);
        else if (node.alternate?.kind === "Block")
          this.statements(node.alternate.statements, scope);
        else if (node.alternate !== undefined) this.statement(node.alternate, scope);
        return;
      }
      case "CaseStatement": {
        const body = this.chosenClause(node, scope);
        if (body !== undefined) this.statements(body.statements, scope);
        return;
      }
      case "ForStatement":
        try {
          this.iterate(node, scope, (inner) => {
            try {
              this.statements(node.body.statements, inner);
            } catch (error) {
              if (!(error instanceof Continue)) throw error;
            }
          });
        } catch (error) {
          if (!(error instanceof Break)) throw error;
        }
        return;
      case "BreakStatement":
        throw new Break();
      case "ContinueStatement":
        throw new Continue();
      case "ReturnStatement":
        throw new Return(this.evaluate(node.value, scope));
      case "AssignStatement":
        this.assign(node, scope);
        return;
      case "ExpressionStatement":
        this.evaluate(node.expression, scope);
    }
  }

  private chosenClause(
    node: Extract<Statement, { kind: "CaseStatement" }>,
    scope: Scope,
  ): Block | undefined {
    const subject = node.subject === undefined ? bool(true) : this.evaluate(node.subject, scope);
    for (const { expressions, body } of subject.is === "undefined" ? [] : node.clauses)
      for (const expression of expressions)
        if (equal(subject, this.evaluate(expression, scope)) === true) return body;
    return node.otherwise;
  }

  /** Section 4: the innermost variable that exists is updated, or one is made here. */
  private assign(node: Extract<Statement, { kind: "AssignStatement" }>, scope: Scope): void {
    const { target, operator, value: valueNode } = node;
    if (target.kind === "IndexExpression") {
      const given = this.evaluate(valueNode, scope);
      const object = this.evaluate(target.object, scope);
      const key = this.evaluate(target.index, scope);
      assignIndex(object, key, (old) =>
        operator === "=" ? given : apply(operator.charAt(0), old, given),
      );
      return;
    }
    let value: Value | Rule;
    if (operator === "=") value = this.assigned(valueNode, scope);
    else {
      const old = this.evaluate(target, scope);
      value = apply(operator.charAt(0), old, this.evaluate(valueNode, scope));
    }
    const holder = scope.holderOf(target.name);
    const isOwn = holder !== undefined && holder !== this.universe;
    (isOwn ? holder : scope).names.set(target.name, value);
  }

  /** Rules are assigned as they are, unevaluated. */
  private assigned(node: Expression, scope: Scope): Value | Rule {
    if (node.kind === "RuleExpression") return this.rule(node, scope);
    if (node.kind === "Identifier") return this.located(node, () => this.lookUp(node.name, scope));
    return this.evaluate(node, scope);
  }

  private lookUp(name: string, scope: Scope): Value | Rule {
    const found = scope.holderOf(name)?.names.get(name);
    if (found === undefined) throw new PolicyError();
    return found;
  }

  private rule(node: Extract<Expression, { kind: "RuleExpression" }>, scope: Scope): Rule {
    let value: Value | undefined;
    const compute = (): Value => {
      const condition = node.condition && this.truth(node.condition, scope);
      if (node.condition !== undefined && condition === undefined) return nothing;
      if (condition === false) return bool(true);
      const result = this.evaluate(node.body, scope);
      if (result.is === "function") throw new PolicyError();
      return result;
    };
    return {
      is: "rule",
      force: () => {
        value ??= this.located(node, compute);
        return value;
      },
    };
  }

  private function(
    node:
      | Extract<Expression, { kind: "FunctionLiteral" }>
      | Extract<Statement, { kind: "FunctionDeclaration" }>,
    scope: Scope,
  ): Value {
    const call = (args: readonly Value[]): Value => {
      if (args.length !== node.parameters.length) throw new PolicyError();
      const inner = new Scope(scope);
      for (const [i, { name }] of node.parameters.entries())
        inner.names.set(name, args[i] as Value);
      try {
        this.statements(node.body.statements, inner);
      } catch (error) {
        if (error instanceof Return) return error.value;
        throw error;
      }
      return nothing;
    };
    return { is: "function", call };
  }

  /** Section 7: what is there at the beginning is visited, unless it is gone by then. */
  private iterate(
    node: Loop,
    scope: Scope,
    visit: (inner: Scope, key: Value, value: Value) => void,
  ): Value {
    const collection = this.evaluate(node.collection, scope);
    const { first, second } = node.variables;
    const enter = (key: Value, value: Value, single: Value): void => {
      const inner = new Scope(scope);
      inner.names.set(first.name, second === undefined ? single : key);
      if (second !== undefined) inner.names.set(second.name, value);
      visit(inner, key, value);
    };
    if (collection.is === "list") {
      const count = collection.items.length;
      for (let i = 0; i < count; i++) {
        const item = collection.items[i] as Value;
        enter(int(BigInt(i)), item, item);
      }
    } else if (collection.is === "map") {
      for (const [key] of [...collection.entries]) {
        const entry = collection.entries.find(([each]) => equal(each, key) === true);
        if (entry !== undefined) enter(key, entry[1], key);
      }
    } else this.located(node.collection, () => this.fail());
    return collection;
  }

  private fail(): never {
    throw new PolicyError();
  }

  private quantifier(
    node: Extract<Expression, { kind: "QuantifierExpression" }>,
    scope: Scope,
  ): Value {
    const found: { key: Value; value: Value; body: Value }[] = [];
    const stops = { any: true, all: false } as const;
    let collection: Value = nothing;
    try {
      collection = this.iterate(node, scope, (inner, key, value) => {
        const body = this.evaluate(node.body, inner);
        found.push({ key, value, body });
        const isOpen = found.every((each) => each.body.is === "bool");
        if (node.quantifier === "any" && body.is === "bool" && body.bool === stops.any)
          throw new Break();
        if (node.quantifier === "all" && isOpen && body.is === "bool" && body.bool === stops.all)
          throw new Break();
      });
    } catch (error) {
      if (!(error instanceof Break)) throw error;
      return bool(node.quantifier === "any");
    }
    if (node.quantifier === "map") return list(found.map(({ body }) => body));
    if (found.some(({ body }) => body.is !== "bool")) return nothing;
    if (node.quantifier !== "filter") return bool(node.quantifier === "all");
    const kept = found.filter(({ body }) => body.is === "bool" && body.bool);
    if (collection.is === "list") return list(kept.map(({ value }) => value));
    return { is: "map", entries: kept.map(({ key, value }) => [key, value]) };
  }

  private evaluate(node: Expression, scope: Scope): Value {
    return this.located(node, () => this.expression(node, scope));
  }

  private expression(node: Expression, scope: Scope): Value {
    switch (node.kind) {
      case "Identifier": {
        const found = this.lookUp(node.name, scope);
        return found.is === "rule" ? found.force() : found;
      }
      case "NumberLiteral":
        return node.type === "int" ? int(BigInt(node.value)) : float(Number(node.value));
      case "StringLiteral":
        return text(
          typeof node.value === "string"
            ? encode(node.value)
            : Buffer.from(node.value).toString("latin1"),
        );
      case "ListLiteral":
        return list(node.elements.map((element) => this.evaluate(element, scope)));
      case "MapLiteral": {
        const map: Value = { is: "map", entries: [] };
        for (const entry of node.entries) {
          const key = this.evaluate(entry.key, scope);
          if (!isKey(key)) throw new PolicyError();
          put(map, key, this.evaluate(entry.value, scope));
        }
        return map;
      }
      case "FunctionLiteral":
        return this.function(node, scope);
      case "RuleExpression":
        return this.rule(node, scope).force();
      case "QuantifierExpression":
        return this.quantifier(node, scope);
      case "ParenthesizedExpression":
        return this.evaluate(node.expression, scope);
      case "BinaryExpression":
        return this.binary(node, scope);
      case "StateExpression": {
        const value = this.evaluate(node.operand, scope);
        const holds = node.state === "defined" ? bool(value.is !== "undefined") : isEmpty(value);
        return node.negated ? not(holds) : holds;
      }
      case "UnaryExpression": {
        const value = this.evaluate(node.operand, scope);
        return node.operator === "not" || node.operator === "!"
          ? not(value)
          : sign(node.operator, value);
      }
      case "SelectorExpression":
        return select(this.evaluate(node.object, scope), node.name);
      case "IndexExpression":
        return index(this.evaluate(node.object, scope), this.evaluate(node.index, scope));
      case "SliceExpression":
        return slice(
          this.evaluate(node.object, scope),
          node.low && this.evaluate(node.low, scope),
          node.high && this.evaluate(node.high, scope),
        );
      case "CallExpression": {
        const callee = this.evaluate(node.callee, scope);
        const args = node.args.map((arg) => this.evaluate(arg, scope));
        if (callee.is === "undefined") return nothing;
        if (callee.is !== "function") throw new PolicyError();
        return callee.call(args);
      }
    }
  }

  private binary(node: Extract<Expression, { kind: "BinaryExpression" }>, scope: Scope): Value {
    const { operator } = node;
    if (operator === "else") {
      const left = this.evaluate(node.left, scope);
      return left.is === "undefined" ? this.evaluate(node.right, scope) : left;
    }
    if (operator !== "and" && operator !== "or" && operator !== "xor")
      return apply(operator, this.evaluate(node.left, scope), this.evaluate(node.right, scope));
    const left = this.truth(node.left, scope);
    if (operator === "and" && left === false) return bool(false);
    if (operator === "or" && left === true) return bool(true);
    const right = this.truth(node.right, scope);
    if (operator === "and")
      return left === undefined || right === undefined ? nothing : bool(left && right);
    if (operator === "or" && right === true) return bool(true);
    if (left === undefined || right === undefined) return nothing;
    return bool(operator === "or" ? left || right : left !== right);
  }

  /** Section 6.3: a bool, or undefined; anything else is an error. */
  private truth(node: Expression, scope: Scope): boolean | undefined {
    const value = this.evaluate(node, scope);
    if (value.is === "undefined") return undefined;
    return value.is === "bool" ? value.bool : this.located(node, () => this.fail());
  }
}
