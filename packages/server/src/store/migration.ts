/**
 * One step from a version of the schema to the next. Versions count from 1 without gaps.
 *
 * INVARIANT: a migration that was released is never edited; the next one mends it.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly statements: readonly string[];
}
