import { readdirSync, readFileSync } from "node:fs";
import { checkScript, readScripts } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { type ImportSource, parseJson, type Value } from "./index.js";

const testdata = new URL("../testdata/", import.meta.url);

const document = `{
  "name": "web", "count": 2, "ratio": 0.5, "nothing": null,
  "tags": {"env": "prod", "team": "core"},
  "list": ["a", "b"],
  "order": {"b": 4, "a": 3, "9": 2, "10": 1},
  "numbers": {"int": 9007199254740993, "float": 2.0},
  "hostile": {"__proto__": 1, "constructor": 2}
}`;

function findImport(path: string): ImportSource | undefined {
  if (path !== "data") return undefined;
  return { kind: "static", value: parseJson(document).value as Value };
}

for (const file of readdirSync(testdata).filter((name) => name.endsWith(".sentinel"))) {
  describe(file, () => {
    for (const script of readScripts(file, readFileSync(new URL(file, testdata), "utf8"))) {
      it(script.name, () => expect(checkScript(script, { findImport })).toEqual([]));
    }
  });
}
