import { readdirSync, readFileSync } from "node:fs";
import { checkScript, engines, readScripts, type Script } from "@portcullis/testkit";
import { describe, expect, it } from "vitest";
import { type DocumentName, decodeDocument, decodeJobFile } from "./documents.js";
import { defaultSubmission, type Globals, jobGlobals } from "./globals.js";
import type { DocumentResult } from "./json/read-document.js";
import type { TreeObject } from "./json/tree.js";

// Every script is a policy over documents in testdata/jobs, which its line `# data: job=… token=…`
// names. What they expect is typed from the reference's sections 4.2, 4.3 and 4.5.

const testdata = new URL("../testdata/", import.meta.url);

function required({ tree, problem }: DocumentResult): TreeObject {
  if (tree === undefined) throw new Error(problem.message);
  return tree;
}

function globalsOf({ text }: Script): Globals {
  const line = /^# data: (.*)$/m.exec(text)?.[1] ?? "";
  const names = new Map(line.split(" ").map((pair) => pair.split("=") as [string, string]));
  const bytes = (kind: string) => {
    const name = names.get(kind);
    return name === undefined ? undefined : readFileSync(new URL(`jobs/${name}`, testdata));
  };
  const decoded = (kind: string, name: DocumentName) => {
    const given = bytes(kind);
    return given === undefined ? undefined : required(decodeDocument(name, given));
  };
  const job = required(decodeJobFile(bytes("job") ?? new Uint8Array()));
  return jobGlobals(job, decoded("existing", "existing job"), {
    ...defaultSubmission,
    token: decoded("token", "ACL token"),
    namespaceDocument: decoded("namespace", "namespace"),
  });
}

for (const file of readdirSync(testdata).filter((name) => name.endsWith(".sentinel"))) {
  describe.each(engines)(`${file}, %s`, (_, options) => {
    for (const script of readScripts(file, readFileSync(new URL(file, testdata), "utf8"))) {
      it(script.name, () => {
        expect(checkScript(script, { options, globals: globalsOf(script) })).toEqual([]);
      });
    }
  });
}
