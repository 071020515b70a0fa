import {
  type AssignStatement,
  type File,
  type Identifier,
  type LoopVariables,
  withoutParentheses,
} from "../syntax/ast.js";
import { forEachChild, type Node } from "../syntax/walk.js";
import type { FunctionNode, LoopNode } from "./resolution.js";
import { Scope } from "./scope.js";

/** A name in the text and the scope it stands in. */
export interface NameUse {
  readonly identifier: Identifier;
  readonly scope: Scope;
}

/** Everything about names that one walk over the tree can tell. */
export interface ScopeTree {
  readonly program: Scope;
  /** All scopes, parents before children. */
  readonly scopes: readonly Scope[];
  readonly functionScopes: ReadonlyMap<FunctionNode, Scope>;
  readonly loopScopes: ReadonlyMap<LoopNode, Scope>;
  readonly uses: readonly NameUse[];
  readonly ruleNames: ReadonlySet<string>;
}

export function buildScopes(file: File): ScopeTree {
  const builder = new ScopeBuilder();
  for (const { name } of file.params) builder.program.declare(name.name);
  for (const statement of file.statements) builder.visit(statement, builder.program);
  return builder;
}

class ScopeBuilder implements ScopeTree {
  readonly program = new Scope("program", undefined);
  readonly scopes = [this.program];
  readonly functionScopes = new Map<FunctionNode, Scope>();
  readonly loopScopes = new Map<LoopNode, Scope>();
  readonly uses: NameUse[] = [];
  readonly ruleNames = new Set<string>();

  visit(node: Node, scope: Scope): void {
    switch (node.kind) {
      case "Identifier":
        this.uses.push({ identifier: node, scope });
        return;
      case "AssignStatement":
        this.assignment(node, scope);
        return;
      case "FunctionDeclaration":
        scope.declare(node.name.name);
        this.uses.push({ identifier: node.name, scope });
        this.function(node, scope);
        return;
      case "FunctionLiteral":
        markClosure(scope);
        this.function(node, scope);
        return;
      case "RuleExpression":
        markClosure(scope);
        break;
      case "ForStatement":
      case "QuantifierExpression":
        this.visit(node.collection, scope);
        this.visit(node.body, this.loop(node, node.variables, scope));
        return;
      default:
        break;
    }
    forEachChild(node, (child) => this.visit(child, scope));
  }

  private assignment(statement: AssignStatement, scope: Scope): void {
    const { target, value } = statement;
    if (target.kind === "Identifier") {
      scope.declare(target.name);
      const { kind } = withoutParentheses(value);
      if (kind === "RuleExpression" || kind === "Identifier") this.ruleNames.add(target.name);
    }
    this.visit(value, scope);
    this.visit(target, scope);
  }

  private function(node: FunctionNode, parent: Scope): void {
    const scope = this.open("function", parent);
    this.functionScopes.set(node, scope);
    for (const { name } of node.parameters) scope.declare(name);
    this.visit(node.body, scope);
  }

  private loop(node: LoopNode, variables: LoopVariables, parent: Scope): Scope {
    const scope = this.open("loop", parent);
    this.loopScopes.set(node, scope);
    scope.declare(variables.first.name);
    if (variables.second !== undefined) scope.declare(variables.second.name);
    return scope;
  }

  private open(kind: "function" | "loop", parent: Scope): Scope {
    const scope = new Scope(kind, parent);
    this.scopes.push(scope);
    return scope;
  }
}

/** A closure made here may keep the iterations around it alive, up to the next function. */
function markClosure(scope: Scope): void {
  for (let at: Scope | undefined = scope; at?.kind === "loop"; at = at.parent)
    at.holdsClosure = true;
}
