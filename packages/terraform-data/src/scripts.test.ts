import { readdirSync, readFileSync } from "node:fs";
import type { ImportSource } from "@portcullis/language";
import { checkScript, engines, readScripts, type Script } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import {
  decodePlan,
  decodeRunContext,
  decodeState,
  ProviderSchemas,
  type TerraformData,
  terraformImports,
} from "./index.js";

// Every script is a policy over documents beside it, which its line `# data: plan=… state=…` names.
// Numbers in front of its description are those of the checklist; see checklist.test.ts.

const testdata = new URL("../testdata/", import.meta.url);

function read(name: string): Uint8Array {
  return readFileSync(new URL(name, testdata));
}

function required<Document>(document: Document | undefined, problem: string | undefined): Document {
  if (document === undefined) throw new Error(problem);
  return document;
}

function dataOf({ text }: Script): TerraformData {
  const line = /^# data: (.*)$/m.exec(text)?.[1] ?? "";
  const names = new Map(
    line.split(" ").map((pair): [string, string] => pair.split("=") as [string, string]),
  );
  const decoded = <Result>(kind: string, decode: (bytes: Uint8Array) => Result) => {
    const name = names.get(kind);
    return name === undefined ? undefined : decode(read(name));
  };
  const plan = decodePlan(read(names.get("plan") ?? "plan.json"));
  const state = decoded("state", decodeState);
  const run = decoded("run", decodeRunContext);
  const schemas = decoded("schemas", ProviderSchemas.decode);
  return {
    plan: required(plan.plan, plan.problem),
    state: state && required(state.state, state.problem),
    run: run && required(run.run, run.problem),
    schemas: schemas && required(schemas.schemas, schemas.problem),
  };
}

for (const file of readdirSync(testdata).filter((name) => name.endsWith(".sentinel"))) {
  describe.each(engines)(`${file}, %s`, (_, options) => {
    for (const script of readScripts(file, read(file).toString())) {
      it(script.name, () => {
        const imports = terraformImports(dataOf(script));
        const findImport = (path: string): ImportSource | undefined => {
          const namespace = imports.get(path);
          return namespace && { kind: "namespace", namespace };
        };
        expect(checkScript(script, { options, findImport })).toEqual([]);
      });
    }
  });
}
