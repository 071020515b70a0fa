import { existsSync, readFileSync, writeFileSync } from "node:fs";

/**
 * The expected text in a golden file. With `UPDATE_GOLDENS` set in the environment the file is
 * rewritten with `actual` first: read the difference before it is committed.
 */
export function golden(file: URL, actual: string): string {
  if (process.env.UPDATE_GOLDENS !== undefined) writeFileSync(file, actual);
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}
