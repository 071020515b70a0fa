import type { SourceFile } from "../source/source-file.js";
import type { Span } from "../source/span.js";
import type { Action, Code } from "./frame.js";

export interface ImportRequest {
  readonly path: string;
  readonly name: string;
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
  readonly frameSize: number;
  /** The slots of the file's own variables by name. */
  readonly slots: ReadonlyMap<string, number>;
  readonly body: Action;
  /** Levels of the syntax tree that the file's statements evaluate at once. */
  readonly levels: number;
}
