import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take more than five seconds of a core, the longest first: one that begins when all others
 * have ended keeps the second core idle for as long as it takes. Vitest itself goes by how long files took
 * the last time, which nobody knows in a fresh clone, and by their size.
 */
export const LONGEST = [
  "packages/language/test/hostile-sources.test.ts",
  "packages/server/test/kill.test.ts",
  "packages/cli/test/run.test.ts",
  "packages/language/test/hostile-memory.test.ts",
  "packages/server/src/evaluation/process/process-evaluator.test.ts",
  "packages/server/src/api/tfe/testing/wire-fixtures.test.ts",
  "packages/server/src/api/tfe/testing/bad-input.test.ts",
  "packages/cli/test/examples.test.ts",
  "packages/server/test/repositories.test.ts",
  "packages/cli/test/bundle.test.ts",
  "packages/server/src/evaluation/process/submissions/submission-pool.test.ts",
  "packages/server/src/api/tfe/testing/fuzz.test.ts",
  "packages/cli/test/network.test.ts",
  "packages/language/test/reference/agreement.property.test.ts",
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => place(a) - place(b));
  }
}

/** How early a file comes; what is not listed keeps the order that it has. */
function place({ moduleId }: TestSpecification): number {
  const index = LONGEST.findIndex((path) => moduleId.endsWith(`/${path}`));
  return index === -1 ? LONGEST.length : index;
}
