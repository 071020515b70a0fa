import { readdirSync, readFileSync } from "node:fs";
import { checkScript, engines, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { openForTest } from "../test/open-for-test.js";

const testdata = new URL("../testdata/", import.meta.url);

for (const file of readdirSync(testdata)) {
  describe.each(engines)(`${file}, %s`, (_, options) => {
    for (const script of readScripts(file, readFileSync(new URL(file, testdata), "utf8"))) {
      it(script.name, () => {
        expect(checkScript(script, { options, findImport: openForTest() })).toEqual([]);
      });
    }
  });
}
