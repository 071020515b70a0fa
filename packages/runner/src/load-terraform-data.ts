import { fstatSync, openSync, readFileSync } from "node:fs";
import {
  decodePlan,
  decodeRunContext,
  decodeState,
  type Plan,
  ProviderSchemas,
  type RunContext,
  type State,
  type TerraformData,
} from "@portcullis/terraform-data";
import { LoadError, reason } from "./source-reader.js";

/** LIMIT: the largest document, in bytes. Its text and what is parsed from it take about five times that. */
export const MAX_PLAN_BYTES = 256 * 1024 * 1024;

/** Where the documents are that imports are made of; `-` is standard input. */
export interface TerraformDataPaths {
  readonly plan: string;
  readonly state?: string | undefined;
  readonly run?: string | undefined;
  readonly schemas?: string | undefined;
}

/** Reads the documents that imports are made of. Throws `LoadError` naming the file at fault. */
export function loadTerraformData({
  plan,
  state,
  run,
  schemas,
}: TerraformDataPaths): TerraformData {
  return {
    plan: loadPlan(plan),
    state: state === undefined ? undefined : loadState(state),
    run: run === undefined ? undefined : loadRunContext(run),
    schemas: schemas === undefined ? undefined : loadProviderSchemas(schemas),
  };
}

/** Reads a plan from a file, or from standard input if `path` is `-`. */
export function loadPlan(path: string): Plan {
  const { plan, problem } = decodePlan(readDocument(path));
  return plan ?? fault(path, problem);
}

export function loadState(path: string): State {
  const { state, problem } = decodeState(readDocument(path));
  return state ?? fault(path, problem);
}

export function loadRunContext(path: string): RunContext {
  const { run, problem } = decodeRunContext(readDocument(path));
  return run ?? fault(path, problem);
}

export function loadProviderSchemas(path: string): ProviderSchemas {
  const { schemas, problem } = ProviderSchemas.decode(readDocument(path));
  return schemas ?? fault(path, problem);
}

function readDocument(path: string): Uint8Array {
  const descriptor = openPlan(path);
  return attempt(path, () => readFileSync(descriptor));
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

function fault(path: string, problem: string | undefined): never {
  throw new LoadError(`"${path}": ${problem}`);
}
