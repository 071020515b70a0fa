import type { Resolution } from "../resolve/resolution.js";
import type { CoveragePoint } from "../runtime/coverage.js";
import type { Action, Code, Frame } from "../runtime/frame.js";
import type { LiteralPatterns } from "../runtime/pattern-cache.js";
import type { Location } from "../source/diagnostic.js";
import type { Span } from "../source/span.js";
import type { Block, Expression } from "../syntax/ast.js";
import type { Value } from "../values/value.js";

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
  /** Compiles a body that is evaluated by itself, and counts the levels that this takes. */
  body<Compiled>(compile: () => Compiled): { readonly compiled: Compiled; readonly levels: number };
}
