import { diagnose, type MessageArguments, type MessageCode } from "../messages/diagnose.js";
import type { Diagnostic } from "../source/diagnostic.js";
import type { SourceFile } from "../source/source-file.js";
import type { Span } from "../source/span.js";
import {
  type AssignStatement,
  type BinaryExpression,
  type CallExpression,
  type Expression,
  type File,
  type Identifier,
  withoutParentheses,
} from "../syntax/ast.js";
import { forEachChild, type Node } from "../syntax/walk.js";
import type { Resolution } from "./resolution.js";

/** LIMIT: errors reported of one file; nobody reads more. */
const MAX_DIAGNOSTICS = 100;

/** What surrounds a node. */
interface Surroundings {
  /** Within a loop of the same function. */
  readonly inLoop: boolean;
  readonly inFunction: boolean;
  /** Names of parameters and loop variables around it, those of the innermost first. */
  readonly bound: BoundNames | undefined;
}

/** A chain, because a set of all names around every function would grow with the square of them. */
interface BoundNames {
  readonly names: ReadonlySet<string>;
  readonly outer: BoundNames | undefined;
}

/** Finds the errors that are certain before a policy runs, in source order. */
export function checkStatically(
  source: SourceFile,
  file: File,
  resolution: Resolution,
  isPredeclared: (name: string) => boolean,
): Diagnostic[] {
  const checks = new StaticChecks(source, file, resolution, isPredeclared);
  checks.run();
  return checks.diagnostics.sort((a, b) => a.location.span.start - b.location.span.start);
}

class StaticChecks {
  readonly diagnostics: Diagnostic[] = [];
  private readonly source: SourceFile;
  private readonly file: File;
  private readonly resolution: Resolution;
  private readonly isPredeclared: (name: string) => boolean;
  private readonly namedFunctions = new Set<string>();

  constructor(
    source: SourceFile,
    file: File,
    resolution: Resolution,
    isPredeclared: (name: string) => boolean,
  ) {
    this.source = source;
    this.file = file;
    this.resolution = resolution;
    this.isPredeclared = isPredeclared;
  }

  run(): void {
    this.imports();
    this.params();
    this.functionNames();
    for (const statement of this.file.statements)
      this.visit(statement, { inLoop: false, inFunction: false, bound: undefined });
  }

  /** COMPAT (published policies): the very same import may be repeated. */
  private imports(): void {
    const pathsByName = new Map<string, string>();
    const paths = new Set<string>();
    for (const { path, pathSpan, name, alias } of this.file.imports) {
      const taken = pathsByName.get(name);
      if (taken === path) continue;
      if (taken !== undefined) this.report(alias?.span ?? pathSpan, "import-name-taken", name);
      else if (paths.has(path)) this.report(pathSpan, "duplicate-import", path);
      pathsByName.set(name, path);
      paths.add(path);
    }
  }

  private params(): void {
    const taken = new Set(this.file.imports.map(({ name }) => name));
    for (const { name } of this.file.params) {
      if (taken.has(name.name) || this.isPredeclared(name.name))
        this.report(name.span, "param-name-taken", name.name);
      taken.add(name.name);
    }
  }

  private functionNames(): void {
    const taken = new Set([
      ...this.file.imports.map(({ name }) => name),
      ...this.file.params.map(({ name }) => name.name),
    ]);
    for (const statement of this.file.statements) {
      if (statement.kind === "AssignStatement" && statement.target.kind === "Identifier")
        taken.add(statement.target.name);
      if (statement.kind !== "FunctionDeclaration") continue;
      const { name, span } = statement.name;
      if (taken.has(name)) this.report(span, "function-name-taken", name);
      else this.namedFunctions.add(name);
      taken.add(name);
    }
  }

