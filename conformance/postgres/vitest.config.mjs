// The tests that need a PostgreSQL, and those of the server that run on whichever database there is.
// `run.mjs` beside this file starts them with PORTCULLIS_TEST_POSTGRES set.
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../vitest.config.js";

export default mergeConfig(
  { resolve: shared.resolve },
  defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    test: {
      include: [
        "packages/server/test/postgres/*.acceptance.ts",
        "packages/server/src/api/{tfe,nomad}/testing/*.test.ts",
        "packages/server/src/evaluation/worker.test.ts",
        "packages/server/src/domain/{plans,standing-overrides,tokens}/*-service.test.ts",
      ],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      maxWorkers: "100%",
    },
  }),
);
