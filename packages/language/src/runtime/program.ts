import type { SourceFile } from "../source/source-file.js";
import type { Span } from "../source/span.js";
import type { CoveragePoint } from "./coverage.js";
import type { Action, Code } from "./frame.js";
import type { PatternCache } from "./pattern-cache.js";
import type { Tier } from "./tier.js";

export interface ImportRequest {
  readonly path: string;
  readonly name: string;
  /** Whether the name was given: by an alias, or by a path that is a name. */
  readonly isNamed: boolean;
  /** The alias, or the path where there is none: the place that errors about the import name. */
  readonly span: Span;
}

export interface Param {
  readonly name: string;
  readonly span: Span;
  readonly description: string;
  readonly slot: number;
  readonly defaultValue: Code | undefined;
}

/**
 * A compiled policy or module. It holds no state, so one program serves any number of evaluations.
 */
export interface Program {
  readonly source: SourceFile;
  /** The first comments of the file. */
  readonly description: string;
  readonly imports: readonly ImportRequest[];
  readonly params: readonly Param[];
  /** Where `main` is given its value at the top of the file; nothing if it is not. */
  readonly mainSpan: Span | undefined;
  readonly frameSize: number;
  /** The slots of the file's own variables by name. */
  readonly slots: ReadonlyMap<string, number>;
  readonly body: Tier<Action>;
  /** No state but a memo: a text makes the same pattern in every evaluation. */
  readonly patterns: PatternCache;
  /** Levels of the syntax tree that the file's statements evaluate at once. */
  readonly levels: number;
  /** What its evaluations count, each at its index; none unless it was compiled for coverage. */
  readonly points: readonly CoveragePoint[];
}