  private visit(node: Node, around: Surroundings): void {
    switch (node.kind) {
      case "BreakStatement":
        if (!around.inLoop) this.report(node.span, "break-outside-loop");
        return;
      case "ContinueStatement":
        if (!around.inLoop) this.report(node.span, "continue-outside-loop");
        return;
      case "ReturnStatement":
        if (!around.inFunction) this.report(node.span, "return-outside-function");
        break;
      case "FunctionDeclaration":
      case "FunctionLiteral": {
        const bound = withNames(around.bound, node.parameters);
        this.visit(node.body, { inLoop: false, inFunction: true, bound });
        return;
      }
      case "ForStatement":
      case "QuantifierExpression": {
        const { first, second } = node.variables;
        const bound = withNames(around.bound, second === undefined ? [first] : [first, second]);
        const inLoop = around.inLoop || node.kind === "ForStatement";
        this.visit(node.collection, around);
        this.visit(node.body, { ...around, inLoop, bound });
        return;
      }
      case "AssignStatement":
        this.assignment(node, around);
        break;
      case "ExpressionStatement": {
        const call = withoutParentheses(node.expression);
        // A call in a statement of its own does not use its result.
        if (call.kind === "CallExpression") {
          forEachChild(call, (child) => this.visit(child, around));
          return;
        }
        break;
      }
      case "CallExpression":
        this.resultUse(node);
        break;
      case "BinaryExpression":
        this.divisor(node);
        break;
      default:
        break;
    }
    forEachChild(node, (child) => this.visit(child, around));
  }

  private assignment(statement: AssignStatement, around: Surroundings): void {
    const { target, operator, value } = statement;
    const root = rootOf(target);
    if (root !== undefined && this.changesImport(root, target, around))
      this.report(target.span, "import-assignment", root.name);
    else if (target.kind === "Identifier" && this.changesFunction(target.name, around))
      this.report(target.span, "function-reassigned", target.name);
    if ((operator === "/=" || operator === "%=") && isZero(value))
      this.report(value.span, "constant-zero-divisor");
  }

  /**
   * Whether an assignment is to an import or to something in it. In a function or a loop, assigning
   * to the bare name makes a variable that shadows the import there.
   */
  private changesImport(root: Identifier, target: Expression, around: Surroundings): boolean {
    const reference = this.resolution.references.get(root);
    if (reference?.importIndex === undefined) return false;
    if (target.kind !== "Identifier") return reference.slots.length === 0;
    return !around.inFunction && !around.inLoop && !isBound(root.name, around.bound);
  }

  private changesFunction(name: string, around: Surroundings): boolean {
    return this.namedFunctions.has(name) && !isBound(name, around.bound);
  }

  private resultUse(call: CallExpression): void {
    const callee = withoutParentheses(call.callee);
    if (callee.kind !== "Identifier" || callee.name !== "append") return;
    const isShadowed = (this.resolution.references.get(callee)?.slots.length ?? 0) > 0;
    if (!isShadowed) this.report(call.span, "append-result-used");
  }

  private divisor({ operator, right }: BinaryExpression): void {
    if ((operator === "/" || operator === "%") && isZero(right))
      this.report(right.span, "constant-zero-divisor");
  }

  private report<Code extends MessageCode>(
    span: Span,
    code: Code,
    ...args: MessageArguments<Code>
  ): void {
    if (this.diagnostics.length < MAX_DIAGNOSTICS)
      this.diagnostics.push(diagnose({ file: this.source, span }, code, ...args));
  }
}

function withNames(outer: BoundNames | undefined, names: readonly Identifier[]): BoundNames {
  return { names: new Set(names.map(({ name }) => name)), outer };
}

function isBound(name: string, bound: BoundNames | undefined): boolean {
  for (let at = bound; at !== undefined; at = at.outer) if (at.names.has(name)) return true;
  return false;
}

/** The name that an assignment's target starts from: `x` of `x["a"].b[0]`. */
function rootOf(target: Expression): Identifier | undefined {
  let at = withoutParentheses(target);
  while (at.kind === "IndexExpression" || at.kind === "SelectorExpression")
    at = withoutParentheses(at.object);
  return at.kind === "Identifier" ? at : undefined;
}

function isZero(expression: Expression): boolean {
  const literal = withoutParentheses(expression);
  if (literal.kind === "UnaryExpression") return isZero(literal.operand);
  return literal.kind === "NumberLiteral" && literal.type === "int" && literal.value === 0;
}
