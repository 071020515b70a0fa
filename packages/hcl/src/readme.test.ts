import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as hcl from "./index.js";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

function block(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\`$`, "m").exec(readme) ?? [];
  if (text === undefined) throw new Error(`the README has no block of ${language}`);
  return text;
}

it("the README's example prints what the README says", () => {
  const lines: string[] = [];
  const code = block("ts").replace(
    /^import (\{.*\}) from "@portcullis\/hcl";$/m,
    (_, names: string) => `const ${names} = hcl;`,
  );
  const run = new Function("hcl", "text", "console", code);
  run(hcl, block("hcl"), { log: (line: string) => lines.push(line) });
  expect(`${lines.join("\n")}\n`).toBe(block("text"));
});

it("the README names every limit", () => {
  const limits = Object.keys(hcl).filter((name) => name.startsWith("MAX_"));
  for (const limit of limits) expect(readme).toContain(`\`${limit}\``);
});
