import type { Span } from "../source/span.js";

/** A comment as written, markers included. */
export interface Comment {
  readonly kind: "line" | "block";
  readonly text: string;
  readonly span: Span;
}
