import { readdirSync, readFileSync } from "node:fs";
import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { standardImports } from "./index.js";

const testdata = new URL("../testdata/", import.meta.url);

for (const file of readdirSync(testdata)) {
  describe(file, () => {
    for (const script of readScripts(file, readFileSync(new URL(file, testdata), "utf8"))) {
      it(script.name, () => {
        const problems = checkScript(script, {
          findImport: (path) => {
            const namespace = standardImports.find(({ name }) => name === path);
            return namespace && { kind: "namespace", namespace };
          },
        });
        expect(problems).toEqual([]);
      });
    }
  });
}
