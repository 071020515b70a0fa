import type {
  ForStatement,
  FunctionDeclaration,
  FunctionLiteral,
  Identifier,
  QuantifierExpression,
} from "../syntax/ast.js";

/** A variable's place seen from a reference: so many frames up, then an index. */
export interface Slot {
  readonly depth: number;
  readonly index: number;
}

/**
 * What a name may mean where it stands: the first of these variables that exists when it is used,
 * innermost first; else the import; else whatever is predeclared or given by the host.
 */
export interface Reference {
  readonly slots: readonly Slot[];
  readonly importIndex: number | undefined;
  /** The names of all variables that may exist where the name stands, innermost first. */
  readonly visibleNames: () => Iterable<string>;
}

export interface LoopLayout {
  /** The size of an iteration's own frame; `undefined` when it uses the frame around the loop. */
  readonly frameSize: number | undefined;
  readonly first: number;
  readonly second: number | undefined;
  /** Slots of names assigned in the body, to be emptied before each iteration. */
  readonly assigned: readonly number[];
}

export interface FunctionLayout {
  readonly parameters: readonly number[];
  /** The size is final only after the whole file is laid out, hence the accessor. */
  readonly frameSize: number;
}

export type FunctionNode = FunctionDeclaration | FunctionLiteral;
export type LoopNode = ForStatement | QuantifierExpression;

/** What resolving a file found: where every name lives. */
export interface Resolution {
  readonly references: ReadonlyMap<Identifier, Reference>;
  readonly functions: ReadonlyMap<FunctionNode, FunctionLayout>;
  readonly loops: ReadonlyMap<LoopNode, LoopLayout>;
  readonly programFrameSize: number;
  /** The slots of the file's own variables, by name: what a module exports. */
  readonly programSlots: ReadonlyMap<string, number>;
  /** Names that may hold a rule not yet evaluated: assigned a rule, or another variable as it is. */
  readonly ruleNames: ReadonlySet<string>;
}
