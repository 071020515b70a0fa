import type { Block, CaseClause, Expression, Statement } from "./ast.js";

export type Node = Statement | Block | CaseClause | Expression;

/** Visits the direct children of a node that are statements or expressions, in source order. */
export function forEachChild(node: Node, visit: (child: Node) => void): void {
  for (const child of childrenOf(node)) if (child !== undefined) visit(child);
}

function childrenOf(node: Node): readonly (Node | undefined)[] {
  switch (node.kind) {
    case "Block":
      return node.statements;
    case "FunctionDeclaration":
    case "FunctionLiteral":
      return [node.body];
    case "IfStatement":
      return [node.condition, node.consequent, node.alternate];
    case "CaseStatement":
      return [node.subject, ...node.clauses, node.otherwise];
    case "CaseClause":
      return [...node.expressions, node.body];
    case "ForStatement":
    case "QuantifierExpression":
      return [node.collection, node.body];
    case "ReturnStatement":
      return [node.value];
    case "AssignStatement":
      return [node.target, node.value];
    case "ExpressionStatement":
    case "ParenthesizedExpression":
      return [node.expression];
    case "ListLiteral":
      return node.elements;
    case "MapLiteral":
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case "RuleExpression":
      return [node.condition, node.body];
    case "BinaryExpression":
      return [node.left, node.right];
    case "StateExpression":
    case "UnaryExpression":
      return [node.operand];
    case "SelectorExpression":
      return [node.object];
    case "IndexExpression":
      return [node.object, node.index];
    case "SliceExpression":
      return [node.object, node.low, node.high];
    case "CallExpression":
      return [node.callee, ...node.args];
    case "BreakStatement":
    case "ContinueStatement":
    case "Identifier":
    case "NumberLiteral":
    case "StringLiteral":
      return [];
  }
}
