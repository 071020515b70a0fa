import type { Resolution } from "../resolve/resolution.js";
import type { Action, Code } from "../runtime/frame.js";
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
  /** Compiles a body that is evaluated by itself, and counts the levels that this takes. */
  body<Compiled>(compile: () => Compiled): { readonly compiled: Compiled; readonly levels: number };
}
