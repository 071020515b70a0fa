// The tests of the Terraform API whose answers `run.mjs` beside this file holds against the vendor's description.
import { fileURLToPath } from "node:url";
import { defineConfig, mergeConfig } from "vitest/config";
import shared from "../../vitest.config.js";

export default mergeConfig(
  { resolve: shared.resolve },
  defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    test: {
      include: [
        "packages/server/src/api/tfe/testing/{wire-fixtures,first-documents,roles,bad-input}.test.ts",
      ],
      setupFiles: ["conformance/tfe-openapi/record-answers.mjs"],
      testTimeout: 60_000,
    },
  }),
);
