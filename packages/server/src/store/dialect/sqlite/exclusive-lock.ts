import { DatabaseSync } from "@photostructure/sqlite";

/**
 * Holds the file at `path` against every other process that asks for it, and returns the way to let
 * go; null when somebody else holds it. The operating system lets go when the process dies, however
 * it dies.
 */
export function acquireExclusiveLock(path: string): (() => void) | null {
  const file = new DatabaseSync(path);
  try {
    file.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return () => file.close();
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY;
}
