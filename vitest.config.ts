import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { LongestFirst } from "./test/longest-first.js";

const packages = fileURLToPath(new URL("./packages", import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run on the sources, so that a failing line is the line one edits.
    alias: [{ find: /^@portcullis\/([a-z-]+)$/, replacement: `${packages}/$1/src/index.ts` }],
  },
  test: {
    include: ["packages/*/src/**/*.test.ts", "packages/*/test/**/*.test.ts", "test/**/*.test.ts"],
    testTimeout: 20_000,
    // Vitest leaves one core to itself otherwise, which it does not need: on two, half of the machine.
    maxWorkers: "100%",
    // Files follow each other in a process. No module holds a state ("data in, values out"), so that
    // nothing passes from one to the next but what was imported, which is a sixth of all the work.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});
