import type { Span } from "../source/span.js";
import type { Comment } from "./comment.js";

// The syntax tree, one interface a construct, in the order of the grammar.

interface SyntaxNode {
  /** The node's source text. */
  readonly span: Span;
  /** The longest way down to a leaf. It bounds the recursion of whatever walks the tree. */
  readonly height: number;
}

export interface File extends SyntaxNode {
  readonly kind: "File";
  /** The first group of comments, when it stands before everything else: what the policy is for. */
  readonly description: string;
  readonly imports: readonly ImportDeclaration[];
  readonly params: readonly ParamDeclaration[];
  readonly statements: readonly Statement[];
  readonly comments: readonly Comment[];
}

export interface Identifier extends SyntaxNode {
  readonly kind: "Identifier";
  readonly name: string;
}

/** `import "path" as name`; without an alias the path itself is the name. */
export interface ImportDeclaration extends SyntaxNode {
  readonly kind: "ImportDeclaration";
  readonly path: string;
  readonly pathSpan: Span;
  readonly alias: Identifier | undefined;
  /** The alias, or the last part of the path. */
  readonly name: string;
  /** Whether the alias, or the path as a whole, is the name. */
  readonly isNamed: boolean;
}

/** `param name default literal`. */
export interface ParamDeclaration extends SyntaxNode {
  readonly kind: "ParamDeclaration";
  readonly name: Identifier;
  readonly defaultValue: Expression | undefined;
  /** The comments directly above, without their markers. */
  readonly description: string;
}

export type Statement =
  | FunctionDeclaration
  | IfStatement
  | CaseStatement
  | ForStatement
  | BreakStatement
  | ContinueStatement
  | ReturnStatement
  | AssignStatement
  | ExpressionStatement;

export interface Block extends SyntaxNode {
  readonly kind: "Block";
  readonly statements: readonly Statement[];
}

/** `func name(a, b) { … }` at the top of a file. */
export interface FunctionDeclaration extends SyntaxNode {
  readonly kind: "FunctionDeclaration";
  readonly name: Identifier;
  readonly parameters: readonly Identifier[];
  readonly body: Block;
}

export interface IfStatement extends SyntaxNode {
  readonly kind: "IfStatement";
  readonly condition: Expression;
  readonly consequent: Block;
  readonly alternate: IfStatement | Block | undefined;
}

/** `case subject { when a, b: … else: … }`; without a subject the clauses are conditions. */
export interface CaseStatement extends SyntaxNode {
  readonly kind: "CaseStatement";
  readonly subject: Expression | undefined;
  readonly clauses: readonly CaseClause[];
  readonly otherwise: Block | undefined;
}

export interface CaseClause extends SyntaxNode {
  readonly kind: "CaseClause";
  readonly expressions: readonly Expression[];
  readonly body: Block;
}

export interface ForStatement extends SyntaxNode {
  readonly kind: "ForStatement";
  readonly collection: Expression;
  readonly variables: LoopVariables;
  readonly body: Block;
}

/** The names behind `as`: one or two of them. */
export interface LoopVariables {
  readonly first: Identifier;
  readonly second: Identifier | undefined;
}

export interface BreakStatement extends SyntaxNode {
  readonly kind: "BreakStatement";
}

export interface ContinueStatement extends SyntaxNode {
  readonly kind: "ContinueStatement";
}

export interface ReturnStatement extends SyntaxNode {
  readonly kind: "ReturnStatement";
  readonly value: Expression;
}

export type AssignmentOperator = "=" | "+=" | "-=" | "*=" | "/=" | "%=";

export interface AssignStatement extends SyntaxNode {
  readonly kind: "AssignStatement";
  readonly target: Identifier | IndexExpression;
  readonly operator: AssignmentOperator;
  readonly operatorSpan: Span;
  readonly value: Expression;
  /** The comments directly above, without their markers: what a rule is for. */
  readonly description: string;
}

export interface ExpressionStatement extends SyntaxNode {
  readonly kind: "ExpressionStatement";
  readonly expression: Expression;
}

