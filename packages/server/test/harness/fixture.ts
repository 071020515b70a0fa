import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Compat } from "../../src/domain/compat.js";
import type { PlanSummary } from "../../src/domain/evaluation/evaluator.js";
import type { TestRequest } from "./test-server.js";

/** One case of the wire: what was there, what is asked, and the whole answer. */
export interface Fixture {
  /** "<resource>/<case>". */
  readonly name: string;
  /** The document that the answer was typed from, and where in it. */
  readonly doc: string;
  /** Where the case departs from the document's own sample, and why. */
  readonly note?: string;
  /** The switches of the server, all off when absent. */
  readonly compat?: Partial<Compat>;
  readonly given: readonly Step[];
  readonly request: TestRequest;
  readonly response: {
    readonly status: number;
    /** Those that matter to the case. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
    /** In place of `body` where the answer is no JSON. */
    readonly text?: string;
  };
}

/** Something that happens before the request. A text names one of the scenes in `given.json`. */
export type Step =
  | string
  | TestRequest
  /** The evaluator's answers from now on. */
  | { readonly plan: Partial<PlanSummary> | { readonly problem: string } }
  | { readonly failing: readonly string[] }
  | { readonly checkProblem: string }
  /** What is wrong with the next policy sets that are uploaded. */
  | { readonly setProblem: { readonly error: string; readonly message: string } }
  /** Uploads a plan through its link. */
  | { readonly uploadPlan: string }
  /** What is wrong with the next configurations that are uploaded; null: nothing. */
  | { readonly configurationProblem: { readonly error: string; readonly message: string } | null }
  /** Uploads the archive of a policy set version or a configuration version through its link. */
  | { readonly uploadVersion: string }
  /** Uploads the state of a version through its link. */
  | { readonly uploadState: string }
  /** What is wrong with the next states that are sent. */
  | { readonly stateProblem: string }
  /** What the branch of every repository is at from now on; null: none can be reached. */
  | { readonly commit: string | null }
  /** Looks at every repository that is due. */
  | { readonly look: "all" }
  /** Does one item of the work that is due, or all of it. */
  | { readonly work: "one" | "all" }
  | { readonly advanceSeconds: number };

const API = fileURLToPath(new URL("../../src/api/tfe", import.meta.url));

export function loadFixtures(): Fixture[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json") && basename(dirname(path)) === "testdata")
    .sort()
    .map((path) => ({
      ...JSON.parse(readFileSync(join(API, path), "utf8")),
      name: `${dirname(dirname(path))}/${basename(path, ".json")}`,
    }));
}

export function loadScenes(): Readonly<Record<string, readonly Step[]>> {
  return JSON.parse(readFileSync(join(API, "testing", "given.json"), "utf8"));
}
