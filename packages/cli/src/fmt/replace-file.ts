import { chmodSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { CommandError } from "../command.js";

/**
 * Gives a file a new text in one step, so that nobody ever reads half of it. Its mode stays; a link
 * goes on leading to it.
 */
export function replaceFile(path: string, text: string): void {
  try {
    const target = realpathSync(path);
    const { mode } = statSync(target);
    const draft = `${target}.${process.pid}.tmp`;
    try {
      writeFileSync(draft, text, { flag: "wx", mode });
      // The mode above is cut down by the process's mask.
      chmodSync(draft, mode);
      renameSync(draft, target);
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw new CommandError(`"${path}" cannot be written: ${(error as Error).message}`);
  }
}
