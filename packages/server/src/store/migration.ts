import type { EngineName } from "./engine.js";
import type { SchemaWords } from "./schema-words.js";

/**
 * One step from a version of the schema to the next, for every engine. Versions count from 1 without
 * gaps.
 *
 * INVARIANT: a migration that was released is never edited; the next one mends it.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: (words: SchemaWords) => readonly string[];
  /** What follows on one engine only. */
  readonly onlyOn?: Readonly<Partial<Record<EngineName, readonly string[]>>>;
}

/** All that a migration does on an engine, in order. */
export function statementsOf(
  { statements, onlyOn = {} }: Migration,
  { name, words }: { readonly name: EngineName; readonly words: SchemaWords },
): readonly string[] {
  return [...statements(words), ...(onlyOn[name] ?? [])];
}
