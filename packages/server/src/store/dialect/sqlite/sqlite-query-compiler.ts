import { type SelectQueryNode, SqliteQueryCompiler } from "kysely";

/**
 * Leaves out FOR UPDATE and SKIP LOCKED, which SQLite does not know: a transaction that may write has
 * the whole database to itself.
 */
export class LockFreeQueryCompiler extends SqliteQueryCompiler {
  protected override visitSelectQuery({ endModifiers: _, ...node }: SelectQueryNode): void {
    super.visitSelectQuery(node);
  }
}
