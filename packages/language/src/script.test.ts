import { readdirSync, readFileSync } from "node:fs";
import { checkScript, engines, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";

const testdata = new URL("../testdata/", import.meta.url);

/** Those under `hostile` that need a process of their own are for `hostile-memory.test.ts`. */
const files = readdirSync(testdata, { recursive: true, encoding: "utf8" })
  .filter((name) => name.endsWith(".sentinel") && !/^format|memory\.sentinel$/.test(name))
  .sort();

for (const file of files) {
  const scripts = readScripts(file, readFileSync(new URL(file, testdata), "utf8"));
  describe.each(engines)(`${file}, %s`, (_, options) => {
    for (const script of scripts) {
      it(script.name, () =>
        expect(checkScript(script, { findImport: () => undefined, options })).toEqual([]),
      );
    }
  });
}
