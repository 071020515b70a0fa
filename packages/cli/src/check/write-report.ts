import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { type CheckReport, renderCheckText } from "@portcullis/runner";
import { CommandError, type Terminal } from "../command.js";
import type { parseFormat } from "./report-formats.js";

/** Writes a report to a file and, for whoever reads along, as text; or where results go. */
export function writeReport(
  report: CheckReport,
  { name, render }: ReturnType<typeof parseFormat>,
  file: string | undefined,
  { env, write }: Terminal,
): void {
  if (file === undefined) {
    write(name === "text" ? withoutOrders(render(report), env) : render(report));
    return;
  }
  try {
    writeFileSync(file, render(report));
  } catch (error) {
    throw new CommandError(`the report cannot be written: ${(error as Error).message}`);
  }
  write(withoutOrders(renderCheckText(report), env));
}

/**
 * GitHub's runner takes lines that begin with `::` for orders, whoever printed them. COMPAT (Workflow
 * commands, Stopping and starting workflow commands): a word that no policy can guess frames them.
 */
export function withoutOrders(text: string, env: Terminal["env"]): string {
  if (env.GITHUB_ACTIONS !== "true") return text;
  const word = randomUUID();
  return `::stop-commands::${word}\n${text}::${word}::\n`;
}