export type Expression =
  | Identifier
  | NumberLiteral
  | StringLiteral
  | ListLiteral
  | MapLiteral
  | FunctionLiteral
  | RuleExpression
  | QuantifierExpression
  | ParenthesizedExpression
  | BinaryExpression
  | StateExpression
  | UnaryExpression
  | SelectorExpression
  | IndexExpression
  | SliceExpression
  | CallExpression;

/** An integer is a `bigint` when beyond the safe range of `number`. */
export interface NumberLiteral extends SyntaxNode {
  readonly kind: "NumberLiteral";
  readonly type: "int" | "float";
  readonly value: number | bigint;
}

/** The value is the literal's bytes where these are not valid UTF-8. */
export interface StringLiteral extends SyntaxNode {
  readonly kind: "StringLiteral";
  readonly value: string | Uint8Array;
}

export interface ListLiteral extends SyntaxNode {
  readonly kind: "ListLiteral";
  readonly elements: readonly Expression[];
}

export interface MapLiteral extends SyntaxNode {
  readonly kind: "MapLiteral";
  readonly entries: readonly MapEntry[];
}

export interface MapEntry {
  readonly key: Expression;
  readonly value: Expression;
}

export interface FunctionLiteral extends SyntaxNode {
  readonly kind: "FunctionLiteral";
  readonly parameters: readonly Identifier[];
  readonly body: Block;
}

export interface RuleExpression extends SyntaxNode {
  readonly kind: "RuleExpression";
  readonly condition: Expression | undefined;
  readonly body: Expression;
}

export type Quantifier = "all" | "any" | "filter" | "map";

export interface QuantifierExpression extends SyntaxNode {
  readonly kind: "QuantifierExpression";
  readonly quantifier: Quantifier;
  readonly collection: Expression;
  readonly variables: LoopVariables;
  readonly body: Expression;
}

export interface ParenthesizedExpression extends SyntaxNode {
  readonly kind: "ParenthesizedExpression";
  readonly expression: Expression;
}

export type LogicalOperator = "or" | "xor" | "and";
export type RelationalOperator =
  | "=="
  | "!="
  | "is"
  | "is not"
  | "<"
  | "<="
  | ">"
  | ">="
  | "matches"
  | "not matches"
  | "contains"
  | "not contains"
  | "in"
  | "not in";
export type ArithmeticOperator = "+" | "-" | "*" | "/" | "%";
export type BinaryOperator = LogicalOperator | RelationalOperator | "else" | ArithmeticOperator;

export interface BinaryExpression extends SyntaxNode {
  readonly kind: "BinaryExpression";
  readonly operator: BinaryOperator;
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

/** `x is empty`, `x is not defined`. */
export interface StateExpression extends SyntaxNode {
  readonly kind: "StateExpression";
  readonly operand: Expression;
  readonly state: "empty" | "defined";
  readonly negated: boolean;
}

export interface UnaryExpression extends SyntaxNode {
  readonly kind: "UnaryExpression";
  readonly operator: "+" | "-" | "!" | "not";
  readonly operand: Expression;
}

export interface SelectorExpression extends SyntaxNode {
  readonly kind: "SelectorExpression";
  readonly object: Expression;
  readonly name: string;
  readonly nameSpan: Span;
}

export interface IndexExpression extends SyntaxNode {
  readonly kind: "IndexExpression";
  readonly object: Expression;
  readonly index: Expression;
}

export interface SliceExpression extends SyntaxNode {
  readonly kind: "SliceExpression";
  readonly object: Expression;
  readonly low: Expression | undefined;
  readonly high: Expression | undefined;
}

export interface CallExpression extends SyntaxNode {
  readonly kind: "CallExpression";
  readonly callee: Expression;
  readonly args: readonly Expression[];
}

/** The expression inside any parentheses. */
export function withoutParentheses(expression: Expression): Expression {
  let inner = expression;
  while (inner.kind === "ParenthesizedExpression") inner = inner.expression;
  return inner;
}
