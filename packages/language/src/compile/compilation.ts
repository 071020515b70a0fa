import type { FunctionNode, LoopNode, Resolution } from "../resolve/resolution.js";
import type { FunctionBody } from "../runtime/closure.js";
import type { CoveragePoint } from "../runtime/coverage.js";
import type { Action, Code, Frame } from "../runtime/frame.js";
import type { Elements } from "../runtime/iteration.js";
import type { LiteralPatterns } from "../runtime/pattern-cache.js";
import type { Tier } from "../runtime/tier.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import type { Block, Expression, Statement } from "../syntax/ast.js";
import type { Value } from "../values/value.js";

/** What a loop or quantifier does with the elements of its collection. */
export type LoopCode<Result> = (frame: Frame, container: Value, elements: Elements) => Result;

/**
 * Makes JavaScript of parts of a program. Each does exactly what the closures of the same node do;
 * `undefined` where it cannot or should not be made, and the closures stay.
 */
export interface Generator {
  statements(nodes: readonly Statement[], compilation: Compilation): Action | undefined;
  expression(node: Expression, compilation: Compilation): Code | undefined;
  function(node: FunctionNode, compilation: Compilation): FunctionBody | undefined;
  loop<Result>(node: LoopNode, compilation: Compilation): LoopCode<Result> | undefined;
}

/**
 * What compiling one node needs of the rest: how to compile its children, and what is known about
 * names. One file of this folder compiles one family of nodes; they reach each other through this.
 */
export interface Compilation {
  readonly resolution: Resolution;
  /** The names that the language itself brings, by name; `undefined` is not among them. */
  readonly predeclared: ReadonlyMap<string, Value>;
  /** Prepares patterns that are literals. */
  readonly patterns: LiteralPatterns;
  expression(node: Expression): Code;
  block(node: Block): Action;
  location(span: Span): Location;
  /**
   * The same code, which in a program compiled for coverage also counts a point: before it runs or,
   * with `counts`, after it came to a result that counts.
   */
  covered<Result>(
    point: CoveragePoint,
    code: (frame: Frame) => Result,
    counts?: (result: Result) => boolean,
  ): (frame: Frame) => Result;
  /** A part that runs as closures until it is worth the while to generate code for it. */
  tier<Code>(closures: Code, generate: (generator: Generator) => Code | undefined): Tier<Code>;
  /** Compiles a body that is evaluated by itself, and counts the levels that this takes. */
  body<Compiled>(compile: () => Compiled): { readonly compiled: Compiled; readonly levels: number };
}
