import { fstatSync, openSync, readFileSync } from "node:fs";
import { decodePlan, type Plan } from "@portcullis/terraform-data";
import { LoadError, reason } from "./source-reader.js";

/** LIMIT: the largest plan, in bytes. Its text and what is parsed from it take about five times that. */
export const MAX_PLAN_BYTES = 256 * 1024 * 1024;

/** Reads a plan from a file, or from standard input if `path` is `-`. */
export function loadPlan(path: string): Plan {
  const descriptor = openPlan(path);
  const { plan, problem } = decodePlan(attempt(path, () => readFileSync(descriptor)));
  if (plan === undefined) throw new LoadError(`"${path}": ${problem}`);
  return plan;
}

/**
 * The descriptor of a plan's file, or of standard input if `path` is `-`.
 *
 * @throws LoadError when it is no file that can be read, or is too large
 */
export function openPlan(path: string): number {
  const descriptor = path === "-" ? 0 : attempt(path, () => openSync(path, "r"));
  const file = fstatSync(descriptor);
  if (file.isDirectory()) throw new LoadError(`"${path}" cannot be read: it is a folder`);
  if (file.size > MAX_PLAN_BYTES)
    throw new LoadError(`"${path}" is larger than ${MAX_PLAN_BYTES / 1024 / 1024} MiB`);
  return descriptor;
}

function attempt<Result>(path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new LoadError(`"${path}" cannot be read: ${reason(error)}`);
  }
}
