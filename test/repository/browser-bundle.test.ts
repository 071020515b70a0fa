import { createContext, runInContext } from "node:vm";
import { type BuildResult, build } from "esbuild";
import { describe, expect, it } from "vitest";
import { root } from "./source-tree.js";

/** Bundles a module for browsers, from the sources of the packages; whatever needs Node.js fails. */
function bundle(contents: string): Promise<BuildResult<{ write: false; metafile: true }>> {
  return build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    platform: "browser",
    format: "iife",
    target: "es2022",
    write: false,
    metafile: true,
    logLevel: "silent",
    globalName: "bundled",
    alias: {
      "@portcullis/language": "./packages/language/src/index.ts",
      "@portcullis/imports": "./packages/imports/src/index.ts",
      "@portcullis/terraform-data": "./packages/terraform-data/src/index.ts",
    },
  });
}

const policy = `import "strings"
import "decimal"
param region
print("checked")
main = rule { strings.has_prefix(region, "eu") and "eu-1" matches "^[a-z]+-\\\\d$" and decimal.new("1.5").greater_than(1) }
`;

const evaluation = `
import { compilePolicy, defaultLimits, evaluate, format, SourceFile } from "@portcullis/language";
import * as imports from "@portcullis/imports";
import * as data from "@portcullis/terraform-data";

export function check(text: string) {
  const source = new SourceFile("main.sentinel", format(new SourceFile("main.sentinel", text)).text ?? "");
  const { program, diagnostics } = compilePolicy(source);
  if (program === undefined) return diagnostics[0].message;
  const { status, error, output } = evaluate(program, {
    findImport: (path) => {
      const namespace = imports.standardImports.get(path)?.open({});
      return namespace && { kind: "namespace", namespace };
    },
    params: new Map([["region", "eu-central-1"]]),
    globals: new Map(),
    limits: defaultLimits,
    now: () => 0,
  });
  return [status, error?.message ?? output, typeof data.decodePlan].join(" ");
}
`;

describe("the language, its imports and the Terraform data, bundled for browsers", () => {
  it("need nothing of Node.js", async () => {
    const { errors, warnings, metafile, outputFiles } = await bundle(evaluation);
    expect([...errors, ...warnings]).toEqual([]);
    // What a bundle has besides the language itself, or whatever stands in for Node.js, is named here.
    const libraries = Object.keys(metafile.inputs)
      .filter((input) => input.includes("node_modules/"))
      .map((input) => input.replace(/^.*node_modules\/((?:@[^/]+\/)?[^/]+)\/.*$/, "$1"));
    expect([...new Set(libraries)].sort()).toEqual(["decimal.js", "ipaddr.js", "re2js"]);

    // A context has the language's own objects and what is given: what every browser has, no more.
    const context = createContext({ TextEncoder, TextDecoder });
    runInContext(outputFiles[0]?.text ?? "", context);
    expect(runInContext(`bundled.check(${JSON.stringify(policy)})`, context)).toBe(
      "pass checked\n function",
    );
  });

  it("would fail if they did", async () => {
    await expect(
      bundle('import { readFileSync } from "node:fs";\nreadFileSync("x");'),
    ).rejects.toThrow('Could not resolve "node:fs"');
  });
});
