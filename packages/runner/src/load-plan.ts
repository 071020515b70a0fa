import { fstatSync, openSync, readFileSync } from "node:fs";
import { decodePlan, type Plan } from "@portcullis/terraform-data";
import { LoadError } from "./source-reader.js";

/** LIMIT: the largest plan, in bytes. Its text and what is parsed from it take about five times that. */
export const MAX_PLAN_BYTES = 256 * 1024 * 1024;

/** Reads a plan from a file, or from standard input if `path` is `-`. */
export function loadPlan(path: string): Plan {
  let bytes: Uint8Array;
  try {
    const descriptor = path === "-" ? 0 : openSync(path, "r");
    if (fstatSync(descriptor).size > MAX_PLAN_BYTES)
      throw new LoadError(`"${path}" is larger than ${MAX_PLAN_BYTES / 1024 / 1024} MiB`);
    bytes = readFileSync(descriptor);
  } catch (error) {
    if (error instanceof LoadError) throw error;
    throw new LoadError(`"${path}" cannot be read: ${(error as Error).message}`);
  }
  const { plan, problem } = decodePlan(bytes);
  if (plan === undefined) throw new LoadError(`"${path}": ${problem}`);
  return plan;
}
